"""The tables of a build, read when they are first asked for: whole, some columns, or the visits' own row groups."""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.tables.ids import lie_within, visits_of
from analysis.tables.parquet import list_lengths, list_row_groups
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
        self._columns: dict[str, dict[str, pd.Series]] = {}  # of each table those that were read, all rows
        self._frames: dict[tuple[str, ...], pd.DataFrame] = {}  # made of them, by the table and its columns
        self._parts: dict[tuple[str, ...], tuple[list[int], pd.DataFrame]] = {}  # the row groups read last, their rows
        self._others: dict[str, pd.DataFrame] = {}  # that stand in the place of tables on disk, or beside them
        if os.name == "nt":
            self._others = {name: pq.ParquetFile(file).read().to_pandas() for name, file in self._files.items()}
            for file in self._files.values():
                file.close()

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self.pick_columns(name, list(read_schemas()[name]["columns"]) if name in self._files else ())

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

    def pick_columns(self, name: str, columns: Sequence[str]) -> pd.DataFrame:
        """Return the table `name` with these columns, the same frame each time; of a table not on disk with all."""
        if name in self._others:
            return self._others[name]
        if (name, *columns) not in self._frames:
            read = self._columns.setdefault(name, {})
            lacking = [column for column in columns if column not in read]
            read |= dict(pq.ParquetFile(self._files[name]).read(lacking).to_pandas().items())
            self._frames[name, *columns] = pd.DataFrame({column: read[column] for column in columns}, copy=False)
        return self._frames[name, *columns]

    def pick_batches(self, name: str, visit_ids: Collection[str], columns: Sequence[str] = ()) -> pd.DataFrame:
        """Return the rows of the table `name` in the batches that hold the visits, with the index they have in it.

        With these columns, or with all.
        """
        if name in self._others:
            return self[name]
        columns = columns or list(read_schemas()[name]["columns"])
        indices = sorted({self._row_groups[one] for one in visit_ids if one in self._row_groups})
        if len(indices) > MANY * len(set(self._row_groups.values())):
            return self.pick_columns(name, columns)
        read, rows = self._parts.get((name, *columns), ([], None))
        if rows is None or not set(indices) <= set(read):
            rows = _read_row_groups(self._files[name], indices, columns)
            self._parts[name, *columns] = indices, rows
        return rows

    @cached_property
    def _row_groups(self) -> dict[str, int]:
        """The index of the row group that holds each visit, by visit_id."""
        return list_row_groups(self._files["visits"])


def _read_row_groups(file: pa.NativeFile, indices: list[int], columns: Sequence[str]) -> pd.DataFrame:
    """Return the rows of some row groups, with the index that they have in the whole table."""
    table = pq.ParquetFile(file)
    starts = np.cumsum([0, *list_lengths(table)])
    positions = [np.arange(starts[index], starts[index + 1]) for index in indices]
    return (
        table.read_row_groups(indices, list(columns))
        .to_pandas()
        .set_axis(np.concatenate([np.arange(0), *positions]), axis=0)
    )


def pick_visit_rows(tables: Mapping[str, pd.DataFrame], name: str, visit_ids: Collection[str]) -> pd.DataFrame:
    """Return the rows of the table `name` that belong to the visits, with the index that they have in it.

    Of `Tables` no more is read than the batches that hold these visits.
    """
    return pick_rows(name, pick_batches(tables, name, visit_ids), visit_ids)


def pick_columns(tables: Mapping[str, pd.DataFrame], name: str, columns: Sequence[str]) -> pd.DataFrame:
    """Return the table `name`, all rows, with at least these columns: of `Tables` no others are read."""
    return tables.pick_columns(name, columns) if isinstance(tables, Tables) else tables[name]


def pick_batches(
    tables: Mapping[str, pd.DataFrame], name: str, visit_ids: Collection[str], columns: Sequence[str] = ()
) -> pd.DataFrame:
    """Return rows of the table `name` with their index, those of the visits and others: what is at hand of them.

    Of `Tables` the batches that hold these visits, with these columns or with all; else the whole table. For many
    visits it is quicker than to pick.
    """
    return tables.pick_batches(name, visit_ids, columns) if isinstance(tables, Tables) else tables[name]


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
