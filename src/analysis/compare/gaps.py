"""How long from visit to visit: of one authority, and since the last visit over all authorities on file.

The letters on file are a selection: a visit that nobody put on file does not shorten a gap, so every sentence says
"on file". Time runs from the first day of a visit to the first day of the next.
"""

import functools
from datetime import date
from typing import Any

import pandas as pd

from analysis.base.resources import read_yaml
from analysis.compare.alts import pick_alt
from analysis.compare.exhibit import Exhibit, Summary
from analysis.compare.grades import find_overall_grades
from analysis.compare.selection import is_full_inspection, label_visits, list_sources, select_all, select_visits
from analysis.compare.words import count_things, format_date, join_words, name_day
from analysis.find import QuestionError
from analysis.find.choices import parse_period
from analysis.tables import frame_rows

DAY = {"date_precision": "day"}


@functools.cache
def read_gap_words() -> dict[str, Any]:
    """Return gaps.yml."""
    return read_yaml("compare/gaps.yml")


def find_as_of(tables: dict[str, pd.DataFrame], as_of: str | date | None = None) -> tuple[pd.Series, str]:
    """Return the day until which time is counted, as a row with start_date and date_precision, and its name in words.

    `as_of` is a day, month or year (its last day), or "today"; None is the latest date of any document on file, so
    that a notebook says the same whenever it is run. Raises QuestionError for what is no date, and for a day before
    the first visit on file.
    """
    words, visits = read_gap_words()["as_of"], tables["visits"]
    if as_of is None:
        latest = _find_latest(visits)
        return latest, words["latest"].format(day=format_date(latest))
    day = date.today() if as_of == "today" else as_of
    last = pd.Series({"start_date": parse_period(day, "as_of")[1], **DAY})
    if last.start_date < (first := visits["start_date"].min()):
        early = words["early"].format(as_of=format_date(last), first=name_day(first))
        raise QuestionError(early)
    return last, words["given"].format(day=format_date(last))


def _find_latest(visits: pd.DataFrame) -> pd.Series:
    """Return the latest date of a document: the last day of a visit, or the day on which it was published."""
    days = pd.concat([visits["end_date"], visits["published_date"]]).dropna()
    exact = [{"start_date": day, **DAY} for day in days]
    dates = [*visits[["start_date", "date_precision"]].dropna().to_dict("records"), *exact]
    latest = max(dates, key=lambda row: row["start_date"], default={"start_date": pd.NaT, **DAY})
    return pd.Series(latest)


def count_months(earlier: pd.Series | tuple, later: pd.Series | tuple) -> int:
    """Return how many whole months lie between two dates, as exactly as both are known.

    Each is a row with start_date and date_precision: months alone are compared where a day is missing, years where a
    month is.

    >>> day, month = {"date_precision": "day"}, {"date_precision": "month"}
    >>> early = pd.Series({"start_date": pd.Timestamp(2020, 9, 29), **day})
    >>> count_months(early, pd.Series({"start_date": pd.Timestamp(2024, 10, 1), **day}))
    48
    >>> count_months(early, pd.Series({"start_date": pd.Timestamp(2024, 10, 1), **month}))
    49
    """
    one, other, known = earlier.start_date, later.start_date, _find_coarser(earlier, later)
    if known == "year":
        return 12 * (other.year - one.year)
    months = 12 * (other.year - one.year) + other.month - one.month
    return months - (known == "day" and other.day < one.day)


def phrase_gap(earlier: pd.Series | tuple, later: pd.Series | tuple) -> str:
    """Return in words how long it is between two dates, as exactly as both are known.

    Each is a row with start_date and date_precision (see `count_months`).

    >>> early, late = (pd.Series({"start_date": pd.Timestamp(day), "date_precision": "day"})
    ...                for day in ("2020-09-29", "2024-10-30"))
    >>> phrase_gap(early, late)
    'four years and one month'
    """
    words, known = read_gap_words()["time"], _find_coarser(earlier, later)
    years, months = divmod(count_months(earlier, later), 12)
    counted = [count_things(number, thing) for number, thing in ((years, "year"), (months, "month")) if number]
    if known == "day":
        return join_words(counted or [count_things((later.start_date - earlier.start_date).days, "day")])
    return words["rough"].format(time=join_words(counted)) if counted else words["less"][known]


def _find_coarser(*dates: pd.Series | tuple) -> str:
    """Return the precision in which all of the dates are known: day, month or year."""
    known = {day.date_precision for day in dates}
    return next((precision for precision in ("year", "month") if precision in known), "day")


def exhibit_gaps(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, as_of: str | date | None = None) -> Exhibit:
    """Return the chart of the visits in time and how long they lie apart; data as `list_gaps` gives them.

    `visits` are those compared, as `select_visits` gives them; `as_of` as for `find_as_of`.
    """
    gaps = list_gaps(tables, visits, as_of)
    if not len(gaps):
        return Exhibit(gaps, "gaps", "", read_gap_words()["gaps"]["none"], "")
    shown = ["label", "date", "grade", "gap", "until"]
    title, said = head_gaps(gaps), _say_gaps(tables, gaps, as_of)
    alt = pick_alt(" ".join(said), " ".join((f"{title}.", *said[-2:])), " ".join((f"{title}.", said[-2])), f"{title}.")
    basis = " ".join([list_sources(visits), said[-1], read_gap_words()["gaps"]["selection"]])
    return Exhibit(gaps, "gaps", title, alt, basis, table=gaps[shown])


def list_gaps(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, as_of: str | date | None = None) -> pd.DataFrame:
    """Return one row per visit compared, by date: how long it is to the next, and from the last to `as_of`.

    Columns: authority, label, date (in words), start_date, source_type, grade (overall; may be missing), end (the
    first day of the next visit, or `as_of`), n_days (missing where a day is not known), n_months (whole), gap (in
    words; missing where no time has passed since the last), until (label of the next visit, or the day), is_open
    (whether no later visit is on file).
    """
    last, named = find_as_of(tables, as_of)
    visits = visits[visits["start_date"] <= last.start_date]
    rows = [row for _, row in visits.iterrows()]
    until = read_gap_words()["gaps"]["until"].format(as_of=named)
    ends = [*((row, row.label) for row in rows[1:]), (last, until)]
    pairs = [(row, end) for row, (end, _) in zip(rows, ends, strict=False)]
    exact = [_find_coarser(*pair) == "day" for pair in pairs]
    days = [(end.start_date - row.start_date).days for row, end in pairs]
    gaps = [None if end is last and not n else phrase_gap(row, end) for (row, end), n in zip(pairs, days, strict=True)]
    return pd.DataFrame(
        {
            "authority": visits["authority"],
            "label": visits["label"],
            "date": pd.array([format_date(row) for row in rows], dtype="str"),
            "start_date": visits["start_date"],
            "source_type": visits["source_type"],
            "grade": find_overall_grades(tables, visits),
            "end": [end.start_date for _, end in pairs],
            "n_days": pd.array([n if known else pd.NA for n, known in zip(days, exact, strict=True)], dtype="Int64"),
            "n_months": pd.array([count_months(*pair) for pair in pairs], dtype="int64"),
            "gap": pd.array(gaps, dtype="str"),
            "until": pd.array([name for _, name in ends[: len(rows)]], dtype="str"),
            "is_open": [end is last for _, end in pairs],
        }
    ).reset_index(drop=True)


def head_gaps(gaps: pd.DataFrame) -> str:
    """Return a title with the longest time between two visits. `gaps` as `list_gaps` gives them, one row at least."""
    words, authority = read_gap_words()["gaps"], gaps["authority"].iloc[0]
    between = gaps[~gaps["is_open"]]
    if not len(between):
        return words["title_one"].format(authority=authority)
    longest = between.loc[between["n_months"].idxmax(), "gap"]
    return words["title"].format(authority=authority, gap=longest, visits=count_things(len(gaps), "visit"))


def _say_gaps(tables: dict[str, pd.DataFrame], gaps: pd.DataFrame, as_of: str | date | None) -> list[str]:
    """Return sentences on the time between the visits, and then since the last one, and since the last full inspection.

    `gaps` as `list_gaps` gives them, with rows; the last full inspection is looked for among all on file.
    """
    words = read_gap_words()["gaps"]
    last, named = find_as_of(tables, as_of)
    facts = {"authority": gaps["authority"].iloc[0], "first": gaps["label"].iloc[0], "last": gaps["label"].iloc[-1]}
    facts["visits"] = count_things(len(gaps), "visit")
    said = [words["visits" if len(gaps) > 1 else "visit"].format(**facts)]
    between = [words["gap"].format(gap=row.gap, label=row.until) for row in gaps.itertuples() if not row.is_open]
    said += [words["between"].format(gaps="; ".join(between))] if between else []
    latest = gaps.iloc[-1]
    since = words["since" if pd.notna(latest["gap"]) else "since_none"]
    said.append(since.format(as_of=named, gap=latest["gap"], label=latest["label"]))
    return [*said, _describe_inspection(tables, facts["authority"], last)]


def _describe_inspection(tables: dict[str, pd.DataFrame], authority: str, last: pd.Series) -> str:
    words = read_gap_words()["gaps"]
    own = select_visits(tables, authority=authority)
    full = own[is_full_inspection(own) & (own["start_date"] <= last.start_date)]
    if not len(full):
        return words["inspection_none"]
    inspection = full.iloc[-1]
    return words["inspection"].format(label=inspection.label, gap=phrase_gap(inspection, last))


def summarise_gaps(tables: dict[str, pd.DataFrame], as_of: str | date | None = None) -> Summary:
    """Return how long it is since the last visit over all authorities; data as `list_last_visits` gives them."""
    last_visits = list_last_visits(tables, as_of)
    return Summary(last_visits, describe_last_visits(tables, last_visits, as_of))


def list_last_visits(tables: dict[str, pd.DataFrame], as_of: str | date | None = None) -> pd.DataFrame:
    """Return one row per authority on file, in the order of the alphabet: its last visit and its last full inspection.

    Columns: authority, n_visits, n_focused (focused and monitoring visits among them), last_visit, n_months (whole,
    since it), last_inspection, n_months_inspection (since it); missing where no full inspection is on file.
    """
    last, _ = find_as_of(tables, as_of)
    focused, visits = read_gap_words()["focused"], select_all(tables)
    rows = []
    for authority, own in visits[visits["start_date"] <= last.start_date].groupby("authority"):
        own = own.reset_index(drop=True)
        own = own.assign(label=label_visits(own))
        n_focused = int(own["visit_type"].isin(focused).sum())
        since = _find_last(own, last), _find_last(own[is_full_inspection(own)], last)
        rows.append((authority, len(own), n_focused, *since[0], *since[1]))
    counts = {"authority": "str", "n_visits": "int64", "n_focused": "int64", "last_visit": "str", "n_months": "int64"}
    return frame_rows(rows, **counts, last_inspection="str", n_months_inspection="Int64")


def _find_last(visits: pd.DataFrame, last: pd.Series) -> tuple:
    """Return the label of the last of the visits and the whole months from it to `last`; missing without a visit."""
    if not len(visits):
        return None, pd.NA
    visit = visits.iloc[-1]
    return visit.label, count_months(visit, last)


def describe_last_visits(
    tables: dict[str, pd.DataFrame], last_visits: pd.DataFrame, as_of: str | date | None = None
) -> str:
    """Return sentences on the time since the last visits. `last_visits` as `list_last_visits` gives them."""
    words, (_, named) = read_gap_words()["authorities"], find_as_of(tables, as_of)
    if not len(last_visits):
        return words["none"]
    months, n_all = last_visits["n_months"], count_things(len(last_visits), "authority", "authorities")
    facts = {"low": months.min(), "high": months.max(), "median": round(months.median()), "authorities": n_all}
    facts |= {"have": last_visits["last_inspection"].notna().sum(), "all": n_all}
    facts |= {"focused": last_visits["n_focused"].sum(), "visits": count_things(last_visits["n_visits"].sum(), "visit")}
    since = words["since" if len(last_visits) > 1 else "since_one"]
    said = [since, words["inspection"], words["focused"], words["selection"]]
    return " ".join(sentence.format(as_of=named, **facts) for sentence in said)
