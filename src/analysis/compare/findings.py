"""The unit of every share: the finding, and what it says of each theme."""

import pandas as pd

from analysis.history.themes import join_evidence


def count_findings(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.Series:
    """Return the number of findings of each visit, by visit_id.

    A finding is a paragraph of kind `finding`; one that holds nothing but the council's words does not count.
    """
    sentences = tables["sentences"]
    heard = set(sentences.loc[sentences["speaker"] != "council", "paragraph_id"])
    paragraphs = tables["paragraphs"]
    findings = paragraphs[(paragraphs["kind"] == "finding") & paragraphs["paragraph_id"].isin(heard)]
    return findings.groupby("visit_id").size().reindex(visits["visit_id"], fill_value=0).rename("n_findings")


def join_findings(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row per finding and theme: visit_id, theme, paragraph_id, balance.

    `balance` is what the finding's sentences on that theme say together: praise, concern, both, or neither.
    """
    evidence = join_evidence(tables)
    evidence = evidence[(evidence["kind"] == "finding") & evidence["visit_id"].isin(visits["visit_id"])]
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
