"""The tidy tables: their schemas (tables.yml), reading and writing them as Parquet."""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

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
    for name, frame in {id(frame): (name, frame) for name, frame in tables.items() if len(frame)}.values():
        _check_table(name, frame)
    for name, schema in read_schemas().items():
        for column, facts in schema["columns"].items():
            if "refers" in facts and name in tables:
                _check_reference(tables, name, column, facts["refers"])


def prepare_checks() -> None:
    """Load what `check_tables` needs; it takes a third of a second, and reading tables does not need it."""
    for name in read_schemas():
        _pandera_schema(name)


def _check_table(name: str, frame: pd.DataFrame) -> None:
    from pandera.errors import SchemaErrors

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


def read_table(folder: Path, name: str) -> pd.DataFrame:
    """Return the table `name` in `folder`."""
    return pd.read_parquet(folder / f"{name}.parquet")


def read_tables(folder: Path) -> dict[str, pd.DataFrame]:
    """Return every table in `folder`, by name."""
    return {name: read_table(folder, name) for name in read_schemas()}


def read_parts(folder: Path, parts: Sequence[int]) -> dict[str, pd.DataFrame]:
    """Return every table that is written in parts, by name, with the rows of these parts."""
    tables = {}
    for name in read_schemas().keys() - {"problems"}:
        with pq.ParquetFile(folder / f"{name}.parquet") as file:
            tables[name] = file.read_row_groups(list(parts)).to_pandas()
    return tables


def list_parts(folder: Path) -> dict[str, int]:
    """Return in which part of the tables in `folder` each visit is, by visit_id."""
    with pq.ParquetFile(folder / "visits.parquet") as file:
        groups = [file.read_row_group(part, columns=["visit_id"]) for part in range(file.num_row_groups)]
    return {visit: part for part, group in enumerate(groups) for visit in group["visit_id"].to_pylist()}


def write_tables(parts: Iterable[Mapping[str, pd.DataFrame]], folder: Path) -> None:
    """Write each table as `<name>.parquet`, the same bytes for the same parts.

    A part has rows of every table, or of some. In the files it is a row group; `problems`, which belong to files and
    not to visits, are in one piece.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as open_files:
        writers: dict[str, pq.ParquetWriter] = {}
        for part in parts:
            frames = {id(frame): frame for frame in part.values()}  # what nobody reviewed is there twice
            arrow = {key: pa.Table.from_pandas(frame, preserve_index=False) for key, frame in frames.items()}
            for name, frame in part.items():
                rows = arrow[id(frame)]
                if name not in writers:
                    writer = pq.ParquetWriter(folder / f"{name}.parquet", rows.schema, compression="zstd")
                    writers[name] = open_files.enter_context(writer)
                writers[name].write_table(rows)


def move_tables(tables: Path, folder: Path) -> None:
    """Move the tables in a folder beside or below `folder` into it, so that a reader never meets half a table."""
    for path in sorted(tables.glob("*.parquet")):
        path.replace(folder / path.name)
