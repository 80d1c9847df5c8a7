"""What counts as evidence of what inspectors found: the one rule, which every room asks."""

import pandas as pd

from analysis.tables import is_repeated, list_rows

EVIDENCE_KINDS = ("overview", "finding", "improvement")  # of paragraphs; context and closing are none


def select_evidence(sentences: pd.DataFrame, paragraphs: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences that are evidence: the rows of `sentences`, with `kind`, that of the paragraph.

    `sentences` has the columns of that table, `paragraphs` holds their paragraphs (paragraph_id, kind). Overviews,
    findings and listed items are evidence; the council's words, and context and closing paragraphs, are none, and
    neither is what a further document on a visit only repeats (`is_repeated`).
    """
    kinds = dict(list_rows(paragraphs, "paragraph_id", "kind"))
    kind = [kinds.get(paragraph_id) for paragraph_id in sentences["paragraph_id"].tolist()]
    sentences = sentences.assign(kind=pd.Series(kind, index=sentences.index, dtype="str"))
    evidence = sentences[sentences["kind"].isin(EVIDENCE_KINDS) & is_heard(sentences)]
    return evidence[~is_repeated(evidence)]


def is_heard(sentences: pd.DataFrame) -> pd.Series:
    """Return, by the index of `sentences`, whether anyone but the council speaks."""
    return sentences["speaker"] != "council"


def join_evidence(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the evidence on themes: one row per sentence that is evidence (`select_evidence`) and theme of it.

    Columns: visit_id, paragraph_id, sentence_id, stance, kind (of the paragraph), theme.
    """
    sentences = select_evidence(tables["sentences"], tables["paragraphs"])
    codes = tables["codes"][["sentence_id", "theme"]].drop_duplicates()
    return sentences[["visit_id", "paragraph_id", "sentence_id", "stance", "kind"]].merge(codes, on="sentence_id")
