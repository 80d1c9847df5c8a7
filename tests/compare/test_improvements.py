"""Areas for improvement from visit to visit."""

import pandas as pd
import pytest

from analysis import compare
from analysis.compare.improvements import (
    describe_ledger,
    exhibit_ledger,
    follow_improvements,
    head_ledger,
    pick_list,
    set_side_by_side,
)
from analysis.compare.traces import describe_traces, head_traces, trace_improvements


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
    assert marks(traces, "case directions and supervision") == ["raised", "raised in part"]
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


def decide(tables, words, year, status, source="model"):
    """Return tables in which the ledger gives areas with certain words another status at the visits of a year."""
    asked = tables["improvements"]
    ids = asked.loc[asked["text"].str.contains(words), "improvement_id"]
    ledger = tables["ledger"].copy()
    rows = ledger["improvement_id"].isin(ids) & ledger["later_visit_id"].str.contains(str(year))
    ledger.loc[rows, ["status", "source"]] = [status, source]
    return tables | {"ledger": ledger}


def test_an_area_that_asks_again_has_a_row_of_its_own_where_a_later_visit_tells_the_two_apart(inspections, visits):
    (first,) = inspections["improvements"].query("visit_id == @visits.visit_id[0] & text.str.contains('supervision')")[
        "improvement_id"
    ]
    ledger = inspections["ledger"].copy()
    own = (ledger["improvement_id"] == first) & ledger["later_visit_id"].str.contains("2025")
    ledger.loc[own, "status"] = "not mentioned"
    traces = trace_improvements(inspections | {"ledger": ledger}, visits)
    assert marks(traces, "supervision") == ["raised", "raised", "quiet", "raised", "spoken of"]


def test_a_link_of_the_same_is_in_part_where_the_ledger_says_so(inspections, visits):
    tables = decide(inspections, "supervision", 2022, "asked again in part")
    assert set(tables["threads"]["strength"]) == {"same"}
    assert marks(trace_improvements(tables, visits), "supervision")[:2] == ["raised", "raised in part"]


def test_a_link_in_part_is_a_half_mark_a_row_of_its_own_and_in_no_count(inspections, visits):
    partial = inspections | {"threads": inspections["threads"].assign(strength="partial", source="model")}
    tables = decide(decide(partial, "supervision", 2022, "asked again in part"), "foster", 2025, "asked again in part")
    traces = trace_improvements(tables, visits)
    assert traces.loc[traces["improvement"].str.contains("supervision"), "raised_at"].nunique() == 2
    assert "raised in part" in marks(traces, "supervision")
    title = head_traces(traces)
    assert title.startswith("0 of ") and title.endswith(", 2 in part")
    assert "raised again in part" in describe_traces(traces, visits)
    confirmed = decide(decide(tables, "supervision", 2022, "asked again", "reviewer"), "foster", 2025, "asked again")
    assert trace_improvements(confirmed, visits)["improvement_id"].nunique() < traces["improvement_id"].nunique()


def test_what_the_latest_visit_raised_is_no_part_of_the_base(inspections, visits):
    two = visits[:2]
    traces = trace_improvements(inspections, two)
    assert traces["improvement_id"].nunique() == 4
    assert head_traces(traces).startswith("1 of 3 "), "the areas of 2022 could not come back by 2022"
    assert "One area for improvement first raised at that visit could not yet come back." in describe_traces(
        traces, two
    )


def test_the_title_and_the_words_of_the_ledger_say_in_part():
    followed = pd.DataFrame(
        {
            "improvement_id": ["i1", "i2", "i3", "i3"],
            "label": "Mar 2025 inspection",
            "source_type": "report",
            "status": ["asked again", "asked again in part", "mentioned", "asked again in part"],
            "source": ["model", "reviewer", "model", "reviewer"],
        }
    )
    assert head_ledger(followed) == "1 of 3 areas asked again, 2 in part"
    said = describe_ledger(followed, "Mar 2022 inspection")
    assert "1 asked again; 2 asked again in part; 1 spoken of without a verdict, to be read" in said
    assert said.endswith("Statuses checked by a person: 2 of 4.")


def test_the_ledger_follows_the_last_full_inspection_before_the_latest_visit(inspections, visits):
    asked = pick_list(inspections, visits)["visit_id"].tolist()
    assert asked == [visits["visit_id"].iloc[1]], "not the first, and not the latest, of which nothing can be said yet"
    focused = visits.assign(visit_type="focused visit")
    assert pick_list(inspections, focused)["visit_id"].tolist() == [visits["visit_id"].iloc[0]]
    unlisted = inspections | {"improvements": inspections["improvements"].query("visit_id != @asked[0]")}
    assert pick_list(unlisted, visits)["visit_id"].tolist() == [visits["visit_id"].iloc[0]]
    first = visits["visit_id"].iloc[0]
    assert set(follow_improvements(inspections, visits, first)["improvement_id"].str.startswith(first)) == {True}
    with pytest.raises(ValueError, match="not among the visits compared"):
        follow_improvements(inspections, visits, "nowhere")


def test_areas_of_a_body_that_no_later_visit_looks_at_are_counted_and_not_drawn(inspections, visits):
    asked = pick_list(inspections, visits)["visit_id"].iloc[0]
    improvements = inspections["improvements"].copy()
    board = improvements["text"].str.contains("supervision") & (improvements["visit_id"] == asked)
    improvements.loc[board, "text"] = "Ensure that the Local Safeguarding Children Board monitors supervision."
    sif = visits.assign(framework=["SIF", "SIF", "ILACS"])
    tables = decide(inspections | {"improvements": improvements}, "Safeguarding Children Board", 2025, "not looked at")
    exhibit = exhibit_ledger(tables, sif)
    assert not exhibit.data["improvement"].str.contains("Board").any()
    left_out = "Left out: one area for improvement for the safeguarding board, which no later visit looks at."
    assert left_out in exhibit.sources
    spoken = decide(tables, "Safeguarding Children Board", 2025, "still a concern")
    assert exhibit_ledger(spoken, sif).data["improvement"].str.contains("Board").any(), "the letter speaks of it"


def test_passages_stand_beside_what_was_asked_for_best_first_with_their_place(tables):
    visits = compare.select_visits(tables, authority="Stoke-on-Trent")
    beside = set_side_by_side(tables, visits)
    assert beside.columns.tolist() == [
        "improvement",
        "label",
        "status",
        "place",
        "stance",
        "text",
        "sentence_id",
        "file",
        "page",
    ]
    oversight = beside[beside["improvement"].str.contains("case directions and supervision")]
    ledger = tables["ledger"].merge(tables["sentences"], on="sentence_id")
    own = ledger[ledger["improvement_id"].str.endswith("2020-09-29-focused-visit/i04")]
    assert oversight["text"].tolist() == own.sort_values("relevance", ascending=False)["text"].tolist()
    assert oversight["place"].str.match(r"¶\d+|no\. \d+").all()
    silent = beside[beside["text"].isna()]
    unlooked = "not looked at, as the press reports it"  # the later document is an article
    assert set(silent["status"]) <= {unlooked, "not mentioned", "not reported"}
    assert beside["improvement"].nunique() == 6, "what nothing is said of stands there too"


def test_two_visits_on_one_day_follow_neither_from_the_other(inspections, visits):
    same_day = visits.assign(start_date=pd.Timestamp("2022-03-03"))
    dated = inspections | {"ledger": inspections["ledger"].head(0), "threads": inspections["threads"].head(0)}
    assert set(trace_improvements(dated, same_day)["mark"]) == {"raised"}
