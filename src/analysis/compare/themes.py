"""Themes across visits: their status, the balance of praise and concern, and what that says in words."""

import pandas as pd

from analysis.compare.checked import find_checked, say_checked
from analysis.compare.findings import count_findings, join_findings, keep_visits
from analysis.compare.words import count_things, join_words, label_theme, read_words
from analysis.history.themes import join_evidence

BALANCES = ("concern", "both", "praise", "neither")
CHECKED = ["n_sentences", "n_checked"]


def compare_statuses(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame, themes: list[str] | None = None
) -> pd.DataFrame:
    """Return one row per theme and visit: theme, theme_label, visit_id, label, source_type, status, why, counts.

    Themes in the order given, else in the codebook's; visits by date. `why` is the reason of the coverage; the counts
    are those of `theme_history`, and n_sentences and n_checked: how many sentences the status rests on, and how many
    of these a person has checked.
    """
    history = tables["theme_history"].merge(tables["coverage"][["visit_id", "theme", "why"]], on=["visit_id", "theme"])
    order = list(history["theme"].unique()) if themes is None else themes
    rows = visits[["visit_id", "label", "source_type"]].merge(history[history["theme"].isin(order)], on="visit_id")
    rows = rows.assign(
        theme_label=rows["theme"].map(label_theme),
        theme_place=rows["theme"].map({theme: place for place, theme in enumerate(order)}),
        visit_place=rows["visit_id"].map({visit: place for place, visit in enumerate(visits["visit_id"])}),
    ).sort_values(["theme_place", "visit_place"], ignore_index=True)
    rows = rows.merge(_count_sentences(tables, visits), on=["visit_id", "theme"], how="left")
    rows[CHECKED] = rows[CHECKED].fillna(0).astype("int64")
    columns = ["theme", "theme_label", "visit_id", "label", "source_type", "status", "why"]
    return rows[[*columns, "n_paragraphs", "n_concern", "n_mixed", "n_strength", "n_neutral", *CHECKED]]


def _count_sentences(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row per visit and theme: n_sentences on it, and n_checked of them by a person."""
    evidence = join_evidence(keep_visits(tables, visits))
    evidence = evidence.assign(checked=evidence["sentence_id"].isin(find_checked(tables)))
    counts = evidence.groupby(["visit_id", "theme"])["checked"].agg(["size", "sum"]).reset_index()
    return counts.set_axis(["visit_id", "theme", *CHECKED], axis=1)


def compare_balance(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame, themes: list[str] | None = None
) -> pd.DataFrame:
    """Return one row per theme and visit: findings that voice concern, both, praise or neither, and how many in all.

    Columns: theme, theme_label, visit_id, label, source_type, status, concern, both, praise, neither, n_theme
    (findings that speak of the theme), n_findings (of the visit).
    """
    rows = compare_statuses(tables, visits, themes)
    rows = rows[["theme", "theme_label", "visit_id", "label", "source_type", "status"]]
    found = join_findings(tables, visits)
    counts = pd.crosstab([found["visit_id"], found["theme"]], found["balance"]).reindex(columns=BALANCES, fill_value=0)
    rows = rows.merge(counts.reset_index(), on=["visit_id", "theme"], how="left")
    rows[[*BALANCES]] = rows[[*BALANCES]].fillna(0).astype("int64")
    rows["n_theme"] = rows[[*BALANCES]].sum(axis=1)
    return rows.assign(n_findings=rows["visit_id"].map(count_findings(tables, visits)))


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
    raised = statuses[statuses["status"].isin(["asked for", "concern", "mixed"])]
    rows = raised.groupby(["theme", "theme_label"], sort=False)["label"].agg(["size", "; ".join]).reset_index()
    rows.columns = ["theme", "theme_label", "n_raised", "raised_at"]
    rows = rows[rows["n_raised"] > 1]
    return rows.sort_values("n_raised", ascending=False, kind="stable", ignore_index=True)


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
