"""Demands from visit to visit."""

import pandas as pd
import pytest

from analysis import compare


@pytest.fixture
def visits(inspections):
    return compare.select_visits(inspections, authority="Ashby-under-Lea")


def marks(traces, words):
    return traces.loc[traces["item"].str.contains(words), "mark"].tolist()


def test_a_demand_is_traced_from_where_it_was_first_raised(inspections, visits):
    traces = compare.trace_items(inspections, visits)
    assert marks(traces, "supervision") == ["raised", "raised", "spoken of"], "asked for twice, then praised"
    assert marks(traces, "foster placements") == ["raised", "raised"], "first raised at the second visit"
    assert marks(traces, "thresholds") == ["raised", "quiet", "quiet"]
    assert compare.head_traces(traces) == "2 of 4 demands raised again"


def test_what_was_not_looked_at_is_told_apart_from_silence(tables):
    visits = compare.select_visits(tables, authority="Stoke-on-Trent")
    traces = compare.trace_items(tables, visits)
    assert marks(traces, "permanent solutions") == ["raised", "not looked at"]
    assert marks(traces, "case directions and supervision") == ["raised", "raised"]
    assert "not looked at" in compare.describe_traces(traces, visits)


def test_one_visit_none_or_no_item_is_said_to_be_so(inspections, visits, nothing):
    one = compare.trace_items(inspections, visits[:1])
    assert set(one["mark"]) == {"raised"}
    assert "once a later letter" in compare.describe_traces(one, visits[:1])
    none = compare.select_visits(nothing, authority=None)
    traces = compare.trace_items(nothing, none)
    assert compare.describe_traces(traces, none) == "No visit lists anything that needs to improve."
    dunmere = compare.select_visits(inspections, authority="Dunmere")
    assert not len(compare.trace_items(inspections, dunmere))


def test_two_visits_on_one_day_follow_neither_from_the_other(inspections, visits):
    same_day = visits.assign(start_date=pd.Timestamp("2022-03-03"))
    dated = inspections | {"ledger": inspections["ledger"].head(0), "threads": inspections["threads"].head(0)}
    assert set(compare.trace_items(dated, same_day)["mark"]) == {"raised"}
