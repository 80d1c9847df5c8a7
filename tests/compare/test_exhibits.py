"""Exhibits: a chart as one value, with all that stands around it; and what is said where there is nothing to draw."""

import dataclasses
import functools

import pytest

from analysis import charts, compare
from analysis.compare.shares import compare_shares, share_findings

ALL = {
    "agreement": lambda tables, _: compare.exhibit_agreement(tables),
    "agreement of people": lambda tables, _: compare.exhibit_agreement(tables, of_people=True),
    "asked by grade": lambda tables, _: compare.exhibit_asked(tables, by="grade"),
    "asked by year": lambda tables, _: compare.exhibit_asked(tables, by="year"),
    "balance": compare.exhibit_balance,
    "published": lambda tables, _: compare.exhibit_published(tables),
    "balance of one theme": functools.partial(compare.exhibit_balance, themes=["staffing"]),
    "confusion": lambda tables, _: compare.exhibit_confusion(tables),
    "coverage": compare.exhibit_coverage,
    "effect": compare.exhibit_effect,
    "gaps": compare.exhibit_gaps,
    "ledger": compare.exhibit_ledger,
    "moves": lambda tables, _: compare.exhibit_moves(tables),
    "outline": lambda tables, visits: compare.exhibit_outline(tables, compare.pick_visit(visits)),
    "parts": lambda tables, _: compare.exhibit_parts(tables),
    "peers": compare.exhibit_peers,
    "scopes": compare.exhibit_scopes,
    "shares": compare.exhibit_shares,
    "statuses": compare.exhibit_statuses,
    "statuses of one theme": functools.partial(compare.exhibit_statuses, themes=["staffing"]),
    "terms": compare.exhibit_terms,
    "timeline": compare.exhibit_timeline,
    "traces": compare.exhibit_traces,
}


@pytest.fixture(params=ALL)
def make(request):
    """A function that makes one exhibit of tables and visits."""
    return ALL[request.param]


@pytest.fixture
def exhibit_of(make):
    """A function that makes one exhibit of tables and an authority."""
    return lambda tables, authority: make(tables, compare.select_visits(tables, authority=authority))


def test_every_exhibit_is_here():
    named = {name for name in compare.__all__ if name.startswith("exhibit_")}
    assert named == {f"exhibit_{name.split()[0]}" for name in ALL}


def test_every_exhibit_names_a_chart_and_says_what_it_shows(exhibit_of, inspections):
    exhibit = exhibit_of(inspections, "Ashby-under-Lea")
    assert exhibit.plot in charts.list_plots()
    assert exhibit.alt
    if len(exhibit.data):
        assert exhibit.title
        assert len(exhibit.alt) > 30
        assert exhibit.sources.startswith("Sources: ") or exhibit.plot == "timeline"


def test_titles_name_the_authority_and_have_ten_words_besides(exhibit_of, inspections):
    exhibit = exhibit_of(inspections, "Ashby-under-Lea")
    if len(exhibit.data):
        name, _, finding = exhibit.title.partition(": ")
        assert name == "Ashby-under-Lea" or name.endswith("authorities")
        assert 3 <= len(finding.split()) <= 10, exhibit.title


def test_a_text_alternative_is_short_and_is_not_cut(make, many_visits):
    for tables, visits in many_visits.values():
        exhibit = make(tables, visits)
        assert len(exhibit.alt) < 250 or not len(exhibit.data), exhibit.alt
        assert not exhibit.alt.endswith("…"), exhibit.alt


def test_every_table_is_for_people(exhibit_of, inspections):
    exhibit = exhibit_of(inspections, "Ashby-under-Lea")
    if not len(exhibit.data):
        pytest.skip("no focused visit is among the made-up inspections, so there is no table of them")
    table = exhibit.table
    assert table is not None
    assert not [name for name in table.columns if name.endswith("_id") or name in ("theme", "turns", "folded", "look")]


def test_statuses_and_coverage_have_a_row_per_theme_and_a_column_per_visit(inspections):
    visits = compare.select_visits(inspections, authority="Ashby-under-Lea")
    for make in (compare.exhibit_statuses, compare.exhibit_coverage):
        exhibit = make(inspections, visits)
        assert list(exhibit.table.columns) == ["theme_label", *visits["label"]]
        assert len(exhibit.table) == exhibit.data["theme"].nunique()
    row = compare.exhibit_statuses(inspections, visits, ["supervision"])
    first = row.data.iloc[0]
    assert row.table.iloc[0, 1].startswith(compare.label_value("statuses", first["status"]))
    assert row.table.iloc[0, 1].endswith(f"({first['tally']})")


def test_every_chart_has_an_exhibit(inspections):
    visits = compare.select_visits(inspections, authority="Ashby-under-Lea")
    assert {make(inspections, visits).plot for make in ALL.values()} == set(charts.list_plots())


def test_the_effect_is_drawn_of_what_moved_alone(tables):
    visits = compare.select_visits(tables, authority="Stoke-on-Trent")
    assert not len(compare.exhibit_effect(tables, visits).data), "without a review nothing moves"
    history = tables["theme_history"].copy()
    history.loc[(history["theme"] == "staffing") & (history["visit_id"] == visits["visit_id"][0]), "status"] = "mixed"
    moved = compare.exhibit_effect(tables | {"theme_history": history}, visits)
    assert moved.data["theme"].tolist() == ["staffing", "staffing"]
    assert list(moved.table.columns) == ["theme_label", "label", "by machine alone", "with the reviews"]
    assert moved.title == "Stoke-on-Trent: reviews move 1 of 6 statuses"


def test_without_a_letter_every_exhibit_says_so_and_has_no_data(exhibit_of, nothing):
    exhibit = exhibit_of(nothing, None)
    assert not len(exhibit.data)
    assert exhibit.alt


def test_a_chart_that_is_not_there_is_refused_with_the_list():
    with pytest.raises(ValueError, match="no chart 'pie'; the charts are agreement, asked"):
        charts.find_plot("pie")


def test_an_exhibit_stays_as_it_was_made(tables):
    exhibit = compare.exhibit_timeline(tables, compare.select_visits(tables, authority="Stoke-on-Trent"))
    with pytest.raises(dataclasses.FrozenInstanceError):
        exhibit.title = "Another"


def test_the_text_of_all_themes_says_what_came_back_and_of_a_few_where_each_stands(tables):
    visits = compare.select_visits(tables, authority="Stoke-on-Trent")
    assert "were raised at each of the two visits" in compare.exhibit_statuses(tables, visits).alt
    few = compare.exhibit_statuses(tables, visits, ["permanence", "staffing"])
    assert few.data["theme"].tolist() == ["permanence", "permanence", "staffing", "staffing"]
    assert few.alt == ("Raised at each of the two visits: 1 of the 2 themes shown, most often staffing (2)."), (
        "where both stand is too long for a text alternative"
    )
    one = compare.exhibit_statuses(tables, visits, ["permanence"])
    silence = "was not looked at, as the press reports it (Oct 2024 focused visit (press))"
    assert one.alt.startswith(f"Permanence: was asked for (Sep 2020 focused visit); {silence}")


def test_changes_of_a_few_themes_are_corrected_for_all(tables):
    visits = compare.select_visits(tables, authority="Stoke-on-Trent").assign(source_type="letter")
    every, few = (compare.summarise_changes(tables, visits, themes).data for themes in (None, ["voice"]))
    (p_value,) = few["p_value"]
    assert p_value == every.set_index("theme").loc["voice", "p_value"]
    assert p_value > compare_shares(share_findings(tables, visits, ["voice"]), visits)["p_value"].iloc[0]
