"""Themes across visits: their status, the balance of praise and concern, and what that says in words."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import product

import pandas as pd

from analysis.compare.checked import find_checked, say_checked
from analysis.compare.findings import count_findings, keep_said, keep_visits, list_evidence, list_findings
from analysis.compare.words import count_things, join_words, label_theme, read_words
from analysis.history.themes import is_raised
from analysis.tables import frame_rows, list_rows

KIND = ("label", "visit_type", "framework", "source_type")
BALANCES = ("concern", "both", "praise", "neither")


def list_statuses(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame, themes: list[str] | None = None
) -> pd.DataFrame:
    """Return one row per theme and visit: the columns of `theme_history`, theme_label, and what the visit was.

    Of the visit: label, visit_type, framework, source_type. In the order of the themes given, else of the codebook;
    visits by date.
    """
    order = list(tables["theme_history"]["theme"].unique()) if themes is None else themes
    history = keep_visits(tables["theme_history"], visits)
    places = {pair: place for place, pair in enumerate(list_rows(history, "theme", "visit_id"))}
    pairs = [pair for pair in product(order, visits["visit_id"].tolist()) if pair in places]
    rows = history.iloc[[places[pair] for pair in pairs]].reset_index(drop=True)
    kinds = {visit_id: kind for visit_id, *kind in list_rows(visits, "visit_id", *KIND)}
    kinds = frame_rows([kinds[visit_id] for _, visit_id in pairs], **dict.fromkeys(KIND, "str"))
    return rows.assign(theme_label=rows["theme"].map(label_theme), **kinds)


def compare_statuses(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame, themes: list[str] | None = None
) -> pd.DataFrame:
    """Return one row per theme and visit: theme, theme_label, visit_id, label, source_type, status, why, counts.

    Themes in the order given, else in the codebook's; visits by date. `why` is the reason of the coverage; the counts
    are those of `theme_history`, and n_sentences and n_checked: how many sentences the status rests on, and how many
    of these a person has checked.
    """
    rows, said = list_statuses(tables, visits, themes), keep_said(tables, visits)
    evidence, checked = list_evidence(tables, said), find_checked(tables)
    reasons = keep_visits(tables["coverage"], visits)
    whys = dict(zip(list_rows(reasons, "visit_id", "theme"), reasons["why"].tolist(), strict=True))
    rows = rows.assign(
        why=pd.array([whys[pair] for pair in list_rows(rows, "visit_id", "theme")], dtype="str"),
        n_sentences=count_pairs((row[:2] for row in evidence), rows),
        n_checked=count_pairs((row[:2] for row in evidence if row[4] in checked), rows),
    )
    counts = ["n_paragraphs", "n_concern", "n_mixed", "n_strength", "n_neutral", "n_sentences", "n_checked"]
    return rows[["theme", "theme_label", "visit_id", "label", "source_type", "status", "why", *counts]]


def count_pairs(pairs: Iterable[tuple[str, str]], rows: pd.DataFrame) -> pd.Series:
    """Return, by the index of `rows` (visit_id, theme), how many of the pairs are of the row's visit and theme."""
    counts = Counter(pairs)
    return pd.Series([counts[pair] for pair in list_rows(rows, "visit_id", "theme")], index=rows.index, dtype="int64")


def compare_balance(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame, themes: list[str] | None = None
) -> pd.DataFrame:
    """Return one row per theme and visit: findings that voice concern, both, praise or neither, and how many in all.

    Columns: theme, theme_label, visit_id, label, source_type, status, concern, both, praise, neither, n_theme
    (findings that speak of the theme), n_findings (of the visit).
    """
    rows, said = list_statuses(tables, visits, themes), keep_said(tables, visits)
    rows = rows[["theme", "theme_label", "visit_id", "label", "source_type", "status"]]
    found = list_findings(tables, said)
    counts = {name: count_pairs((row[:2] for row in found if row[2] == name), rows) for name in BALANCES}
    counts["n_theme"] = count_pairs((row[:2] for row in found), rows)
    return rows.assign(**counts, n_findings=rows["visit_id"].map(count_findings(said, visits)))


def describe_statuses(statuses: pd.DataFrame, *themes: str) -> str:
    """Return a sentence for each theme with its status at each visit. `statuses` as `compare_statuses` gives them."""
    words, sentences = read_words()["statuses"], []
    for theme in themes:
        own = statuses[statuses["theme"] == theme]
        parts = [f"{words[row.status]} ({row.label})" for row in own.itertuples()]
        sentences.append(f"{label_theme(theme)}: {'; '.join(parts) or 'no visit is on file'}.")
    own = statuses[statuses["theme"].isin(themes)]
    return " ".join([*sentences, say_checked(own["n_checked"].sum(), own["n_sentences"].sum())])


def describe_balance(balance: pd.DataFrame, *themes: str) -> str:
    """Return a sentence for each theme with the praise and concern of the findings on it, visit by visit.

    `balance` as `compare_balance` gives it.
    """
    sentences = []
    for theme in themes:
        parts = [_describe_row(row) for row in balance[balance["theme"] == theme].itertuples()]
        sentences.append(f"{label_theme(theme)}: {'; '.join(parts) or 'no visit is on file'}.")
    return " ".join(sentences)


def _describe_row(row: tuple) -> str:
    if not row.n_theme:
        silence = (
            row.status if row.status.startswith("not ") else f"no finding, but {row.status} elsewhere in the document"
        )
        return f"{row.label}: {silence}"
    return f"{row.label}: {count_things(row.n_theme, 'finding')} of {row.n_findings} ({tally_balance(row)})"


def tally_balance(row: tuple) -> str:
    """Return the counts concern, both, praise and neither of a row in words, without those that are zero."""
    tallies = [
        (row.concern, "with concern"),
        (row.both, "with both"),
        (row.praise, "with praise"),
        (row.neither, "with neither"),
    ]
    return join_words(f"{number} {what}" for number, what in tallies if number)


def find_recurring(statuses: pd.DataFrame) -> pd.DataFrame:
    """Return one row per theme that was raised at two or more visits: theme, theme_label, n_raised, raised_at.

    A theme is raised where it is asked for, a concern, or draws praise and concern. Most often raised first.
    """
    raised = statuses[is_raised(statuses["status"])]
    labels = defaultdict(list)
    for *theme, label in list_rows(raised, "theme", "theme_label", "label"):
        labels[*theme].append(label)
    rows = [(*theme, len(names), "; ".join(names)) for theme, names in labels.items() if len(names) > 1]
    rows.sort(key=lambda row: -row[2])
    return frame_rows(rows, theme="str", theme_label="str", n_raised="int64", raised_at="str")


def describe_recurring(recurring: pd.DataFrame, n_visits: int) -> str:
    """Return a sentence that names the themes raised again."""
    if n_visits < 2:
        return "With one visit on file nothing can come back yet."
    if not len(recurring):
        return f"No theme was raised at more than one of the {n_visits} visits."
    verb = "was" if len(recurring) == 1 else "were"
    labels = join_words(label.lower() for label in recurring["theme_label"])
    things = count_things(len(recurring), "theme").capitalize()
    return f"{things} {verb} raised at two or more of the {n_visits} visits: {labels}."
