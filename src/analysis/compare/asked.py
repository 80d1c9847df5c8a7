"""Then and now: what inspectors asked for, and what later visits say of it."""

from collections import defaultdict

import pandas as pd

from analysis.compare.checked import find_checked, say_checked
from analysis.compare.findings import keep_visits
from analysis.compare.words import count_things, read_words
from analysis.tables import frame_rows, list_rows

FOLLOWED = ["improvement_id", "item", "later_visit_id", "label", "source_type", "status"]


def list_items(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row per item asked for at the visits, by date: improvement_id, visit_id, label, kind, item."""
    labels = dict(list_rows(visits.sort_values(["start_date", "visit_id"]), "visit_id", "label"))
    turn = {visit_id: place for place, visit_id in enumerate(labels)}
    items = keep_visits(tables["improvements"], visits)
    rows = list_rows(items, "visit_id", "order", "improvement_id", "kind", "text")
    rows = [
        (improvement_id, visit_id, labels[visit_id], *item)
        for visit_id, _, improvement_id, *item in sorted(rows, key=lambda row: (turn[row[0]], row[1]))
    ]
    return frame_rows(rows, improvement_id="str", visit_id="str", label="str", kind="str", item="str")


def follow_items(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, asked_at: str) -> pd.DataFrame:
    """Return one row per item of the visit `asked_at` and later visit: item, label, source_type, status, n_sentences.

    `n_sentences` counts the sentences of the later visit that bear on the item (`follow_sentences` lists them),
    `n_checked` those of them that a person has checked.
    """
    checked, counts = find_checked(tables), defaultdict(lambda: [0, 0])
    for *followed, sentence_id in _follow(tables, visits, asked_at):
        count = counts[*followed]
        count[0] += pd.notna(sentence_id)
        count[1] += sentence_id in checked
    rows = [(*followed, *count) for followed, count in counts.items()]
    return frame_rows(rows, **dict.fromkeys(FOLLOWED, "str"), n_sentences="int64", n_checked="int64")


def follow_sentences(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, asked_at: str) -> pd.DataFrame:
    """Return one row per item of the visit `asked_at` and later sentence that bears on it.

    Columns: item, label (of the later visit), status, stance and said (of the sentence).
    """
    sentences = keep_visits(tables["sentences"], visits)
    said = {sentence_id: words for sentence_id, *words in list_rows(sentences, "sentence_id", "stance", "text")}
    rows = [
        (item, label, status, *said[sentence_id])
        for _, item, _, label, _, status, sentence_id in _follow(tables, visits, asked_at)
        if sentence_id in said
    ]
    return frame_rows(rows, item="str", label="str", status="str", stance="str", said="str")


def _follow(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, asked_at: str) -> list[tuple]:
    """Return what the ledger says of the items of the visit `asked_at`: later visits by date, items as they stand.

    Each row: the columns FOLLOWED and the id of a sentence (may be missing).
    """
    items = tables["improvements"][tables["improvements"]["visit_id"] == asked_at]
    items = {improvement_id: item for improvement_id, *item in list_rows(items, "improvement_id", "order", "text")}
    later = {
        visit_id: visit for visit_id, *visit in list_rows(visits, "visit_id", "start_date", "label", "source_type")
    }
    ledger = tables["ledger"][tables["ledger"]["improvement_id"].isin(list(items))]
    rows = []
    for improvement_id, visit_id, *said in list_rows(ledger, *ledger.columns):
        if visit_id in later:
            (order, item), (date, *visit) = items[improvement_id], later[visit_id]
            rows.append(((date, order), (improvement_id, item, visit_id, *visit, *said)))
    return [row for _, row in sorted(rows, key=lambda row: row[0])]


def list_links(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row per link between items of the visits: asked_then, then, asked_again, now, strength, score."""
    items = {item[0]: item[1:] for item in list_rows(list_items(tables, visits), "improvement_id", "label", "item")}
    links = defaultdict(list)
    for later, earlier, *how in list_rows(tables["threads"], "later", "earlier", "strength", "score"):
        if earlier in items:
            links[later].append((earlier, *how))
    rows = [(*items[earlier], *now, *how) for later, now in items.items() for earlier, *how in links[later]]
    texts = dict.fromkeys(["then", "asked_then", "now", "asked_again", "strength"], "str")
    return frame_rows(rows, **texts, score="float64")


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
