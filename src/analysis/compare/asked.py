"""Then and now: what inspectors asked for, and what later visits say of it."""

import pandas as pd

from analysis.compare.checked import find_checked, say_checked
from analysis.compare.words import count_things, read_words


def list_items(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row per item asked for at the visits, by date: improvement_id, visit_id, label, kind, item."""
    items = tables["improvements"].rename(columns={"text": "item", "order": "place"})
    items = visits[["visit_id", "label", "start_date"]].merge(items, on="visit_id")
    items = items.sort_values(["start_date", "visit_id", "place"], ignore_index=True)
    return items[["improvement_id", "visit_id", "label", "kind", "item"]]


def follow_items(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, asked_at: str) -> pd.DataFrame:
    """Return one row per item of the visit `asked_at` and later visit: item, label, source_type, status, n_sentences.

    `n_sentences` counts the sentences of the later visit that bear on the item (`follow_sentences` lists them),
    `n_checked` those of them that a person has checked.
    """
    items = list_items(tables, visits)
    items = items.loc[items["visit_id"] == asked_at, ["improvement_id", "item"]].assign(
        place=lambda rows: range(len(rows))
    )
    later = visits[["visit_id", "label", "source_type", "start_date"]].rename(columns={"visit_id": "later_visit_id"})
    rows = items.merge(tables["ledger"], on="improvement_id").merge(later, on="later_visit_id")
    rows = rows.sort_values(["start_date", "place"], kind="stable")
    rows["checked"] = rows["sentence_ids"].isin(find_checked(tables))
    keys = ["improvement_id", "item", "later_visit_id", "label", "source_type", "status"]
    counts = {"n_sentences": ("sentence_ids", "count"), "n_checked": ("checked", "sum")}
    return rows.groupby(keys, sort=False).agg(**counts).reset_index()


def follow_sentences(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, asked_at: str) -> pd.DataFrame:
    """Return one row per item of the visit `asked_at` and later sentence that bears on it.

    Columns: item, label (of the later visit), status, stance and said (of the sentence).
    """
    followed = follow_items(tables, visits, asked_at)
    said = tables["sentences"][["sentence_id", "stance", "text"]].rename(
        columns={"sentence_id": "sentence_ids", "text": "said"}
    )
    rows = followed.merge(tables["ledger"], on=["improvement_id", "later_visit_id", "status"]).merge(
        said, on="sentence_ids"
    )
    return rows[["item", "label", "status", "stance", "said"]]


def list_links(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row per link between items of the visits: asked_then, then, asked_again, now, strength, score."""
    items = list_items(tables, visits)[["improvement_id", "label", "item"]]
    earlier = items.rename(columns={"improvement_id": "earlier", "label": "then", "item": "asked_then"})
    later = items.rename(columns={"improvement_id": "later", "label": "now", "item": "asked_again"})
    links = later.merge(tables["threads"], on="later").merge(earlier, on="earlier")
    return links[["then", "asked_then", "now", "asked_again", "strength", "score"]]


def describe_items(followed: pd.DataFrame, labels: pd.Series) -> str:
    """Return sentences that count what became of the items asked for at the first of the visits called `labels`.

    `followed` as `follow_items` gives it.
    """
    if not len(followed):
        first = labels.iloc[0] if len(labels) else "first visit"
        return f"No later visit says what became of what was asked for ({first})."
    words = read_words()["ledger"]
    sentences = []
    for later, rows in followed.groupby("label", sort=False):
        counts = rows["status"].value_counts().reindex(list(words)).dropna().astype(int)
        said = "; ".join(f"{number} {words[status]}" for status, number in counts.items())
        items = count_things(len(rows), "item")
        sentences.append(f"Of the {items} asked for ({labels.iloc[0]}), at the {later}: {said}.")
    return " ".join([*sentences, say_checked(followed["n_checked"].sum(), followed["n_sentences"].sum())])
