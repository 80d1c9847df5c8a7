"""Authorities by the names that letters, newspapers and analysts give them, beside names of something else."""

import csv
import time

import pytest

from analysis.base.resources import PACKAGE
from analysis.reference import find_authority, find_main_authority, match_authority, suggest_authorities

BCP = "Bournemouth, Christchurch and Poole"


def name_of(found):
    return found.name if found else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Inspectors said that BCP Council’s leaders know what to do", BCP),
        ("Bournemouth, Christchurch & Poole", BCP),
        ("Leeds’ children's services are good", "Leeds"),
        ("FOCUSED VISIT TO TRAFFORD CHILDREN’S SERVICES", "Trafford"),
        ("Focused Visit To Trafford Children’s Services", "Trafford"),
        ("Ofsted Praises Children’s Homes In Trafford For Third Year", "Trafford"),
        ("the Royal Borough of Greenwich", "Greenwich"),
        ("St Helen’s Borough Council", "St. Helens"),
        ("help in County Durham is good", "Durham"),
        ("Kingston-upon-Hull City Council", "Kingston Upon Hull"),
        ("Newcastle City Council", "Newcastle upon Tyne"),
        ("visit to B&NES Council", "Bath and North East Somerset"),
        ("Reading Borough Council", "Reading"),
        ("Inspectors came to Reading in May", "Reading"),
        ("a Barnsley-based charity", "Barnsley"),
        ("the visit to\xa0Stoke\xa0on\xa0Trent", "Stoke-on-Trent"),
        ("In Kirklees, inspectors", "Kirklees"),
        ("Middlesborough Council", "Middlesbrough"),
        ("the City of Wolverhampton Council", "Wolverhampton"),
        ("Inspection of Stoke-on-\nTrent", "Stoke-on-Trent"),
    ],
)
def test_an_authority_in_running_text(text, name):
    assert name_of(find_authority(text)) == name


@pytest.mark.parametrize(
    "text",
    [
        "families in Newcastle-under-Lyme",
        "families in Newcastle under Lyme",
        "a school in Sutton-in-Ashfield",
        "a nursery in Bradford on Avon",
        "the Sunderland Echo reported",
        "the Salford Bugle has learned",
        "a family hub in Sutton Coldfield",
        "young people in Stoke Newington",
        "a home near Bury St Edmunds",
        "Reading the report, she said",
        "It is clear. Reading files, inspectors saw drift.",
        "CHILDREN READING MORE",
        "Children Reading More Books At Home",
        "Jane Sutton, His Majesty’s Inspector",
        "Councillor Bolton spoke",
        "Greater Manchester Police",
        "Ofsted, Piccadilly Gate, Store Street, Manchester, M1 2WD",
        "Agora, 6 Cumberland Place, Nottingham NG1 6HJ",
        "Ofsted, Piccadilly Gate, Store Street, Manchester",
        "CQC, Citygate, Gallowgate, Newcastle upon Tyne",
        "Newcastle Borough Council",
        "BBC Radio Leeds",
        "Bolton News",
        "Ofsted\nAgora\n6 Cumberland Place\nNottingham\nNG1 6HJ",
        "on York Road",
        "leeds and bury in small letters",
        "bury the reading",
    ],
)
def test_what_is_no_authority(text):
    assert find_authority(text) is None


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (["Mum in Manchester praises help", "It follows a visit to Salford City Council."], "Salford"),
        (["Praise for Solihull", "Children in Solihull are heard.", "Birmingham City Council helped."], "Solihull"),
        (["Ofsted", "Agora", "Nottingham", "NG1 6HJ", "Barnsley Council", "Town Hall", "Barnsley"], "Barnsley"),
        (["County Hall", "Nottinghamshire County Council", "West Bridgford", "Nottingham"], "Nottinghamshire"),
        (["Nobody is named", "nor here"], None),
    ],
)
def test_the_authority_that_a_document_is_about(texts, name):
    assert name_of(find_main_authority(texts)) == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("BCP", BCP),
        ("bcp council", BCP),
        ("leeds", "Leeds"),
        ("  LEEDS  city council ", "Leeds"),
        ("Leeds City Council", "Leeds"),
        ("City of Stoke-on-Trent", "Stoke-on-Trent"),
        ("stoke on trent city council", "Stoke-on-Trent"),
        ("Stoke", "Stoke-on-Trent"),
        ("Wolverh", "Wolverhampton"),
        ("bourne", BCP),
        ("Leicester", "Leicester"),
        ("london borough of hackney", "Hackney"),
        ("RB Kensington & Chelsea", "Kensington and Chelsea"),
        ("RBKC", "Kensington and Chelsea"),
        ("City of London", "City of London"),
        ("county durham", "Durham"),
        ("Rotherham MBC", "Rotherham"),
        ("reading", "Reading"),
        ("St Helen's", "St. Helens"),
        ("Isles of Scilly", "Isles of Scilly"),
        ("North Lincs", "North Lincolnshire"),
        ("Herts", "Hertfordshire"),
        ("Hammersmith", "Hammersmith and Fulham"),
    ],
)
def test_an_authority_as_people_type_it(typed, name):
    assert name_of(match_authority(typed)) == name


@pytest.mark.parametrize(
    "typed", ["", "  ", "Leedz", "Sto", "Kingston", "Cheshire", "Westmarsh", "council", "le", "Newcastle-under-Lyme"]
)
def test_what_people_type_that_is_no_one_authority(typed):
    assert match_authority(typed) is None


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Leedz", ["Leeds"]),
        ("Kingston", ["Kingston Upon Hull", "Kingston upon Thames"]),
        ("Wolverhamton city council", ["Wolverhampton"]),
        ("Sussex", ["East Sussex", "West Sussex"]),
        ("xyzzy", []),
    ],
)
def test_what_may_have_been_meant(typed, names):
    assert suggest_authorities(typed) == names


def test_every_plain_name_finds_its_own_authority():
    rows = list(csv.DictReader((PACKAGE / "reference" / "authorities.csv").open(encoding="utf-8")))
    names = [row["name"] for row in rows]
    assert [name_of(match_authority(name)) for name in names] == names
    assert [name_of(find_authority(f"a visit to {name} council")) for name in names] == names
    assert [name_of(find_authority(f"{name} local authority".upper())) for name in names] == names


@pytest.mark.parametrize("piece", ["Leeds ", "North ", "Reading-", "Stoke on ", "A ", "City of "])
def test_a_long_text_is_searched_in_a_moment(piece):
    began = time.perf_counter()
    find_main_authority([piece * 5_000])
    assert time.perf_counter() - began < 2
