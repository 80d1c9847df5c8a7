"""How many of the sentences behind a result a person has checked."""

from collections.abc import Collection

import pandas as pd

from analysis.compare.findings import keep_evidence, list_evidence
from analysis.compare.selection import list_sources
from analysis.compare.words import read_words
from analysis.review import find_checked


def count_checked(tables: dict[str, pd.DataFrame], sentence_ids: Collection[str]) -> tuple[int, int]:
    """Return how many of the sentences a person has decided about in a review, and how many there are."""
    sentences = set(sentence_ids)
    return len(sentences & find_checked(tables)), len(sentences)


def phrase_checked(n_checked: int, n_sentences: int) -> str:
    """Return a sentence that says how many of so many sentences a person has checked.

    >>> phrase_checked(0, 12)
    'Coded by machine, not yet checked by a person.'
    """
    words = read_words()["checked"]
    if not n_checked:
        return words["none"]
    return words["all"] if n_checked == n_sentences else words["some"].format(checked=n_checked, all=n_sentences)


def phrase_statuses(statuses: pd.DataFrame) -> str:
    """Return a sentence that says how many statuses a person has checked.

    `statuses` has one row per status, with its source (model, reviewer).

    >>> phrase_statuses(pd.DataFrame({"source": ["model", "reviewer", "model"]}))
    'Statuses checked by a person: 1 of 3.'
    """
    words, n_checked = read_words()["checked"], int((statuses["source"] == "reviewer").sum())
    return words["statuses"].format(checked=n_checked, all=len(statuses)) if n_checked else words["none"]


def describe_checked(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> str:
    """Return a sentence that says how many of the sentences behind the statuses at the visits a person has checked.

    `visits` has the columns of the table `visits`.
    """
    evidence = list_evidence(tables, keep_evidence(tables, visits))
    return phrase_checked(*count_checked(tables, [sentence_id for *_, sentence_id, _ in evidence]))


def describe_basis(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> str:
    """Return the line under a chart: the letters it stands on, and whether a person has checked their coding.

    `visits` has the columns of the table `visits`.
    """
    return f"{list_sources(visits)} {describe_checked(tables, visits)}"
