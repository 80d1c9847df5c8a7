"""The tables on disk: a Parquet file each, a row group for each batch of authorities."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.tables.schemas import read_schemas


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
