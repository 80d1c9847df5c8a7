"""Themes across visits: their status, the balance of strengths and concerns, and what comes back."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import product

import pandas as pd

from analysis.compare.alts import brief_balance, brief_recurring, pick_alt
from analysis.compare.checked import describe_basis, phrase_checked
from analysis.compare.crosstab import cross_tabulate
from analysis.compare.exhibit import Exhibit
from analysis.compare.findings import count_findings, keep_evidence, list_evidence, list_findings
from analysis.compare.titles import head_with_authority, keep_latest, pick_title
from analysis.compare.words import (
    count_things,
    join_words,
    label_theme,
    label_themes,
    label_value,
    phrase_repeated,
    read_words,
)
from analysis.find import pick_themes
from analysis.history.themes import is_raised, turns_on_one
from analysis.review import find_checked
from analysis.tables import frame_rows, list_rows

KIND = ("label", "visit_type", "framework", "source_type")
BALANCES = ("concern", "mixed", "strength", "neutral")


def list_statuses(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame, themes: list[str] | None = None
) -> pd.DataFrame:
    """Return one row per theme and visit: the columns of `theme_history`, theme_label, and what the visit was.

    Of the visit: label, visit_type, framework, source_type. In the order of the themes given, else of the codebook;
    visits by date. Raises QuestionError for a theme that the codebook does not have.
    """
    order = pick_themes(themes) or list(tables["theme_history"]["theme"].unique())
    history = tables["theme_history"]
    history = history[history["visit_id"].isin(visits["visit_id"])]
    index = {pair: row for row, pair in enumerate(list_rows(history, "theme", "visit_id"))}
    pairs = [pair for pair in product(order, visits["visit_id"].tolist()) if pair in index]
    rows = history.iloc[[index[pair] for pair in pairs]].reset_index(drop=True)
    kinds = {visit_id: kind for visit_id, *kind in list_rows(visits, "visit_id", *KIND)}
    kinds = frame_rows([kinds[visit_id] for _, visit_id in pairs], **dict.fromkeys(KIND, "str"))
    return rows.assign(theme_label=label_themes(rows["theme"]), **kinds)


def exhibit_statuses(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, themes: list[str] | None = None) -> Exhibit:
    """Return the chart of where the themes stand; data as `compare_statuses` gives them.

    Of the themes given the text says where each stands, of all which were raised again.
    """
    themes = pick_themes(themes)
    statuses = compare_statuses(tables, visits, themes)
    n_themes, recurring = statuses["theme"].nunique(), find_recurring(statuses)
    full = describe_statuses(statuses, *themes) if themes else describe_recurring(recurring, len(visits))
    alt = pick_alt(full, *([brief_recurring(recurring, n_themes, len(visits))] if n_themes else []))
    title = head_with_authority(visits, head_statuses(statuses))
    return Exhibit(statuses, "statuses", title, alt, describe_basis(tables, visits), table=tabulate_statuses(statuses))


def tabulate_statuses(statuses: pd.DataFrame) -> pd.DataFrame:
    """Return one row per theme and a column per visit with the status, an asterisk where one sentence turns it, counts.

    Columns: theme_label and the labels of the visits. `statuses` as `compare_statuses` gives them.
    """
    cells = list_rows(statuses, "status", "source_type", "turns", "tally")
    cells = [
        f"{label_value('statuses', status, source_type)}{'*' * bool(turns)}{f' ({tally})' if tally else ''}"
        for status, source_type, turns, tally in cells
    ]
    return cross_tabulate(statuses, ["theme_label"], "label", cells)


def compare_statuses(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame, themes: list[str] | None = None
) -> pd.DataFrame:
    """Return one row per theme and visit: where the theme stands there, and on how much that rests.

    Columns: theme, theme_label, visit_id, label, source_type, status, why (the reason of the coverage), the counts of
    the table `theme_history`, n_sentences (that the status rests on), n_checked (of these checked by a person), turns
    (`turns_on_one`), tally (`tally_sentences`). Themes in the order given, else in the codebook's; visits by date.
    """
    rows, evidence = list_statuses(tables, visits, themes), list_evidence(tables, keep_evidence(tables, visits))
    checked = find_checked(tables)
    reasons = tables["coverage"][tables["coverage"]["visit_id"].isin(visits["visit_id"])]
    whys = dict(zip(list_rows(reasons, "visit_id", "theme"), reasons["why"].tolist(), strict=True))
    rows = rows.assign(
        why=pd.array([whys[pair] for pair in list_rows(rows, "visit_id", "theme")], dtype="str"),
        n_sentences=count_pairs((row[:2] for row in evidence), rows),
        n_checked=count_pairs((row[:2] for row in evidence if row[4] in checked), rows),
        turns=turns_on_one(rows),
        tally=pd.array([tally_sentences(row) for row in rows.itertuples()], dtype="str"),
    )
    counts = ["n_paragraphs", "n_concern", "n_mixed", "n_strength", "n_neutral", "n_sentences", "n_checked"]
    return rows[
        ["theme", "theme_label", "visit_id", "label", "source_type", "status", "why", *counts, "turns", "tally"]
    ]


def count_pairs(pairs: Iterable[tuple[str, str]], rows: pd.DataFrame) -> pd.Series:
    """Return, by the index of `rows` (visit_id, theme), how many of the pairs are of that row's visit and theme."""
    counts = Counter(pairs)
    return pd.Series([counts[pair] for pair in list_rows(rows, "visit_id", "theme")], index=rows.index, dtype="int64")


def head_statuses(statuses: pd.DataFrame) -> str:
    """Return a title with the themes that two or more visits raised. `statuses` as `compare_statuses` gives them."""
    raised = statuses[is_raised(statuses)]
    times = raised.groupby("theme_label", sort=False).size()
    again = [label.lower() for label in times[times > 1].index]
    if statuses["visit_id"].nunique() < 2:
        return f"{len(times)} of {statuses['theme'].nunique()} themes raised"
    return pick_title(
        f"Raised at two or more visits: {join_words(again) or 'none'}",
        f"{len(again)} of {statuses['theme'].nunique()} themes raised at two or more visits",
    )


def exhibit_balance(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, themes: list[str] | None = None) -> Exhibit:
    """Return the chart of strengths and concerns on the themes (else all); data as `compare_balance` gives them."""
    themes = pick_themes(themes)
    balance = compare_balance(tables, visits, themes)
    alt = describe_balance(balance, *(balance["theme"].unique() if themes is None else themes))
    title = head_with_authority(visits, head_balance(balance))
    many = len(set(balance["theme"])) > 1
    alt = pick_alt(alt, *([brief_balance(balance)] if many else []), f"{title}.")
    table = balance[["theme_label", "label", *BALANCES, "n_theme", "n_findings"]]
    return Exhibit(balance, "balance", title, alt, describe_basis(tables, visits), table=table)


def compare_balance(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame, themes: list[str] | None = None
) -> pd.DataFrame:
    """Return one row per theme and visit: how many findings on the theme are a concern, a strength, mixed or neutral.

    Columns: theme, theme_label, visit_id, label, source_type, status, concern, mixed, strength, neutral
    (`name_balance`), n_theme (findings that speak of the theme), n_findings (of the visit).
    """
    rows, evidence = list_statuses(tables, visits, themes), keep_evidence(tables, visits)
    rows = rows[["theme", "theme_label", "visit_id", "label", "source_type", "status"]]
    found = list_findings(tables, evidence)
    counts = {name: count_pairs((row[:2] for row in found if row[2] == name), rows) for name in BALANCES}
    counts["n_theme"] = count_pairs((row[:2] for row in found), rows)
    return rows.assign(**counts, n_findings=rows["visit_id"].map(count_findings(evidence, visits)).astype("int64"))


def head_balance(balance: pd.DataFrame) -> str:
    """Return a title on the concern that the latest letter's findings voice. `balance` as `compare_balance` has it.

    Mixed findings voice concern too. A theme of many words is not named: its name stands above the bars.
    """
    if not len(balance):
        return ""
    latest, which = keep_latest(balance)
    voiced = latest["concern"] + latest["mixed"]
    if len(latest) > 1:
        return f"Concern voiced on {(voiced > 0).sum()} of {len(latest)} themes {which}"
    theme, n_theme = latest["theme_label"].iloc[0].lower(), latest["n_theme"].iloc[0]
    if not n_theme:
        return pick_title(f"No finding on {theme} {which}", f"No finding on it {which}")
    share = f"{voiced.iloc[0]} of {n_theme}"
    named = f"{share} findings on {theme} voice concern {which}"
    return pick_title(named, f"{share} findings on it voice concern {which}")


def describe_statuses(statuses: pd.DataFrame, *themes: str) -> str:
    """Return a sentence for each theme with its status at each visit. `statuses` as `compare_statuses` gives them."""
    sentences = []
    for theme in themes:
        own = statuses[statuses["theme"] == theme]
        clauses = [_describe_status(row) for row in own.itertuples()]
        sentences.append(f"{label_theme(theme)}: {'; '.join(clauses) or 'no visit is on file'}.")
    own = statuses[statuses["theme"].isin(themes)]
    return " ".join([*sentences, phrase_checked(own["n_checked"].sum(), own["n_sentences"].sum())])


def _describe_status(row: tuple) -> str:
    clause = f"{label_value('status_sentences', row.status, row.source_type)} ({row.label})"
    return f"{clause}, which turns on one sentence" if row.turns else clause


def describe_balance(balance: pd.DataFrame, *themes: str) -> str:
    """Return a sentence for each theme with the strengths and concerns in the findings on it, visit by visit.

    `balance` as `compare_balance` gives it.
    """
    sentences = []
    for theme in themes:
        clauses = [_describe_row(row) for row in balance[balance["theme"] == theme].itertuples()]
        sentences.append(f"{label_theme(theme)}: {'; '.join(clauses) or 'no visit is on file'}.")
    return " ".join(sentences) or read_words()["no_visit"]


def _describe_row(row: tuple) -> str:
    if not row.n_theme:
        status = label_value("statuses", row.status, row.source_type)
        silence = status if row.status.startswith("not ") else f"no finding, but {status} elsewhere in the document"
        return f"{row.label}: {silence}"
    return f"{row.label}: {count_things(row.n_theme, 'finding')} of {row.n_findings} ({tally_balance(row)})"


def tally_balance(row: tuple) -> str:
    """Return the counts concern, mixed, strength and neutral of a row in words, without those that are zero."""
    tallies = [(getattr(row, balance), label_value("stances", balance)) for balance in BALANCES]
    return join_words(f"{number} {label}" for number, label in tallies if number)


def tally_sentences(row: tuple) -> str:
    """Return how many sentences of a row of `theme_history` voice a strength, a concern or are mixed, in short.

    >>> row = pd.Series({"n_strength": 10, "n_concern": 1, "n_mixed": 0})
    >>> tally_sentences(row)
    '10 strengths, 1 concern'
    """
    counts = [(int(getattr(row, f"n_{stance}")), stance) for stance in ("strength", "concern", "mixed")]
    named = [
        f"{number} {label_value('stances', stance)}{'s' if number > 1 and stance != 'mixed' else ''}"
        for number, stance in counts
        if number
    ]
    return ", ".join(named)


def find_recurring(statuses: pd.DataFrame) -> pd.DataFrame:
    """Return one row per theme that was raised at two or more visits: theme, theme_label, n_raised, raised_at.

    Most often raised first. `statuses` as `compare_statuses` gives them; `is_raised` says what counts.
    """
    raised = statuses[is_raised(statuses)]
    labels = defaultdict(list)
    for *theme, label in list_rows(raised, "theme", "theme_label", "label"):
        labels[*theme].append(label)
    rows = [(*theme, len(names), "; ".join(names)) for theme, names in labels.items() if len(names) > 1]
    rows.sort(key=lambda row: -row[2])
    return frame_rows(rows, theme="str", theme_label="str", n_raised="int64", raised_at="str")


def describe_recurring(recurring: pd.DataFrame, n_visits: int) -> str:
    """Return a sentence that names the themes raised again. `recurring` as `find_recurring` gives them."""
    if n_visits < 2:
        return "With one visit on file nothing can come back yet."
    if not len(recurring):
        return f"No theme was raised at more than one of the {n_visits} visits."
    verb = "was" if len(recurring) == 1 else "were"
    labels = join_words(label.lower() for label in recurring["theme_label"])
    things = count_things(len(recurring), "theme").capitalize()
    return f"{things} {verb} raised at {phrase_repeated(n_visits)}: {labels}."
