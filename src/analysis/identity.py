"""Which document is which visit: readable ids, the same visit twice, and letters that replace press reports."""

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


def assign_visit_ids(visits: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return, by the index of `visits`, the final id of each document and, for a duplicate, the file that is kept.

    `visits` has one row per document read, `visit_id` as `make_visit_id` gives it, and `content`, a fingerprint of
    its words. Two letters with one id are the same visit: the one published last, then the longest, is kept. Two
    press reports are the same only where their words are; others get -2, -3, by file name.
    """
    ranked = visits.sort_values(
        ["published_date", "words", "file"], ascending=[False, False, True], na_position="last", kind="stable"
    )
    same = ranked["visit_id"].where(ranked["source_type"] != "press", ranked["visit_id"] + ranked["content"])
    keeper = ranked.groupby(same, sort=False)["file"].transform("first")
    duplicate_of = keeper.where(keeper != ranked["file"]).reindex(visits.index)
    kept = visits[duplicate_of.isna()].sort_values("file", kind="stable")
    turn = kept.groupby("visit_id").cumcount() + 1
    ids = kept["visit_id"].where(turn == 1, kept["visit_id"] + "-" + turn.astype("str"))
    return ids.reindex(visits.index), duplicate_of


def find_superseding(visits: pd.DataFrame) -> pd.Series:
    """Return, for each row of `visits`, the visit_id of the letter that replaces it, else missing.

    A press report is replaced by the letter or report of the same authority and kind of visit that began in the
    span its date allows: the day, the month or the year.
    """
    letters = visits[visits["source_type"] != "press"]
    replaced_by = pd.Series(pd.NA, index=visits.index, dtype="str")
    for press in visits[visits["source_type"] == "press"].itertuples():
        if pd.isna(press.start_date):
            continue
        span = {"month": "M", "year": "Y"}.get(press.date_precision, "D")
        same = letters[
            (letters["authority"] == press.authority)
            & (letters["visit_type"] == press.visit_type)
            & _same_span(letters, press, span)
        ]
        if len(same):
            replaced_by[press.Index] = same["visit_id"].iloc[0]
    return replaced_by


def _same_span(letters: pd.DataFrame, press: object, span: str) -> pd.Series:
    if span == "D":
        last = letters["end_date"].fillna(letters["start_date"])
        return (letters["start_date"] <= press.start_date) & (press.start_date <= last)
    return letters["start_date"].dt.to_period(span) == press.start_date.to_period(span)
