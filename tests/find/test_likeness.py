"""Sentences like another one: what is near, what is left out, and the plain slow way beside the quick one."""

import time

import numpy as np
import pandas as pd
import pytest

from analysis.find import QuestionError, like
from analysis.find.likeness import count_words
from analysis.find.sentences import COLUMNS
from analysis.history.subjects import list_words
from analysis.history.vectors import read_vectors

AGENCY = "westmarsh-2019-03-04-inspection/p002/s1"


def test_the_likest_come_first_with_their_letter_and_place(letters_asked):
    found = like(letters_asked, AGENCY, n=4)
    assert found["text"].iloc[0] == "The number of agency staff."
    assert list(found.columns) == [*COLUMNS[:-1], "likeness"]
    assert found["likeness"].is_monotonic_decreasing
    assert found["likeness"].between(-1, 1.0001).all()
    assert AGENCY not in set(found["sentence_id"])


def test_all_that_are_asked_for_and_no_more(letters_asked):
    assert len(like(letters_asked, AGENCY, n=1)) == 1
    assert len(like(letters_asked, AGENCY, n=0)) == 0
    everything = like(letters_asked, AGENCY, n=1000)
    assert len(everything) < len(letters_asked["sentences"])
    assert everything["sentence_id"].is_unique


def test_a_press_report_whose_letter_is_on_file_is_left_out(letters_asked):
    visits = letters_asked["visits"]
    press = visits["source_type"] == "press"
    replaced = visits.assign(
        superseded_by=visits["superseded_by"].where(~press, visits["visit_id"].iloc[0]).astype("str")
    )
    assert "press" in set(like(letters_asked, AGENCY, n=1000)["source_type"])
    assert "press" not in set(like(letters_asked | {"visits": replaced}, AGENCY, n=1000)["source_type"])


def test_likeness_is_what_the_plain_way_gives(letters_asked):
    learned = read_vectors()

    def embed(text: str) -> np.ndarray:
        return sum(learned.weights[i] * learned.vectors[i] for i in learned.look_up(list_words(text)))

    texts = letters_asked["sentences"].set_index("sentence_id")["text"]
    own = embed(texts[AGENCY])
    for row in like(letters_asked, AGENCY, n=5).itertuples():
        other = embed(row.text)
        assert row.likeness == pytest.approx(own @ other / np.linalg.norm(own) / np.linalg.norm(other), abs=1e-5)


@pytest.mark.parametrize(
    ("text", "said"), [(None, "is on file; find it anew"), ("Xqzt 17.", "has no word that the letters' vectors know")]
)
def test_what_has_no_likeness_is_refused_in_plain_words(letters_asked, text, said):
    sentences = letters_asked["sentences"]
    asked = sentences["sentence_id"].iloc[0]
    if text:
        sentences = sentences.assign(text=sentences["text"].where(sentences["sentence_id"] != asked, text))
    with pytest.raises(QuestionError, match=said):
        like(letters_asked | {"sentences": sentences}, asked if text else "nowhere/p1/s1")


def test_an_empty_folder_has_nothing_like_anything(nothing):
    with pytest.raises(QuestionError, match="find it anew"):
        like(nothing, AGENCY)
    assert count_words(nothing["sentences"]).counts.shape[0] == 0


def test_after_the_first_time_75_000_sentences_take_less_than_a_second(letters_asked):
    many = pd.concat([letters_asked["sentences"]] * (75_000 // len(letters_asked["sentences"])), ignore_index=True)
    many["sentence_id"] = [f"{visit_id}/p{n}/s1" for n, visit_id in enumerate(many["visit_id"])]
    tables = letters_asked | {"sentences": many}
    like(tables, many["sentence_id"].iloc[0])
    start = time.perf_counter()
    like(tables, many["sentence_id"].iloc[7])
    assert time.perf_counter() - start < 1.0
