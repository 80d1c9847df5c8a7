"""about.csv: what an analyst knows about a document that it does not say, or says wrongly."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from analysis.base.csv_rows import Row, read_rows
from analysis.base.days import parse_day
from analysis.base.problems import make_problem
from analysis.letters.kinds import read_kinds
from analysis.tables import read_schemas

DATES = ("start_date", "end_date", "published_date")
FACTS = ("authority", "visit_type", "framework", "source_type", *DATES, "date_precision")
COLUMNS = ("file", *FACTS, "note")

BLANK = re.compile(r"[-–—]*|#?n/?a", re.I)  # what people and Excel write where they know nothing
ABOVE_RAW = re.compile(r"(\./|data/|raw/)+")  # what may stand before the path below data/raw


def read_about(path: Path, files: list[str]) -> tuple[dict[str, dict[str, Any]], list[dict]]:
    """Return the facts of about.csv by file (missing ones left out), and rows of `problems` for what is wrong with it.

    `files` are the letters on file: a row for another is reported. A wrong value is reported and left aside; the
    rest of its row counts. A row of more cells than the head counts only where all its values are right, for they may
    stand in the wrong columns. No about.csv is no problem.
    """
    rows, problems = read_rows(
        path, "about.csv", columns=COLUMNS, needs=("file",), reason="about-columns", row_reason="about-row"
    )
    about, found = _collect(rows, files)
    return about, problems + found


def _collect(rows: list[Row], files: list[str]) -> tuple[dict[str, dict[str, Any]], list[dict]]:
    about, problems = {}, []
    folded = [_fold_name(file) for file in files]

    def report(reason: str, what: str) -> None:
        problems.append(make_problem("about.csv", reason, f"Line {row['line']} {what}."))

    for row in rows:
        file = _find_file(row["file"], files, folded)
        if file is None:
            report("about-no-file", f"is about {row['file']!r}" if row["file"] else "names no file")
            continue
        facts, faults = _parse_facts(row)
        if row["over"] and (faults or not _ends_in_note(row)):
            report("about-row", "has more cells than the first line")
            continue
        if file in about:
            report("about-twice", f"is about {file!r} again")
        about.setdefault(file, {}).update(facts)
        for fault in faults:
            report("about-value", f"({file}): {fault}")
    return about, problems


def _ends_in_note(row: Row) -> bool:
    """Tell whether the cells that a row has too many can be of its note, which may hold commas."""
    return bool(row["note"]) and row["visit_type"].lower() in {"", *_visit_types().values()}


def _parse_facts(row: Row) -> tuple[dict[str, Any], list[str]]:
    """Return the facts of a row, and what is wrong with its other values."""
    facts, faults = {}, []
    for name in FACTS:
        if BLANK.fullmatch(row[name]):
            continue
        try:
            facts[name] = _parse_fact(name, " ".join(row[name].split()))
        except ValueError as error:
            faults.append(str(error))
    return facts, faults


def _parse_fact(name: str, value: str) -> str | date:
    if name in DATES:
        return _parse_day(name, value)
    if name == "visit_type":
        return _visit_types().get(_fold_kind(value), value.lower())
    allowed = read_schemas()["visits"]["columns"][name].get("values")
    known = {one.lower(): one for one in allowed or ()}
    if allowed and value.lower() not in known:
        raise ValueError(f"{name} is {value!r}; it can be {', '.join(allowed)}")
    return known.get(value.lower(), value)


def _parse_day(name: str, value: str) -> date:
    day = parse_day(value)
    if day is None:
        raise ValueError(
            f"{name} is {value!r}; give a day like 2024-10-01 or 01/10/2024, the day first, and set date_precision to "
            "month or year where only that is known"
        )
    return day


@cache
def _visit_types() -> dict[str, str]:
    """Return the kinds of visit of kinds.yml by their letters alone."""
    kinds = (kind for entry in read_kinds().values() for kind in entry.get("visit_types", ()))
    return {_fold_kind(kind): kind for kind in kinds}


def _fold_kind(written: str) -> str:
    return re.sub(r"[^a-z]", "", written.lower())


def _find_file(written: str, files: Sequence[str], folded: Sequence[str]) -> str | None:
    """Return the file that a row names; None where there is none, or where more than one may be meant."""
    if written in files:
        return written
    plain = _fold_name(written)
    found = [file for file, name in zip(files, folded, strict=True) if name == plain]
    return found[0] if len(found) == 1 else None


def _fold_name(name: str) -> str:
    """Return a path below raw without what systems write differently: accents, case, slashes and what stands above.

    >>> _fold_name("data\\\\raw\\\\Letter.PDF")
    'letter.pdf'
    """
    plain = unicodedata.normalize("NFC", name).replace("\\", "/").casefold()
    return " ".join(ABOVE_RAW.sub("", plain, count=1).split()) if ABOVE_RAW.match(plain) else " ".join(plain.split())
