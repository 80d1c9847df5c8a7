"""The files in data/review, read and checked: a value that cannot be used is reported, the rest of its row counts."""

import functools
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.base.csv_rows import read_rows
from analysis.base.problems import make_problem
from analysis.base.resources import read_yaml
from analysis.coding import Codebook, CodebookError, check_theme_ids

TIME = "decided_at"


class Reviews(NamedTuple):
    """What people decided.

    The frames have the columns of their files (review.yml), checked, missing where blank, and `line`. A row without
    a time counts as decided with the row above it, and has its time.
    """

    coding: pd.DataFrame
    reference: pd.DataFrame
    threads: pd.DataFrame


@functools.cache
def read_rules() -> dict[str, Any]:
    """Return review.yml."""
    return read_yaml("review/review.yml")


def read_reviews(folder: Path, codebook: Codebook) -> tuple[Reviews, list[dict]]:
    """Return the reviews in a folder, and rows of `problems` for what is wrong with their files.

    They are the rows of coding.csv, reference.csv and threads.csv. No file is no problem.
    """
    frames, problems = [], []
    for name in ("coding.csv", "reference.csv", "threads.csv"):
        frame, found = read_review_file(folder / name, codebook)
        frames.append(frame)
        problems += found
    return Reviews(*frames), problems


def read_review_file(path: Path, codebook: Codebook) -> tuple[pd.DataFrame, list[dict]]:
    """Return the rows of one review file, and rows of `problems`.

    Themes are ids joined by `;` in the codebook's order. The name of the file says which one it is (review.yml).
    """
    rules, file = read_rules()[path.name], f"review/{path.name}"
    rows, problems = read_rows(path, file, columns=rules["columns"], needs=rules["needs"], reason="review-columns")
    checked = []
    for row in rows:
        checked.append(row := {name: value or None for name, value in row.items()})
        for name, value in row.items():
            try:
                row[name] = _check_value(name, value, rules["values"], codebook)
            except ValueError as error:
                problems.append(make_problem(file, "review-value", f"Line {row['line']}: {error}."))
                row[name] = None
    types = dict.fromkeys(rules["columns"], "str") | {"line": "int64"}
    frame = pd.DataFrame(checked, columns=list(types)).astype(types)
    return frame.assign(**{TIME: frame[TIME].ffill()} if TIME in frame else {}), problems


def _check_value(name: str, value: Any, values: dict[str, list[str]], codebook: Codebook) -> Any:
    if value is None:
        if name == "reviewer":
            raise ValueError("reviewer is blank; write the name of the person who decided")
        return None
    if name == "themes":
        return parse_themes(value, codebook)
    if name == TIME:
        return _parse_time(value)
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


def _parse_time(written: str) -> str:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as error:
        raise ValueError(f"{TIME} is {written!r}; give a day or time like 2026-03-31T14:05") from error
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
