"""The tables as flat files for Power BI and Excel: one .csv a table, and a data dictionary beside them."""

from pathlib import Path
from typing import Any

import pandas as pd

from analysis.base.resources import read_yaml
from analysis.board.texts import clean_texts
from analysis.find.export import make_csv, write_file
from analysis.tables import frame_rows, read_schemas

COLUMNS = ["table", "one_row_per", "column", "type", "allowed_values", "may_be_missing", "part_of_key", "refers_to",
           "meaning"]  # fmt: skip


def export_tables(tables: dict[str, pd.DataFrame], folder: Path | str) -> str:
    """Write every table as `<name>.csv`, and dictionary.csv, into a folder, and say what was written.

    Days are as in 2022-03-14, a missing value is an empty cell, and the visits have the codes of the ONS and the DfE.
    UTF-8 with a mark, so that Excel reads it; a text that a spreadsheet would run has an apostrophe before it. Where
    files of these names stand in the folder they are replaced, and the sentence says so. Raises QuestionError, which
    names the file, where one cannot be written.
    """
    folder, words = Path(folder), read_yaml("board/flat.yml")
    frames = {name: tables[name] for name in read_schemas()}
    files = {folder / f"{name}.csv": frame for name, frame in frames.items()}
    files[folder / words["dictionary"]] = make_dictionary(words)
    replaced = any(path.exists() for path in files)
    for path, frame in files.items():
        write_file(make_csv(clean_texts(frame)), path)
    said = words["said"].format(folder=folder.name, tables=len(frames), dictionary=words["dictionary"])
    return f"{said} {words['replaced']}" if replaced else said


def make_dictionary(words: dict[str, Any]) -> pd.DataFrame:
    """Return the data dictionary: one row per column of a table, in the order of tables.yml.

    Columns: table, one_row_per, column, type, allowed_values (joined by ;), may_be_missing, part_of_key, refers_to and
    meaning; missing where there is nothing to say. `words` is flat.yml.
    """
    rows = [
        (
            name,
            schema["row"],
            column,
            words["types"][facts["type"]],
            "; ".join(map(str, facts.get("values", ()))) or None,
            words["missing"][facts.get("missing", False)],
            words["key"][column in schema["key"]],
            facts.get("refers"),
            facts["about"],
        )
        for name, schema in read_schemas().items()
        for column, facts in schema["columns"].items()
    ]
    return frame_rows(rows, **dict.fromkeys(COLUMNS, "str"))
