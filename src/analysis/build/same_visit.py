"""Which documents are on one visit, and which of them stands for it."""

from typing import NamedTuple

import pandas as pd

VAGUE = "inspection"  # what a newspaper calls any visit, and what is taken where it gives no kind
# What is known to the year alone is one visit only if it was reported within so many days: authorities are visited
# several times a year, and newspapers write in the weeks after a letter is published.
REPORTED_WITHIN = 60
EXACTNESS = ("day", "month", "year")


class Sighting(NamedTuple):
    """A document as one that may be on the same visit as another: the days that its date allows, and its kind."""

    visit_id: str
    authority: str
    framework: str
    visit_type: str
    is_press: bool
    precision: str
    first: pd.Timestamp
    last: pd.Timestamp
    published: pd.Timestamp | None


def find_same_visits(visits: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return same_visit and superseded_by (may be missing) of each row of `visits`, by its index.

    A letter stands for its visit. A press report is superseded by the letter on the visit that it is about, where one
    is on file; else the press reports on one visit share the id of the one published first. Documents without a date
    or an authority are on nobody knows which visit: each stands for itself.
    """
    same_visit, superseded_by = {}, {}
    in_press = visits.loc[visits["source_type"] == "press", "authority"]
    for _, own in visits[visits["authority"].isin(in_press)].groupby("authority", sort=False):
        seen = list_sightings(own)
        letters = [one for one in seen if not one.is_press]
        reports = [one for one in seen if one.is_press]
        found = {press.visit_id: find_letter(press, letters) for press in reports}
        superseded_by |= {visit_id: letter.visit_id for visit_id, letter in found.items() if letter}
        left = group_reports([press for press in reports if not found[press.visit_id]])
        same_visit |= {press.visit_id: group[0].visit_id for group in left for press in group}
    same_visit |= superseded_by
    ids = visits["visit_id"]
    same = [same_visit.get(visit_id, visit_id) for visit_id in ids]
    replaced = [superseded_by.get(visit_id) for visit_id in ids]
    return pd.Series(same, index=ids.index, dtype="str"), pd.Series(replaced, index=ids.index, dtype="str")


def list_sightings(visits: pd.DataFrame) -> list[Sighting]:
    """Return the documents with a date and an authority, rows of `visits`, in the order of publication."""
    dated = visits[visits["authority"].notna() & visits["start_date"].notna()]
    dated = dated.sort_values(["published_date", "visit_id"], na_position="last", kind="stable")
    return [_see(row) for row in dated.itertuples()]


def _see(row: tuple) -> Sighting:
    precision = row.date_precision if row.date_precision in EXACTNESS else EXACTNESS[0]
    span = {"month": "M", "year": "Y"}.get(precision)
    last = row.start_date if pd.isna(row.end_date) else row.end_date
    last = row.start_date.to_period(span).end_time.normalize() if span else last
    is_press = row.source_type == "press"
    published = None if pd.isna(row.published_date) else row.published_date
    if is_press and published is not None:
        last = max(row.start_date, min(last, published))  # what a report tells of is over
    facts = row.visit_id, row.authority, row.framework, row.visit_type
    return Sighting(*facts, is_press, precision, row.start_date, last, published)


def find_letter(press: Sighting, letters: list[Sighting]) -> Sighting | None:
    """Return the letter on the visit that a press report is about; None where none is among `letters`.

    Of several that its date allows: one of its very kind of visit, then the one on the latest visit.
    """
    found = [letter for letter in letters if may_be_one(press, letter)]
    return max(found, key=lambda one: (one.visit_type == press.visit_type, one.first, one.visit_id), default=None)


def group_reports(reports: list[Sighting]) -> list[list[Sighting]]:
    """Return press reports, given in the order of publication, visit by visit and each visit's in that order.

    Reports are on one visit where each may be on the same as every other. The most exact dates come first, so that a
    report which only names the month does not join two visits of that month: it goes to the one that was reported on
    at about its time.
    """
    turn = {report.visit_id: number for number, report in enumerate(reports)}
    groups: list[list[Sighting]] = []
    for report in sorted(reports, key=lambda one: EXACTNESS.index(one.precision)):
        fitting = [group for group in groups if all(may_be_one(report, other) for other in group)]
        if fitting:
            min(fitting, key=lambda group: min(_days_between(report, other) for other in group)).append(report)
        else:
            groups.append([report])
    return [sorted(group, key=lambda one: turn[one.visit_id]) for group in groups]


def may_be_one(one: Sighting, other: Sighting) -> bool:
    """Return whether two documents, of which one is a press report, may be on one visit.

    They are of one authority and framework, their dates allow a common day, and they call it by the same kind, or a
    press report by the vague word; that counts for dates known to the month, as no council is inspected and visited
    in one month.
    """
    if (one.authority, one.framework) != (other.authority, other.framework):
        return False
    if one.first > other.last or other.first > one.last:
        return False
    by_year = "year" in (one.precision, other.precision)
    if one.visit_type != other.visit_type:
        vague = any(document.is_press and document.visit_type == VAGUE for document in (one, other))
        if by_year or not vague:
            return False
    both_press = one.is_press and other.is_press
    return not (by_year and both_press) or _days_between(one, other) <= REPORTED_WITHIN


def _days_between(one: Sighting, other: Sighting) -> int:
    """Return the days between the publication of two documents; 0 where one prints none."""
    if one.published is None or other.published is None:
        return 0
    return abs((one.published - other.published).days)
