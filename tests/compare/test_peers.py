"""One authority among others."""

import pandas as pd
import pytest

from analysis.compare.peers import (
    count_peers,
    describe_letters,
    describe_peers,
    describe_sample,
    group_peers,
    list_letters,
    select_latest,
)

ASHBY = "Ashby-under-Lea"


def test_the_latest_comparable_letter_of_each_authority_is_taken(inspections):
    latest = select_latest(inspections, ASHBY)
    assert dict(zip(latest["authority"], latest["start_date"].dt.year, strict=True)) == {
        ASHBY: 2025, "Brackwater": 2024, "Coldharbour": 2023, "Dunmere": 2024,
    }  # fmt: skip
    assert latest["grade"].tolist() == ["Good", "Good", "Requires improvement", "Good"]


def test_others_are_counted_as_the_letters_say(inspections):
    peers = count_peers(inspections, ASHBY, ["supervision"]).set_index("group")
    assert peers.loc["England", ["n_letters", "n_looked", "n_raised", "n_asked"]].tolist() == [3, 3, 2, 2]
    assert peers.loc["same grade: Good", ["n_letters", "n_raised"]].tolist() == [2, 1]
    assert peers["own_status"].tolist() == ["strength"] * len(peers)
    said = describe_peers(peers.reset_index(), ASHBY, "supervision")
    assert said.startswith(f"Supervision was a strength in {ASHBY}; it was raised with 2 of 3 (England)")


def test_no_table_is_in_the_order_of_how_well_authorities_do(inspections):
    assert select_latest(inspections, ASHBY)["authority"].is_monotonic_increasing
    assert not {"authority", "visit_id"} & set(count_peers(inspections, ASHBY).columns)


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
    said = describe_sample(inspections, ASHBY)
    assert "renamed or split" in said
    assert "of three other authorities, from 2023 to 2024" in said


def test_neighbours_without_a_letter_are_named(tables, inspections):
    from analysis.compare.peers import _describe_neighbours

    said = _describe_neighbours(letters(("Rotherham", "Yorkshire and The Humber", "Good")), "Stoke-on-Trent")
    assert said.startswith("Of its 10 statistical neighbours")
    assert "Missing: " in said


def test_with_the_shipped_documents_it_is_said_what_is_missing(tables):
    said = describe_sample(tables, "Stoke-on-Trent")
    assert "No other authority" in said and "data/raw" in said
    assert not len(count_peers(tables, "Stoke-on-Trent"))


@pytest.mark.parametrize("authority", [None, "Atlantis"])
def test_without_a_letter_of_its_own_there_is_a_sentence(tables, nothing, authority):
    for some in (tables, nothing):
        assert describe_sample(some, authority).startswith("No letter of")
        assert not len(count_peers(some, authority))
        assert not len(list_letters(select_latest(some, authority)))
        assert describe_letters(select_latest(some, authority)) == ""


def test_a_press_report_is_no_letter(tables):
    latest = select_latest(tables, "Stoke-on-Trent")
    assert latest["source_type"].tolist() == ["letter"]


def test_an_undated_letter_is_left_out(inspections):
    visits = inspections["visits"].copy()
    visits.loc[visits["authority"] == "Dunmere", "start_date"] = pd.NaT
    latest = select_latest(inspections | {"visits": visits}, ASHBY)
    assert "Dunmere" not in set(latest["authority"])


def test_two_visits_on_one_day_give_one_letter_each_authority(inspections):
    visits = inspections["visits"].assign(start_date=pd.Timestamp("2024-03-03"))
    latest = select_latest(inspections | {"visits": visits}, ASHBY)
    assert latest["authority"].is_unique
