"""The language of words: what each question finds beside what it must leave, and questions that cannot be read."""

import random
import re
import time
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.coding.phrases import split_words
from analysis.find.hits import find_words
from analysis.find.query import QuestionError, parse_query

# Question, a sentence, and the words of it that are marked; None where the sentence does not answer.
FOUND = [
    ("agency", "Agency staff are many.", ["Agency"]),
    ("AGENCY", "The agency.", ["agency"]),
    ("agency staff", "Staff of an agency.", ["Staff", "agency"]),
    ("agency AND staff", "Staff of an agency.", ["Staff", "agency"]),
    ("agency staff OR locum", "A locum.", ["locum"]),
    ("agency staff OR locum", "Agency staff and a locum.", ["Agency", "staff", "locum"]),
    ("agency staff OR locum", "The agency.", None),
    ("locum OR agency staff", "The agency.", None),
    ("or", "Two or three.", ["or"]),
    ("agency -permanent", "Agency staff.", ["Agency"]),
    ("agency -permanent", "Agency and permanent staff.", None),
    ('agency -"permanent staff"', "Agency and permanent posts.", ["Agency"]),
    ('agency -"permanent staff"', "Agency and permanent staff.", None),
    ("agency –permanent", "Agency and permanent staff.", None),
    ("-permanent", "Agency staff.", []),
    ("-permanent", "Permanent staff.", None),
    # whole words
    ("care", "Carers and careful care.", ["care"]),
    ("care", "Daycare is scarce.", None),
    ("child", "The child’s plan.", None),
    ("child's", "The child’s plan.", ["child’s"]),
    ("child’s", "The child's plan.", ["child's"]),
    ("workers'", "The workers’ plan.", ["workers"]),
    ("47", "Section 47, not 470 or 1.475.", ["47"]),
    ("café", "The CAFÉ is open.", ["CAFÉ"]),
    # the star
    ("child*", "Children, a child’s plan and a grandchild.", ["Children", "child’s"]),
    ("child*", "Child-centred work.", ["Child-centred"]),
    ("child*", "A step-child.", None),
    ("mother*", "Grandmothers.", None),
    # phrases
    ('"social worker"', "A social worker.", ["social worker"]),
    ("“social worker”", "A Social  Worker.", ["Social  Worker"]),
    ('"social worker"', "Social workers.", None),
    ('"social work*"', "Social workers.", ["Social workers"]),
    ('"social work*" team', "A team of social workers.", ["team", "social workers"]),
    ('"seen alone"', "They are seen, alone.", ["seen, alone"]),
    ('"worker social"', "A social worker.", None),
    ('"OR"', "Either or.", ["or"]),
    # hyphens
    ("agency", "Multi-agency work.", None),
    ("agency", "An agency-led team.", None),
    ("agency", "Agency - and other - staff.", ["Agency"]),
    ("multi-agency", "Multi‑agency work.", ["Multi‑agency"]),
    ("multi-agency", "Multi agency work.", None),
    ("multi-agenc*", "Multi-agencies.", ["Multi-agencies"]),
    ('"agency staff"', "Multi-agency staff.", None),
    ('"multi agency"', "Multi-agency staff.", None),
    ('"agency staff"', "For the agency - staff said so.", None),
    ('"16–17"', "Young people of 16–17.", ["16–17"]),
    ('"multi-agency staff"', "Multi-agency staff.", ["Multi-agency staff"]),
    ('"long term"', "Long-term plans in the long term.", ["long term"]),
    ("term", "Short-, medium- and long-term plans.", None),
    ("staff", "Staff—and others.", ["Staff"]),
    # near
    ("child* NEAR alone", "Children are seen alone.", ["Children", "alone"]),
    ("child* NEAR alone", "Alone, the child waits.", ["Alone", "child"]),
    ("child* NEAR alone", "Children a b c d e f g h i alone.", ["Children", "alone"]),
    ("child* NEAR alone", "Children a b c d e f g h i j alone.", None),
    ("child* NEAR alone", "Children a b-c d e f g h-i alone.", ["Children", "alone"]),
    ("child* NEAR children", "Children.", None),
    ("child* NEAR children", "Children and children.", ["Children", "children"]),
    ('"seen alone" NEAR child*', "Children are seen alone.", ["Children", "seen alone"]),
    ("a NEAR b NEAR c", "A and b and c.", ["A", "b", "c"]),
    ("a NEAR b NEAR c", "A and b 1 2 3 4 5 6 7 8 9 10 c.", None),
    ("child* NEAR alone staff", "Children are seen alone.", None),
    ("child* NEAR alone OR staff", "Staff.", ["Staff"]),
    ("child* NEAR alone -staff", "Children are seen alone by staff.", None),
]

# What cannot be read, and where the message says it stands.
UNREAD = [
    ("", "no words to look for"),
    ("   ", "no words to look for"),
    ('"agency staff', "quotation mark at place 1"),
    ('agency "', "quotation mark at place 8"),
    ('agency ""', "quotation marks at place 8"),
    ('"..."', "quotation marks at place 1"),
    ("OR agency", "before OR at place 1"),
    ("agency OR", "after OR at place 8"),
    ("agency OR OR staff", "before OR at place 11"),
    ("child* NEAR", "after NEAR at place 8"),
    ("NEAR child*", "before NEAR at place 1"),
    ("child* OR NEAR alone", "before NEAR at place 11"),
    ("child* NEAR -alone", "minus and NEAR stand together at place 13"),
    ("-child* NEAR alone", "minus and NEAR stand together at place 9"),
    ("*ren", "* at place 1"),
    ("ch*ld", "* at place 3"),
    ("agency ch*ld", "* at place 10"),
    ('"ch*ld care"', "* at place 4"),
    ("*", "* at place 1"),
    ("agency - staff", "after the minus at place 8"),
    ("agency, locum", "',' at place 7"),
    ("(agency OR locum) staff", "'(' at place 1"),
    ("agency/locum", "'/' at place 7"),
    ("child NEAR/5 alone", "'/' at place 11"),
    ("'agency staff'", "apostrophe stands at place 1"),
    ("--agency", "'-' at place 2"),
]


def find_spans(text: str, question: str) -> list[tuple[int, int]] | None:
    """Return where the words of a question stand in one text, start and end of each; None where it does not meet it."""
    hits = find_words(pd.Series([text], dtype="str"), parse_query(question))
    return list(zip(hits.start.tolist(), hits.end.tolist(), strict=True)) if len(hits.rows) else None


@pytest.mark.parametrize(("question", "text", "marked"), FOUND)
def test_a_question_finds_and_leaves(question, text, marked):
    spans = find_spans(text, question)
    assert (None if spans is None else [text[start:end] for start, end in spans]) == marked


@pytest.mark.parametrize(("question", "said"), UNREAD)
def test_a_question_that_cannot_be_read_says_what_and_where(question, said):
    with pytest.raises(QuestionError) as raised:
        parse_query(question)
    message = str(raised.value)
    assert said in message
    assert "\n" not in message and ". " not in message.replace("...", "")


WORDS = ["child", "children", "alone", "seen", "agency", "multi-agency", "care", "day-care", "staff", "child's", "or"]
SENTENCES = st.lists(st.sampled_from([*WORDS, "Children,", "“alone”", "– and", "(care)", "CHILD’S"]), min_size=1).map(
    " ".join
)


@settings(deadline=None)
@given(SENTENCES, st.sampled_from(WORDS))
def test_a_word_is_found_where_the_slow_way_finds_it(text, word):
    plain = text.lower().replace("’", "'")
    slow = [piece for piece in re.findall(r"[\w'-]+", plain) if piece.strip("'-") == word]
    assert len(find_spans(text, word) or ()) == len(slow)


@settings(deadline=None)
@given(SENTENCES, st.sampled_from(["child", "care", "staff"]), st.sampled_from(["alone", "seen", "agency"]))
def test_near_counts_words_as_the_coding_parts_them(text, left, right):
    words = split_words(text)
    whole = {start for start, end in [*(find_spans(text, left) or ()), *(find_spans(text, right) or ())]}
    at = [(i, word) for i, (word, start) in enumerate(zip(words.texts, words.starts, strict=True)) if start in whole]
    near = any(abs(i - j) <= 10 for i, first in at for j, second in at if (first, second) == (left, right))
    assert (find_spans(text, f"{left} NEAR {right}") is not None) == near


@settings(deadline=None)
@given(
    SENTENCES, st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), st.lists(st.sampled_from(WORDS), max_size=2)
)
def test_or_is_either_and_minus_is_not(text, either, without):
    one_by_one = [find_spans(text, word) is not None for word in either]
    assert (find_spans(text, " OR ".join(either)) is not None) == any(one_by_one)
    assert (find_spans(text, " ".join(either)) is not None) == all(one_by_one)
    minus = " ".join([*either, *(f"-{word}" for word in without)])
    absent = all(find_spans(text, word) is None for word in without)
    assert (find_spans(text, minus) is not None) == (all(one_by_one) and absent)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab*-\"' ’“”–()ORNEAR,.", max_size=30), st.text(alphabet="abOR -’.", max_size=40))
def test_anything_typed_is_answered_or_refused_in_plain_words(question, text):
    try:
        spans = find_spans(text, question)
    except QuestionError as error:
        assert str(error) and "\n" not in str(error)
        return
    if spans:
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_marks_stand_where_the_words_do_whatever_letters_stand_before():
    text = "İSTANBUL ẞ ﬁ and Ågency agency"
    assert [text[start:end] for start, end in find_spans(text, "agency")] == ["agency"]


@pytest.mark.parametrize(
    "text",
    ["child " * 10_000 + "alone " * 10_000, "child-" * 20_000, "child" * 20_000, "child " + " " * 100_000, "'" * 50_000,
     "child alone " * 10_000],
    ids=["near in thousands", "one long hyphen", "no space", "spaces", "apostrophes", "by turns"],
)  # fmt: skip
def test_no_text_takes_longer_than_its_length(text):
    start = time.process_time()
    for question in ("child* NEAR alone", '"child alone"', '"child* alone"', "child -alone"):
        find_spans(text, question)
    assert time.process_time() - start < 2


def test_75_000_sentences_are_searched_in_half_a_second():
    draw = random.Random(1)
    words = [
        "children",
        "social",
        "workers",
        "the",
        "of",
        "plans",
        "are",
        "and",
        "seen",
        "not",
        *(f"w{i}" for i in range(3000)),
    ]
    texts = [" ".join(draw.choices(words, k=24)) for _ in range(75_000)]
    texts[77] = "Agency staff are seen alone."
    column = pd.Series(texts, dtype="str")
    start = time.process_time()
    hits = find_words(column, parse_query('"agency staff" OR w77 -children OR seen NEAR alone'))
    assert time.process_time() - start < 0.5
    own = hits.row == 77
    assert list(zip(hits.start[own], hits.end[own], strict=True)) == [(0, 12), (17, 21), (22, 27)]
