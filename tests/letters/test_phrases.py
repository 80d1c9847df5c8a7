"""Real phrases beside near-misses: names, grades, authorities."""

import pytest

from analysis.letters.grades import find_overall, parse_grade_table, parse_graded
from analysis.letters.people import parse_names
from analysis.reference import find_authority, neighbours_of


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
