"""Which themes stand on top of the review page for a sentence."""

from collections import Counter

import pandas as pd

from analysis.coding import Codebook
from analysis.coding.coder import PrintedParagraph, gather_signals
from analysis.coding.themes import choose_themes
from analysis.tables import list_rows, visit_of, visits_of


def list_frequent(tables: dict[str, pd.DataFrame], sentence_id: str, n: int) -> list[str]:
    """Return the ids of the themes that most sentences of a sentence's letter speak of, as the machine coded them.

    Of the whole letter, and so the same for every sentence of it: whoever decides blind must not be told by what
    stands on top how the machine coded this one.
    """
    codes, visit_id = tables["machine_codes"], visit_of(sentence_id)
    own = codes[visits_of(codes["sentence_id"]) == visit_id]
    counts = Counter(theme for _, theme in set(list_rows(own, "sentence_id", "theme")))
    return sorted(counts, key=lambda theme: (-counts[theme], theme))[:n]


def list_probable(
    tables: dict[str, pd.DataFrame], sentence_id: str, codebook: Codebook, n: int, near_miss: float
) -> list[str]:
    """Return the ids of the themes that the machine coded a sentence with, then those it nearly did, the surest first.

    A near miss was held at least as probable as `near_miss` (0 to 1). The paragraph is weighed as when it was coded.
    """
    sentences, paragraphs = tables["machine_sentences"], tables["paragraphs"]
    paragraph_id = sentences.loc[sentences["sentence_id"] == sentence_id, "paragraph_id"].iloc[0]
    beside = sentences[sentences["paragraph_id"] == paragraph_id]
    printed = next(paragraphs[paragraphs["paragraph_id"] == paragraph_id].itertuples())
    section = None if pd.isna(printed.section) else printed.section
    signals = gather_signals([PrintedParagraph(list(beside["text"]), section, printed.kind)], codebook)
    _, probable = choose_themes(signals.evidence, codebook)
    row = dict(zip(codebook.themes, probable[list(beside["sentence_id"]).index(sentence_id)].tolist(), strict=True))
    codes = tables["machine_codes"]
    coded = set(codes.loc[codes["sentence_id"] == sentence_id, "theme"]) & set(row)
    by_probability = sorted(row, key=lambda theme: -row[theme])
    missed = [theme for theme in by_probability if theme not in coded and row[theme] >= near_miss]
    return [*(theme for theme in by_probability if theme in coded), *missed][: max(n, len(coded))]
