"""The unit of every share: the finding, and what it says of each theme."""

import pandas as pd

from analysis.history.themes import join_evidence


def keep_visits(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the tables paragraphs, sentences and codes with the rows of the visits alone: few of many are quick."""
    kept = {
        name: tables[name][tables[name]["visit_id"].isin(visits["visit_id"])] for name in ("paragraphs", "sentences")
    }
    codes = tables["codes"]
    return kept | {"codes": codes[codes["sentence_id"].isin(kept["sentences"]["sentence_id"])]}


def count_findings(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.Series:
    """Return the number of findings of each visit, by visit_id.

    A finding is a paragraph of kind `finding`; one that holds nothing but the council's words does not count.
    """
    tables = keep_visits(tables, visits)
    sentences, paragraphs = tables["sentences"], tables["paragraphs"]
    heard = set(sentences.loc[sentences["speaker"] != "council", "paragraph_id"])
    findings = paragraphs[(paragraphs["kind"] == "finding") & paragraphs["paragraph_id"].isin(heard)]
    return findings.groupby("visit_id").size().reindex(visits["visit_id"], fill_value=0).rename("n_findings")


def join_findings(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row per finding and theme: visit_id, theme, paragraph_id, balance.

    `balance` is what the finding's sentences on that theme say together: praise, concern, both, or neither.
    """
    evidence = join_evidence(keep_visits(tables, visits))
    evidence = evidence[evidence["kind"] == "finding"]
    evidence = evidence.assign(
        praise=evidence["stance"].isin(["strength", "mixed"]),
        concern=evidence["stance"].isin(["concern", "mixed"]),
    )
    found = (
        evidence.groupby(["visit_id", "theme", "paragraph_id"], sort=False)[["praise", "concern"]].any().reset_index()
    )
    names = {
        (True, True): "both",
        (True, False): "praise",
        (False, True): "concern",
        (False, False): "neither",
    }
    balance = [names[pair] for pair in zip(found["praise"], found["concern"], strict=True)]
    return found[["visit_id", "theme", "paragraph_id"]].assign(balance=balance)
