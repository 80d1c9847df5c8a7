"""Areas for improvement from visit to visit."""

import pandas as pd
import pytest

from analysis import compare
from analysis.compare.improvements import describe_traces, head_traces, trace_improvements


@pytest.fixture
def visits(inspections):
    return compare.select_visits(inspections, authority="Ashby-under-Lea")


def marks(traces, words):
    return traces.loc[traces["improvement"].str.contains(words), "mark"].tolist()


def test_an_area_is_traced_from_where_it_was_first_raised(inspections, visits):
    traces = trace_improvements(inspections, visits)
    assert marks(traces, "supervision") == ["raised", "raised", "spoken of"], "asked for twice, then a strength"
    assert marks(traces, "foster placements") == ["raised", "raised"], "first raised at the second visit"
    assert marks(traces, "thresholds") == ["raised", "quiet", "quiet"]
    assert head_traces(traces) == "2 of 4 areas for improvement raised again"


def test_what_was_not_looked_at_is_told_apart_from_silence(tables):
    visits = compare.select_visits(tables, authority="Stoke-on-Trent")
    traces = trace_improvements(tables, visits)
    assert marks(traces, "permanent solutions") == ["raised", "not looked at"]
    assert marks(traces, "case directions and supervision") == ["raised", "raised"]
    assert "not looked at" in describe_traces(traces, visits)


def test_one_visit_none_or_no_area_is_said_to_be_so(inspections, visits, nothing):
    one = trace_improvements(inspections, visits[:1])
    assert set(one["mark"]) == {"raised"}
    assert "once a later letter" in describe_traces(one, visits[:1])
    none = compare.select_visits(nothing, authority=None)
    traces = trace_improvements(nothing, none)
    assert describe_traces(traces, none) == "No visit lists an area for improvement."
    dunmere = compare.select_visits(inspections, authority="Dunmere")
    assert not len(trace_improvements(inspections, dunmere))


def test_two_visits_on_one_day_follow_neither_from_the_other(inspections, visits):
    same_day = visits.assign(start_date=pd.Timestamp("2022-03-03"))
    dated = inspections | {"ledger": inspections["ledger"].head(0), "threads": inspections["threads"].head(0)}
    assert set(trace_improvements(dated, same_day)["mark"]) == {"raised"}
