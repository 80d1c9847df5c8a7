"""Whose word holds: each person's last one, and nothing where two differ."""

import pandas as pd
import pytest

from analysis.review.decide import keep_last, settle

MARCH, APRIL = "2026-03-01T00:00:00+00:00", "2026-04-01T00:00:00+00:00"


def decisions(*rows: tuple) -> pd.DataFrame:
    """Return rows of coding.csv about one sentence: line, reviewer, time and stance of each."""
    frame = pd.DataFrame(rows, columns=["line", "reviewer", "decided_at", "stance"])
    return frame.astype({"reviewer": "str", "decided_at": "str", "stance": "str"}).assign(sentence_id="a/p001/s1")


@pytest.mark.parametrize(
    ("rows", "last"),
    [
        ([(2, "Ann", MARCH, "concern"), (3, "Ann", APRIL, "mixed")], ["mixed"]),
        ([(2, "Ann", APRIL, "mixed"), (3, "Ann", MARCH, "concern")], ["mixed"]),
        ([(2, "Ann", MARCH, "concern"), (3, "Ann", MARCH, "mixed")], ["mixed"]),
        ([(2, "Ann", None, "concern"), (3, "Ann", MARCH, "mixed")], ["mixed"]),
        ([(2, "Ann", None, "concern"), (3, "Ann", None, "mixed")], ["mixed"]),
        ([(2, "Ann", MARCH, "concern"), (3, "ANN", APRIL, "mixed")], ["mixed"]),
        ([(2, "Ann", MARCH, "concern"), (3, "Ben", APRIL, "mixed")], ["concern", "mixed"]),
        ([(2, None, MARCH, "concern"), (3, None, APRIL, "mixed")], ["mixed"]),
    ],
    ids=["the later time", "the later time, further up", "of one time the lower line",
         "one without a time is earlier than one with a time", "without times the lower line",
         "a name in capitals is the same person", "two people have a last word each", "nobody's rows are one person's"],
)  # fmt: skip
def test_the_last_word_of_each_reviewer(rows, last):
    assert keep_last(decisions(*rows), ["sentence_id"])["stance"].tolist() == last


@pytest.mark.parametrize(
    ("rows", "stance", "n_problems"),
    [
        ([(2, "Ann", MARCH, "mixed"), (3, "Ben", MARCH, "mixed")], "mixed", 0),
        ([(2, "Ann", MARCH, "mixed"), (3, "Ben", MARCH, None)], "mixed", 0),
        ([(2, "Ann", MARCH, "mixed"), (3, "Ben", MARCH, "concern")], None, 1),
        ([(2, "Ann", MARCH, "mixed"), (3, "Adjudicated", MARCH, "concern")], "concern", 0),
    ],
    ids=["they agree", "a blank is no answer", "they differ", "the adjudicator decides"],
)
def test_a_value_is_decided_where_all_who_give_one_agree(rows, stance, n_problems):
    decided, problems = settle(decisions(*rows), ["sentence_id"], ["stance"], "review/coding.csv")
    assert decided["stance"].dropna().tolist() == ([stance] if stance else [])
    assert len(problems) == n_problems
