"""How long from visit to visit: made-up visits known by their day, month or year, and the shipped documents."""

from datetime import date

import pandas as pd
import pytest

from analysis import compare
from analysis.compare.gaps import count_months, find_as_of, list_gaps, phrase_gap
from analysis.find import QuestionError
from analysis.tables import make_table


def when(day: str, precision: str = "day") -> pd.Series:
    return pd.Series({"start_date": pd.Timestamp(day), "date_precision": precision})


@pytest.mark.parametrize(
    ("earlier", "later", "months", "words"),
    [
        (when("2020-09-29"), when("2024-10-28"), 48, "four years"),
        (when("2020-09-29"), when("2024-10-29"), 49, "four years and one month"),
        (when("2020-09-29"), when("2024-10-01", "month"), 49, "about four years and one month"),
        (when("2020-01-01", "year"), when("2024-10-01"), 48, "about four years"),
        (when("2024-01-31"), when("2024-02-29"), 0, "29 days"),
        (when("2024-02-01"), when("2024-02-01"), 0, "no days"),
        (when("2024-10-01", "month"), when("2024-10-31"), 0, "less than a month"),
        (when("2024-01-01", "year"), when("2024-12-31"), 0, "less than a year"),
        (when("2012-05-01"), when("2024-05-01"), 144, "12 years"),
    ],
)
def test_time_is_told_as_exactly_as_both_dates_are_known(earlier, later, months, words):
    assert (count_months(earlier, later), phrase_gap(earlier, later)) == (months, words)


def make_visits(*rows: tuple) -> dict[str, pd.DataFrame]:
    """Return tables with a made-up visit per row: authority, kind, day, and perhaps source_type and date_precision."""
    visits = []
    for number, (authority, kind, day, *rest) in enumerate(rows):
        source_type, precision = [*rest, *("letter", "day")[len(rest) :]]
        name = f"v{number}"
        visits.append(
            {"visit_id": name, "same_visit": name, "authority": authority, "visit_type": kind, "framework": "ILACS",
             "source_type": source_type, "start_date": pd.Timestamp(day), "date_precision": precision,
             "file": f"{name}.txt"}
        )  # fmt: skip
    tables = {name: make_table(name) for name in ("visits", "judgements")}
    return tables | {"visits": pd.concat([tables["visits"], pd.DataFrame(visits)]).astype(tables["visits"].dtypes)}


@pytest.fixture
def dunmere():
    return make_visits(
        ("Dunmere", "inspection", "2018-03-05"),
        ("Dunmere", "focused visit", "2019-03-04"),
        ("Dunmere", "monitoring visit", "2022-06-01", "press", "month"),
        ("Ashby", "focused visit", "2022-11-30"),
    )


def test_each_visit_runs_to_the_next_and_the_last_to_the_latest_date_on_file(dunmere):
    gaps = list_gaps(dunmere, compare.select_visits(dunmere, authority="Dunmere"))
    assert gaps["n_months"].tolist() == [11, 39, 5]
    assert gaps["n_days"].tolist()[0] == 364 and gaps["n_days"].isna().tolist() == [False, True, True]
    assert gaps["gap"].tolist() == ["11 months", "about three years and three months", "about five months"]
    assert gaps["until"].iloc[-1] == "none on file (counted to 30 November 2022, the latest date on file)"
    assert gaps["is_open"].tolist() == [False, False, True]


def test_the_sentence_says_on_what_it_rests(dunmere):
    exhibit = compare.exhibit_gaps(dunmere, compare.select_visits(dunmere, authority="Dunmere"), as_of="2023-06-30")
    said, rests = exhibit.alt, exhibit.sources
    assert exhibit.title == "Dunmere: visits up to about three years and three months apart"
    assert "As of 30 June 2023, it is about one year since the last of them, the Jun 2022 monitoring visit" in said
    assert (
        "The last full inspection on file, the Mar 2018 inspection, is five years and three months ago."
        in exhibit.sources
    )
    assert "A visit whose letter is not on file does not show here" in rests


def test_the_last_full_inspection_is_looked_for_before_the_first_visit_compared_too(dunmere):
    visits = compare.select_visits(dunmere, authority="Dunmere", first="v1")
    exhibit = compare.exhibit_gaps(dunmere, visits)
    assert len(exhibit.data) == 2
    assert "the Mar 2018 inspection, is four years and eight months ago" in exhibit.sources


def test_visits_after_the_given_day_do_not_count(dunmere):
    visits = compare.select_visits(dunmere, authority="Dunmere")
    assert list_gaps(dunmere, visits, "2020-01")["n_months"].tolist() == [11, 10]
    assert (
        "No full inspection is on file."
        in compare.exhibit_gaps(dunmere, compare.select_visits(dunmere, authority="Ashby")).sources
    )


def test_the_day_may_be_given_in_every_form(dunmere):
    assert find_as_of(dunmere, "2023-02")[1] == "28 February 2023"
    assert find_as_of(dunmere, date(2023, 2, 1))[1] == "1 February 2023"
    assert find_as_of(dunmere, "today")[0].start_date == pd.Timestamp(date.today())
    with pytest.raises(QuestionError, match="as_of is 'soon'"):
        find_as_of(dunmere, "soon")
    with pytest.raises(QuestionError, match="as_of is 31 December 2017, before 5 March 2018"):
        find_as_of(dunmere, "2017")


def test_authorities_stand_in_the_order_of_the_alphabet_whatever_their_wait(dunmere):
    summary = compare.summarise_gaps(dunmere, as_of="2023-06-30")
    assert summary.data["authority"].tolist() == ["Ashby", "Dunmere"]
    assert summary.data["n_months"].tolist() == [7, 12]
    assert summary.data["n_months_inspection"].fillna(-1).tolist() == [-1, 63]
    assert summary.data["n_focused"].tolist() == [1, 2]
    assert "the last visit on file was 7 to 12 months ago" in summary.text
    assert "With a full inspection on file: 1 of two authorities." in summary.text
    assert "a selection" in summary.text


def test_nothing_on_file_is_said(nothing):
    assert compare.summarise_gaps(nothing).text == "No dated visit is on file."


def test_the_shipped_documents(tables):
    exhibit = compare.exhibit_gaps(tables, compare.select_visits(tables, authority="Stoke-on-Trent"))
    assert exhibit.data["gap"].tolist()[0] == "about four years and one month"
    assert exhibit.data["gap"].isna().tolist() == [False, True], "the last is the latest date on file"
    assert "The last of them is itself the latest date on file. No full inspection is on file." in exhibit.alt
