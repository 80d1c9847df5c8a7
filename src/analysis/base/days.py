"""Days as people and Excel write them."""

import re
from datetime import date, datetime

# The day always stands before the month. No form is both one day and another.
DAYS = ("%Y-%m-%d", *(f"%d{sign}%m{sign}%{year}" for sign in "/-. " for year in "Yy"))
DAYS += tuple(f"%d{sign}%{month}{sign}%{year}" for sign in " -" for month in "bB" for year in "Yy")
AROUND_DAY = re.compile(r"^[a-z]+day,?\s+|[T ]00:00(:00(\.0+)?)?$|(?<=\d)(?:st|nd|rd|th)\b|(?<=[a-z]),", re.I)
FIRST_YEAR, LAST_YEAR = 1990, 2100


def parse_day(written: str) -> date | None:
    """Return the day that people or Excel wrote, the day before the month; None for anything else.

    >>> parse_day("05/04/2024"), parse_day("Tuesday 29th September 2020")
    (datetime.date(2024, 4, 5), datetime.date(2020, 9, 29))
    >>> parse_day("31/02/2024"), parse_day("soon")
    (None, None)
    """
    bare = AROUND_DAY.sub("", written)
    for form in DAYS:
        try:
            day = datetime.strptime(bare, form).date()
        except ValueError:
            continue
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            return day
    return None
