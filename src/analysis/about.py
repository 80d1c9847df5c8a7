"""about.csv: what an analyst knows about a document that it does not say, or says wrongly."""

import csv
from datetime import date, datetime
from pathlib import Path
from typing import Any

from analysis.problems import make_problem
from analysis.tables import read_schemas

DATES = ("start_date", "end_date", "published_date")
FACTS = ("authority", "visit_type", "framework", "source_type", *DATES, "date_precision")
COLUMNS = ("file", *FACTS, "note")


def read_about(path: Path, files: list[str]) -> tuple[dict[str, dict[str, Any]], list[dict]]:
    """Return the facts of about.csv by file (missing ones left out), and rows of `problems` for what is wrong with it.

    `files` are the letters on file: a row for another is reported. A wrong value is reported and left aside; the
    rest of its row counts. No about.csv is no problem.
    """
    if not path.exists():
        return {}, []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        return {}, [make_problem("about.csv", "not-utf8", f"Byte {error.start + 1} is not UTF-8.")]
    rows = csv.DictReader(text.splitlines())
    unknown = [name for name in rows.fieldnames or [] if name and name not in COLUMNS]
    if "file" not in (rows.fieldnames or []) or unknown:
        detail = f"Its first line names the columns {', '.join(rows.fieldnames or []) or '(none)'}."
        return {}, [make_problem("about.csv", "about-columns", detail)]
    return _collect(rows, set(files))


def _collect(rows: csv.DictReader, files: set[str]) -> tuple[dict[str, dict[str, Any]], list[dict]]:
    about, problems = {}, []
    for row in rows:
        file = (row["file"] or "").strip()
        if file not in files:
            problems.append(make_problem("about.csv", "about-no-file", f"Line {rows.line_num} is about {file!r}."))
            continue
        if file in about:
            problems.append(make_problem("about.csv", "about-twice", f"{file!r} stands on line {rows.line_num} again."))
        facts = about.setdefault(file, {})
        for name in FACTS:
            value = (row.get(name) or "").strip()
            try:
                facts |= {name: _parse_fact(name, value)} if value else {}
            except ValueError as error:
                problems.append(make_problem("about.csv", "about-value", f"{file}: {error}."))
    return about, problems


def _parse_fact(name: str, value: str) -> str | date:
    if name in DATES:
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError as error:
            raise ValueError(
                f"{name} is {value!r}; give a day like 2024-10-01, and set date_precision to month or year "
                "where only that is known"
            ) from error
    allowed = read_schemas()["visits"]["columns"][name].get("values")
    if allowed and value not in allowed:
        raise ValueError(f"{name} is {value!r}; it can be {', '.join(allowed)}")
    return value
