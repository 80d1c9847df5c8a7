"""Text alternatives of charts: what the picture shows in one breath; the table beside it has the rest."""

import functools
from typing import Any

import pandas as pd

from analysis.base.resources import read_yaml
from analysis.compare.titles import keep_latest
from analysis.compare.words import count_things, join_words, phrase_repeated, read_words

LONGEST = 230  # characters: screen readers do not stop within one, and a part of a chart is called so before it
MOST_NAMED = 3  # things that a text names


@functools.cache
def read_alt_words() -> dict[str, Any]:
    """Return alts.yml."""
    return read_yaml("compare/alts.yml")


def pick_alt(*texts: str) -> str:
    """Return the first of the texts, the fullest first, that is no longer than a text alternative may be.

    Where all are longer it is as much of the last as fits, with an ellipsis.

    >>> pick_alt("Each and every one of them. " * 20, "Two of three.")
    'Two of three.'
    """
    fits = next((text for text in texts if len(text) <= LONGEST), None)
    return fits if fits is not None else f"{texts[-1][: LONGEST - 2].rpartition(' ')[0]} …"


def _name_most(rows: list[tuple[str, int, int]]) -> list[str]:
    """Return the names of the first few of rows (name, number, of how many), each with its numbers."""
    of = read_alt_words()["of"]
    return [of.format(name=name, n=n, all=n_all) for name, n, n_all in rows[:MOST_NAMED] if n]


def brief_asked(asked: pd.DataFrame) -> str:
    """Return a sentence on what most letters of all columns ask for. `asked` as `count_asked` gives it, with rows."""
    n_letters = asked.drop_duplicates("column")["n_letters"].sum()
    counts = asked.groupby("theme_label", sort=False)["n_asked"].sum().sort_values(ascending=False, kind="stable")
    most = join_words(f"{theme.lower()} ({n})" for theme, n in counts.head(MOST_NAMED).items())
    return read_alt_words()["asked"].format(letters=count_things(n_letters, "letter"), most=most)


def brief_balance(balance: pd.DataFrame) -> str:
    """Return a sentence on the concern in the latest letter's findings. `balance` as `compare_balance` gives it."""
    words, (latest, _) = read_alt_words(), keep_latest(balance)
    voiced = latest.assign(n=latest["concern"] + latest["mixed"]).sort_values("n", ascending=False, kind="stable")
    named = _name_most([(row.theme_label.lower(), row.n, row.n_theme) for row in voiced.itertuples()])
    most = words["balance_most"].format(most=join_words(named)) if named and len(latest) > 1 else ""
    n = int((voiced["n"] > 0).sum())
    facts = {"label": latest["label"].iloc[0], "n": n, "all": len(latest), "most": most}
    return words["balance"].format(**facts, **read_words()["stances"])


def brief_coverage(coverage: pd.DataFrame) -> list[str]:
    """Return two sentences, the longer first: how many themes each visit left out; how many the latest.

    `coverage` as `compare_coverage` gives it, with rows.
    """
    words = read_alt_words()
    left_out = ((coverage["status"] == "outside_scope") & ~coverage["covered"]).groupby(coverage["label"], sort=False)
    counts, n_all = left_out.sum(), coverage["theme"].nunique()
    named = "; ".join(f"{n} ({label})" for label, n in counts.items())
    visits, some = count_things(len(counts), "visit"), int((counts > 0).sum())
    latest = words["coverage_latest"].format(n=counts.iloc[-1], all=n_all, visits=visits, some=some)
    return [words["coverage"].format(all=n_all, counts=named), latest]


def brief_outline(outline: pd.DataFrame) -> str:
    """Return a sentence on the sections whose findings voice concern. `outline` as `outline_letter` gives it."""
    words = read_alt_words()
    voiced = outline.assign(n=outline["concern"] + outline["mixed"]).sort_values("n", ascending=False, kind="stable")
    named = _name_most([(f"“{row.section}”", row.n, row.n_theme) for row in voiced.head(1).itertuples()])
    most = words["outline_most"].format(most=join_words(named)) if named else ""
    facts = {"n": int((voiced["n"] > 0).sum()), "all": len(outline), "most": most}
    return words["outline"].format(**facts, **read_words()["stances"])


def brief_shares(shares: pd.DataFrame) -> str:
    """Return a sentence on what the latest letter's findings speak of most. `shares` as `share_findings` gives it."""
    words, (latest, _) = read_alt_words(), keep_latest(shares)
    latest = latest.sort_values("n_theme", ascending=False, kind="stable")
    named = _name_most([(row.theme_label.lower(), row.n_theme, row.n_findings) for row in latest.itertuples()])
    said = words["shares" if named else "shares_none"]
    return said.format(label=latest["label"].iloc[0], most=join_words(named))


def brief_recurring(recurring: pd.DataFrame, n_themes: int, n_visits: int) -> str:
    """Return a sentence on the themes raised again, of so many. `recurring` as `find_recurring` gives them."""
    words = read_alt_words()
    most = join_words(f"{row.theme_label.lower()} ({row.n_raised})" for row in recurring.head(MOST_NAMED).itertuples())
    most = words["recurring_most"].format(most=most) if most else ""
    return words["recurring"].format(n=len(recurring), all=n_themes, repeated=phrase_repeated(n_visits), most=most)


def brief_timeline(timeline: pd.DataFrame) -> str:
    """Return a sentence on the first and the last of the visits. `timeline` as `list_timeline` gives it, with rows."""
    words, grade = read_alt_words(), next(iter(timeline["grade"].dropna()[::-1]), "")
    said = words["no_grade" if grade == read_words()["no_overall"]["said"] else "graded"]
    grade = said.format(grade=grade) if grade else ""
    first, last, visits = timeline["label"].iloc[0], timeline["label"].iloc[-1], count_things(len(timeline), "visit")
    return words["timeline"].format(visits=visits.capitalize(), first=first, last=last, grade=grade)
