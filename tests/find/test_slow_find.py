"""What is found is what the plain slow way finds, in made-up letters and in the shipped ones."""

import pandas as pd
import pytest
from find.slow_find import find_slowly, list_answers

from analysis.find import find
from analysis.find import hits as hits_module
from analysis.find.facts import join_themes

QUESTIONS = {
    "everything": {},
    "a common word": {"words": "children"},
    "any ending": {"words": "child*"},
    "a phrase or another": {"words": '"agency staff" OR "social workers" OR "the council"'},
    "overlapping hits": {"words": '"agency staff" OR staff OR agency'},
    "words near each other": {"words": "child* NEAR alone"},
    "three in a row near": {"words": "the NEAR of NEAR child*"},
    "one near itself": {"words": "and NEAR and"},
    "not": {"words": "staff -agency"},
    "nothing but not": {"words": "-the -and"},
    "a theme": {"themes": ("staffing",)},
    "two themes and a stance": {"themes": ("staffing", "permanence", "supervision"), "stance": "concern"},
    "words on a theme since a year": {"words": "is OR are", "themes": ("permanence",), "since": 2020},
    "the press alone": {"words": "a*", "source_type": "press"},
}  # fmt: skip


@pytest.mark.parametrize("asked", QUESTIONS.values(), ids=QUESTIONS)
@pytest.mark.parametrize("block", [3, 1 << 16], ids=["in blocks", "at once"])
def test_what_is_found_is_what_the_slow_way_finds(letters_asked, tables, asked, block, monkeypatch):
    monkeypatch.setattr(hits_module, "BLOCK", block)
    question = {"theme" if name == "themes" else name: value for name, value in asked.items()}
    for own in (letters_asked, tables):
        slow = [tuple(None if pd.isna(value) else value for value in row) for row in find_slowly(own, **asked)]
        assert list(list_answers(find(own, **question))) == slow


def test_no_phrase_and_no_nearness_runs_from_one_sentence_to_the_next(letters_asked):
    texts = ["Few are agency", "staff are seen", "alone."] * 3
    sentences = letters_asked["sentences"].head(9).assign(text=pd.Series(texts, dtype="str"))
    own = letters_asked | {"sentences": sentences}
    assert len(find(own, '"agency staff" OR "seen alone"')) == 0
    assert len(find(own, "agency NEAR staff OR staff NEAR alone")) == 0
    assert len(find(own, "agency NEAR few")) == 3


def test_what_is_worked_out_of_tables_goes_with_them(letters_asked):
    sentences, codes = letters_asked["sentences"].copy(), letters_asked["codes"].copy()
    assert join_themes(sentences, codes) is join_themes(sentences, codes)
    before = join_themes(sentences, codes)
    other = codes.assign(theme=pd.Series(["court"] * len(codes), dtype="str"))
    assert set(join_themes(sentences, other)) != set(before)
