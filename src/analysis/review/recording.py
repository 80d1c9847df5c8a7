"""Adding decisions to coding.csv so that nothing that stands in it can be lost."""

import csv
import io
import os
from pathlib import Path

from filelock import FileLock

from analysis.review.files import read_rules

NAME = "coding.csv"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # by which Excel knows UTF-8
IDENTITY = ("sentence_id", "reviewer", "decided_at")  # what tells decisions apart


class ReviewError(ValueError):
    """A file of reviews that cannot be added to; the message says what to do. Nothing was changed."""


def record_decisions(folder: Path, decisions: list[dict[str, str]]) -> None:
    """Add to `folder`/coding.csv those of the decisions (by column) that do not stand in it.

    Every byte of the file stays; the rows come after them, in the file's own columns. The new file is written whole
    beside the old one and moved into its place, under a lock that keeps two reviewers apart. Passing all decisions
    of a session brings back a row that another program has overwritten. Raises ReviewError where the file cannot be
    read, lacks a column, or is held open by another program.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    with FileLock(folder / f".{NAME}.lock"):
        try:
            old = path.read_bytes() if path.exists() else b""
            new = add_rows(old, decisions)
            if new != old:
                _replace(path, new)
        except PermissionError as error:
            raise ReviewError(
                f"{path} is open in another program; close it there and press Save again: nothing is lost"
            ) from error


def add_rows(old: bytes, decisions: list[dict[str, str]]) -> bytes:
    """Return the bytes of a CSV file with the decisions added that it lacks; an empty file gets its heading first.

    >>> add_rows(b"sentence_id,reviewer,decided_at\\n", [{"sentence_id": "a/p1/s1", "reviewer": "Ann"}])
    b'sentence_id,reviewer,decided_at\\na/p1/s1,Ann,\\n'
    """
    old = old if _decode(old) else BYTE_ORDER_MARK + ",".join(read_rules()[NAME]["columns"]).encode() + b"\n"
    text = _decode(old)
    rows = csv.DictReader(io.StringIO(text, newline=""))
    columns = list(rows.fieldnames or [])
    known = {_identify(row) for row in rows}
    missing = [decision for decision in decisions if _identify(decision) not in known]
    lost = {name for decision in missing for name, value in decision.items() if value} - set(columns)
    if lost:
        raise ReviewError(
            f"{NAME} has no column {', '.join(sorted(lost))}; its first line must name the columns "
            f"{', '.join(read_rules()[NAME]['columns'])}, with commas between them. Mend it and press Save again"
        )
    if not missing:
        return old
    end = "\r\n" if "\r\n" in text else "\n"
    added = io.StringIO(newline="")
    writer = csv.DictWriter(added, columns, restval="", extrasaction="ignore", lineterminator=end)
    writer.writerows(missing)
    return old + (b"" if text.endswith("\n") else end.encode()) + added.getvalue().encode()


def _decode(old: bytes) -> str:
    try:
        return old.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReviewError(
            f"{NAME} is not UTF-8 (byte {error.start + 1}); save it again with the encoding UTF-8 "
            "(in Excel: CSV UTF-8) and press Save again"
        ) from error


def _identify(row: dict[str, str]) -> tuple[str, ...]:
    return tuple((row.get(name) or "").strip() for name in IDENTITY)


def _replace(path: Path, content: bytes) -> None:
    """Write the file whole beside its place, make sure that it is on the disk, and move it there."""
    beside = path.with_name(f".{path.name}.writing")
    with beside.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(path)
