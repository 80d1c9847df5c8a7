"""Across the visits of each authority: what was looked at, what was said of each theme, what was asked for again."""

import pandas as pd

from analysis.history.coverage import make_coverage
from analysis.history.ledger import make_ledger
from analysis.history.themes import join_evidence, make_theme_history
from analysis.history.threads import link_improvements


def derive_history(tables: dict[str, pd.DataFrame], themes: list[str]) -> dict[str, pd.DataFrame]:
    """Return the tables coverage, theme_history, threads and ledger, from the tables of letters.

    `themes` are the ids of the codebook, in its order. Threads and ledger leave out undated visits and press
    reports whose letter is on file.
    """
    evidence = join_evidence(tables)
    coverage = make_coverage(tables["visits"], evidence, themes)
    comparable = list_comparable(tables["visits"])
    improvements = tables["improvements"]
    items = improvements[["improvement_id", "paragraph_id"]]
    item_codes = items.merge(evidence[["paragraph_id", "theme"]].drop_duplicates(), on="paragraph_id")
    threads = link_improvements(improvements, item_codes, comparable)
    return {
        "coverage": coverage,
        "theme_history": make_theme_history(evidence, coverage, tables["visits"]),
        "threads": threads,
        "ledger": make_ledger(improvements, item_codes, threads, evidence, coverage, comparable),
    }


def list_comparable(visits: pd.DataFrame) -> pd.DataFrame:
    """Return the visits that may be compared: dated, and no press report whose letter is on file."""
    return visits[visits["start_date"].notna() & visits["superseded_by"].isna()]
