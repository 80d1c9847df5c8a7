"""What a visit was, as the page on its letter begins: title, days, who led it, what it looked at, grades."""

import pandas as pd

from analysis.compare.arrival import read_brief_words
from analysis.compare.findings import keep_visits
from analysis.compare.grades import lack_overall, name_grade
from analysis.compare.selection import name_visit
from analysis.compare.words import join_words, read_words
from analysis.tables import list_rows


def head_brief(visit: tuple) -> str:
    """Return the title of the page on a visit, a row of the table `visits`."""
    titles = read_brief_words()["titles"]
    kind = titles["other"] if visit.visit_type == "other" else visit.visit_type
    title, name = titles["nobody"], kind
    if pd.notna(visit.authority):
        title, name = titles["visit"], name_visit(visit._replace(visit_type=kind))
    return title.format(visit=f"{name[:1].upper()}{name[1:]}", days=format_days(visit))


def format_days(visit: tuple) -> str:
    """Return the days of a visit, a row of the table `visits`, as exactly as they are known.

    >>> from types import SimpleNamespace
    >>> first, last = pd.Timestamp("2020-09-29"), pd.Timestamp("2020-10-01")
    >>> format_days(SimpleNamespace(start_date=first, end_date=last, date_precision="day"))
    '29 September to 1 October 2020'
    """
    if pd.isna(visit.start_date):
        return read_brief_words()["facts"]["no_day"]
    first, last = visit.start_date, visit.end_date
    if visit.date_precision != "day":
        return f"{first:%Y}" if visit.date_precision == "year" else f"{first:%B %Y}"
    if pd.isna(last) or last == first:
        return _name_day(first)
    month = "" if (first.year, first.month) == (last.year, last.month) else f" {first:%B}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day}{month}{year} to {_name_day(last)}"


def _name_day(day: pd.Timestamp) -> str:
    return f"{day.day} {day:%B %Y}"


def list_facts(tables: dict[str, pd.DataFrame], letter: pd.DataFrame) -> list[str]:
    """Return sentences on what a visit was, who led it and what it looked at. `letter` is its row of `visits`."""
    said, (visit,) = read_brief_words()["facts"], letter.itertuples()
    is_press = visit.source_type == "press"
    under = read_brief_words()["frameworks"].get(visit.framework)
    people = keep_visits(tables, "inspectors", letter)
    leads = list(dict.fromkeys(people.loc[people["role"] == "lead", "name"]))
    return [
        *([said["press"]] if is_press else []),
        *([said["no_authority"]] if pd.isna(visit.authority) else []),
        *([said["no_date"]] if pd.isna(visit.start_date) else []),
        *([said["kind"].format(kind=visit.visit_type.capitalize(), under=under)] if under else []),
        *([said["published"].format(day=_name_day(visit.published_date))] if pd.notna(visit.published_date) else []),
        *([said["led"].format(leads=join_words(leads))] if leads and not is_press else []),
        *([said["scope_press" if is_press else "scope"].format(scope=visit.scope.rstrip("."))]
          if pd.notna(visit.scope) else []),
    ]  # fmt: skip


def phrase_grades(tables: dict[str, pd.DataFrame], letter: pd.DataFrame) -> str:
    """Return a sentence with every grade that a letter gives, as printed in order; "" where it gives none.

    `letter` is its row of `visits`.
    """
    words, rows = read_words(), keep_visits(tables, "judgements", letter)
    areas = words["graded_areas"] | read_brief_words()["areas"]
    named = [
        f"{areas.get(area_id, area)} {name_grade(grade, rank)}"
        for area_id, area, grade, rank in list_rows(rows, "area_id", "area", "grade", "grade_rank")
    ]
    if lack_overall(letter).any() and "overall" not in set(rows["area_id"]):
        named.append(words["no_overall"]["said"])
    return read_brief_words()["grades"].format(named="; ".join(named)) if named else ""
