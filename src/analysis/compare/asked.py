"""Areas for improvement that visit after visit asks for, each with what the visits list of it."""

from collections.abc import Iterator
from itertools import groupby

import pandas as pd

from analysis.compare.again import AGAIN, list_askings
from analysis.compare.findings import keep_improvements
from analysis.compare.selection import select_visits
from analysis.compare.traces import trace_improvements
from analysis.find import QuestionError, pick_authority
from analysis.tables import frame_rows, list_rows, pick_columns, visits_of_rows

ASKED = ("raised", AGAIN)
OF_AUTHORITY = ("visits", "sentences", "improvements", "threads", "ledger")  # tables that a run is worked out of
SILENT = ("not looked at", "not reported")  # such a visit could not ask: it neither counts nor ends a run
COLUMNS = {"authority": "str", "first_id": "str", "n_running": "int64", "is_open": "bool", "visit_id": "str",
           "label": "str", "start_date": "datetime64[ms]", "improvement_id": "str", "improvement": "str",
           "score": "float64", "source": "str"}  # fmt: skip


def find_asked(tables: dict[str, pd.DataFrame], authority: str | None = None, at_least: int = 3) -> pd.DataFrame:
    """Return the areas for improvement that were asked for at `at_least` visits running: one row per area and visit.

    Of one authority (any name of it), else of all on file, by name. A run is the longest of an area: visits that ask
    for it again, as `trace_improvements` has it, one after another; what is asked for in part is not asked again. A
    visit that lists no area at all, or did not look at this one, or of which the press reports nothing, neither counts
    nor ends a run; one that looked and did not ask ends it.

    Columns: authority, first_id (improvement_id of the area where it was first raised), n_running (visits of the run),
    is_open (whether the latest visit that could ask is among them), visit_id, label and start_date of the visit,
    improvement_id and improvement (the area of its list that asks for it; missing where that cannot be told), score
    (how alike that area and the first one are; missing where no link says) and source (of the status: model, reviewer;
    missing where it was first raised). Longest runs first within an authority, visits by date; a run that stands wholly
    in a longer one is not there twice. Raises QuestionError for an authority that is not on file, and where `at_least`
    is no number of visits.
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
    improvements, askings = keep_improvements(tables, visits), list_askings(tables, visits)
    texts, asking = dict(list_rows(improvements, "improvement_id", "text")), set(improvements["visit_id"])
    columns = "improvement_id", "visit_id", "label", "start_date", "source", "status"
    runs = []
    for first, traced in groupby(list_rows(trace_improvements(tables, visits), *columns), key=lambda row: row[0]):
        able = [row for row in traced if row[-1] in ASKED or (row[-1] not in SILENT and row[1] in asking)]
        found = [list(run) for is_asked, run in groupby(able, key=lambda row: row[-1] in ASKED) if is_asked]
        longest, run = max(reversed(found), key=len), []
        for _, visit_id, label, date, source, _ in longest:
            asked = askings.get((first, visit_id))
            item = first if asked is None else next(iter(asked.items), None)
            run.append((first, visit_id, label, date, item, texts.get(item), asked.score if asked else None, source))
        runs.append((run, longest[-1] == able[-1]))
    return runs


def _drop_contained(runs: list[tuple[list[tuple], bool]]) -> list[tuple[list[tuple], bool]]:
    """Return the runs, longest first, but for those that stand wholly in a longer one."""
    kept, seen = [], []
    for run, is_open in sorted(runs, key=lambda run: -len(run[0])):
        areas = {improvement_id for *_, improvement_id, _, _, _ in run} - {None}
        if not areas or not any(areas <= longer for longer in seen):
            kept.append((run, is_open))
            seen.append(areas)
    return kept
