"""Sentences like another one: of like meaning, whatever their words, by the letters' own word vectors."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.find.facts import find_turns, join_facts, pick_sentences
from analysis.find.letters import select_asked
from analysis.find.query import QuestionError
from analysis.find.sentences import COLUMNS
from analysis.history.subjects import list_words
from analysis.history.vectors import read_vectors
from analysis.tables import cache_beside

if TYPE_CHECKING:
    from scipy.sparse import csr_array

BLOCK = 1 << 16  # sentences whose words are counted, and whose vectors are summed up, at once


class SentenceWords(NamedTuple):
    """How often each word that was learned stands in each sentence, and how long the sum of their vectors is.

    `counts` has one row per sentence and a column per word, `lengths` one row per sentence. Vectors are as heavy as
    their words are rare. The sums themselves, of all sentences, would take ten times the memory of the counts.
    """

    counts: "csr_array"
    lengths: np.ndarray


def like(tables: dict[str, pd.DataFrame], sentence_id: str, n: int = 20) -> pd.DataFrame:
    """Return the `n` sentences that are most like one of them, the likest first: one row each.

    Columns as `find` gives them, without marks, and likeness (the cosine of the two sentences, at most 1). A sentence
    is the mean of the vectors of its words (history/vectors.py), rare words counting more. The sentence itself is not
    among them, nor one of a press report whose letter is on file, nor one of which no word is known. The words of
    all sentences are kept for the next call, which is then quick. Raises QuestionError for a sentence that is not on
    file or has no word that is known.
    """
    visits, letters = tables["visits"], select_asked(tables)
    own = pick_sentences(tables, visits["visit_id"])
    is_it = (own.sentences["sentence_id"] == sentence_id).to_numpy(bool)
    if not is_it.any():
        raise QuestionError(f"no sentence {sentence_id!r} is on file; find it anew")
    likeness = measure_likeness(*count_words(own.sentences), int(is_it.argmax()))
    if likeness is None:
        raise QuestionError("the sentence has no word that the letters' vectors know, so nothing is like it")
    likeness[(find_turns(own, visits, letters) < 0) | is_it] = -np.inf
    nearest = np.argsort(-likeness, kind="stable")[: max(n, 0)]
    rows = nearest[np.isfinite(likeness[nearest])]
    found = join_facts(own, visits, rows)
    return found[[column for column in COLUMNS if column != "marks"]].assign(likeness=likeness[rows].astype(float))


def measure_likeness(counts: "csr_array", lengths: np.ndarray, row: int) -> np.ndarray | None:
    """Return how like each sentence is to the one in a row: the cosine, minus infinity for those of no known word.

    None where that one has no known word. The parameters are those of `SentenceWords`.
    """
    if not lengths[row]:
        return None
    vectors = weigh_vectors()
    own = (counts[[row]] @ vectors)[0] / lengths[row]
    known = lengths > 0
    return np.where(known, (counts @ (vectors @ own)) / np.where(known, lengths, 1), -np.inf)


@cache_beside
def count_words(sentences: pd.DataFrame) -> SentenceWords:
    """Return the words of the sentences, a row each."""
    from scipy.sparse import vstack  # here alone: no other question needs it

    vectors = weigh_vectors()
    texts = pa.table({"text": sentences["text"]})["text"]
    starts = range(0, max(len(texts), 1), BLOCK)
    blocks = [_count_block(texts.slice(start, BLOCK).combine_chunks()) for start in starts]
    lengths = [np.linalg.norm(block @ vectors, axis=1) for block in blocks]
    return SentenceWords(vstack(blocks, format="csr"), np.concatenate(lengths))


def _count_block(texts: pa.Array) -> "csr_array":
    """Return how often each word that was learned stands in each text (rows): float32."""
    from scipy.sparse import csr_array

    pieces = pc.utf8_split_whitespace(texts)  # no word has a space in it, and few pieces are not there many times
    codes = pieces.flatten().dictionary_encode()
    index = read_vectors().index
    known = [[index[word] for word in list_words(piece) if word in index] for piece in codes.dictionary.to_pylist()]
    of_pieces = _make_rows([word for own in known for word in own], np.cumsum([0, *map(len, known)]), len(index) + 1)
    of_texts = _make_rows(codes.indices.to_numpy(), pieces.offsets.to_numpy(), len(known))
    counts = csr_array(of_texts @ of_pieces)
    counts.sum_duplicates()  # in one order of words: sentences of the same words are as like to the last digit
    return counts


def _make_rows(columns: np.ndarray | list[int], ends: np.ndarray, n_columns: int) -> "csr_array":
    """Return a matrix with 1 in these columns: those from each end to the next in one row."""
    from scipy.sparse import csr_array

    ones = np.ones(len(columns), dtype=np.float32)
    return csr_array((ones, np.asarray(columns, dtype=np.int32), ends), shape=(len(ends) - 1, n_columns))


def weigh_vectors() -> np.ndarray:
    """Return the vector of each word that was learned, as heavy as the word is rare, a row each: float32."""
    learned = read_vectors()
    return (learned.weights[:, None] * learned.vectors).astype(np.float32)
