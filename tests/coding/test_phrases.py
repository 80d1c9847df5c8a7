"""The language of cues: what a phrase finds, what it does not, and what is refused."""

import pytest

from analysis.coding.phrases import MOST_WORDS, PhraseError, Phrases, parse_phrase, split_words

FOUND = [
    ("visit* ... child*", "Visits to all children are timely."),
    ("visit* ... child*", "Social workers VISIT the child."),
    ("seen alone", "Children are seen alone."),
    ("social worker's", "The social worker’s view"),
    ("council", "The council’s plan"),
    ("multi-agency", "Multi-agency work"),
    ("multi agency", "multi-agency work"),
    ("pep/peps", "PEPs are poor."),
    ("16- and 17-year*", "homeless 16- and 17-year-olds"),
]
NOT_FOUND = [
    ("visit* ... child*", "Inspectors visited."),
    ("visit* ... child*", "Visits in each of the seven or eight homes for children"),  # more than five words between
    ("visit* ... child*", "Children wait for visits."),
    ("seen alone", "Children are alone when seen."),
    ("pa", "Parents"),
    ("plan", "Plans"),
    ("record*", "He broke the accord."),
]
REFUSED = ["", "...", "visit* ...", "... child*", "(a+)+", "a|b", "vis*it", "*", "a ... b ... c ... d ... e", "{child}"]


def finds(phrase: str, text: str) -> bool:
    return bool(Phrases([(phrase, None)]).find(split_words(text)))


@pytest.mark.parametrize(("phrase", "text"), FOUND)
def test_finds(phrase, text):
    assert finds(phrase, text)


@pytest.mark.parametrize(("phrase", "text"), NOT_FOUND)
def test_does_not_find(phrase, text):
    assert not finds(phrase, text)


@pytest.mark.parametrize("phrase", REFUSED)
def test_refuses_what_is_no_phrase(phrase):
    with pytest.raises(PhraseError):
        parse_phrase(phrase)


def test_a_match_covers_its_first_to_its_last_word():
    (match,) = Phrases([("strategy ... held", "front_door")]).find(split_words("No strategy meeting was held today"))
    assert (match.label, match.first, match.last) == ("front_door", 1, 4)


def test_no_more_words_are_read_than_any_sentence_has():
    assert len(split_words("plan " * 1_000_000).texts) == MOST_WORDS


def test_a_phrase_that_almost_fits_again_and_again_stays_quick():
    phrases = Phrases([("a ... a ... a ... b", None)])
    assert not phrases.find(split_words("a " * MOST_WORDS))
