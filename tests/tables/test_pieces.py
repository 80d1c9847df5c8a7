"""Row groups that are copied as bytes make the files that pyarrow writes of their rows."""

import io

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.tables.pieces import PieceFile, PieceWriter


def make_rows(n, word):
    return pa.Table.from_pandas(
        pd.DataFrame(
            {
                "text": pd.array([f"{word} {number} " * 9 if number % 7 else None for number in range(n)], dtype="str"),
                "n": pd.array(range(n), dtype="Int64"),
                "day": pd.Series(pd.to_datetime(["2024-10-01"] * n)).astype("datetime64[ms]"),
                "share": [number / 3 for number in range(n)],
                "is_asked": [number % 2 == 0 for number in range(n)],
            }
        ),
        preserve_index=False,
    )


def write_whole(parts):
    stream = io.BytesIO()
    with pq.ParquetWriter(stream, parts[0].schema, compression="zstd") as writer:
        for part in parts:
            writer.write_table(part)
    return stream.getvalue()


@pytest.mark.parametrize("n_parts", [1, 2, 14, 15, 40])
def test_row_groups_end_to_end_are_what_pyarrow_writes(tmp_path, n_parts):
    parts = [make_rows(1 + n * 60 % 700, f"part{n}") for n in range(1, n_parts + 1)]
    parts[-1] = parts[-1].slice(0, 0)  # a row group without rows
    with PieceWriter(tmp_path / "joined.parquet") as writer:
        for part in parts:
            with PieceFile(write_whole([part])) as piece:
                writer.add(piece, 0)
    assert (tmp_path / "joined.parquet").read_bytes() == write_whole(parts)


def test_a_row_group_taken_out_and_put_back_leaves_every_byte_as_it_was(tmp_path):
    whole = write_whole([make_rows(500, f"part{n}") for n in range(5)])
    with PieceFile(whole) as old, PieceWriter(tmp_path / "fewer.parquet") as fewer:
        for index in (0, 1, 3, 4):
            fewer.add(old, index)
    assert pq.read_table(tmp_path / "fewer.parquet").num_rows == 2000
    with (
        PieceFile(whole) as old,
        PieceFile(tmp_path / "fewer.parquet") as others,
        PieceWriter(tmp_path / "again.parquet") as again,
    ):
        for file, index in ((others, 0), (others, 1), (old, 2), (others, 2), (others, 3)):
            again.add(file, index)
    assert (tmp_path / "again.parquet").read_bytes() == whole


def test_files_of_other_columns_or_of_another_library_are_told_apart():
    one, other = make_rows(3, "a"), make_rows(3, "a").drop_columns("share")
    with PieceFile(write_whole([one])) as first, PieceFile(write_whole([other])) as second:
        assert not first.is_like(second)
    with PieceFile(write_whole([one])) as first, PieceFile(write_whole([make_rows(90, "b")])) as second:
        assert first.is_like(second)
