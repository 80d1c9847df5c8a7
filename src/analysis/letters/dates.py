"""Dates as letters and newspapers print them: the days of a visit, the day of publication."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

Period = tuple[date, date]  # first and last day

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (  # two of them are words as well, so that they count with a capital alone
    r"(?:(?i:jan(?:uary)?|feb(?:ruary)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)|M(?i:ar(?:ch)?|ay))\b\.?"
)
WEEKDAY = r"(?:mon|tue|tues|wed|weds|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b[.,]?"
ORDINAL = r"(?i:st|nd|rd|th)?\b"
YEAR = r"(?:,?\s+(?:of\s+)?(?P<year{0}>(?:19|20)\d\d)\b)?"
ONE_DAY = re.compile(
    # 2024-10-01; 01/10/2024, day first; October 1, 2024; 1 October 2024, or 1 alone
    r"(?<![\d-])(?P<year0>(?:19|20)\d\d)(?P<sign>[-/])(?P<month0>\d{1,2})(?P=sign)(?P<day0>\d{1,2})(?![\d-])"
    r"|(?<![\d/.])(?P<day1>\d{1,2})(?P<mark>[/.-])(?P<month1>\d{1,2})(?P=mark)(?P<year1>\d{4}|\d\d)(?!\d|[/.-]\d)"
    rf"|\b(?P<month2>{MONTH})\s+(?:the\s+)?(?P<day2>\d{{1,2}}){ORDINAL}(?!:\d)" + YEAR.format(2) +
    rf"|(?<![\d£])(?<!\d[:.])(?P<day3>\d{{1,2}}){ORDINAL}(?!:\d)"
    rf"(?:\s+(?:of\s+)?(?P<month3>{MONTH}))?" + YEAR.format(3)
)  # fmt: skip
FORMS = "0123"
MONTH_FIRST = "2"
SHORT_YEAR = re.compile(r"\s*(?P<mark>['’])?(?P<year>\d\d)(?![\w:%])(?P<ends>\s*(?:[.,;:)]|$))?")
BETWEEN = re.compile(
    rf"\s*(?:,\s*(?:and\b|&)?|and\b|to\b|until\b|till\b|through\b|&|/|[-–—])\s*(?:(?:on|the|from)\s+)*(?:{WEEKDAY}\s*)?",
    re.I,
)
LONGEST_BETWEEN = 40  # characters
MONTH_ALONE = re.compile(rf"\b(?:in|of|during|last)\s+({MONTH})(?:\s+(\d{{4}}))?")
WHOLE_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Day:
    """One day as printed, from `start` to `end` of a text; what it leaves out is None."""

    day: int
    month: int | None
    year: int | None
    start: int
    end: int
    month_first: bool


def find_period(text: str) -> Period | None:
    """Return the first and last day of the first dates printed in a text; None where there are none.

    A day borrows the month and year that it leaves out from the day after it; numbers are read day first:

    >>> find_period("Inspection dates: 28 April – 25 May 2017")
    (datetime.date(2017, 4, 28), datetime.date(2017, 5, 25))
    >>> find_period("5 to 9 December 2022 and 14 to 15 February 2023")
    (datetime.date(2022, 12, 5), datetime.date(2023, 2, 15))
    >>> find_period("Between 30 December and 2 January 2020, Ofsted")
    (datetime.date(2019, 12, 30), datetime.date(2020, 1, 2))
    >>> find_period("on Tuesday 1 and Wednesday 2 October 2024")
    (datetime.date(2024, 10, 1), datetime.date(2024, 10, 2))
    >>> find_period("on October 1 and 2, 2024")
    (datetime.date(2024, 10, 1), datetime.date(2024, 10, 2))
    >>> find_period("Inspection date: 1/06/2015 – 25/06/2015")
    (datetime.date(2015, 6, 1), datetime.date(2015, 6, 25))
    """
    return next(filter(None, (_make_period(days) for days in _list_days(text) if days[-1].year)), None)


def find_day(text: str) -> date | None:
    """Return the first whole date printed in a text.

    >>> find_day("Report published: 14 July 2017")
    datetime.date(2017, 7, 14)
    """
    whole = ((day.day, day.month, day.year) for day in map(_parse_day, _matches(text)) if day.month and day.year)
    return next(filter(None, (_make_day(*parts) for parts in whole)), None)


def find_latest_period(text: str, published: date) -> Period | None:
    """Return the first days without a year that a text prints, as the latest such days before its publication.

    >>> find_latest_period("The visit took place on January 14 and 15.", date(2024, 2, 20))
    (datetime.date(2024, 1, 14), datetime.date(2024, 1, 15))
    >>> find_latest_period("inspectors came on 29 and 30 December", date(2024, 2, 20))
    (datetime.date(2023, 12, 29), datetime.date(2023, 12, 30))
    """
    yearless = (days for days in _list_days(text) if not any(day.year for day in days))
    return next(filter(None, (_make_latest(days, published) for days in yearless)), None)


def find_visit_period(texts: Iterable[str], *, published: date | None, title: str | None = None) -> Period | None:
    """Return the days of a visit, the first that any of these texts prints.

    Days without a year are of the year that the title prints, else the latest before publication; without either
    they count for nothing.
    """
    years = {int(year) for year in WHOLE_YEAR.findall(title or "")}
    for days in (days for text in texts for days in _list_days(text)):
        if any(day.year for day in days):
            period = _make_period(days)
        elif len(years) == 1:
            period = _make_period(_set_year(days, *years))
        else:
            period = _make_latest(days, published) if published else None
        if period:
            return period
    return None


def find_month(text: str, published: date | None = None) -> date | None:
    """Return the first day of the first month that a text prints; without a year, the latest before publication.

    >>> find_month("the visit, in October 2024, looked at care leavers")
    datetime.date(2024, 10, 1)
    """
    for name, printed_year in MONTH_ALONE.findall(text):
        years = [int(printed_year)] if printed_year else [published.year, published.year - 1] if published else []
        for year in years:
            first = date(year, _number_of(name), 1)
            if published is None or first <= published:
                return first
    return None


def _list_days(text: str) -> Iterator[list[Day]]:
    """Yield the days that are printed as one list or span, where at least the last names or takes over its month."""
    run: list[Day] = []
    for match in _matches(text):
        day = _parse_day(match)
        if run and not _joins(text[run[-1].end : day.start]):
            yield from _close(run)
            run = []
        if run and day.month is None and run[-1].month_first and not run[-1].year:
            day = replace(day, month=run[-1].month, month_first=True)
        run.append(day)
    yield from _close(run)


def _matches(text: str) -> Iterator[re.Match]:
    return ONE_DAY.finditer(text)


def _joins(between: str) -> bool:
    return len(between) < LONGEST_BETWEEN and BETWEEN.fullmatch(between) is not None


def _close(run: list[Day]) -> Iterator[list[Day]]:
    """Yield a run of days, the numbers behind its last month left away; nothing where it names no month."""
    named = [index for index, day in enumerate(run) if day.month]
    if named:
        yield run[: named[-1] + 1]


def _parse_day(match: re.Match) -> Day:
    form = next(form for form in FORMS if match[f"day{form}"])
    month, year = match[f"month{form}"], match[f"year{form}"]
    end = match.end()
    if month and not year and (short := _short_year(match, month)):
        year, end = short["year"], short.end("year")
    return Day(
        int(match[f"day{form}"]),
        month and _number_of(month),
        year and int(year if len(year) == 4 else f"20{year}"),
        match.start(),
        end,
        form == MONTH_FIRST,
    )


def _short_year(match: re.Match, month: str) -> re.Match | None:
    """Return a year of two digits behind a day: after an apostrophe or a month cut short, or at the end of a clause."""
    short = SHORT_YEAR.match(match.string, match.end())
    is_cut = len(month.rstrip(".")) < 5 and month.lower()[:4] not in ("may", "june", "july")
    return short if short and (short["mark"] or is_cut or short["ends"] is not None) else None


def _number_of(month: str) -> int:
    """Return the number of a month, printed as a number or a name."""
    return int(month) if month.isdigit() else MONTHS.index(month[:3].lower()) + 1


def _make_period(days: list[Day]) -> Period | None:
    """Return the first and last of some days, with what each leaves out lent by the next; None if one never was."""
    values: list[date] = []
    month, year = days[-1].month, next((day.year for day in reversed(days) if day.year), None)
    for day in reversed(days):
        if values and day.month is None and day.day >= values[0].day:
            break  # a number before the first day of the list
        month, year = day.month or month, day.year or year
        value = _make_day(day.day, month, year)
        if value and values and value > values[0]:
            year -= 1
            value = _make_day(day.day, month, year)
        if value is None:
            return None
        values.insert(0, value)
    return values[0], values[-1]


def _make_latest(days: list[Day], published: date) -> Period | None:
    for year in (published.year, published.year - 1):
        period = _make_period(_set_year(days, year))
        if period and period[1] <= published:
            return period
    return None


def _set_year(days: list[Day], year: int) -> list[Day]:
    return [*days[:-1], replace(days[-1], year=year)]


def _make_day(day: int, month: int, year: int) -> date | None:
    """Return a day from its parts; None for one that never was."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
