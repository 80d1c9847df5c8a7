"""Words as the letters use them: how rare each is, and a vector by which words of one meaning stand near each other.

The vectors were learned from the letters themselves (learning/vectors.py): words that stand in like company have like
vectors, so that "turnover" answers "stability of the workforce".
"""

import functools
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from analysis.base.resources import PACKAGE
from analysis.history.subjects import read_subjects

FILE = PACKAGE / "history" / "vectors.npz"
MANNER_COUNTS = 0.3  # a word that says how well, and not what, counts this much (subjects.yml, `manner`)


class WordVectors(NamedTuple):
    """Words without their endings, by index: `weights` (logarithm of 1 in how many sentences), `vectors` of length 1.

    The last row of both stands for every word that was not learned: as rare as any, and near none.
    """

    index: dict[str, int]
    weights: np.ndarray
    vectors: np.ndarray

    def look_up(self, words: Sequence[str]) -> np.ndarray:
        """Return the index of each word, an array of whole numbers."""
        unknown = len(self.index)
        return np.array([self.index.get(word, unknown) for word in words], dtype=int)


@functools.cache
def read_vectors() -> WordVectors:
    """Return what was learned of words, from vectors.npz."""
    with np.load(FILE) as stored:
        words, weights, vectors = (stored[name] for name in ("words", "weights", "vectors"))
    index = {word: number for number, word in enumerate(words.tolist())}
    manner = [index[word] for word in read_subjects()["manner"] if word in index]
    weights = weights.astype(float)
    weights[manner] *= MANNER_COUNTS
    vectors = vectors.astype(np.float32)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return WordVectors(index, np.append(weights, weights.max()), np.vstack([vectors, np.zeros_like(vectors[:1])]))
