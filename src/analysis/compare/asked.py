"""Then and now: what inspectors asked for, and what later visits say of it."""

import pandas as pd

from analysis.compare.words import count_things, read_words


def list_items(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row per item asked for at the visits, by date: improvement_id, visit_id, label, kind, item."""
    items = tables["improvements"].rename(columns={"text": "item", "order": "place"})
    items = visits[["visit_id", "label", "start_date"]].merge(items, on="visit_id")
    items = items.sort_values(["start_date", "visit_id", "place"], ignore_index=True)
    return items[["improvement_id", "visit_id", "label", "kind", "item"]]


def follow_items(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, asked_at: str) -> pd.DataFrame:
    """Return one row per item of the visit `asked_at` and later visit: item, label, source_type, status, n_sentences.

    `n_sentences` counts the sentences of the later visit that bear on the item; `follow_sentences` lists them.
    """
    items = list_items(tables, visits)
    items = items.loc[items["visit_id"] == asked_at, ["improvement_id", "item"]].assign(place=lambda rows: range(len(rows)))
    later = visits[["visit_id", "label", "source_type", "start_date"]].rename(columns={"visit_id": "later_visit_id"})
    rows = items.merge(tables["ledger"], on="improvement_id").merge(later, on="later_visit_id")
    rows = rows.sort_values(["start_date", "place"], kind="stable")
    keys = ["improvement_id", "item", "later_visit_id", "label", "source_type", "status"]
    return rows.groupby(keys, sort=False)["sentence_ids"].count().rename("n_sentences").reset_index()


def follow_sentences(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, asked_at: str) -> pd.DataFrame:
    """Return one row per item of the visit `asked_at` and later sentence that bears on it: item, label, status, said."""
    followed = follow_items(tables, visits, asked_at)
    said = tables["sentences"][["sentence_id", "stance", "text"]].rename(columns={"sentence_id": "sentence_ids", "text": "said"})
    rows = followed.merge(tables["ledger"], on=["improvement_id", "later_visit_id", "status"]).merge(said, on="sentence_ids")
    return rows[["item", "label", "status", "stance", "said"]]


def describe_items(followed: pd.DataFrame, label: str) -> str:
    """Return sentences that count what became of the items asked for at the visit called `label`.

    `followed` as `follow_items` gives it.
    """
    if not len(followed):
        return f"No later visit says what became of what was asked for at the {label}."
    words = read_words()["ledger"]
    sentences = []
    for later, rows in followed.groupby("label", sort=False):
        counts = rows["status"].value_counts().reindex(list(words)).dropna().astype(int)
        said = "; ".join(f"{number} {words[status]}" for status, number in counts.items())
        sentences.append(f"Of the {count_things(len(rows), 'item')} asked for at the {label}, at the {later}: {said}.")
    return " ".join([*sentences, "Not yet checked by a person."])
