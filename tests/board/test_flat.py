"""The tables as flat files: all rows, days in one form, no text that runs, and a dictionary of every column."""

import csv
import io

import pandas as pd
import pytest

from analysis.base.mendable import MendableError
from analysis.board import export_tables
from analysis.tables import read_schemas


def read_csv(path) -> list[dict[str, str]]:
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf") and b"\r\n" in content
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_each_table_is_a_file_with_every_row(tables, tmp_path):
    said = export_tables(tables, tmp_path / "flat")
    assert said == "Written to flat: 16 tables, one .csv each, and dictionary.csv, which explains them."
    files = {path.stem: read_csv(path) for path in (tmp_path / "flat").iterdir()}
    assert files.keys() == {*read_schemas(), "dictionary"}
    assert all(len(files[name]) == len(tables[name]) for name in read_schemas())
    (letter, press) = files["visits"]
    assert (letter["start_date"], letter["authority_code"], letter["dfe_code"]) == ("2020-09-29", "E06000021", "861")
    assert press["end_date"] == "", "missing is missing"
    assert [row["text"] for row in files["sentences"]] == tables["sentences"]["text"].tolist()


def test_the_dictionary_has_every_column_in_its_order(tables, tmp_path):
    export_tables(tables, tmp_path)
    rows = read_csv(tmp_path / "dictionary.csv")
    assert [(row["table"], row["column"]) for row in rows] == [
        (name, column) for name in read_schemas() for column in tables[name].columns
    ]
    stance = next(row for row in rows if (row["table"], row["column"]) == ("sentences", "stance"))
    assert stance["allowed_values"] == "strength; concern; mixed; neutral"
    assert (stance["type"], stance["may_be_missing"], stance["part_of_key"]) == ("text", "no", "no")
    assert all(row["meaning"] for row in rows)


def test_no_text_is_run_and_none_turns_the_line_round(tables, tmp_path):
    hostile = ["=1+1", " @SUM(A1)", "\u00a0-1", "＋1", "\u202e=2", "plain \x00text"]
    problems = [{"file": text, "reason": "x", "detail": "y"} for text in hostile]
    export_tables(tables | {"problems": pd.DataFrame(problems).astype("str")}, tmp_path)
    files = [row["file"] for row in read_csv(tmp_path / "problems.csv")]
    assert files == ["'=1+1", "' @SUM(A1)", "'\u00a0-1", "'＋1", "'=2", "plain text"]


def test_an_export_that_stood_there_is_not_replaced_in_silence(tables, tmp_path):
    (tmp_path / "own.csv").write_text("mine")
    assert "replace" not in export_tables(tables, tmp_path)
    assert export_tables(tables, tmp_path).endswith("They replace the export that stood there.")
    assert (tmp_path / "own.csv").read_text() == "mine"


def test_a_file_that_cannot_be_written_is_named(tables, tmp_path):
    (tmp_path / "codes.csv").mkdir()
    with pytest.raises(MendableError, match=r"codes\.csv cannot be written"):
        export_tables(tables, tmp_path)
