"""Learn the vectors of words from the letters themselves: words that stand in like company get like vectors.

    python -m analysis.learning.vectors TABLES

TABLES is a folder of tables that `visits build` made of the national reports; letters of locked authorities are left
out. The pointwise mutual information of words within five words of each other, only where positive (Levy and Goldberg
2014), is brought to a hundred numbers a word by a truncated singular value decomposition.
"""

import sys
from collections import Counter
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.utils.extmath import randomized_svd

from analysis.history.subjects import list_words
from analysis.history.vectors import FILE
from analysis.learning.references import is_locked
from analysis.tables import read_table

WINDOW = 5  # words
FEWEST = 4  # sentences that a word must stand in
N_NUMBERS = 100
SMOOTHING = 0.75  # power of a word's count as company, so that rare words do not stand out too much


def learn_vectors(texts: list[str]) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Return words, their weights (log of 1 in how many sentences) and their vectors, one row per word."""
    sentences = [list_words(text) for text in texts]
    counts = Counter(word for words in sentences for word in set(words))
    known = sorted(word for word, n in counts.items() if n >= FEWEST)
    index = {word: number for number, word in enumerate(known)}
    company: Counter = Counter()
    for words in sentences:
        numbers = [index[word] for word in words if word in index]
        for position, one in enumerate(numbers):
            for other in numbers[position + 1 : position + 1 + WINDOW]:
                if one != other:
                    company.update([(one, other), (other, one)])
    rows, columns = np.array(list(company)).T
    met = sparse.csr_matrix((list(company.values()), (rows, columns)), shape=(len(known),) * 2, dtype=float)
    total = np.asarray(met.sum(axis=1)).ravel()
    expected = total**SMOOTHING / (total**SMOOTHING).sum()
    cells = met.tocoo()
    information = np.log(cells.data / total[cells.row] / expected[cells.col])
    positive = information > 0
    kept = sparse.csr_matrix((information[positive], (cells.row[positive], cells.col[positive])), shape=met.shape)
    vectors, sizes, _ = randomized_svd(kept, N_NUMBERS, random_state=0, n_iter=7)
    vectors = vectors * np.sqrt(sizes)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    return known, np.array([np.log(len(sentences) / counts[word]) for word in known]), vectors


def main() -> None:
    """Write vectors.npz from the tables named on the command line."""
    visits, sentences = (read_table(Path(sys.argv[1]), name) for name in ("visits", "sentences"))
    visits = visits[visits["authority"].notna()]
    known = visits.loc[~visits["authority"].map(is_locked), "visit_id"]
    words, weights, vectors = learn_vectors(sentences.loc[sentences["visit_id"].isin(known), "text"].tolist())
    np.savez_compressed(FILE, words=np.array(words), weights=weights.astype("f4"), vectors=vectors.astype("f2"))
    print(f"{len(words)} words of {len(sentences)} sentences")


if __name__ == "__main__":
    main()
