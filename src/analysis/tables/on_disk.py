"""The tables of a build, each read when it is first asked for, and of few visits without those of the others."""

import os
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.tables.ids import lie_within, visits_of
from analysis.tables.schemas import read_schemas

FEW = 12  # visits: of more it is quicker to take each id apart
MANY = 0.5  # of the batches: where so many are asked for, the whole table is read, and kept


class Tables(Mapping[str, pd.DataFrame]):
    """All tables in a folder by name, with the columns of tables.yml; used as a dict of them is.

    They stay those of the build that was there when this was made, whatever is built afterwards: the files are opened
    at once. Where a file that is open cannot be replaced (Windows), they are read at once instead.
    """

    def __init__(self, folder: Path):
        self._files = {name: pa.OSFile(str(folder / f"{name}.parquet")) for name in read_schemas()}
        self._read: dict[str, pd.DataFrame] = {}
        self._parts: dict[str, tuple[list[int], pd.DataFrame]] = {}  # the row groups read last, and their rows
        self._others: dict[str, pd.DataFrame] = {}  # that stand in the place of tables on disk, or beside them
        if os.name == "nt":
            self._others = {name: _read_whole(file) for name, file in self._files.items()}
            for file in self._files.values():
                file.close()

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name in self._others:
            return self._others[name]
        if name not in self._read:
            self._read[name] = _read_whole(self._files[name])
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files | self._others)

    def __len__(self) -> int:
        return len(self._files | self._others)

    def __contains__(self, name: object) -> bool:
        return name in self._files or name in self._others

    def __or__(self, others: Mapping[str, pd.DataFrame]) -> "Tables":
        """Return the tables with others in the place of, or beside, those of the same names."""
        joined = object.__new__(Tables)
        vars(joined).update(vars(self))  # what one has read the other need not read again
        joined._others = {**self._others, **others}
        return joined

    def __repr__(self) -> str:
        return f"Tables({', '.join(self)})"

    def pick_batches(self, name: str, visit_ids: Collection[str]) -> pd.DataFrame:
        """Return the rows of the table `name` in the batches that hold the visits, with the index they have in it."""
        if name in self._others:
            return self[name]
        indices = sorted({self._row_groups[one] for one in visit_ids if one in self._row_groups})
        if len(indices) > MANY * len(set(self._row_groups.values())):
            return self[name]
        read, rows = self._parts.get(name, ([], None))
        if rows is None or not set(indices) <= set(read):
            rows = _read_row_groups(self._files[name], indices)
            self._parts[name] = indices, rows
        return rows

    @cached_property
    def _row_groups(self) -> dict[str, int]:
        """The index of the row group that holds each visit, by visit_id."""
        file = pq.ParquetFile(self._files["visits"])
        indices = np.repeat(np.arange(file.num_row_groups), _list_lengths(file)).tolist()
        return dict(zip(file.read(["visit_id"])["visit_id"].to_pylist(), indices, strict=True))


def _read_whole(file: pa.NativeFile) -> pd.DataFrame:
    return pq.ParquetFile(file).read().to_pandas()


def _read_row_groups(file: pa.NativeFile, indices: list[int]) -> pd.DataFrame:
    """Return the rows of some row groups, with the index that they have in the whole table."""
    table = pq.ParquetFile(file)
    starts = np.cumsum([0, *_list_lengths(table)])
    places = [np.arange(starts[index], starts[index + 1]) for index in indices]
    return table.read_row_groups(indices).to_pandas().set_axis(np.concatenate([np.arange(0), *places]), axis=0)


def _list_lengths(file: pq.ParquetFile) -> list[int]:
    return [file.metadata.row_group(index).num_rows for index in range(file.num_row_groups)]


def pick_visit_rows(tables: Mapping[str, pd.DataFrame], name: str, visit_ids: Collection[str]) -> pd.DataFrame:
    """Return the rows of the table `name` that belong to the visits, with the index that they have in it.

    Of `Tables` no more is read than the batches that hold these visits.
    """
    return pick_rows(name, pick_batches(tables, name, visit_ids), visit_ids)


def pick_batches(tables: Mapping[str, pd.DataFrame], name: str, visit_ids: Collection[str]) -> pd.DataFrame:
    """Return rows of the table `name` with their index, those of the visits and others: what is at hand of them.

    Of `Tables` the batches that hold these visits; else the whole table. For many visits it is quicker than to pick.
    """
    return tables.pick_batches(name, visit_ids) if isinstance(tables, Tables) else tables[name]


def pick_rows(name: str, rows: pd.DataFrame, visit_ids: Collection[str]) -> pd.DataFrame:
    """Return those rows of the table `name` that belong to the visits."""
    if "visit_id" not in rows.columns and 0 < len(visit_ids) <= FEW:
        return rows[lie_within(rows[read_schemas()[name]["key"][0]], visit_ids)]
    return rows[visits_of_rows(name, rows).isin(set(visit_ids))]


def visits_of_rows(name: str, rows: pd.DataFrame) -> pd.Series:
    """Return the visit that each row of the table `name` belongs to: the one in the first column of its key.

    >>> visits_of_rows("codes", pd.DataFrame({"sentence_id": ["leeds-2021/p001/s1"]})).tolist()
    ['leeds-2021']
    """
    return rows["visit_id"] if "visit_id" in rows.columns else visits_of(rows[read_schemas()[name]["key"][0]])
