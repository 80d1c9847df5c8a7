"""Paragraphs into sentences: where one ends and where it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.coding import split_sentences

PARTED = [
    ["Plans are good.", "Reviews are late."],
    ["Is this enough?", "It is not."],
    ["She said: “It is good.”", "Plans lag."],
    ['"We will improve."', '"We must."'],
    ["They wait (sometimes for years).", "This is too long."],
    ["In 2018 this was so.", "16 children left care."],
    ["Workers feel valued.", "‘Signs of Safety’ is embedded."],
    ["There are personal education plans, reviews, etc.", "Few are read."],
    ["Children wait…", "This is known."],
    ["This needs work.", "(Recommendation 4)"],
]
WHOLE = [
    "Ms. Hill leads it.",
    "Councillor S. J. Hill spoke.",
    "Some plans (e.g. CIN plans) lag.",
    "Dr. Green agreed.",
    "It rose by 4.5 per cent.",
    "The team (i.e. Edge of Care) helps.",
    "St. Helens has improved.",
    "It is led by the police, health vs. schools.",
    "See www.gov.uk for details",
]


@pytest.mark.parametrize("sentences", PARTED)
def test_parts(sentences):
    assert split_sentences(" ".join(sentences)) == sentences


@pytest.mark.parametrize("sentence", WHOLE)
def test_leaves_whole(sentence):
    assert split_sentences(sentence) == [sentence]


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_of_nothing_there_are_none(text):
    assert split_sentences(text) == []


@given(st.text(alphabet='Ab .!?"”’()\n\t—é孩', max_size=80))
def test_nothing_is_lost_or_changed(text):
    sentences, place = split_sentences(text), 0
    for sentence in sentences:
        place = text.index(sentence, place) + len(sentence)
    assert "".join("".join(sentences).split()) == "".join(text.split())
