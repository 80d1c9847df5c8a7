"""Parquet files put end to end without reading what is in them: row groups are copied as bytes.

A Parquet file is a mark, the pages of its row groups, and a footer that says where each page stands (in Thrift's
compact protocol). A row group in another file keeps its pages; in its part of the footer the places are moved.
"""

import io
from functools import cached_property, lru_cache
from pathlib import Path
from typing import BinaryIO, NamedTuple

MARK = b"PAR1"
TAIL = 8  # bytes at the end of a file: how long its footer is, and the mark again

# Kinds of values in the compact protocol. Truths stand in the head of their field.
TRUTHS, BYTE, INTEGERS, DOUBLE, BINARY, LISTS, STRUCT = (1, 2), 3, (4, 5, 6), 7, 8, (9, 10), 12
LENGTHS = dict.fromkeys(TRUTHS, 0) | {BYTE: 1, DOUBLE: 8}
N_ROWS_HEAD, ROW_GROUPS_HEAD = b"\x16", b"\x19"  # heads of the third and the fourth field of a footer

# The numbers of a row group that are looked for, by the numbers of the fields in which they stand.
PLACE, SIZE, ORDINAL, ROWS = "place", "size", "ordinal", "rows"
OF_COLUMN = {2: PLACE, 3: {9: PLACE, 10: PLACE, 11: PLACE}}
OF_ROW_GROUP = {1: OF_COLUMN, 3: ROWS, 5: PLACE, 6: SIZE, 7: ORDINAL}


class Number(NamedTuple):
    """A whole number in the footer of a file: where it stands, its value, and what it is."""

    start: int
    end: int
    value: int
    what: str


class RowGroup(NamedTuple):
    """A row group: where its pages start and end, its rows, and its part of a footer, from `first` to `last` there.

    `moving` are the numbers in that part that are others where the row group stands in another file.
    """

    start: int
    end: int
    n_rows: int
    footer: bytes
    first: int
    last: int
    moving: list[Number]


class PieceFile:
    """A Parquet file whose row groups can be copied; `before` and `after` stand around them in its footer."""

    def __init__(self, source: Path | bytes):
        self._stream: BinaryIO = io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")
        self._stream.seek(-TAIL, io.SEEK_END)
        length = int.from_bytes(self._stream.read(TAIL)[:-4], "little")
        self._stream.seek(-TAIL - length, io.SEEK_END)
        self._footer = footer = self._stream.read(length)
        at, field = 0, 0
        while field < 3:  # version, schema, number of rows
            head, start = footer[at], at
            field += head >> 4
            at = _skip(footer, at + 1, head & 15)
        self.before, self._list = footer[:start], at + 1

    @cached_property
    def row_groups(self) -> list[RowGroup]:
        """What the footer says of each row group; of hundreds it takes a while to find."""
        return _find_row_groups(self._footer, self._list)

    @property
    def after(self) -> bytes:
        """What stands behind the row groups in the footer."""
        _, _, at = _parse_list_head(self._footer, self._list)
        return self._footer[self.row_groups[-1].last if self.row_groups else at :]

    def is_like(self, one: "PieceFile") -> bool:
        """Return whether it has the schema of another file, and one version of pyarrow and pandas wrote both."""
        return self.before == one.before and self._footer.endswith(one.after)

    def copy_pages(self, index: int) -> bytes:
        """Return the bytes of a row group's pages."""
        row_group = self.row_groups[index]
        self._stream.seek(row_group.start)
        return self._stream.read(row_group.end - row_group.start)

    def __enter__(self) -> "PieceFile":
        return self

    def __exit__(self, *error: object) -> None:
        self._stream.close()


class PieceWriter:
    """Writes a Parquet file of row groups of other files, all alike: the bytes that pyarrow writes for their rows."""

    def __init__(self, path: Path):
        self._stream = path.open("wb")
        self._stream.write(MARK)
        self._place, self._n_rows, self._parts = len(MARK), 0, []
        self._like: PieceFile | None = None

    def add(self, file: PieceFile, index: int) -> None:
        """Add a row group of a file."""
        self._like = self._like or file
        row_group = file.row_groups[index]
        self._parts.append(_move(row_group, self._place - row_group.start, len(self._parts)))
        self._stream.write(file.copy_pages(index))
        self._place += row_group.end - row_group.start
        self._n_rows += row_group.n_rows

    def __enter__(self) -> "PieceWriter":
        return self

    def __exit__(self, *error: object) -> None:
        """Write the footer and close the file."""
        if self._like:
            n_rows = N_ROWS_HEAD + _pack_number(self._n_rows)
            row_groups = [ROW_GROUPS_HEAD, _pack_list_head(len(self._parts)), *self._parts]
            footer = b"".join([self._like.before, n_rows, *row_groups, self._like.after])
            self._stream.write(footer + len(footer).to_bytes(4, "little") + MARK)
        self._stream.close()


@lru_cache(maxsize=4)  # what nobody reviewed is there twice, in tables of the same bytes
def _find_row_groups(footer: bytes, at: int) -> list[RowGroup]:
    """Return the row groups of a footer in which the list of them begins at `at`."""
    n_row_groups, _, at = _parse_list_head(footer, at)
    row_groups: list[RowGroup] = []
    for _ in range(n_row_groups):
        numbers: list[Number] = []
        first, at = at, _walk(footer, at, OF_ROW_GROUP, numbers)
        facts = {number.what: number.value for number in numbers}
        places = [number for number in numbers if number.what == PLACE and number.value]  # one that is 0 is not said
        start = min(place.value for place in places)
        moving = sorted(places + [number for number in numbers if number.what == ORDINAL])
        row_groups.append(RowGroup(start, start + facts[SIZE], facts[ROWS], footer, first, at, moving))
    return row_groups


def _move(row_group: RowGroup, by: int, ordinal: int) -> bytes:
    """Return a row group's part of a footer with its places moved, and its ordinal."""
    footer, at = row_group.footer, row_group.first
    pieces = []
    for start, end, value, what in row_group.moving:
        pieces += footer[at:start], _pack_number(ordinal if what == ORDINAL else value + by)
        at = end
    return b"".join([*pieces, footer[at : row_group.last]])


def _walk(footer: bytes, at: int, look: dict, found: list[Number]) -> int:
    """Return where a structure ends, and add the numbers in the fields of `look` to those found."""
    field = 0
    while head := footer[at]:
        kind, step, at = head & 15, head >> 4, at + 1
        if step:
            field += step
        else:
            field, at = _parse_number(footer, at)
        what = look.get(field)
        if what is None and kind in INTEGERS:  # most fields, of many thousands
            while footer[at] & 0x80:
                at += 1
            at += 1
        elif what is None:
            at = _skip(footer, at, kind)
        elif isinstance(what, str):
            value, end = _parse_number(footer, at)
            found.append(Number(at, end, value, what))
            at = end
        elif kind == STRUCT:
            at = _walk(footer, at, what, found)
        else:
            n, _, at = _parse_list_head(footer, at)
            for _ in range(n):
                at = _walk(footer, at, what, found)
    return at + 1


def _skip(footer: bytes, at: int, kind: int) -> int:
    """Return where a value of a kind ends."""
    if kind in INTEGERS:
        while footer[at] & 0x80:
            at += 1
        return at + 1
    if kind == BINARY:
        length = footer[at]
        if length & 0x80:
            length, at = _parse_plain(footer, at)
            return at + length
        return at + 1 + length
    if kind == STRUCT:
        while head := footer[at]:
            at += 1
            if head < 16:  # its number stands behind the head
                _, at = _parse_plain(footer, at)
            at = _skip(footer, at, head & 15)
        return at + 1
    if kind in LISTS:
        n, kind, at = _parse_list_head(footer, at)
        for _ in range(n):
            at = at + 1 if kind in TRUTHS else _skip(footer, at, kind)
        return at
    return at + LENGTHS[kind]


def _parse_list_head(footer: bytes, at: int) -> tuple[int, int, int]:
    """Return how many things a list has, of which kind, and where they begin."""
    n, kind, at = footer[at] >> 4, footer[at] & 15, at + 1
    if n == 15:
        n, at = _parse_plain(footer, at)
    return n, kind, at


def _pack_list_head(n: int) -> bytes:
    """Return the head of a list of `n` structures."""
    return bytes([n << 4 | STRUCT]) if n < 15 else bytes([0xF0 | STRUCT]) + _pack_plain(n)


def _parse_plain(footer: bytes, at: int) -> tuple[int, int]:
    """Return a number without a sign, seven bits a byte, and where it ends."""
    value = shift = 0
    while (byte := footer[at]) & 0x80:
        value |= (byte & 0x7F) << shift
        shift, at = shift + 7, at + 1
    return value | byte << shift, at + 1


def _pack_plain(value: int) -> bytes:
    packed = bytearray()
    while value > 0x7F:
        packed.append(value & 0x7F | 0x80)
        value >>= 7
    packed.append(value)
    return bytes(packed)


def _parse_number(footer: bytes, at: int) -> tuple[int, int]:
    """Return a number whose last bit is its sign, and where it ends."""
    value, at = _parse_plain(footer, at)
    return value >> 1 ^ -(value & 1), at


def _pack_number(value: int) -> bytes:
    return _pack_plain(value << 1)
