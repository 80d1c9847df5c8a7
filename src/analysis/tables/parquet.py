"""The tables on disk: a Parquet file each, a row group for each batch of authorities."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.tables.pieces import PieceFile, PieceWriter
from analysis.tables.schemas import make_table, read_schemas


class KeptRows(NamedTuple):
    """A batch whose rows are those of a row group, by its index, of every table in a folder."""

    folder: Path
    row_group: int


def read_table(folder: Path, name: str) -> pd.DataFrame:
    """Return the table `name` as it was written in `folder`, with the columns of tables.yml."""
    with pq.ParquetFile(folder / f"{name}.parquet") as file:  # of many row groups pandas' own way takes thrice as long
        return file.read().to_pandas()


def read_row_groups(folder: Path, indices: Sequence[int]) -> dict[str, pd.DataFrame]:
    """Return every table but `problems`, by name, with the rows of these row groups alone.

    `folder` may be in a store; of its files no more is read than the rows.
    """
    tables = {}
    for name in read_schemas().keys() - {"problems"}:
        with (folder / f"{name}.parquet").open("rb") as stream, pq.ParquetFile(stream) as file:
            tables[name] = file.read_row_groups(list(indices)).to_pandas()
    return tables


def list_row_groups(visits: Path | pa.NativeFile) -> dict[str, int]:
    """Return the index of the row group that holds each visit, by visit_id; `visits` is the file of that table."""
    with pq.ParquetFile(visits) as file:
        indices = np.repeat(np.arange(file.num_row_groups), list_lengths(file)).tolist()
        return dict(zip(file.read(["visit_id"])["visit_id"].to_pylist(), indices, strict=True))


def list_lengths(file: pq.ParquetFile) -> list[int]:
    """Return the number of rows of each row group of a file."""
    return [file.metadata.row_group(index).num_rows for index in range(file.num_row_groups)]


def pack_tables(tables: Mapping[str, pd.DataFrame]) -> dict[str, bytes]:
    """Return each table as the bytes of a Parquet file of one row group, the same for the same rows."""
    packed: dict[int, bytes] = {}  # by the identity of the frame: what nobody reviewed is there twice
    for frame in tables.values():
        if id(frame) not in packed:
            rows, stream = pa.Table.from_pandas(frame, preserve_index=False), BytesIO()
            with pq.ParquetWriter(stream, rows.schema, compression="zstd") as writer:
                writer.write_table(rows)
            packed[id(frame)] = stream.getvalue()
    return {name: packed[id(frame)] for name, frame in tables.items()}


def is_packed_alike(folder: Path) -> bool:
    """Return whether row groups of the tables in `folder` may stand beside those of `pack_tables`.

    Not where an earlier version of a library, or of tables.yml, wrote them.
    """
    packed = pack_tables({name: make_table(name) for name in read_schemas()})
    for name, data in packed.items():
        with PieceFile(data) as own, PieceFile(folder / f"{name}.parquet") as other:
            if not other.is_like(own):
                return False
    return True


def write_tables(batches: Iterable[Mapping[str, bytes] | KeptRows], folder: Path) -> None:
    """Write each table as `<name>.parquet`, the same bytes for the same batches.

    A batch has every table, or some, as `pack_tables` gives them, or is a row group of tables on disk. In the files it
    is a row group; `problems`, which belong to files and not to visits, are in one piece.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as open_files:
        writers: dict[str, PieceWriter] = {}
        kept: dict[Path, PieceFile] = {}
        for batch in batches:
            for name, file, index in _list_pieces(batch, kept, open_files):
                if name not in writers:
                    writers[name] = open_files.enter_context(PieceWriter(folder / f"{name}.parquet"))
                writers[name].add(file, index)


def _list_pieces(
    batch: Mapping[str, bytes] | KeptRows, kept: dict[Path, PieceFile], open_files: ExitStack
) -> Iterator[tuple[str, PieceFile, int]]:
    """Yield the row group of each table in a batch: the table, a file and the index in it.

    Files on disk are opened once, as one of the `open_files`, and `kept` by their path.
    """
    if not isinstance(batch, KeptRows):
        yield from ((name, PieceFile(data), 0) for name, data in batch.items())
        return
    for name in read_schemas().keys() - {"problems"}:
        path = batch.folder / f"{name}.parquet"
        if path not in kept:
            kept[path] = open_files.enter_context(PieceFile(path))
        yield name, kept[path], batch.row_group


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
