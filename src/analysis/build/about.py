"""about.csv: what an analyst knows about a document that it does not say, or says wrongly."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from analysis.base.csv_rows import Row, read_rows
from analysis.base.problems import make_problem
from analysis.tables import read_schemas

DATES = ("start_date", "end_date", "published_date")
FACTS = ("authority", "visit_type", "framework", "source_type", *DATES, "date_precision")
COLUMNS = ("file", *FACTS, "note")


def read_about(path: Path, files: list[str]) -> tuple[dict[str, dict[str, Any]], list[dict]]:
    """Return the facts of about.csv by file (missing ones left out), and rows of `problems` for what is wrong with it.

    `files` are the letters on file: a row for another is reported. A wrong value is reported and left aside; the
    rest of its row counts. No about.csv is no problem.
    """
    rows, problems = read_rows(path, "about.csv", columns=COLUMNS, needs=("file",), reason="about-columns")
    about, found = _collect(rows, set(files))
    return about, problems + found


def _collect(rows: list[Row], files: set[str]) -> tuple[dict[str, dict[str, Any]], list[dict]]:
    about, problems = {}, []
    for row in rows:
        file = row["file"]
        if file not in files:
            problems.append(make_problem("about.csv", "about-no-file", f"Line {row['line']} is about {file!r}."))
            continue
        if file in about:
            problems.append(make_problem("about.csv", "about-twice", f"{file!r} stands on line {row['line']} again."))
        facts = about.setdefault(file, {})
        for name in FACTS:
            try:
                facts |= {name: _parse_fact(name, row[name])} if row[name] else {}
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
