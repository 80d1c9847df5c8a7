"""The words and choices of the comparisons (words.yml), names of themes, and small pieces of English."""

import functools
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.base.folder import find_codebook
from analysis.base.resources import read_yaml
from analysis.coding import read_codebook


@functools.cache
def read_words() -> dict[str, Any]:
    """Return words.yml."""
    return read_yaml("compare/words.yml")


def list_named_themes() -> list[str]:
    """Return the ids of the themes that the mission names, in its order: supervision, staffing, permanence."""
    return list(read_words()["named_themes"])


def label_value(kind: str, value: str, source_type: str | None = None) -> str:
    """Return what sentences and charts call a value of a table; `kind` is a list of words.yml.

    `source_type` is that of the document that bears it out, if one does.

    >>> label_value("statuses", "strength"), label_value("ledger", "now praised")
    ('strength', 'now a strength')
    >>> label_value("ledger", "not looked at", "press")
    'not looked at, as the press reports it'
    """
    words = read_words()
    of_press = words["press"].get(kind, {}) if source_type == "press" else {}
    return of_press.get(value, words[kind][value]).format(**words["stances"])


def read_labels() -> dict[str, str]:
    """Return the human name of every theme, in the order of the codebook: the analyst's own, else the package's.

    Raises CodebookError where the analyst's own cannot be used.
    """
    path = find_codebook()
    return _read_labels(path, path.stat().st_mtime_ns if path else None)


@functools.lru_cache(maxsize=2)
def _read_labels(path: Path | None, _changed_at: int | None) -> dict[str, str]:
    return {theme: facts.label for theme, facts in read_codebook(path).themes.items()}


def label_theme(theme: str) -> str:
    """Return the human name of a theme; an id that the codebook does not know is made readable.

    >>> label_theme("quality_assurance"), label_theme("my_own_theme")
    ('Quality assurance', 'My own theme')
    """
    return _label(theme, read_labels())


def label_themes(themes: pd.Series) -> pd.Series:
    """Return the human name of each theme (`label_theme`), by the index of `themes`."""
    labels = read_labels()
    return themes.map({theme: _label(theme, labels) for theme in themes.unique()}).astype("str")


def _label(theme: str, labels: dict[str, str]) -> str:
    return labels.get(theme, theme.replace("_", " ").capitalize())


def join_words(words: Iterable[str]) -> str:
    """Return words as a list in a sentence.

    >>> join_words(["supervision"]), join_words(["supervision", "staffing", "permanence"])
    ('supervision', 'supervision, staffing and permanence')
    """
    *most, last = list(words) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def count_things(number: int, thing: str, things: str | None = None) -> str:
    """Return a number with its thing, in words up to nine.

    >>> count_things(1, "finding"), count_things(12, "finding"), count_things(3, "letter")
    ('one finding', '12 findings', 'three letters')
    """
    names = read_words()["numbers"]
    shown = names[number] if number < len(names) else str(number)
    return f"{shown} {thing if number == 1 else things or thing + 's'}"


def phrase_repeated(n_visits: int) -> str:
    """Return at how many of so many visits a theme that comes back is raised.

    >>> phrase_repeated(2), phrase_repeated(5)
    ('each of the two visits', 'two or more of the five visits')
    """
    words = read_words()["repeated"]
    return words["two"] if n_visits == 2 else words["more"].format(visits=count_things(n_visits, "visit"))


def count_improvements(number: int) -> str:
    """Return a number of areas for improvement, in words up to nine.

    >>> count_improvements(1), count_improvements(2)
    ('one area for improvement', 'two areas for improvement')
    """
    return count_things(number, "area for improvement", "areas for improvement")


def name_part(n: int, n_all: int) -> str:
    """Return a part of a whole in per cent with its number, or the number alone where the whole is small (words.yml).

    >>> name_part(11, 18), name_part(1, 4)
    ('61% (11)', '1')
    """
    return f"{n / n_all:.0%} ({n})" if n_all >= read_words()["enough_letters"] else str(n)


def format_date(visit: pd.Series | tuple, *, short: bool = False) -> str:
    """Return the date of a visit as exactly as it is known.

    `visit` is a row of the table `visits`, with start_date and date_precision. `short` gives month and year alone.
    """
    if pd.isna(visit.start_date):
        return "no date"
    day = visit.start_date
    if visit.date_precision == "year":
        return f"{day:%Y}"
    if short or visit.date_precision == "month":
        return f"{day:%b %Y}" if short else f"{day:%B %Y}"
    return name_day(day)


def name_day(day: date) -> str:
    """Return a day as people write it.

    >>> name_day(date(2026, 3, 31))
    '31 March 2026'
    """
    return f"{day.day} {day:%B %Y}"
