"""Dates as letters print them: the days of a visit, the day of publication."""

import re
from datetime import date, datetime

DAY = r"(?<![\d/])\d{1,2}(?!\d)(?:st|nd|rd|th)?"
MONTH = r"[A-Z][A-Za-z]{2,8}"
NUMERIC = r"(?<![\d/])\d{1,2}/\d{1,2}/\d{4}"
WHOLE = rf"(?:{DAY}\s+{MONTH},?\s+\d{{4}}|{NUMERIC})"
PARTIAL = rf"(?:{NUMERIC}|{DAY}(?:\s+{MONTH})?(?:,?\s+\d{{4}})?)"
JOINT = r"\s*(?:,|and|to|until|&|[-–—])\s*"
WHOLE_DATE = re.compile(WHOLE)
PERIOD = re.compile(rf"(?:{PARTIAL}{JOINT})*{WHOLE}")
DAYS = rf"{DAY}(?:{JOINT}{DAY})*"
YEARLESS = re.compile(
    rf"(?P<month_before>{MONTH})\s+(?P<days_after>{DAYS})|(?P<days>{DAYS})\s+(?P<month_after>{MONTH})"
)
MONTH_ALONE = re.compile(rf"\b(?:in|of|during|last)\s+({MONTH})(?:\s+(\d{{4}}))?")
PARTS = re.compile(rf"(\d{{1,2}})(?:/(\d{{1,2}})/|(?:st|nd|rd|th)?(?:\s+({MONTH}))?)(?:,?\s*(\d{{4}}))?")


def find_period(text: str) -> tuple[date, date] | None:
    """Return the first and last day of the first dates printed in a text; None where there are none.

    A day borrows the month and year that it leaves out from the day after it:

    >>> find_period("Inspection dates: 28 April – 25 May 2017")
    (datetime.date(2017, 4, 28), datetime.date(2017, 5, 25))
    >>> find_period("5 to 9 December 2022 and 14 to 15 February 2023")
    (datetime.date(2022, 12, 5), datetime.date(2023, 2, 15))
    >>> find_period("Between 30 December and 2 January 2020, Ofsted")
    (datetime.date(2019, 12, 30), datetime.date(2020, 1, 2))
    >>> find_period("Inspection date: 1/06/2015 – 25/06/2015")
    (datetime.date(2015, 6, 1), datetime.date(2015, 6, 25))
    """
    for match in PERIOD.finditer(text):
        if days := _fill_in(match[0]):
            return days[0], days[-1]
    return None


def find_day(text: str) -> date | None:
    """Return the first whole date printed in a text.

    >>> find_day("Report published: 14 July 2017")
    datetime.date(2017, 7, 14)
    """
    for match in WHOLE_DATE.finditer(text):
        if days := _fill_in(match[0]):
            return days[0]
    return None


def find_latest_period(text: str, published: date) -> tuple[date, date] | None:
    """Return the first days without a year that a text prints, as the latest such days before its publication.

    >>> find_latest_period("The visit took place on January 14 and 15.", date(2024, 2, 20))
    (datetime.date(2024, 1, 14), datetime.date(2024, 1, 15))
    >>> find_latest_period("inspectors came on 29 and 30 December", date(2024, 2, 20))
    (datetime.date(2023, 12, 29), datetime.date(2023, 12, 30))
    """
    for match in YEARLESS.finditer(text):
        month = match["month_before"] or match["month_after"]
        listed = " and ".join(f"{day} {month}" for day in re.findall(r"\d{1,2}", match["days_after"] or match["days"]))
        for year in (published.year, published.year - 1):
            days = _fill_in(f"{listed} {year}")
            if days and days[-1] <= published:
                return days[0], days[-1]
    return None


def find_month(text: str, published: date | None = None) -> date | None:
    """Return the first day of the first month that a text prints; without a year, the latest before publication.

    >>> find_month("the visit, in October 2024, looked at care leavers")
    datetime.date(2024, 10, 1)
    """
    for name, printed_year in MONTH_ALONE.findall(text):
        years = [int(printed_year)] if printed_year else [published.year, published.year - 1] if published else []
        for year in years:
            days = _fill_in(f"1 {name} {year}")
            if days and (published is None or days[0] <= published):
                return days[0]
    return None


def _fill_in(text: str) -> list[date]:
    """Return the days that a text lists, later ones lending the month and year that earlier ones leave out."""
    days: list[date] = []
    month, year = "", ""
    for day, number, name, own_year in reversed(PARTS.findall(text)):
        month, year = number or name[:3] or month, own_year or year
        value = _make_day(day, month, year)
        if value and days and value > days[0]:
            year = str(int(year) - 1)
            value = _make_day(day, month, year)
        if value is None:
            return []
        days.insert(0, value)
    return days


def _make_day(day: str, month: str, year: str) -> date | None:
    """Return a day from its parts, the month a number or the beginning of a name; None for one that never was."""
    try:
        return datetime.strptime(f"{day} {month} {year}", "%d %m %Y" if month.isdigit() else "%d %b %Y").date()
    except ValueError:
        return None
