"""Where the words that were asked for stand in texts: all at once, the few that may hold them first."""

import functools
import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.find.query import BETWEEN_TEXTS, Clause, Term

NEAR = 10  # words at most from one to the other, in the same sentence
MANY = 0.3  # of the texts
BLOCK = 1 << 16  # texts that are looked through as one

_WORD = re.compile(r"\w+(?:['’]\w+)*")

NO_SPANS = np.empty((0, 2), dtype=np.int64)


class Hits(NamedTuple):
    """Texts that meet a question, and where its words stand in them.

    `rows` are the positions of the texts, ascending. Over the hits, in order, an array each: `row` is the position of
    the text, `start` and `end` are where it stands there, one row per hit. Hits do not overlap; a text that a clause of
    minus alone lets through has none.
    """

    rows: np.ndarray
    row: np.ndarray
    start: np.ndarray
    end: np.ndarray


NOTHING = Hits(*[np.empty(0, dtype=np.int64)] * 4)


class Block:
    """Texts in small letters, put together as one, so that a pattern goes through all of them at once.

    Spans have one row per hit, ascending: its start and end in the whole.
    """

    def __init__(self, texts: pa.ChunkedArray) -> None:
        lower = pc.utf8_lower(texts).combine_chunks()  # letter by letter, so that hits stand where they do in the text
        one = pa.LargeListArray.from_arrays(pa.array([0, len(lower)], pa.int64()), lower)
        self.text = pc.binary_join(one, pa.scalar(BETWEEN_TEXTS, lower.type))[0].as_py()
        self.starts = np.concatenate([[0], np.cumsum(pc.utf8_length(lower).to_numpy() + 1)[:-1]])

    def find(self, term: Term) -> np.ndarray:
        """Return the spans of a term: one row per hit."""
        return _list_spans(term.pattern, self.text)

    def find_rows(self, spans: np.ndarray) -> np.ndarray:
        """Return the position of the text that each of the `spans` stands in: one row per hit."""
        return np.searchsorted(self.starts, spans[:, 0], side="right") - 1

    def hold(self, spans: np.ndarray) -> np.ndarray:
        """Return whether one of the `spans` stands in each text: one row per text."""
        holds = np.zeros(len(self.starts), dtype=bool)
        holds[self.find_rows(spans)] = True
        return holds

    @functools.cached_property
    def words(self) -> np.ndarray:
        """Where each word starts: one row per word."""
        return _list_spans(_WORD, self.text)[:, 0]


def _list_spans(pattern: re.Pattern, text: str) -> np.ndarray:
    spans = list(chain.from_iterable(map(re.Match.span, pattern.finditer(text))))
    return np.array(spans, dtype=np.int64).reshape(-1, 2)


def find_words(texts: pd.Series, clauses: tuple[Clause, ...], rows: np.ndarray | None = None) -> Hits:
    """Return the texts that meet a clause, and where the words that were asked for stand in them.

    `texts` is a column of text without missing values, `rows` the positions of those that are asked, by default all;
    `clauses` as `parse_query` gives them.
    """
    column = pa.table({"text": texts})["text"]
    rows = np.arange(len(texts)) if rows is None else rows
    found = [hits for clause in clauses for hits in _find_clause(column, rows, clause)]
    return _merge(Hits(*map(np.concatenate, zip(NOTHING, *found, strict=True))))


def _find_clause(texts: pa.ChunkedArray, rows: np.ndarray, clause: Clause) -> Iterator[Hits]:
    """Yield the hits of a clause in the texts, of those in `rows`, that meet it."""
    rows, candidates = _list_candidates(texts, rows, clause)
    for first in range(0, len(rows), BLOCK):
        found, own = _search(Block(candidates.slice(first, BLOCK)), clause), rows[first : first + BLOCK]
        yield found._replace(rows=own[found.rows], row=own[found.row])


def _list_candidates(texts: pa.ChunkedArray, rows: np.ndarray, clause: Clause) -> tuple[np.ndarray, pa.ChunkedArray]:
    """Return the texts in `rows` in which every piece of a clause's words stands: their positions, and they."""
    whole = len(rows) > MANY * len(texts)  # to take out many texts takes longer than to look through the others too
    if not whole:
        texts = texts.take(rows)
    pieces = {piece for terms in clause.chains for term in terms for piece in term.pieces}
    for piece in sorted(pieces, key=len, reverse=True):  # long ones are rare: they leave less to look through
        # A pattern is found three times as fast as a plain text. A capital with a dot has i for its small letter.
        holds = pc.match_substring_regex(texts, piece.replace("i", "[iİ]"), ignore_case=True)
        if whole:
            rows, whole = rows[holds.to_numpy()[rows]], False
            texts = texts.take(rows)
        else:
            rows, texts = rows[holds.to_numpy()], texts.filter(holds)
    return rows, texts.take(rows) if whole else texts


def _search(block: Block, clause: Clause) -> Hits:
    """Return the hits of a clause in the texts of a block that meet it."""
    met, chains = np.ones(len(block.starts), dtype=bool), [_find_chain(block, terms) for terms in clause.chains]
    for spans in chains:
        met &= block.hold(spans)
    for term in clause.without:
        met &= ~block.hold(block.find(term))
    spans = np.concatenate([NO_SPANS, *chains])
    row = block.find_rows(spans)
    spans, row = spans[met[row]], row[met[row]]
    return Hits(np.flatnonzero(met), row, *(spans - block.starts[row, None]).T)


def _find_chain(block: Block, terms: tuple[Term, ...]) -> np.ndarray:
    """Return the hits of terms each of which is near the next, in texts where none is missing or too far off."""
    first, *others = terms
    last, before = block.find(first), [NO_SPANS]
    for term in others:
        following = block.find(term)
        before.append(last[_are_near(block, last, following)])
        last = following[_are_near(block, following, last)]
    spans = np.concatenate(before)
    return np.concatenate([spans[block.hold(last)[block.find_rows(spans)]], last])


def _are_near(block: Block, spans: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Return whether the nearest of the other hits on either side, which begins where the hit has ended, is near."""
    if not len(others):
        return np.zeros(len(spans), dtype=bool)
    after = np.searchsorted(others[:, 0], spans[:, 1])
    before = np.searchsorted(others[:, 1], spans[:, 0], side="right") - 1
    following, preceding = (others[index.clip(0, len(others) - 1)] for index in (after, before))
    return ((after < len(others)) & _follow(block, spans, following)) | (
        (before >= 0) & _follow(block, preceding, spans)
    )


def _follow(block: Block, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return whether each second hit begins at most NEAR words after the first ends, in the same text.

    It is one word where they stand side by side.
    """
    n_words = np.searchsorted(block.words, second[:, 0]) - np.searchsorted(block.words, first[:, 1]) + 1
    return (n_words <= NEAR) & (block.find_rows(first) == block.find_rows(second))


def _merge(hits: Hits) -> Hits:
    """Return hits in order, each text once, and as one hit where they overlap.

    >>> _merge(Hits(*map(np.array, ([7, 4, 7], [7, 7, 7, 4], [5, 0, 2, 1], [9, 3, 4, 2])))).end.tolist()
    [2, 4, 9]
    """
    order = np.lexsort((hits.start, hits.row))
    row, start, end = (values[order] for values in hits[1:])
    reach = np.maximum.accumulate((row << 32) + end)  # of the hits so far
    first = np.flatnonzero(np.append(True, ((row << 32) + start)[1:] >= reach[:-1])[: len(row)])
    return Hits(
        np.flatnonzero(np.bincount(hits.rows)),
        row[first],
        start[first],
        np.maximum.reduceat(end, first) if len(first) else end,
    )
