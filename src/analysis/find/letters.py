"""Which letters a question is put to: by authority, group of authorities, date and kind."""

from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd

from analysis.find.choices import Asked, parse_period, pick_authority, pick_known, pick_neighbours, pick_values
from analysis.find.query import QuestionError, name_fault
from analysis.tables import list_rows

ENDS = {"month": pd.offsets.MonthEnd(0), "year": pd.offsets.YearEnd(0)}  # of what is known of a date
GROUPS = ("region", "neighbours", "same grade")  # that start from an authority


def select_asked(
    tables: dict[str, pd.DataFrame],
    *,
    authority: str | None = None,
    among: str | Iterable[str] | None = None,
    since: int | str | date | None = None,
    until: int | str | date | None = None,
    visit_type: Asked = None,
    framework: Asked = None,
    source_type: Asked = None,
) -> pd.DataFrame:
    """Return the letters that a question is put to, newest first: rows of the table `visits`; undated ones last.

    The parameters are those of `find`. A press report whose letter is on file is out, unless the press is asked for.
    With `since` or `until` undated letters are out, and one of which the month or the year alone is known is in where
    it may be. Raises QuestionError for a choice that cannot be understood or is not on file.
    """
    visits = tables["visits"]
    keep = _lie_between(visits, since, until)
    names = _pick_authorities(tables, authority, among)
    if names is not None:
        keep &= visits["authority"].isin(names).to_numpy(bool)
    source_types = pick_values(source_type, "visits", "source_type")
    if "press" not in (source_types or ()):
        keep &= visits["superseded_by"].isna().to_numpy(bool)
    chosen = {
        "visit_type": pick_known(visit_type, "visit_type", sorted(visits["visit_type"].unique())),
        "framework": pick_known(framework, "framework", sorted(visits["framework"].unique())),
        "source_type": source_types,
    }
    for column, values in chosen.items():
        if values is not None:
            keep &= visits[column].isin(values).to_numpy(bool)
    return visits[keep].sort_values(
        ["start_date", "visit_id"], ascending=[False, True], na_position="last", ignore_index=True
    )


def _pick_authorities(
    tables: dict[str, pd.DataFrame], authority: str | None, among: str | Iterable[str] | None
) -> set[str] | None:
    """Return the names of the authorities that are asked about; None where all are meant."""
    visits = tables["visits"]
    on_file = set(visits["authority"].dropna())
    own = pick_authority(authority, on_file) if authority else None
    if not among:
        return None if own is None else {own}
    if not isinstance(among, str):
        return {pick_authority(name, on_file) for name in among}
    group = " ".join(among.split()).casefold()
    regions = {name.casefold(): name for name in visits["region"].dropna().unique()}
    if group in regions:
        return set(visits.loc[visits["region"] == regions[group], "authority"].dropna())
    (group,) = pick_known(group, "group of authorities", [*GROUPS, *regions.values()])
    if own is None:
        raise QuestionError(f"among={among!r} needs an authority to start from; give authority=... too")
    if group == "neighbours":
        return pick_neighbours(own)
    return _share_region(visits, own) if group == "region" else _share_grade(tables, own)


def _share_region(visits: pd.DataFrame, authority: str) -> set[str]:
    regions = visits.loc[visits["authority"] == authority, "region"].dropna()
    if not len(regions):
        raise QuestionError(f"the region of {authority} is not known; name the authorities in a list")
    return set(visits.loc[visits["region"] == regions.iloc[0], "authority"].dropna())


def _share_grade(tables: dict[str, pd.DataFrame], authority: str) -> set[str]:
    """Return the authorities whose latest overall grade on file is that of one, which is among them."""
    overall = tables["judgements"][tables["judgements"]["area_id"] == "overall"]
    ranks = dict(list_rows(overall, "visit_id", "grade_rank"))
    visits = tables["visits"].dropna(subset=["authority", "start_date"]).sort_values(["start_date", "visit_id"])
    latest = {name: ranks[one] for name, one in list_rows(visits, "authority", "visit_id") if one in ranks}
    if authority not in latest:
        raise QuestionError(f"no overall grade of {authority} is on file; name the authorities in a list")
    return {name for name, rank in latest.items() if rank == latest[authority]}


def _lie_between(visits: pd.DataFrame, since: int | str | date | None, until: int | str | date | None) -> np.ndarray:
    """Return a mask over the rows of `visits`: whether each may have been between two days, both included."""
    first = parse_period(since, "since")[0] if since else None
    last = parse_period(until, "until")[1] if until else None
    if first and last and first > last:
        raise QuestionError(name_fault("days", since=since, until=until))
    if not (first or last):
        return np.ones(len(visits), dtype=bool)
    spans = [find_bounds(*row) for row in list_rows(visits, "start_date", "date_precision")]
    within = [start is not None and (not first or end >= first) and (not last or start <= last) for start, end in spans]
    return np.array(within, dtype=bool)


def find_bounds(start: pd.Timestamp, precision: str) -> tuple[pd.Timestamp, pd.Timestamp] | tuple[None, None]:
    """Return the first and the last day on which a visit may have begun; None without a date."""
    if pd.isna(start):
        return None, None
    return start, start + ENDS[precision] if precision in ENDS else start
