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
def exhibit_of(request):
    """A function that makes one exhibit of tables and an authority."""
    return lambda tables, authority: ALL[request.param](tables, compare.select_visits(tables, authority=authority))


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


def test_every_chart_has_an_exhibit(inspections):
    visits = compare.select_visits(inspections, authority="Ashby-under-Lea")
    assert {make(inspections, visits).plot for make in ALL.values()} == set(charts.list_plots())


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
    assert "were raised at two or more of the 2 visits" in compare.exhibit_statuses(tables, visits).alt
    few = compare.exhibit_statuses(tables, visits, ["permanence", "staffing"])
    assert few.data["theme"].tolist() == ["permanence", "permanence", "staffing", "staffing"]
    silence = "was not looked at, as the press reports it (Oct 2024 focused visit (press))"
    assert few.alt.startswith(f"Permanence: was asked for (Sep 2020 focused visit); {silence}")


def test_changes_of_a_few_themes_are_corrected_for_all(tables):
    visits = compare.select_visits(tables, authority="Stoke-on-Trent").assign(source_type="letter")
    every, few = (compare.summarise_changes(tables, visits, themes).data for themes in (None, ["voice"]))
    (p_value,) = few["p_value"]
    assert p_value == every.set_index("theme").loc["voice", "p_value"]
    assert p_value > compare_shares(share_findings(tables, visits, ["voice"]), visits)["p_value"].iloc[0]
