"""Which document is which visit."""

import pandas as pd
import pytest

from analysis.build.visits import assign_visit_ids


def documents(*rows: dict) -> pd.DataFrame:
    base = {"visit_id": "leeds-2021-focused-visit", "published_date": pd.NaT, "words": 100, "source_type": "letter"}
    base["is_doubtful"] = False
    return pd.DataFrame([base | {"content": row["file"]} | row for row in rows])


@pytest.mark.parametrize(
    ("first", "second", "duplicate"),
    [
        ({"published_date": "2021-03-01"}, {"published_date": "2021-03-09"}, "a.pdf"),
        ({"published_date": "2021-03-09"}, {"published_date": "2021-03-01"}, "b.html"),
        ({"published_date": None, "words": 900}, {"published_date": "2021-03-09"}, "a.pdf"),
        ({"words": 100}, {"words": 900}, "a.pdf"),
        ({}, {}, "b.html"),
        (
            {"is_doubtful": True, "published_date": "2021-03-09", "words": 900},
            {"published_date": "2021-03-01"},
            "a.pdf",
        ),
        ({"is_doubtful": True, "words": 100}, {"is_doubtful": True, "words": 900}, "a.pdf"),
    ],
    ids=[
        "published later",
        "published earlier",
        "one prints no day of publication",
        "longer",
        "alike but for the name",
        "a damaged copy that says it was published later",
        "both damaged",
    ],
)
def test_of_two_letters_of_one_visit_one_is_kept(first, second, duplicate):
    rows = documents(first | {"file": "a.pdf"}, second | {"file": "b.html"})
    ids, duplicate_of = assign_visit_ids(rows.astype({"published_date": "datetime64[ms]"}))
    is_duplicate = rows["file"] == duplicate
    assert duplicate_of.notna().tolist() == is_duplicate.tolist()
    assert ids.fillna("").tolist() == ["" if twice else "leeds-2021-focused-visit" for twice in is_duplicate]


def test_two_newspapers_on_one_visit_are_two_documents():
    press = {"source_type": "press"}
    ids, duplicate_of = assign_visit_ids(documents(press | {"file": "a.txt"}, press | {"file": "b.txt"}))
    assert list(ids) == ["leeds-2021-focused-visit", "leeds-2021-focused-visit-2"]
    assert duplicate_of.isna().all()


@pytest.mark.parametrize("turned", [False, True], ids=["by name", "against it"])
@pytest.mark.parametrize("undated", [False, True])
def test_the_newspaper_that_came_first_keeps_the_id_whatever_the_files_are_called(turned, undated):
    first = {"published_date": "2021-03-05", "file": "z post.txt" if turned else "a post.txt"}
    later = {"published_date": None if undated else "2021-03-07", "file": "m herald.html"}
    rows = documents(*({"source_type": "press"} | row for row in (later, first)))
    ids, _ = assign_visit_ids(rows.astype({"published_date": "datetime64[ms]"}))
    assert list(ids) == ["leeds-2021-focused-visit-2", "leeds-2021-focused-visit"]


def test_of_one_article_in_two_newspapers_the_first_is_kept():
    rows = documents(
        {"published_date": "2021-03-07", "file": "a.txt"}, {"published_date": "2021-03-05", "file": "b.txt"}
    ).assign(content="same", source_type="press")
    ids, duplicate_of = assign_visit_ids(rows.astype({"published_date": "datetime64[ms]"}))
    assert duplicate_of.fillna("").tolist() == ["b.txt", ""]
    assert ids.fillna("").tolist() == ["", "leeds-2021-focused-visit"]
