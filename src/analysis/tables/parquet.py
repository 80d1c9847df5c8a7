"""The tables on disk: a Parquet file each, a row group for each batch of authorities."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.tables.schemas import read_schemas


def read_table(folder: Path, name: str) -> pd.DataFrame:
    """Return the table `name` as it was written in `folder`, with the columns of tables.yml."""
    return pd.read_parquet(folder / f"{name}.parquet")


def read_tables(folder: Path) -> dict[str, pd.DataFrame]:
    """Return all tables by name, as they were written in `folder`, with the columns of tables.yml."""
    return {name: read_table(folder, name) for name in read_schemas()}


def read_row_groups(folder: Path, indices: Sequence[int]) -> dict[str, pd.DataFrame]:
    """Return every table but `problems`, by name, with the rows of these row groups alone."""
    tables = {}
    for name in read_schemas().keys() - {"problems"}:
        with pq.ParquetFile(folder / f"{name}.parquet") as file:
            tables[name] = file.read_row_groups(list(indices)).to_pandas()
    return tables


def list_row_groups(folder: Path) -> dict[str, int]:
    """Return the index of the row group that holds each visit in the tables in `folder`, by visit_id."""
    with pq.ParquetFile(folder / "visits.parquet") as file:
        groups = [file.read_row_group(index, columns=["visit_id"]) for index in range(file.num_row_groups)]
    return {visit_id: index for index, group in enumerate(groups) for visit_id in group["visit_id"].to_pylist()}


def write_tables(batches: Iterable[Mapping[str, pd.DataFrame]], folder: Path) -> None:
    """Write each table as `<name>.parquet`, the same bytes for the same batches.

    A batch has rows of every table, or of some. In the files it is a row group; `problems`, which belong to files and
    not to visits, are in one piece.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as open_files:
        writers: dict[str, pq.ParquetWriter] = {}
        for batch in batches:
            frames = {id(frame): frame for frame in batch.values()}  # what nobody reviewed is there twice
            arrow = {key: pa.Table.from_pandas(frame, preserve_index=False) for key, frame in frames.items()}
            for name, frame in batch.items():
                rows = arrow[id(frame)]
                if name not in writers:
                    writer = pq.ParquetWriter(folder / f"{name}.parquet", rows.schema, compression="zstd")
                    writers[name] = open_files.enter_context(writer)
                writers[name].write_table(rows)


def move_tables(tables: Path, folder: Path) -> None:
    """Move the tables in a folder beside or below `folder` into it, so that a reader never meets half a table.

    With them go visible JSON files that tell of them: the old ones go first and the new ones come last, so that none
    ever tells of tables that are not there.
    """
    told = sorted(tables.glob("[!.]*.json"))
    for path in told:
        (folder / path.name).unlink(missing_ok=True)
    for path in [*sorted(tables.glob("*.parquet")), *told]:
        path.replace(folder / path.name)
