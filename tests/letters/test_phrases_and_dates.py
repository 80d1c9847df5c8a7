"""Real phrases beside near-misses: dates, names, grades, authorities."""

from datetime import date

import pytest

from analysis.letters.dates import find_day, find_period
from analysis.letters.grades import find_overall, parse_grade_table, parse_graded
from analysis.letters.people import parse_names
from analysis.reference import find_authority, neighbours_of


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


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Caroline Walsh\nHer Majesty’s Inspector", ["Caroline Walsh"]),
        ("Neil Penswick HMI", ["Neil Penswick"]),
        (
            "Rebecca Quested, His Majesty’s Inspector, and Matthew Reed, \nHis Majesty’s Inspector",
            ["Rebecca Quested", "Matthew Reed"],
        ),
        (
            "Jansy Kelly, Rob Hackeson and Dominic Porter-Moore.",
            ["Jansy Kelly", "Rob Hackeson", "Dominic Porter-Moore"],
        ),
        ("two of His Majesty’s Inspectors, Tom de Vere and Cath McEvoy", ["Tom de Vere", "Cath McEvoy"]),
        ("Yours sincerely", []),
    ],
    ids=["a title below", "initials after", "titles between", "a list of names", "a title before", "no name"],
)
def test_names_without_titles(printed, names):
    assert parse_names(printed) == names


@pytest.mark.parametrize(
    ("lines", "grades"),
    [
        (
            [
                "The impact of leaders on social work practice",
                "with children and families Good",
                "Overall effectiveness Good",
            ],
            [2, 2],
        ),
        (
            [
                "Children in care and care",
                "leavers",
                "Requires improvement",
                "to be good",
                "Overall effectiveness Good",
            ],
            [3, 2],
        ),
        (["1. Children who need help and protection Requires", "improvement", "2.1 Adoption performance Good"], [3, 2]),
        (["Overall effectiveness Outstanding", "Leaders know that some of their work is", "not yet Good"], [1]),
        (["Services for children are", "Good"], []),
    ],
    ids=[
        "an area on two lines",
        "area and grade on two lines each",
        "a grade on two lines and a number",
        "text below that ends in a grade",
        "a sentence that names no area",
    ],
)
def test_a_table_of_grades_ends_where_no_area_is_named(lines, grades):
    judgements, _ = parse_grade_table(lines)
    assert [judgement.grade_rank for judgement in judgements] == grades


@pytest.mark.parametrize(
    ("heading", "rank"),
    [
        ("The experiences and progress of care leavers: requires improvement to be good", 3),
        ("The experiences and progress of children in care and care leavers are: Good", 2),
        ("The impact of leaders on social work practice with children and families is: inadequate", 4),
        ("The experiences and progress of children who need help and protection requires improvement to be good.", 3),
        ("What needs to improve?", None),
    ],
    ids=["after a colon", "after are and a colon", "after is and a colon", "as the verb of a sentence", "none"],
)
def test_the_grade_in_a_heading(heading, rank):
    stated = parse_graded(heading)
    assert (stated.grade_rank if stated else None) == rank


def test_the_overall_judgement_is_a_sentence():
    assert find_overall(["The overall judgement is that children’s services are inadequate"]).area_id == "overall"
    assert find_overall(["Ofsted expects that, as a minimum, help is good"]) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Inspection of Stoke-on-Trent local authority children’s services", "Stoke-on-Trent"),
        ("City of Stoke-on-Trent", "Stoke-on-Trent"),
        ("Royal Borough of Kensington and Chelsea", "Kensington and Chelsea"),
        ("Nottinghamshire County Council", "Nottinghamshire"),
        ("Nottingham City Council", "Nottingham"),
        ("Central Bedfordshire", "Central Bedfordshire"),
        ("Bournemouth, Christchurch and Poole Council", "Bournemouth, Christchurch and Poole"),
        ("St Helens Borough Council", "St. Helens"),
        ("Hull City Council", "Kingston Upon Hull"),
        ("children reading in the bury of their school", None),
    ],
    ids=[
        "in a title",
        "as a city",
        "as a royal borough",
        "a county council",
        "a city within the name of its county",
        "the longer of two names",
        "with commas",
        "without the full stop of St.",
        "by its short name",
        "words that are names elsewhere",
    ],
)
def test_authorities_by_the_names_they_go_by(text, name):
    found = find_authority(text)
    assert (found.name if found else None) == name


def test_neighbours_of_an_authority_are_authorities():
    assert len(neighbours_of("Stoke-on-Trent")) == 10
    assert neighbours_of("Westmarsh") == ()
