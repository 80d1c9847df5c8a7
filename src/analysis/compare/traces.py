"""Each demand from visit to visit: where it was first raised, raised again, spoken of, gone quiet or not looked at."""

from collections import defaultdict

import pandas as pd

from analysis.compare.asked import list_items
from analysis.compare.words import count_things, read_words
from analysis.tables import frame_rows, list_rows

COLUMNS = ["improvement_id", "item", "raised_at", "visit_id", "label", "start_date", "source_type", "status", "mark"]


def trace_items(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row per demand and visit from the one that first raised it: its status there, and how it is marked.

    A demand is an item that is linked to none of an earlier one of the visits. Columns: improvement_id, item,
    raised_at (label), visit_id, label, start_date, source_type, status (raised, else that of the ledger), mark
    (raised, spoken of, quiet or not looked at: see words.yml). In the order in which demands were raised; visits by
    date.
    """
    items = list_items(tables, visits)
    ids = set(items["improvement_id"].tolist())
    known = {later for later, earlier in list_rows(tables["threads"], "later", "earlier") if earlier in ids}
    ledger = tables["ledger"][tables["ledger"]["improvement_id"].isin(items["improvement_id"])]
    statuses = defaultdict(dict)
    for improvement_id, visit_id, status in list_rows(ledger, "improvement_id", "later_visit_id", "status"):
        statuses[improvement_id].setdefault(visit_id, status)
    marks, rows = read_words()["marks"], []
    dated = visits.sort_values(["start_date", "visit_id"])
    dated = [(visit[0], visit) for visit in list_rows(dated, "visit_id", "label", "start_date", "source_type")]
    for improvement_id, item, raised_at, raised_id in list_rows(items, "improvement_id", "item", "label", "visit_id"):
        if improvement_id not in known:
            said = {raised_id: "raised"} | statuses[improvement_id]
            demand = (improvement_id, item, raised_at)
            rows += [(*demand, *visit, said[at], marks[said[at]]) for at, visit in dated if at in said]
    return frame_rows(rows, **dict.fromkeys(COLUMNS, "str") | {"start_date": "datetime64[ms]"})


def describe_traces(traces: pd.DataFrame, visits: pd.DataFrame) -> str:
    """Return sentences that count what became of the demands by the last visit. `traces` from `trace_items`."""
    if not len(traces):
        return read_words()["no_demand"]
    n = count_things(traces["improvement_id"].nunique(), "demand").capitalize()
    if len(visits) < 2:
        return f"{n} on file, all of one visit: what became of them shows once a later letter is in data/raw."
    words, last = read_words()["traces"], visits.iloc[-1]
    older = traces[(traces["visit_id"] == last["visit_id"]) & (traces["raised_at"] != last["label"])]
    counts = older["mark"].value_counts().reindex(list(words)).dropna().astype(int)
    said = "; ".join(f"{number} {words[mark]}" for mark, number in counts.items())
    checked = read_words()["checked"]["none"]
    old = f"Of the {len(older)} raised before the {last['label']}, at that visit: {said}." if len(older) else ""
    return " ".join(part for part in (f"{n} were raised over {len(visits)} visits.", old, checked) if part)


def head_traces(traces: pd.DataFrame) -> str:
    """Return a title with how many demands were raised again. `traces` as `trace_items` gives them."""
    again = traces.loc[traces["status"] == "asked again", "improvement_id"].nunique()
    return f"{again} of {traces['improvement_id'].nunique()} demands raised again"
