"""From which visit on the visits are compared: in a person's words, and said of what is on file."""

import pandas as pd
import pytest

from analysis.compare import describe_frame, frame_visits, select_visits
from analysis.find import QuestionError


def tables_of(*kinds: str, framework: str = "ILACS") -> dict[str, pd.DataFrame]:
    """Return a table of visits to Leeds, one a year from 2015 on, of these kinds."""
    ids = [f"v{turn}" for turn, _ in enumerate(kinds)]
    days = [f"{2015 + turn}-05-04" for turn, _ in enumerate(kinds)]
    facts = {"visit_id": ids, "same_visit": ids, "visit_type": kinds, "start_date": pd.to_datetime(days)}
    same = {"authority": "Leeds", "framework": framework, "source_type": "letter", "superseded_by": None,
            "date_precision": "day", "scope": None, "file": "letter.pdf"}  # fmt: skip
    return {"visits": pd.DataFrame(facts | {name: [value] * len(ids) for name, value in same.items()})}


VISITS = tables_of("inspection", "focused visit", "inspection", "focused visit")


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("all", ["v0", "v1", "v2", "v3"]),
        ("All visits", ["v0", "v1", "v2", "v3"]),
        ("last inspection", ["v2", "v3"]),
        ("since the last full inspection", ["v2", "v3"]),
        ("May 2016", ["v1", "v2", "v3"]),
        ("Since May 2016 focused visit", ["v1", "v2", "v3"]),
        ("2018", ["v3"]),
    ],
)
def test_a_frame_is_asked_for_in_words_or_by_its_first_visit(asked, ids):
    visits = frame_visits(select_visits(VISITS, authority="Leeds"), asked)
    assert visits["visit_id"].tolist() == ids
    assert visits.index.tolist() == list(range(len(ids)))


def test_an_inspection_that_is_itself_the_latest_visit_has_nothing_to_compare():
    visits = select_visits(tables_of("inspection", "focused visit", "inspection"), authority="Leeds")
    assert frame_visits(visits, "last inspection")["visit_id"].tolist() == ["v0", "v1", "v2"]


@pytest.mark.parametrize(
    ("kinds", "asked", "said"),
    [
        (["focused visit", "inspection"], "last inspection", "none of the visits to Leeds before the latest is a full"),
        (["inspection", "inspection"], "May 1999", "'May 1999' is not among the visits compared; they are May 2015"),
        (["inspection"], "whenever", "'whenever' is not among the visits compared"),
    ],
)
def test_a_frame_that_is_none_lists_the_visits(kinds, asked, said):
    with pytest.raises(QuestionError, match=said):
        frame_visits(select_visits(tables_of(*kinds), authority="Leeds"), asked)


def test_an_inspection_of_looked_after_children_alone_is_no_full_inspection():
    visits = select_visits(tables_of("inspection", "focused visit", framework="LAC"), authority="Leeds")
    with pytest.raises(QuestionError, match="is a full inspection"):
        frame_visits(visits, "last inspection")


def test_without_visits_there_is_no_frame_to_ask_for():
    assert frame_visits(select_visits(VISITS, authority="York"), "last inspection").empty


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("all", "every visit to Leeds on file that may be compared (4, since May 2015)."),
        (
            "last inspection",
            "since its last full inspection (May 2017 inspection): 2; earlier ones on file, left out: 2.",
        ),
        ("May 2016", "since the May 2016 focused visit: 3; earlier ones on file, left out: 1."),
    ],
)
def test_what_is_said_of_the_frame_is_told_from_what_is_on_file(asked, said):
    assert said in describe_frame(VISITS, frame_visits(select_visits(VISITS, authority="Leeds"), asked))


def test_the_only_visit_is_called_so_and_letters_of_other_services_count_where_they_are_compared():
    other = tables_of("area SEND inspection", framework="SEND")["visits"].assign(visit_id="w0", same_visit="w0")
    one = VISITS["visits"].tail(1)
    tables = {"visits": pd.concat([other, one], ignore_index=True)}
    visits = select_visits(tables, authority="Leeds")
    assert describe_frame(tables, visits) == "Compared: the only visit to Leeds on file that may be compared."
    both = select_visits(tables, authority="Leeds", left_out_frameworks=())
    assert "every visit to Leeds" in describe_frame(tables, both)
