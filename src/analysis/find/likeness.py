"""Sentences like another one: of like meaning, whatever their words, by the letters' own word vectors."""

import functools

import numpy as np
import pandas as pd

from analysis.find.letters import select_asked
from analysis.find.query import QuestionError
from analysis.find.sentences import COLUMNS, OF_SENTENCE, index_in, join_facts
from analysis.history.subjects import list_words
from analysis.history.vectors import read_vectors


def like(tables: dict[str, pd.DataFrame], sentence_id: str, n: int = 20) -> pd.DataFrame:
    """Return the `n` sentences that are most like one of them, the likest first: one row each.

    Columns as `find` gives them, without marks, and likeness (the cosine of the two sentences, at most 1). A sentence
    is the mean of the vectors of its words (history/vectors.py), rare words counting more. The sentence itself is not
    among them, nor one of a press report whose letter is on file, nor one of which no word is known. The vectors of
    all sentences are kept for the next call, which is then quick. Raises QuestionError for a sentence that is not on
    file or has no word that is known.
    """
    sentences, letters = tables["sentences"], select_asked(tables)
    places = np.flatnonzero(sentences["sentence_id"].to_numpy() == sentence_id)
    if not len(places):
        raise QuestionError(f"no sentence {sentence_id!r} is on file; find it anew")
    vectors = embed_sentences(Sentences(sentences))
    own = vectors[places[0]]
    if not own.any():
        raise QuestionError("the sentence has no word that the letters' vectors know, so nothing is like it")
    likeness = vectors @ own
    asked = index_in(sentences["visit_id"], letters["visit_id"]) >= 0
    likeness[~asked | (sentences["sentence_id"].to_numpy() == sentence_id) | ~vectors.any(axis=1)] = -np.inf
    nearest = np.argsort(-likeness, kind="stable")[: max(n, 0)]
    rows = nearest[np.isfinite(likeness[nearest])]
    found = join_facts(tables, letters, sentences[OF_SENTENCE].iloc[rows])
    return found[[column for column in COLUMNS if column != "marks"]].assign(likeness=likeness[rows].astype(float))


class Sentences:
    """The table `sentences`, the same only as itself: telling whether two have the same rows would take too long."""

    def __init__(self, table: pd.DataFrame) -> None:
        self.table = table

    def __hash__(self) -> int:
        return id(self.table)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sentences) and self.table is other.table


@functools.lru_cache(maxsize=1)
def embed_sentences(sentences: Sentences) -> np.ndarray:
    """Return the vector of each sentence, of length 1, one row each; zeros where no word of it is known.

    It is the mean of the vectors of the words as often as they stand in it, each as heavy as it is rare.
    """
    from scipy.sparse import csr_array  # here alone: no other question needs it

    learned = read_vectors()
    words = [list_words(text) for text in sentences.table["text"].tolist()]
    indices = learned.look_up([word for own in words for word in own])
    ends = np.cumsum([0, *map(len, words)])
    weights = csr_array((learned.weights[indices], indices, ends), shape=(len(words), len(learned.weights)))
    summed = (weights @ learned.vectors).astype(np.float32)
    return summed / np.maximum(np.linalg.norm(summed, axis=1, keepdims=True), 1e-6)
