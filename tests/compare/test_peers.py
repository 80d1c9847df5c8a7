"""One authority among others."""

import pandas as pd
import pytest

from analysis import compare
from analysis.compare.peers import group_peers

ASHBY = "Ashby-under-Lea"


def test_the_latest_comparable_letter_of_each_authority_is_taken(inspections):
    latest = compare.select_latest(inspections, ASHBY)
    assert dict(zip(latest["authority"], latest["start_date"].dt.year, strict=True)) == {
        ASHBY: 2025, "Brackwater": 2024, "Coldharbour": 2023, "Dunmere": 2024,
    }  # fmt: skip
    assert latest["grade"].tolist() == ["Good", "Good", "Requires improvement", "Good"]


def test_others_are_counted_as_the_letters_say(inspections):
    places = compare.place_authority(inspections, ASHBY, ["supervision"]).set_index("group")
    assert places.loc["England", ["n_letters", "n_looked", "n_raised", "n_asked"]].tolist() == [3, 3, 2, 2]
    assert places.loc["same grade: Good", ["n_letters", "n_raised"]].tolist() == [2, 1]
    assert places["own_status"].tolist() == ["strength"] * len(places)
    said = compare.describe_place(places.reset_index(), ASHBY, "supervision")
    assert said.startswith(f"Supervision was praised in {ASHBY}; it was raised with 2 of 3 (England)")


def test_no_table_is_in_the_order_of_how_well_authorities_do(inspections):
    assert compare.select_latest(inspections, ASHBY)["authority"].is_monotonic_increasing
    assert not {"authority", "visit_id"} & set(compare.place_authority(inspections, ASHBY).columns)


def letters(*rows):
    return pd.DataFrame(rows, columns=["authority", "region", "grade"]).assign(
        visit_id=lambda table: table["authority"].str.lower()
    )


def test_neighbours_region_and_grade_are_told_apart():
    latest = letters(
        ("Stoke-on-Trent", "West Midlands", "Good"),
        ("Telford and Wrekin", "West Midlands", "Good"),
        ("Rotherham", "Yorkshire and The Humber", "Inadequate"),
        ("Richmond upon Thames", "London", "Good"),
    )
    peers = {group: list(others) for group, (_, others) in group_peers(latest, "Stoke-on-Trent").items()}
    assert not any("Stoke-on-Trent" in others for others in peers.values())
    assert peers["West Midlands"] == ["Telford and Wrekin"]
    assert peers["same grade: Good"] == ["Telford and Wrekin", "Richmond upon Thames"]
    assert len(peers["England"]) == 3


def test_a_renamed_or_split_authority_without_neighbours_is_said_to_be_so(inspections):
    said = compare.describe_sample(inspections, ASHBY)
    assert "renamed or split" in said
    assert "of three other authorities, from 2023 to 2024" in said


def test_neighbours_without_a_letter_are_named(tables, inspections):
    from analysis.compare.peers import _describe_neighbours

    said = _describe_neighbours(letters(("Rotherham", "Yorkshire and The Humber", "Good")), "Stoke-on-Trent")
    assert said.startswith("Of its 10 statistical neighbours")
    assert "Missing: " in said


def test_with_the_shipped_documents_it_is_said_what_is_missing(tables):
    said = compare.describe_sample(tables, "Stoke-on-Trent")
    assert "No other authority" in said and "data/raw" in said
    assert not len(compare.place_authority(tables, "Stoke-on-Trent"))


@pytest.mark.parametrize("authority", [None, "Atlantis"])
def test_without_a_letter_of_its_own_there_is_a_sentence(tables, nothing, authority):
    for some in (tables, nothing):
        assert compare.describe_sample(some, authority).startswith("No letter of")
        assert not len(compare.place_authority(some, authority))
        assert not len(compare.list_letters(compare.select_latest(some, authority)))
        assert compare.describe_letters(compare.select_latest(some, authority)) == ""


def test_a_press_report_is_no_letter(tables):
    latest = compare.select_latest(tables, "Stoke-on-Trent")
    assert latest["source_type"].tolist() == ["letter"]


def test_an_undated_letter_is_left_out(inspections):
    visits = inspections["visits"].copy()
    visits.loc[visits["authority"] == "Dunmere", "start_date"] = pd.NaT
    latest = compare.select_latest(inspections | {"visits": visits}, ASHBY)
    assert "Dunmere" not in set(latest["authority"])


def test_two_visits_on_one_day_give_one_letter_each_authority(inspections):
    visits = inspections["visits"].assign(start_date=pd.Timestamp("2024-03-03"))
    latest = compare.select_latest(inspections | {"visits": visits}, ASHBY)
    assert latest["authority"].is_unique
