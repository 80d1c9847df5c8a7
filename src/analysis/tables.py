"""The tidy tables: their schemas (tables.yml), reading and writing them as Parquet."""

import functools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.resources import read_yaml

DTYPES = {"text": "str", "number": "Int64", "decimal": "float64", "date": "datetime64[ms]", "truth": "bool"}


class TableError(ValueError):
    """A table that is not what tables.yml says it is."""


@functools.cache
def read_schemas() -> dict[str, dict[str, Any]]:
    """Return what tables.yml says, by table: `row`, `key` and `columns`."""
    return read_yaml("tables.yml")


def make_table(name: str, rows: pd.DataFrame | Mapping[str, list] | Sequence[Mapping[str, Any]] = ()) -> pd.DataFrame:
    """Return rows, or columns, with exactly the columns, order and types of the table `name`.

    A column that is lacking is missing throughout; one that the table does not know is dropped.
    """
    columns = read_schemas()[name]["columns"]
    frame = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(rows if isinstance(rows, Mapping) else list(rows))
    frame = frame.reindex(columns=list(columns)).reset_index(drop=True)
    return frame.astype({column: DTYPES[facts["type"]] for column, facts in columns.items()})


def visit_of(row_id: str) -> str:
    """Return the visit_id in the id of a paragraph, a sentence or an item.

    >>> visit_of("leeds-2021-02-09-focused-visit/p003/s1")
    'leeds-2021-02-09-focused-visit'
    """
    return row_id.partition("/")[0]


def visits_of(ids: pd.Series) -> pd.Series:
    """Return the visit_id in each id, by the index of `ids` (none may be missing)."""
    return pd.Series([visit_of(row_id) for row_id in ids.tolist()], index=ids.index, dtype="str")


def list_rows(table: pd.DataFrame, *columns: str) -> Iterator[tuple]:
    """Return the values of the columns, row by row: some ten times as fast as `itertuples` where they are text.

    >>> list(list_rows(pd.DataFrame({"visit_id": ["leeds-2021", "leeds-2022"], "order": [1, 2]}), "order", "visit_id"))
    [(1, 'leeds-2021'), (2, 'leeds-2022')]
    """
    return zip(*(table[column].tolist() for column in columns), strict=True)


def frame_rows(rows: Sequence[tuple], **dtypes: str) -> pd.DataFrame:
    """Return rows as a table with these columns and types, which it has without rows too.

    >>> frame_rows([], visit_id="str", n="int64").dtypes.astype("str").tolist()
    ['str', 'int64']
    """
    columns = zip(*rows, strict=True) if rows else ((),) * len(dtypes)
    named = zip(dtypes.items(), columns, strict=True)
    return pd.DataFrame({name: pd.array(list(values), dtype=dtype) for (name, dtype), values in named})


def check_tables(tables: Mapping[str, pd.DataFrame]) -> None:
    """Raise TableError unless every table has its columns, types, values and key, and every id refers to a row."""
    for name, frame in tables.items():
        _check_table(name, frame)
    for name, schema in read_schemas().items():
        for column, facts in schema["columns"].items():
            if "refers" in facts and name in tables:
                _check_reference(tables, name, column, facts["refers"])


def _check_table(name: str, frame: pd.DataFrame) -> None:
    from pandera.errors import SchemaErrors  # takes a third of a second, and loading tables does not need it

    try:
        _pandera_schema(name).validate(frame, lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases[["column", "check", "failure_case"]].head(5).to_string(index=False)
        row = read_schemas()[name]["row"]
        raise TableError(f"table {name} (one row per {row}) is not as tables.yml says:\n{cases}") from error


@functools.cache
def _pandera_schema(name: str) -> Any:
    import pandera.pandas as pa

    schema = read_schemas()[name]
    columns = {
        column: pa.Column(
            DTYPES[facts["type"]],
            checks=[pa.Check.isin(facts["values"])] if "values" in facts else [],
            nullable=facts.get("missing", False),
        )
        for column, facts in schema["columns"].items()
    }
    return pa.DataFrameSchema(columns, unique=schema["key"], strict=True, ordered=True)


def _check_reference(tables: Mapping[str, pd.DataFrame], name: str, column: str, refers: str) -> None:
    target, target_column = refers.split(".")
    # Sets of plain strings: pandas' own isin takes ten times as long on its strings.
    lost = set(tables[name][column].dropna().tolist()) - set(tables[target][target_column].tolist())
    if lost:
        raise TableError(f"table {name}: {column} {min(lost)!r} is not in {refers} ({len(lost)} such ids)")


def read_tables(folder: Path) -> dict[str, pd.DataFrame]:
    """Return every table in `folder`, by name."""
    return {name: pd.read_parquet(folder / f"{name}.parquet") for name in read_schemas()}


def write_tables(tables: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """Check the tables and write each as `<name>.parquet`, the same bytes for the same rows.

    All are written beside their places first and moved there together, so that a reader never meets half a table.
    """
    check_tables(tables)
    waiting = folder / ".writing"
    waiting.mkdir(parents=True, exist_ok=True)
    for name, frame in tables.items():
        frame.to_parquet(waiting / f"{name}.parquet", index=False, compression="zstd")
    for name in tables:
        (waiting / f"{name}.parquet").replace(folder / f"{name}.parquet")
    waiting.rmdir()
