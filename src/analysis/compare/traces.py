"""Areas for improvement from visit to visit: each from the visit that first raised it to the latest."""

from collections import defaultdict

import pandas as pd

from analysis.compare.checked import phrase_statuses
from analysis.compare.exhibit import Exhibit
from analysis.compare.improvements import AGAIN, count_again, list_improvements
from analysis.compare.selection import list_sources
from analysis.compare.words import count_improvements, read_words
from analysis.tables import frame_rows, list_rows

TRACED = ["improvement_id", "improvement", "raised_at", "visit_id", "label", "start_date", "source_type", "status",
          "source", "mark"]  # fmt: skip


def trace_improvements(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row per area for improvement and visit, from the visit that first raised it on.

    An area that asks for the same as an earlier one, or is linked to it by a person, goes on in the earlier one's row,
    and so does what is said of it after; one that asks for a part of it has a row of its own. Columns: improvement_id,
    improvement (its text), raised_at (label), visit_id, label, start_date, source_type, status (raised, else as the
    ledger has it), source (of the status: model, reviewer; missing where raised), mark (raised, raised in part, spoken
    of, quiet or not looked at: see words.yml). In the order in which they were raised; visits by date.
    """
    improvements = list_improvements(tables, visits)
    raised_at = dict(list_rows(improvements, "improvement_id", "visit_id"))
    onward = list_onward(tables["threads"], set(raised_at))
    known = {later for followers in onward.values() for later in followers}
    ledger = tables["ledger"][tables["ledger"]["improvement_id"].isin(list(raised_at))]
    found = defaultdict(dict)
    for one, visit_id, *status in list_rows(ledger, "improvement_id", "later_visit_id", "status", "source"):
        found[one].setdefault(visit_id, tuple(status))
    marks, rows = read_words()["marks"], []
    dated = visits.sort_values(["start_date", "visit_id"])
    dated = [(visit[0], visit) for visit in list_rows(dated, "visit_id", "label", "start_date", "source_type")]
    turn = {visit_id: index for index, (visit_id, _) in enumerate(dated)}
    for one, text, label in list_rows(improvements, "improvement_id", "improvement", "label"):
        if one in known:
            continue
        chain = sorted(collect_chain(one, onward), key=lambda item: turn[raised_at[item]], reverse=True)
        rows += [
            (one, text, label, *visit, *status, marks[status[0]])
            for at, visit in dated
            if (status := _settle_status(at, one, chain, raised_at, found))
        ]
    return frame_rows(rows, **dict.fromkeys(TRACED, "str") | {"start_date": "datetime64[ms]"})


def list_onward(threads: pd.DataFrame, ids: set[str]) -> dict[str, list[str]]:
    """Return the later areas that ask for the same as each earlier one, or that a person linked to it.

    `threads` has the columns of that table; `ids` are the areas that count.
    """
    onward = defaultdict(list)
    for later, earlier, strength, source in list_rows(threads, "later", "earlier", "strength", "source"):
        if {later, earlier} <= ids and (strength == "same" or source == "reviewer"):
            onward[earlier].append(later)
    return dict(onward)


def collect_chain(first: str, onward: dict[str, list[str]]) -> set[str]:
    """Return an area with all that follow from it, link by link."""
    chain, waiting = {first}, [first]
    while waiting:
        new = set(onward.get(waiting.pop(), ())) - chain
        chain |= new
        waiting += sorted(new)
    return chain


def _settle_status(
    at: str,
    first: str,
    chain: list[str],
    raised_at: dict[str, str],
    found: dict[str, dict[str, tuple[str, str]]],
) -> tuple[str, str | None] | None:
    """Return status and source of a chain of areas (latest first) at the visit `at`; None where none was raised yet.

    What a person decided counts, else whether it was asked again, else what is said of the latest area before.
    """
    if at == raised_at[first]:
        return "raised", None
    said = [found[item][at] for item in chain if at in found.get(item, {})]
    decided = [status for status in said if status[1] == "reviewer"]
    if decided:
        return decided[0]
    if any(raised_at[item] == at for item in chain) or AGAIN in {status for status, _ in said}:
        return AGAIN, "model"
    return said[0] if said else None


def exhibit_traces(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> Exhibit:
    """Return the chart of the areas for improvement from visit to visit; data as `trace_improvements` gives them."""
    traces = trace_improvements(tables, visits)
    basis = f"{list_sources(visits)} {phrase_statuses(traces[traces['status'] != 'raised'])}"
    return Exhibit(traces, "traces", head_traces(traces), describe_traces(traces, visits), basis)


def head_traces(traces: pd.DataFrame) -> str:
    """Return a title with how many areas came again, and how many more in part, of those that could yet come back.

    `traces` as `trace_improvements` gives them. What the latest visit raised could not yet.
    """
    followed = traces[traces["status"] != "raised"]
    again, in_part = count_again(followed)
    title = f"{again} of {followed['improvement_id'].nunique()} areas for improvement raised again"
    return f"{title}, {in_part} in part" if in_part else title


def describe_traces(traces: pd.DataFrame, visits: pd.DataFrame) -> str:
    """Return sentences that count what became of the areas for improvement by the last visit.

    `traces` as `trace_improvements` gives them, `visits` the rows that it was given.
    """
    if not len(traces):
        return read_words()["no_improvement"]
    n = count_improvements(traces["improvement_id"].nunique()).capitalize()
    if len(visits) < 2:
        return f"{n} on file, all of one visit: what became of them shows once a later letter is in data/raw."
    words, last = read_words()["traces"], visits.iloc[-1]
    older = traces[(traces["visit_id"] == last["visit_id"]) & (traces["status"] != "raised")]
    counts = older["mark"].value_counts().reindex(list(words)).dropna().astype(int)
    named = "; ".join(f"{number} {words[mark]}" for mark, number in counts.items())
    new = traces.loc[traces["visit_id"] == last["visit_id"], "status"].eq("raised").sum()
    old = f"Of the {len(older)} raised before the {last['label']}, at that visit: {named}." if len(older) else ""
    first = f"{count_improvements(new)} first raised at that visit could not yet come back.".capitalize() if new else ""
    checked = phrase_statuses(traces[traces["status"] != "raised"])
    return " ".join(part for part in (f"{n} were raised over {len(visits)} visits.", old, first, checked) if part)
