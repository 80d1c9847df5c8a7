"""Dates as letters, newspapers and councils print them, beside numbers that are no dates."""

import time
from datetime import date

import pytest

from analysis.letters.dates import find_day, find_latest_period, find_period, find_visit_period

OCTOBER = (date(2024, 10, 1), date(2024, 10, 2))


@pytest.mark.parametrize(
    "printed",
    [
        "1 and 2 October 2024",
        "1st and 2nd October 2024",
        "the 1st and 2nd of October 2024",
        "Tuesday 1 and Wednesday 2 October 2024",
        "Tues 1 and Weds 2 October 2024",
        "Tuesday, 1 October, and Wednesday, 2 October 2024",
        "Tuesday 1st October 2024 and Wednesday 2nd October 2024",
        "1 & 2 Oct 24",
        "1 & 2 Oct ’24",
        "1-2 Oct. 2024",
        "1/2 October 2024",
        "1\xa0and\xa02\xa0October\xa02024",
        "October 1 and 2, 2024",
        "October 1–2, 2024",
        "Oct 1st and 2nd 2024",
        "Tuesday, October 1, and Wednesday, October 2, 2024",
        "October 1 to October 2, 2024",
        "01/10/2024 and 02/10/2024",
        "01/10/2024 - 02/10/2024",
        "1/10/24 to 2/10/24",
        "01.10.2024 – 02.10.2024",
        "01-10-2024 to 02-10-2024",
        "2024-10-01 to 2024-10-02",
        "2024-10-01/2024-10-02",
        "2024/10/01 - 2024/10/02",
        "1 and 2 October of 2024",
        "1-2/10/2024",
        "1 and 2 OCTOBER 2024",
        "1 and 2 october 2024",
        "between 1 October and 2 October, 2024",
        "from Tuesday 1 until Wednesday 2 October 2024",
    ],
)
def test_two_days_in_october(printed):
    assert find_period(f"Inspectors made a focused visit on {printed}. It went well.") == OCTOBER


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("Monday 30 September to Wednesday 2 October 2024", date(2024, 9, 30), date(2024, 10, 2)),
        ("September 30 and October 1, 2024", date(2024, 9, 30), date(2024, 10, 1)),
        ("December 30 to January 2, 2020", date(2019, 12, 30), date(2020, 1, 2)),
        ("16 May and 20 May 2016", date(2016, 5, 16), date(2016, 5, 20)),
        ("section 20, 17 May 2016", date(2016, 5, 17), date(2016, 5, 17)),
        ("Wednesday 2 October 2024", date(2024, 10, 2), date(2024, 10, 2)),
        ("02/10/2024", date(2024, 10, 2), date(2024, 10, 2)),
        ("on 1 October 24 children were seen; 5 May 2025", date(2025, 5, 5), date(2025, 5, 5)),
        ("5, 6, 7, 12 and 13 March 2019", date(2019, 3, 5), date(2019, 3, 13)),
        ("6 may be late; 7 May 2024", date(2024, 5, 7), date(2024, 5, 7)),
    ],
)
def test_other_days_of_a_visit(printed, first, last):
    assert find_period(f"The visit was {printed}") == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "24/7 support",
        "T 0300 123 1231",
        "version 1.2.2024.7",
        "10/13/2024",
        "31/06/2024",
        "2024-13-01",
        "March 2024",
        "in 10 to 12 cases of 2024",
        "reference 12/34/56789",
        "1 to 5 may improve in 2024",
        "20 October children",
    ],
)
def test_what_is_no_day(text):
    assert find_period(text) is None
    assert find_day(text) is None


@pytest.mark.parametrize(
    ("text", "published", "period"),
    [
        ("Between 16 May and 20 May, Ofsted", date(2016, 7, 14), (date(2016, 5, 16), date(2016, 5, 20))),
        ("on Tuesday 3 and Wednesday 4 December.", date(2025, 1, 20), (date(2024, 12, 3), date(2024, 12, 4))),
        ("October 31 and November 1", date(2024, 12, 9), (date(2024, 10, 31), date(2024, 11, 1))),
        ("30 December to 2 January", date(2024, 2, 9), (date(2023, 12, 30), date(2024, 1, 2))),
        ("the 29th and 30th of January", date(2024, 2, 20), (date(2024, 1, 29), date(2024, 1, 30))),
        ("of 12 children, 4 may", date(2024, 2, 20), None),
    ],
)
def test_days_without_a_year_are_the_latest_before_publication(text, published, period):
    assert find_latest_period(text, published) == period


@pytest.mark.parametrize(
    ("texts", "published", "title", "period"),
    [
        (["on 3 and 4 December. It was judged inadequate on 14 March 2020."], date(2024, 1, 9), None,
         (date(2023, 12, 3), date(2023, 12, 4))),
        (["on 3 and 4 December 2023, after 14 March."], date(2024, 1, 9), None, (date(2023, 12, 3), date(2023, 12, 4))),
        (["Between 16 May and 20 May, Ofsted"], None, "Joint targeted area inspection in Croydon, 2016",
         (date(2016, 5, 16), date(2016, 5, 20))),
        (["Between 16 May and 20 May, Ofsted"], None, "Joint targeted area inspection in Croydon", None),
        (["nothing", "on 5 May 2021"], None, None, (date(2021, 5, 5), date(2021, 5, 5))),
        (["on 3 and 4 December"], None, None, None),
    ],
)  # fmt: skip
def test_the_first_days_printed_are_those_of_the_visit(texts, published, title, period):
    assert find_visit_period(texts, published=published, title=title) == period


@pytest.mark.parametrize("piece", ["1, ", "1 and ", "October 1, ", "12/", "2024-", "Mon 1 ", "1 Oct "])
def test_long_runs_of_numbers_are_read_in_a_moment(piece):
    began = time.perf_counter()
    find_period(piece * 10_000)
    find_latest_period(piece * 10_000, date(2024, 1, 1))
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("3 to 14 October 2022", date(2022, 10, 3), date(2022, 10, 14)),
        ("5 November 2018 to 16 November 2018", date(2018, 11, 5), date(2018, 11, 16)),
        ("28 November to 9 December 2022", date(2022, 11, 28), date(2022, 12, 9)),
        ("12 December 2022 to 20 January 2023", date(2022, 12, 12), date(2023, 1, 20)),
        ("12 December to 20 January 2023", date(2022, 12, 12), date(2023, 1, 20)),
        ("on 29 September 2020", date(2020, 9, 29), date(2020, 9, 29)),
        ("15 – 19 July 2013", date(2013, 7, 15), date(2013, 7, 19)),
        ("the 2nd and 3rd of 17 cases, on 4 March 2021", date(2021, 3, 4), date(2021, 3, 4)),
    ],
    ids=[
        "days of one month",
        "two whole dates",
        "days of two months",
        "two years, both printed",
        "two years, one printed",
        "one day",
        "a dash with spaces",
        "ordinals that are no days",
    ],
)
def test_the_days_of_a_visit(printed, first, last):
    assert find_period(f"Inspection dates: {printed}") == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "31 Textphone 0161",
        "T 0300 123 1231",
        "in October 2024",
        "30 February 2020",
        "17-year-old",
    ],
    ids=["a word", "a telephone number", "a month", "a day that never was", "an age"],
)
def test_what_is_no_date(text):
    assert find_period(text) is None
    assert find_day(text) is None


def test_days_that_never_were_are_no_period():
    assert find_period("29 February to 1 January 2020") is None
