"""Areas for improvement that visit after visit asks for, with the links between them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

import pandas as pd

from analysis.compare.improvements import AGAIN, keep_improvements
from analysis.compare.selection import select_visits
from analysis.compare.traces import collect_chain, list_onward, trace_improvements
from analysis.find import QuestionError, pick_authority
from analysis.tables import frame_rows, list_rows, pick_columns, visits_of_rows

ASKED = ("raised", AGAIN)
OF_AUTHORITY = ("visits", "sentences", "improvements", "threads", "ledger")  # tables that a run is worked out of
SILENT = ("not looked at", "not reported")  # such a visit could not ask: it neither counts nor ends a run
COLUMNS = {"authority": "str", "first_id": "str", "n_running": "int64", "is_open": "bool", "visit_id": "str",
           "label": "str", "start_date": "datetime64[ms]", "improvement_id": "str", "improvement": "str",
           "strength": "str", "score": "float64", "source": "str"}  # fmt: skip


class Area(NamedTuple):
    """An area for improvement: the visit that lists it, and its text."""

    visit_id: str
    text: str


class Link(NamedTuple):
    """What links an area for improvement to an earlier one, as the table `threads` has it, or the ledger alone.

    Strength and score are missing where only the ledger says that it is asked again.
    """

    later: str | None
    earlier: str
    strength: str | None
    score: float | None
    source: str


def find_asked(tables: dict[str, pd.DataFrame], authority: str | None = None, at_least: int = 3) -> pd.DataFrame:
    """Return the areas for improvement that were asked for at `at_least` visits running: one row per area and visit.

    Of one authority (any name of it), else of all on file, by name. A run is the longest of an area: visits that ask
    for it again, as `trace_improvements` has it, one after another; what is asked for in part is not asked again. A
    visit that lists no area at all, or did not look at this one, or of which the press reports nothing, neither counts
    nor ends a run; one that looked and did not ask ends it.

    Columns: authority, first_id (improvement_id of the area where it was first raised), n_running (visits of the run),
    is_open (whether the latest visit that could ask is among them), visit_id, label and start_date of the visit,
    improvement_id and improvement (the text there; missing where a person alone says that it was asked again),
    strength, score and source (of the link to the latest area before; missing where it was first raised, strength and
    score where the ledger alone links the two). Longest runs first within an authority, visits by date; a run that
    stands wholly in a longer one is not there twice. Raises
    QuestionError for an authority that is not on file, and where `at_least` is no number of visits.
    """
    if not isinstance(at_least, int) or at_least < 1:
        raise QuestionError(f"at_least is {at_least}; give a number of visits, 1 or more")
    n_visits = tables["visits"]["authority"].value_counts()
    names = [pick_authority(authority, sorted(n_visits.index))] if authority else sorted(n_visits.index)
    sentences, rows = pick_columns(tables, "sentences", ["sentence_id", "paragraph_id"]), []
    listed = sentences["paragraph_id"].isin(tables["improvements"]["paragraph_id"])
    tables = tables | {"sentences": sentences[listed]}  # of the many, those that are asked for
    for name, own in _part_tables(tables, [name for name in names if n_visits[name] >= at_least]):
        visits = select_visits(own, authority=name)
        if len(visits) >= at_least:
            runs = [run for run in _list_runs(own, visits) if len(run[0]) >= at_least]
            for run, is_open in _drop_contained(runs):
                rows += [(name, run[0][0], len(run), is_open, *facts[1:]) for facts in run]
    return frame_rows(rows, **COLUMNS)


def _part_tables(
    tables: dict[str, pd.DataFrame], authorities: list[str]
) -> Iterator[tuple[str, dict[str, pd.DataFrame]]]:
    """Yield each authority with the tables that hold its own rows alone: few of many are quick to work with."""
    authority_of = dict(list_rows(tables["visits"], "visit_id", "authority"))
    rows_of = {name: visits_of_rows(name, tables[name]).map(authority_of) for name in OF_AUTHORITY}
    rows_of = {name: owners.groupby(owners).indices for name, owners in rows_of.items()}
    for authority in authorities:
        yield authority, tables | {name: tables[name].take(rows.get(authority, [])) for name, rows in rows_of.items()}


def _list_runs(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> list[tuple[list[tuple], bool]]:
    """Return the longest run of each area (the latest of equals), and whether it is open.

    A visit of a run: the id of the area as first raised, and the columns from visit_id on.
    """
    improvements = keep_improvements(tables, visits)
    rows = list_rows(improvements, "improvement_id", "visit_id", "text")
    areas = {improvement_id: Area(visit_id, text) for improvement_id, visit_id, text in rows}
    asking, links = set(improvements["visit_id"]), _list_links(tables, improvements, areas)
    onward, turn = list_onward(tables["threads"], set(areas)), {one: n for n, one in enumerate(visits["visit_id"])}
    traces = list_rows(
        trace_improvements(tables, visits), "improvement_id", "visit_id", "label", "start_date", "status"
    )
    runs = []
    for first, traced in groupby(traces, key=lambda row: row[0]):
        able = [row for row in traced if row[4] in ASKED or (row[4] not in SILENT and row[1] in asking)]
        found = [list(run) for is_asked, run in groupby(able, key=lambda row: row[4] in ASKED) if is_asked]
        run, chain = max(reversed(found), key=len), collect_chain(first, onward)
        joined = []
        for *facts, _ in run:
            own = [link for link in links[facts[1]] if link.earlier in chain and facts[1] != areas[first].visit_id]
            how = max(own, key=lambda link: (turn[areas[link.earlier].visit_id], *_weigh(link)), default=None)
            joined.append((*facts, *_describe_link(first if facts[1] == areas[first].visit_id else None, how, areas)))
        runs.append((joined, run[-1] == able[-1]))
    return runs


def _drop_contained(runs: list[tuple[list[tuple], bool]]) -> list[tuple[list[tuple], bool]]:
    """Return the runs, longest first, but for those that stand wholly in a longer one."""
    kept, seen = [], []
    for run, is_open in sorted(runs, key=lambda run: -len(run[0])):
        areas = {improvement_id for *_, improvement_id, _, _, _, _ in run} - {None}
        if not areas or not any(areas <= longer for longer in seen):
            kept.append((run, is_open))
            seen.append(areas)
    return kept


def _list_links(
    tables: dict[str, pd.DataFrame], improvements: pd.DataFrame, areas: Mapping[str, Area]
) -> dict[str, list[Link]]:
    """Return the links to earlier areas by the visit that asks again, whether the threads or the ledger has them."""
    links = defaultdict(list)
    listed = improvements[["paragraph_id", "improvement_id"]].merge(tables["sentences"], on="paragraph_id")
    of_sentence = dict(list_rows(listed, "sentence_id", "improvement_id"))
    strengths = {}
    for later, earlier, strength, *how in list_rows(
        tables["threads"], "later", "earlier", "strength", "score", "source"
    ):
        if later in areas and earlier in areas:
            strengths[later, earlier] = (strength, how[0])
            if strength == "same" or how[1] == "reviewer":
                links[areas[later].visit_id].append(Link(later, earlier, strength, *how))
    ledger = tables["ledger"]
    ledger = ledger[(ledger["status"] == AGAIN) & ledger["improvement_id"].isin(list(areas))]
    for earlier, visit_id, sentence_id, source in list_rows(
        ledger, "improvement_id", "later_visit_id", "sentence_id", "source"
    ):
        later = of_sentence.get(sentence_id)
        links[visit_id].append(Link(later, earlier, *strengths.get((later, earlier), (None, None)), source))
    return links


def _weigh(link: Link) -> tuple[bool, bool, float]:
    return link.later is not None, link.strength == "same", 0.0 if pd.isna(link.score) else link.score


def _describe_link(first: str | None, link: Link | None, areas: Mapping[str, Area]) -> tuple:
    """Return what a visit asked for, and what links it to before: `first` where the area was first raised there."""
    if first:
        return first, areas[first].text, None, None, None
    if link is None:
        return None, None, None, None, None
    return link.later, areas[link.later].text if link.later else None, link.strength, link.score, link.source
