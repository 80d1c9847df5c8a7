"""The frame of a comparison: from which visit on, as a person asks for it, and what is said of it."""

import functools
from typing import Any

import pandas as pd

from analysis.base.resources import read_yaml
from analysis.base.wording import fold_words
from analysis.compare.selection import is_full_inspection, match_visit
from analysis.compare.words import format_date, join_words, read_words
from analysis.find import QuestionError
from analysis.tables import list_comparable


@functools.cache
def read_frame_words() -> dict[str, Any]:
    """Return frames.yml."""
    return read_yaml("compare/frames.yml")


def frame_visits(visits: pd.DataFrame, frame: str) -> pd.DataFrame:
    """Return the visits of a frame, by date: all, those since the last full inspection, or those since a visit.

    `visits` are all of the authority, as `select_visits` gives them. `frame` is in the words of frames.yml, or names a
    visit as `match_visit` takes it. Raises QuestionError, which lists the visits, where no full inspection stands
    before the latest visit, and for words that mean nothing here.
    """
    words, plain = read_frame_words(), fold_words(frame)
    if not len(visits) or plain in map(fold_words, words["asked"]["all"]):
        return visits
    if plain in map(fold_words, words["asked"]["last_inspection"]):
        first = find_last_inspection(visits)
        if first is None:
            labels, authority = join_words(visits["label"]), visits["authority"].iloc[0]
            raise QuestionError(words["no_inspection"].format(authority=authority, labels=labels))
    else:
        named = frame.strip()
        is_prefixed = named.casefold().startswith(words["prefix"])
        first = match_visit(visits, named[len(words["prefix"]) :] if is_prefixed else named)
    return visits[(visits["visit_id"] == first).cummax()].reset_index(drop=True)


def find_last_inspection(visits: pd.DataFrame) -> str | None:
    """Return the visit_id of the last full inspection (words.yml) before the latest visit; None where there is none.

    `visits` by date, with the columns of that table.
    """
    full = is_full_inspection(visits)
    return next(
        iter(visits.loc[full & (visits["start_date"] < visits["start_date"].max()), "visit_id"].iloc[::-1]), None
    )


def describe_frame(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> str:
    """Return a sentence that says from which visit on the visits are compared, and how many earlier ones are left out.

    `visits` as `select_visits` gives them: told from what is on file, not from what was asked for. "" for no visit.
    """
    if not len(visits):
        return ""
    said, first = read_frame_words()["said"], visits.iloc[0]
    left_out = set(read_words()["left_out_frameworks"]) - set(visits["framework"])
    own = list_comparable(tables["visits"])
    own = own[(own["authority"] == first["authority"]) & ~own["framework"].isin(left_out)]
    earlier = own[(own["start_date"] < first["start_date"]) & ~own["visit_id"].isin(visits["visit_id"])]
    facts = {"authority": first["authority"], "label": first["label"], "n": len(visits), "earlier": len(earlier)}
    if len(earlier):
        is_last = first["visit_id"] == find_last_inspection(visits)
        return said["last_inspection" if is_last else "since"].format(**facts)
    return said["all" if len(visits) > 1 else "only"].format(month=format_date(first, short=True), **facts)
