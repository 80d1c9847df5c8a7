"""Areas for improvement that visit after visit asks for, with the links between them."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import groupby
from typing import NamedTuple

import pandas as pd

from analysis.compare.findings import keep_visits
from analysis.compare.improvements import AGAIN
from analysis.compare.selection import select_visits
from analysis.compare.traces import collect_chain, list_onward, trace_improvements
from analysis.find import pick_authority
from analysis.tables import frame_rows, list_rows, visit_of

ASKED = ("raised", AGAIN)
SILENT = ("not looked at", "not reported")  # such a visit could not ask: it neither counts nor ends a run
COLUMNS = {"authority": "str", "first_id": "str", "n_running": "int64", "is_open": "bool", "visit_id": "str",
           "label": "str", "start_date": "datetime64[ms]", "improvement_id": "str", "improvement": "str",
           "strength": "str", "score": "float64", "source": "str"}  # fmt: skip


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
    QuestionError for an authority that is not on file, and ValueError where `at_least` is no number of visits.
    """
    if at_least < 1:
        raise ValueError(f"at_least is {at_least}; give a number of visits, 1 or more")
    on_file = sorted(tables["visits"]["authority"].dropna().unique())
    rows = []
    for name in [pick_authority(authority, on_file)] if authority else on_file:
        visits = select_visits(tables, authority=name)
        if len(visits) >= at_least:
            runs = [run for run in _list_runs(tables, visits) if len(run[0]) >= at_least]
            for run, is_open in _drop_contained(runs):
                rows += [(name, run[0][0], len(run), is_open, *facts[1:]) for facts in run]
    return frame_rows(rows, **COLUMNS)


def _list_runs(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> list[tuple[list[tuple], bool]]:
    """Return the longest run of each area (the latest of equals), and whether it is open.

    A visit of a run: the id of the area as first raised, and the columns from visit_id on.
    """
    improvements = keep_visits(tables["improvements"], visits)
    texts = dict(list_rows(improvements, "improvement_id", "text"))
    asking, links = {visit_of(one) for one in texts}, _list_links(tables, improvements)
    onward, turn = list_onward(tables["threads"], set(texts)), {one: n for n, one in enumerate(visits["visit_id"])}
    traces = list_rows(
        trace_improvements(tables, visits), "improvement_id", "visit_id", "label", "start_date", "status"
    )
    runs = []
    for first, traced in groupby(traces, key=lambda row: row[0]):
        able = [row for row in traced if row[4] in ASKED or (row[4] not in SILENT and row[1] in asking)]
        found = [list(run) for is_asked, run in groupby(able, key=lambda row: row[4] in ASKED) if is_asked]
        run, chain = max(reversed(found), key=len), collect_chain(first, onward)
        joined = [(*row[:4], *_join_link(row[1], first, chain, links, texts, turn)) for row in run]
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


def _list_links(tables: dict[str, pd.DataFrame], improvements: pd.DataFrame) -> dict[str, list[Link]]:
    """Return the links to earlier areas by the visit that asks again, whether the threads or the ledger has them."""
    links = defaultdict(list)
    of_paragraph = dict(list_rows(improvements, "paragraph_id", "improvement_id"))
    of_visits, strengths = set(improvements["improvement_id"]), {}
    for later, earlier, strength, *how in list_rows(
        tables["threads"], "later", "earlier", "strength", "score", "source"
    ):
        if later in of_visits:
            strengths[later, earlier] = (strength, how[0])
            if strength == "same" or how[1] == "reviewer":
                links[visit_of(later)].append(Link(later, earlier, strength, *how))
    ledger = tables["ledger"]
    ledger = ledger[(ledger["status"] == AGAIN) & ledger["improvement_id"].isin(of_visits)]
    for earlier, visit_id, sentence_id, source in list_rows(
        ledger, "improvement_id", "later_visit_id", "sentence_id", "source"
    ):
        later = of_paragraph.get(sentence_id.rpartition("/")[0]) if pd.notna(sentence_id) else None
        links[visit_id].append(Link(later, earlier, *strengths.get((later, earlier), (None, None)), source))
    return links


def _join_link(
    visit_id: str,
    first: str,
    chain: set[str],
    links: Mapping[str, list[Link]],
    texts: Mapping[str, str],
    turn: Mapping[str, int],
) -> tuple:
    """Return what a visit asked for of an area, and what links it to the latest area of its chain before."""
    if visit_id == visit_of(first):
        return first, texts[first], None, None, None
    own = [link for link in links[visit_id] if link.earlier in chain]
    if not own:
        return None, None, None, None, None
    latest = max(turn[visit_of(link.earlier)] for link in own)
    own = [link for link in own if turn[visit_of(link.earlier)] == latest]
    link = max(own, key=lambda link: (link.later is not None, link.strength == "same", _weigh(link)))
    return link.later, texts.get(link.later), link.strength, link.score, link.source


def _weigh(link: Link) -> float:
    return 0.0 if pd.isna(link.score) else link.score
