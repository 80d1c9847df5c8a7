"""The language of cues: what a phrase finds, what it does not, and what is refused."""

import pytest
from coding.plain_phrases import find_plainly
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.coding.phrases import MOST_WORDS, PhraseError, Phrases, parse_phrase, split_words

FOUND = [
    ("visit* ... child*", "Visits to all children are timely."),
    ("visit* ... child*", "Social workers VISIT the child."),
    ("visit* ... child*", "Visits in each of the seven children's homes"),  # five words between
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


def find(phrase: str, *texts: str) -> list[list[tuple[int, int]]]:
    """Return first and last word of each place where a phrase is found, for each text."""
    phrases = Phrases([(phrase, ("theme",))])
    found = phrases.find_all(list(map(split_words, texts)))
    return [[(match.first, match.last) for match in own] for own in phrases.list_matches(found, "theme", len(texts))]


def finds(phrase: str, text: str) -> bool:
    return bool(find(phrase, text)[0])


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
    assert find("strategy ... held", "No strategy meeting was held today") == [[(1, 4)]]


def test_where_a_gap_leaves_a_choice_the_nearest_words_are_taken():
    assert find("plan ... child", "plan for the child and another child") == [[(0, 3)]]


def test_a_phrase_never_runs_from_one_sentence_into_the_next():
    assert find("seen alone", "Children are seen.", "Alone they may say more.") == [[], []]
    assert find("visit* ... child*", "Visits are rare.", "Children wait.") == [[], []]


def test_of_alternatives_that_fit_one_word_each_phrase_is_found():
    phrases = Phrases([("see* child", ("a",)), ("seen child*", ("b",)), ("see/seen child/children", ("c",))])
    found = phrases.find_all([split_words("Seen child")])
    assert [len(phrases.list_matches(found, kind, 1)[0]) for kind in "abc"] == [1, 1, 1]


def test_no_more_words_are_read_than_any_sentence_has():
    assert len(split_words("plan " * 1_000_000).texts) == MOST_WORDS


def test_a_phrase_that_almost_fits_again_and_again_stays_quick():
    assert find("a ... a ... a ... b", "a " * MOST_WORDS) == [[]]


WORDS = st.sampled_from(["plan", "plans", "planned", "plan's", "child", "children", "is", "a"])
ELEMENTS = st.lists(st.sampled_from(["plan", "plan*", "plans", "child", "ch*", "is", "a"]), min_size=1, max_size=3)
PHRASES = st.lists(st.tuples(ELEMENTS.map("/".join), st.sampled_from([" ", " ... "])), min_size=1, max_size=4).map(
    lambda steps: "".join(element + between for element, between in steps).removesuffix(" ").removesuffix(" ...")
)


@given(st.lists(PHRASES, min_size=1, max_size=6), st.lists(st.lists(WORDS, max_size=14), max_size=4))
@example(["plan ... child", "plan ... child*"], [["plan", *["is"] * 5, "child"], ["plan", *["is"] * 6, "child"]])
@example(["a ... plan/child ... a", "a ... a"], [["a", "plan", "a", "child", "a"]])
def test_the_quick_finder_finds_what_a_plain_one_does(phrases, sentences):
    labelled = Phrases((phrase, (number,)) for number, phrase in enumerate(phrases))
    found = labelled.find_all([split_words(" ".join(words)) for words in sentences])
    assert list(zip(*(column.tolist() for column in found), strict=True)) == find_plainly(phrases, sentences)
