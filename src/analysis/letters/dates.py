"""Dates as letters print them: the days of a visit, the day of publication."""

import re
from datetime import date, datetime

DAY = r"(?<![\d/])\d{1,2}(?:st|nd|rd|th)?"
MONTH = r"[A-Z][a-z]{2,8}"
NUMERIC = r"(?<![\d/])\d{1,2}/\d{1,2}/\d{4}"
WHOLE = rf"(?:{DAY}\s+{MONTH},?\s+\d{{4}}|{NUMERIC})"
PARTIAL = rf"(?:{NUMERIC}|{DAY}(?:\s+{MONTH})?(?:,?\s+\d{{4}})?)"
JOINT = r"\s*(?:,|and|to|until|&|[-–—])\s*"
WHOLE_DATE = re.compile(WHOLE)
PERIOD = re.compile(rf"(?:{PARTIAL}{JOINT})*{WHOLE}")
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


def _fill_in(text: str) -> list[date]:
    """Return the days that a text lists, later ones lending the month and year that earlier ones leave out."""
    days: list[date] = []
    month, year = "", ""
    for day, number, name, own_year in reversed(PARTS.findall(text)):
        month, year = number or name[:3] or month, own_year or year
        try:
            value = datetime.strptime(f"{day} {month} {year}", "%d %m %Y" if month.isdigit() else "%d %b %Y").date()
        except ValueError:
            return []
        if days and value > days[0]:
            value, year = value.replace(year=value.year - 1), str(value.year - 1)
        days.insert(0, value)
    return days
