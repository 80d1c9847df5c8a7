"""Readable ids: the only place that makes one, takes one apart or renames it."""

import re
import unicodedata

import pandas as pd


def make_visit_id(visit: dict, sha256: str) -> str:
    """Return the readable id of a visit (a row of `visits` in the making).

    >>> from datetime import date
    >>> letter = {"authority": "Stoke-on-Trent", "visit_type": "focused visit", "source_type": "letter",
    ...           "start_date": date(2020, 9, 29), "date_precision": "day"}
    >>> make_visit_id(letter, "")
    'stoke-on-trent-2020-09-29-focused-visit'
    >>> make_visit_id(letter | {"date_precision": "month", "source_type": "press"}, "")
    'stoke-on-trent-2020-09-focused-visit-press'
    """
    place = _slug(visit["authority"] or "unknown authority")
    day = visit["start_date"]
    if day is None:
        return f"{place}-undated-{sha256[:8]}"
    shown = {"year": "%Y", "month": "%Y-%m"}.get(visit["date_precision"], "%Y-%m-%d")
    press = "-press" if visit["source_type"] == "press" else ""
    return f"{place}-{day.strftime(shown)}-{_slug(visit['visit_type'])}{press}"


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def visit_of(row_id: str) -> str:
    """Return the visit_id in the id of a paragraph, a sentence or an item.

    >>> visit_of("leeds-2021-02-09-focused-visit/p003/s1")
    'leeds-2021-02-09-focused-visit'
    """
    return row_id.partition("/")[0]


def visits_of(ids: pd.Series) -> pd.Series:
    """Return the visit_id in each id, by the index of `ids` (none may be missing)."""
    return pd.Series([visit_of(row_id) for row_id in ids.tolist()], index=ids.index, dtype="str")
