"""The data dictionary (tables.yml) holds the tables to what it says."""

import pandas as pd
import pytest

from analysis.tables import TableError, check_tables, make_table, read_schemas, write_tables

VISIT = {
    "visit_id": "leeds-2021-02-09-focused-visit",
    "framework": "ILACS",
    "visit_type": "focused visit",
    "source_type": "letter",
    "file": "leeds.pdf",
    "sha256": "0" * 64,
    "words": 1200,
}


def test_a_row_may_leave_out_what_may_be_missing():
    visits = make_table("visits", [VISIT])
    assert list(visits.columns) == list(read_schemas()["visits"]["columns"])
    assert visits["start_date"].dtype == "datetime64[ms]"
    check_tables({"visits": visits})


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"framework": "ILAC"}, "framework"),
        ({"file": None}, "file"),
    ],
)
def test_a_value_that_the_dictionary_does_not_allow_is_an_error(change, says):
    with pytest.raises(TableError, match=says):
        check_tables({"visits": make_table("visits", [VISIT | change])})


def test_two_rows_with_one_key_are_an_error():
    with pytest.raises(TableError, match="visits"):
        check_tables({"visits": make_table("visits", [VISIT, VISIT])})


def test_an_id_must_refer_to_a_row():
    item = {
        "visit_id": "nowhere",
        "improvement_id": "x/i01",
        "paragraph_id": "x/p001",
        "order": 1,
        "kind": "improvement",
    }
    tables = {
        "visits": make_table("visits", [VISIT]),
        "improvements": make_table("improvements", [item | {"text": "Plans"}]),
    }
    with pytest.raises(TableError, match=r"'nowhere' is not in visits\.visit_id"):
        check_tables(tables)


def test_a_table_that_is_wrong_leaves_the_old_files_as_they_were(tmp_path):
    write_tables({"visits": make_table("visits", [VISIT])}, tmp_path)
    with pytest.raises(TableError):
        write_tables({"visits": make_table("visits", [VISIT | {"framework": "?"}])}, tmp_path)
    assert pd.read_parquet(tmp_path / "visits.parquet")["framework"].tolist() == ["ILACS"]
