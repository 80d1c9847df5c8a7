"""Each demand from visit to visit: where it was first raised, raised again, spoken of, gone quiet or not looked at."""

import pandas as pd

from analysis.compare.asked import list_items
from analysis.compare.words import count_things, read_words

COLUMNS = ["improvement_id", "item", "raised_at", "visit_id", "label", "start_date", "source_type", "status", "mark"]


def trace_items(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row per demand and visit from the one that first raised it: its status there, and how it is marked.

    A demand is an item that is linked to none of an earlier one of the visits. Columns: improvement_id, item,
    raised_at (label), visit_id, label, start_date, source_type, status (raised, else that of the ledger), mark
    (raised, spoken of, quiet or not looked at: see words.yml). In the order in which demands were raised; visits by
    date.
    """
    items = list_items(tables, visits).rename(columns={"label": "raised_at", "visit_id": "raised_id"})
    links = tables["threads"]
    known = links.loc[links["earlier"].isin(items["improvement_id"]), "later"]
    items = items[~items["improvement_id"].isin(known)].assign(place=lambda rows: range(len(rows)))
    first = items.assign(visit_id=items["raised_id"], status="raised")
    ledger = tables["ledger"].drop_duplicates(["improvement_id", "later_visit_id"])
    later = items.merge(ledger.rename(columns={"later_visit_id": "visit_id"}), on="improvement_id")
    rows = pd.concat([first, later]).merge(visits[["visit_id", "label", "source_type", "start_date"]], on="visit_id")
    rows = rows.sort_values(["place", "start_date", "visit_id"], kind="stable", ignore_index=True)
    return rows.assign(mark=rows["status"].map(read_words()["marks"]))[COLUMNS]


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
