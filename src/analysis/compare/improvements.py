"""Areas for improvement, then and now: what inspectors asked for, what later visits say of it, and what went quiet."""

from collections import defaultdict

import pandas as pd

from analysis.compare.checked import describe_basis, find_checked, phrase_checked
from analysis.compare.exhibit import Exhibit
from analysis.compare.findings import keep_visits
from analysis.compare.words import count_improvements, label_value, read_words
from analysis.tables import frame_rows, list_rows

FOLLOWED = ["improvement_id", "improvement", "later_visit_id", "label", "source_type", "status"]
TRACED = ["improvement_id", "improvement", "raised_at", "visit_id", "label", "start_date", "source_type", "status",
          "mark"]  # fmt: skip


def list_improvements(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row per area for improvement of the visits, by date.

    Columns: improvement_id, visit_id, label (of the visit), kind, improvement (its text).
    """
    labels = dict(list_rows(visits.sort_values(["start_date", "visit_id"]), "visit_id", "label"))
    turn = {visit_id: index for index, visit_id in enumerate(labels)}
    improvements = keep_visits(tables["improvements"], visits)
    rows = list_rows(improvements, "visit_id", "order", "improvement_id", "kind", "text")
    rows = [
        (improvement_id, visit_id, labels[visit_id], *facts)
        for visit_id, _, improvement_id, *facts in sorted(rows, key=lambda row: (turn[row[0]], row[1]))
    ]
    return frame_rows(rows, improvement_id="str", visit_id="str", label="str", kind="str", improvement="str")


def follow_improvements(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame, asked_at: str | None = None
) -> pd.DataFrame:
    """Return one row per area for improvement of the visit `asked_at` (else the first) and later visit.

    Columns: improvement_id, improvement (its text), later_visit_id, label and source_type (of the later visit),
    status, n_sentences (those of the later visit that bear on it: `follow_sentences` lists them), n_checked (of these
    checked by a person).
    """
    checked, counts = find_checked(tables), defaultdict(lambda: [0, 0])
    for *followed, sentence_id in _follow(tables, visits, asked_at):
        count = counts[*followed]
        count[0] += pd.notna(sentence_id)
        count[1] += sentence_id in checked
    rows = [(*followed, *count) for followed, count in counts.items()]
    return frame_rows(rows, **dict.fromkeys(FOLLOWED, "str"), n_sentences="int64", n_checked="int64")


def follow_sentences(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame, asked_at: str | None = None
) -> pd.DataFrame:
    """Return one row per area for improvement of the visit `asked_at` (else the first) and later sentence on it.

    Columns: improvement (its text), label (of the later visit), status, stance and text (of the sentence).
    """
    sentences = list_rows(keep_visits(tables["sentences"], visits), "sentence_id", "stance", "text")
    sentences = {sentence_id: sentence for sentence_id, *sentence in sentences}
    rows = [
        (improvement, label, status, *sentences[sentence_id])
        for _, improvement, _, label, _, status, sentence_id in _follow(tables, visits, asked_at)
        if sentence_id in sentences
    ]
    return frame_rows(rows, improvement="str", label="str", status="str", stance="str", text="str")


def _follow(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, asked_at: str | None) -> list[tuple]:
    """Return what the ledger says of the areas for improvement of a visit: later visits by date, areas as they stand.

    Each row: the columns FOLLOWED and the id of a sentence (may be missing).
    """
    asked_at = asked_at or next(iter(visits["visit_id"]), None)
    own = tables["improvements"][tables["improvements"]["visit_id"] == asked_at]
    improvements = {
        improvement_id: facts for improvement_id, *facts in list_rows(own, "improvement_id", "order", "text")
    }
    later = list_rows(visits, "visit_id", "start_date", "label", "source_type")
    later = {visit_id: visit for visit_id, *visit in later}
    ledger = tables["ledger"][tables["ledger"]["improvement_id"].isin(list(improvements))]
    rows = []
    for improvement_id, visit_id, *found in list_rows(ledger, *ledger.columns):
        if visit_id in later:
            (order, text), (date, *visit) = improvements[improvement_id], later[visit_id]
            rows.append(((date, order), (improvement_id, text, visit_id, *visit, *found)))
    return [row for _, row in sorted(rows, key=lambda row: row[0])]


def exhibit_ledger(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, asked_at: str | None = None) -> Exhibit:
    """Return the chart of what became of the areas for improvement of a visit; data as `follow_improvements` gives."""
    followed = follow_improvements(tables, visits, asked_at)
    alt = describe_ledger(followed, visits["label"])
    return Exhibit(followed, "ledger", head_ledger(followed), alt, describe_basis(tables, visits))


def head_ledger(followed: pd.DataFrame) -> str:
    """Return a title with how many areas a later visit asked for again. `followed` as `follow_improvements` gives."""
    again = followed.loc[followed["status"] == "asked again", "improvement_id"].nunique()
    return f"{again} of {followed['improvement_id'].nunique()} areas for improvement asked again"


def describe_ledger(followed: pd.DataFrame, labels: pd.Series) -> str:
    """Return sentences that count what became of the areas for improvement of the first of the visits.

    `followed` as `follow_improvements` gives it, `labels` the column of that name of the visits.
    """
    if not len(followed):
        first = labels.iloc[0] if len(labels) else "first visit"
        return f"No later visit says what became of what was asked for ({first})."
    sentences = []
    for later, rows in followed.groupby("label", sort=False):
        counts = rows["status"].value_counts().reindex(list(read_words()["ledger"])).dropna().astype(int)
        named = "; ".join(f"{number} {label_value('ledger', status)}" for status, number in counts.items())
        sentences.append(f"Of the {count_improvements(len(rows))} ({labels.iloc[0]}), at the {later}: {named}.")
    return " ".join([*sentences, phrase_checked(followed["n_checked"].sum(), followed["n_sentences"].sum())])


def list_links(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row per link between areas for improvement of the visits.

    Columns: then (label of the earlier visit), asked_then (the text), now, asked_again (of the later visit), strength
    and score (of the link).
    """
    improvements = list_rows(list_improvements(tables, visits), "improvement_id", "label", "improvement")
    improvements = {improvement_id: facts for improvement_id, *facts in improvements}
    links = defaultdict(list)
    for later, earlier, *how in list_rows(tables["threads"], "later", "earlier", "strength", "score"):
        if earlier in improvements:
            links[later].append((earlier, *how))
    rows = [
        (*improvements[earlier], *now, *how) for later, now in improvements.items() for earlier, *how in links[later]
    ]
    texts = dict.fromkeys(["then", "asked_then", "now", "asked_again", "strength"], "str")
    return frame_rows(rows, **texts, score="float64")


def trace_improvements(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row per area for improvement and visit, from the visit that first raised it on.

    An area is traced where it is linked to none of an earlier one of the visits. Columns: improvement_id, improvement
    (its text), raised_at (label), visit_id, label, start_date, source_type, status (raised, else that of the ledger),
    mark (raised, spoken of, quiet or not looked at: see words.yml). In the order in which they were raised; visits by
    date.
    """
    improvements = list_improvements(tables, visits)
    ids = set(improvements["improvement_id"].tolist())
    known = {later for later, earlier in list_rows(tables["threads"], "later", "earlier") if earlier in ids}
    ledger = tables["ledger"][tables["ledger"]["improvement_id"].isin(improvements["improvement_id"])]
    statuses = defaultdict(dict)
    for improvement_id, visit_id, status in list_rows(ledger, "improvement_id", "later_visit_id", "status"):
        statuses[improvement_id].setdefault(visit_id, status)
    marks, rows = read_words()["marks"], []
    dated = visits.sort_values(["start_date", "visit_id"])
    dated = [(visit[0], visit) for visit in list_rows(dated, "visit_id", "label", "start_date", "source_type")]
    for improvement_id, text, label, raised_at in list_rows(
        improvements, "improvement_id", "improvement", "label", "visit_id"
    ):
        if improvement_id not in known:
            status = {raised_at: "raised"} | statuses[improvement_id]
            rows += [
                (improvement_id, text, label, *visit, status[at], marks[status[at]])
                for at, visit in dated
                if at in status
            ]
    return frame_rows(rows, **dict.fromkeys(TRACED, "str") | {"start_date": "datetime64[ms]"})


def exhibit_traces(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> Exhibit:
    """Return the chart of the areas for improvement from visit to visit; data as `trace_improvements` gives them."""
    traces = trace_improvements(tables, visits)
    alt = describe_traces(traces, visits)
    return Exhibit(traces, "traces", head_traces(traces), alt, describe_basis(tables, visits))


def head_traces(traces: pd.DataFrame) -> str:
    """Return a title with how many areas for improvement came again. `traces` as `trace_improvements` gives them."""
    again = traces.loc[traces["status"] == "asked again", "improvement_id"].nunique()
    return f"{again} of {traces['improvement_id'].nunique()} areas for improvement raised again"


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
    older = traces[(traces["visit_id"] == last["visit_id"]) & (traces["raised_at"] != last["label"])]
    counts = older["mark"].value_counts().reindex(list(words)).dropna().astype(int)
    named = "; ".join(f"{number} {words[mark]}" for mark, number in counts.items())
    checked = read_words()["checked"]["none"]
    old = f"Of the {len(older)} raised before the {last['label']}, at that visit: {named}." if len(older) else ""
    return " ".join(part for part in (f"{n} were raised over {len(visits)} visits.", old, checked) if part)
