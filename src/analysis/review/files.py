"""The files in data/review: read and checked, and added to so that nothing that stands in them can be lost."""

import csv
import functools
import io
import os
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from filelock import FileLock

from analysis.base.csv_rows import find_delimiter, read_rows
from analysis.base.days import parse_day
from analysis.base.mendable import MendableError
from analysis.base.problems import make_problem
from analysis.base.resources import read_yaml
from analysis.base.whole import NO_ROOM_OR_RIGHT, write_whole
from analysis.coding import Codebook, CodebookError, check_theme_ids

TIME = "decided_at"
CODING = "coding.csv"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # by which Excel knows UTF-8


class ReviewError(MendableError):
    """A file of reviews that cannot be added to; the message says what to do. Nothing was changed."""


class Reviews(NamedTuple):
    """What people decided.

    The frames have the columns of their files (review.yml), checked, missing where blank, and `line`. A row without
    a time counts as decided with the row above it, and has its time.
    """

    coding: pd.DataFrame
    reference: pd.DataFrame
    threads: pd.DataFrame
    ledger: pd.DataFrame
    quotes: pd.DataFrame
    responses: pd.DataFrame


@functools.cache
def read_rules() -> dict[str, Any]:
    """Return what review.yml says: the columns and values of each file by its name, and the rules for all."""
    return read_yaml("review/review.yml")


def read_reviews(folder: Path, codebook: Codebook) -> tuple[Reviews, list[dict]]:
    """Return the rows of each file of reviews in a folder, by the names of `Reviews`, and rows of `problems`.

    The problems are what is wrong with these files; no file is no problem.
    """
    frames, problems = [], []
    for name in Reviews._fields:
        frame, found = read_review_file(folder / f"{name}.csv", codebook)
        frames.append(frame)
        problems += found
    return Reviews(*frames), problems


def read_review_file(path: Path, codebook: Codebook) -> tuple[pd.DataFrame, list[dict]]:
    """Return one row per decision in a review file, and rows of `problems`.

    The columns are those of the file (review.yml) and `line`, missing where blank or where the value cannot be used.
    Themes are ids joined by `;` in the codebook's order. The name of the file says which one it is (review.yml).
    """
    rules, file = read_rules()[path.name], f"review/{path.name}"
    rows, problems = read_rows(path, file, columns=rules["columns"], needs=rules["needs"], reason="review-columns")
    checked = []
    for row in rows:
        checked.append(row := {name: value or None for name, value in row.items()})
        for name, value in row.items():
            try:
                row[name] = parse_value(path.name, name, value, codebook)
            except ValueError as error:
                problems.append(make_problem(file, "review-value", f"Line {row['line']}: {error}."))
                row[name] = None
    types = dict.fromkeys(rules["columns"], "str") | {"line": "int64"}
    frame = pd.DataFrame(checked, columns=list(types)).astype(types)
    return frame.assign(**{TIME: frame[TIME].ffill()} if TIME in frame else {}), problems


def parse_value(file: str, name: str, value: Any, codebook: Codebook) -> Any:
    """Return a value of the column `name` of a review file as review.yml has it; None where it is blank.

    Raises ValueError, which names the column, for one that it cannot have.
    """
    rules = read_rules()[file]
    values = rules["values"]
    if value is None or value == "":
        if name == "reviewer" and name not in rules.get("may_be_blank", ()):
            raise ValueError("reviewer is blank; write the name of the person who decided")
        return None
    if name == "themes":
        return parse_themes(value, codebook)
    if name == TIME:
        return _parse_time(value)
    if name in rules.get("days", ()) and value.lower() not in values.get(name, ()):
        return _parse_day(name, value, values.get(name, ()))
    if name in values and value.lower() not in values[name]:
        raise ValueError(f"{name} is {value!r}; it can be {', '.join(values[name])}, or blank")
    return value.lower() if name in values else value


def parse_themes(written: str, codebook: Codebook) -> str:
    """Return theme ids as a reviewer wrote them in the codebook's order, joined by `;`, or `-` for no theme.

    Raises ValueError for an id that the codebook does not have.

    >>> from analysis.coding import read_codebook
    >>> parse_themes("Staffing; supervision;staffing", read_codebook())
    'supervision;staffing'
    """
    ids = {theme.strip().lower() for theme in written.split(";")} - {"", read_rules()["no_theme"]}
    try:
        check_theme_ids(sorted(ids), codebook, f"themes is {written!r}")
    except CodebookError as error:
        raise ValueError(str(error)) from error
    return ";".join(theme for theme in codebook.themes if theme in ids) or read_rules()["no_theme"]


def _parse_day(name: str, written: str, others: Collection[str]) -> str:
    day = parse_day(written)
    if day is None:
        instead = "".join(f", or {other}" for other in others)
        raise ValueError(f"{name} is {written!r}; give a day like 2026-03-31 or 31/03/2026, the day first{instead}")
    return day.isoformat()


def _parse_time(written: str) -> str:
    try:
        moment = datetime.fromisoformat(written)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{TIME} is {written!r}; give a day or time like 2026-03-31T14:05") from error


def write_decisions(folder: Path, decisions: list[dict[str, str]], name: str = CODING) -> None:
    """Write into the file `name` of `folder` those of the decisions (by column) that do not stand in it.

    `name` is a file whose decisions have an identity in review.yml: any but reference.csv.
    Every byte of the file stays; the rows come after them, in the file's own columns. The new file is written whole
    and moved into the place of the old one, under a lock that keeps two reviewers apart; where another program has
    saved the file meanwhile, what it saved is read again first. Passing all decisions of a session brings back a row
    that another program has overwritten. Raises ReviewError where the file cannot be read or written, lacks a column,
    or is held open by another program.
    """
    path = folder / name
    if folder.is_symlink():
        raise ReviewError(f"{folder} is a link to another folder, and none is written through; put a folder there")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / f".{name}.lock"):
            while not _add_to_file(path, decisions):
                pass
    except PermissionError as error:
        raise ReviewError(
            f"{path} is open in another program, or you may not write there; close it there and press Save again: "
            "nothing is lost"
        ) from error
    except OSError as error:
        if error.errno not in NO_ROOM_OR_RIGHT:
            raise
        raise ReviewError(
            f"{path} cannot be written ({os.strerror(error.errno)}); make room and press Save again: nothing is lost"
        ) from error


def _add_to_file(path: Path, decisions: list[dict[str, str]]) -> bool:
    """Add the decisions that the file lacks; return whether that is done: not where others saved it meanwhile."""
    before = _stamp(path)
    old = path.read_bytes() if before else b""
    new = add_rows(old, decisions, path.name)
    return new == old or write_whole(path, new, may_replace=lambda: _stamp(path) == before)


def _stamp(path: Path) -> tuple[int, ...]:
    """Return what tells that a file was written since; nothing where there is none."""
    if not path.exists():
        return ()
    facts = path.stat()
    return facts.st_ino, facts.st_size, facts.st_mtime_ns


def add_rows(old: bytes, decisions: list[dict[str, str]], name: str = CODING) -> bytes:
    """Return the bytes of the file `name` with the decisions added that it lacks; an empty one gets its heading first.

    Raises ReviewError for bytes that are not UTF-8, and where the file lacks a column that a decision fills.

    >>> add_rows(b"sentence_id,reviewer,decided_at\\n", [{"sentence_id": "a/p1/s1", "reviewer": "Ann"}])
    b'sentence_id,reviewer,decided_at\\na/p1/s1,Ann,\\n'
    """
    rules = read_rules()[name]
    old = old if _decode(old, name) else BYTE_ORDER_MARK + ",".join(rules["columns"]).encode() + b"\n"
    text = _decode(old, name)
    delimiter = find_delimiter(text, rules["columns"])
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns = list(rows.fieldnames or [])
    known = {_identify(row, rules["identity"]) for row in rows}
    missing = [decision for decision in decisions if _identify(decision, rules["identity"]) not in known]
    lost = {column for decision in missing for column, value in decision.items() if value} - set(columns)
    if lost:
        raise ReviewError(
            f"{name} has no column {', '.join(sorted(lost))}; its first line must name the columns "
            f"{', '.join(rules['columns'])}, with commas or semicolons between them. Mend it and press Save again"
        )
    if not missing:
        return old
    end = "\r\n" if "\r\n" in text else "\n"
    added = io.StringIO(newline="")
    writer = csv.DictWriter(added, columns, restval="", extrasaction="ignore", delimiter=delimiter, lineterminator=end)
    writer.writerows(missing)
    return old + (b"" if text.endswith("\n") else end.encode()) + added.getvalue().encode()


def _decode(old: bytes, name: str) -> str:
    try:
        return old.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReviewError(
            f"{name} is not UTF-8 (byte {error.start + 1}); save it again with the encoding UTF-8 "
            "(in Excel: CSV UTF-8) and press Save again"
        ) from error


def _identify(row: dict[str, str], identity: list[str]) -> tuple[str, ...]:
    return tuple((row.get(column) or "").strip() for column in identity)
