"""The data dictionary (tables.yml) holds the tables to what it says."""

import pandas as pd
import pytest

from analysis.tables import (
    TableError,
    Tables,
    check_columns,
    check_tables,
    list_row_groups,
    make_table,
    pack_tables,
    read_row_groups,
    read_schemas,
    write_tables,
)
from analysis.tables.schemas import DTYPES

VISIT = {
    "visit_id": "leeds-2021-02-09-focused-visit",
    "same_visit": "leeds-2021-02-09-focused-visit",
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


def test_the_dictionary_says_of_a_column_only_what_its_head_explains():
    for name, schema in read_schemas().items():
        assert list(schema) == ["row", "key", "columns"], name
        assert set(schema["key"]) <= set(schema["columns"]), name
        for column, facts in schema["columns"].items():
            assert set(facts) <= {"type", "missing", "values", "refers", "about"}, (name, column)
            assert facts["type"] in DTYPES, (name, column)
            assert facts["type"] != "truth" or "missing" not in facts, (name, column)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([VISIT | {"framework": "ILAC"}], r"visits \(one row per a document on a visit\): framework is 'ILAC'"),
        ([VISIT | {"file": None}], "file is None"),
        ([VISIT | {"words": "1,200"}], "words is '1,200'"),
        ([VISIT | {"start_date": "2021-02-09"}], "start_date is '2021-02-09'"),
        ([VISIT, VISIT], "stands twice"),
    ],
    ids=["a value that is not listed", "none where none may be missing", "words for a number", "words for a date",
         "one key twice"],
)  # fmt: skip
def test_what_one_letter_has_wrong_is_told_before_it_is_a_table(rows, says):
    columns = {column: [row.get(column) for row in rows] for column in read_schemas()["visits"]["columns"]}
    with pytest.raises(TableError, match=says):
        check_columns("visits", columns)


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


def test_tables_written_in_batches_are_read_whole_and_by_row_group(tmp_path):
    leeds, stoke = (
        VISIT,
        VISIT
        | {
            "visit_id": "stoke-on-trent-2020-09-29-focused-visit",
            "same_visit": "stoke-on-trent-2020-09-29-focused-visit",
            "file": "stoke.txt",
        },
    )
    batches = [{name: make_table(name) for name in read_schemas()} | {"visits": make_table("visits", [visit])}
             for visit in (leeds, stoke)]  # fmt: skip
    write_tables(map(pack_tables, batches), tmp_path)
    assert Tables(tmp_path)["visits"]["file"].tolist() == ["leeds.pdf", "stoke.txt"]
    assert list_row_groups(tmp_path / "visits.parquet") == {leeds["visit_id"]: 0, stoke["visit_id"]: 1}
    tables = read_row_groups(tmp_path, [1])
    pd.testing.assert_frame_equal(tables["visits"], batches[1]["visits"])
    assert "problems" not in tables
