"""What is asked again, and what in part, is one thing wherever it is said: charts, tables, alt texts, slides, pages."""

import pytest

from analysis.base.resources import read_yaml
from analysis.board.one_page import count_returns
from analysis.board.paper import compose_paper
from analysis.board.sheets import list_ledger
from analysis.compare import (
    compose_brief,
    exhibit_ledger,
    exhibit_traces,
    find_asked,
    list_links,
    select_visits,
    set_side_by_side,
)
from analysis.compare.traces import describe_traces
from analysis.review import list_responses

FIRST, LATER = "ashby-under-lea-2019-03-03-inspection", "ashby-under-lea-2022-03-03-inspection"
AREA = f"{FIRST}/i01"
STATUSES = ("asked again", "asked again in part")


@pytest.fixture(
    params=[(strength, status) for strength in ("same", "partial") for status in STATUSES],
    ids=lambda one: "-".join(one),
)
def told(request, inspections):
    """Tables of two visits in which a link of any strength stands for what the ledger says, the visits, the status."""
    strength, status = request.param
    ledger = inspections["ledger"].copy()
    ledger.loc[(ledger["improvement_id"] == AREA) & (ledger["later_visit_id"] == LATER), "status"] = status
    tables = inspections | {"ledger": ledger, "threads": inspections["threads"].assign(strength=strength)}
    return tables, select_visits(tables, authority="Ashby-under-Lea").head(2), status


def test_tables_say_of_an_area_what_the_ledger_says(told):
    tables, visits, status = told
    ledger, traces = exhibit_ledger(tables, visits), exhibit_traces(tables, visits)
    links, responses = list_links(tables, visits), list_responses(tables, None)
    beside = set_side_by_side(tables, visits)
    sheet = list_ledger(tables, visits, responses, {}, read_yaml("board/workbook.yml")["said"])
    said = {
        "chart of the ledger": ledger.data.query("improvement_id == @AREA")["status"],
        "its table": ledger.table.query("improvement.str.contains('supervision')")["status_label"],
        "chart of the traces": traces.data.query("improvement_id == @AREA & visit_id == @LATER")["status"],
        "its table, too": traces.table.query("improvement.str.contains('supervision')")["Mar 2022 inspection"].head(1),
        "links": links.query("asked_then.str.contains('supervision')")["status"],
        "passages": beside.query("improvement.str.contains('supervision')")["status"],
        "workbook": sheet.query("`area for improvement`.str.contains('supervision')")["status"].head(1),
    }
    assert {name: column.unique().tolist() for name, column in said.items()} == {name: [status] for name in said}


def test_titles_counts_alt_texts_slides_and_pages_count_it_alike(told):
    tables, visits, status = told
    n_again, n_part = (int(status == one) for one in STATUSES)
    ledger, traces = exhibit_ledger(tables, visits), exhibit_traces(tables, visits)
    titled = f"{n_again} of 3 areas " + ("{}, 1 in part" if n_part else "for improvement {}")
    assert ledger.title.endswith(titled.format("asked again"))
    assert traces.title.endswith(titled.format("raised again"))
    counted, paper = f": 1 {status};", compose_paper(tables, visits)
    described = describe_traces(traces.data, visits)
    assert counted in ledger.alt and titled.format("raised again") in traces.alt
    assert (": 1 raised again" + " in part" * n_part + ";") in described
    assert counted in paper.headlines[1] and paper.ledger.title == ledger.title
    brief = compose_brief(tables, LATER)
    assert counted in " ".join(brief.returned_notes)
    assert [(row.status, row.numbers) for row in brief.returned] == [(status, (1,))]
    assert count_returns(brief.returned) == f"1 {status} (no. 1)"


def test_only_what_is_asked_again_is_asked_for_at_visits_running(told):
    tables, _, status = told
    asked = find_asked(tables, "Ashby-under-Lea", at_least=2)
    runs = asked[asked["first_id"] == AREA]
    assert runs["improvement_id"].tolist() == ([AREA, f"{LATER}/i01"] if status == "asked again" else [])
