"""An id can be read, and one file alone knows how it is made."""

import re
from datetime import date

import pandas as pd
import pytest

from analysis.base.resources import PACKAGE
from analysis.tables import make_visit_id, number_taken_ids, rename_rows, slug

LETTER = {
    "authority": "Bournemouth, Christchurch and Poole",
    "visit_type": "monitoring visit",
    "source_type": "letter",
    "start_date": date(2022, 11, 2),
    "date_precision": "day",
    "sha256": "abcdef0123",
}


@pytest.mark.parametrize(
    ("change", "visit_id"),
    [
        ({}, "bournemouth-christchurch-and-poole-2022-11-02-monitoring-visit"),
        ({"date_precision": "month"}, "bournemouth-christchurch-and-poole-2022-11-monitoring-visit"),
        ({"date_precision": "year"}, "bournemouth-christchurch-and-poole-2022-monitoring-visit"),
        ({"source_type": "press"}, "bournemouth-christchurch-and-poole-2022-11-02-monitoring-visit-press"),
        ({"authority": None}, "unknown-authority-2022-11-02-monitoring-visit"),
        ({"start_date": None}, "bournemouth-christchurch-and-poole-undated-abcdef01"),
    ],
    ids=["a day", "a month", "a year", "a press report", "no authority", "no date"],
)
def test_a_visit_id_can_be_read(change, visit_id):
    assert make_visit_id(LETTER | change) == visit_id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Stoke-on-Trent", "stoke-on-trent"),
        ("King’s Lynn & West Norfolk", "kings-lynn-west-norfolk"),
        ("Ynys Môn", "ynys-mon"),
        ("  A / B: c. ", "a-b-c"),
        ("…", ""),
    ],
)
def test_a_slug_holds_small_letters_digits_and_single_hyphens(text, expected):
    assert slug(text) == expected


def test_a_third_visit_of_one_id_gets_3():
    assert list(number_taken_ids(pd.Series(["a-2021"] * 3, dtype="str"))) == ["a-2021", "a-2021-2", "a-2021-3"]


def test_two_visits_can_take_each_others_ids():
    rows = pd.DataFrame({"visit_id": ["a", "b"], "paragraph_id": ["a/p001", "b/p001"], "text": ["a/p001", "b"]})
    renamed = rename_rows(rows.astype("str"), {"a": "b", "b": "a"})
    assert renamed.to_dict("list") == {"visit_id": ["b", "a"], "paragraph_id": ["b/p001", "a/p001"],
                                       "text": ["a/p001", "b"]}  # fmt: skip


def test_no_other_file_makes_an_id_or_takes_one_apart():
    own = re.compile(r"""\}/[psi]\{|_id\}/|_id["']?\]?\.(str\.)?r?(partition|split)\(""")
    files = [path for path in PACKAGE.rglob("*.py") if own.search(path.read_text(encoding="utf-8"))]
    assert [path.relative_to(PACKAGE).as_posix() for path in files] == ["tables/ids.py"]
