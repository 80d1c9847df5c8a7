"""Where the words that were asked for stand in texts: all at once, the few that may hold them first."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.find.query import Clause, Term, parse_query

NEAR = 10  # words at most from one to the other, in the same sentence
MANY = 0.3  # of the texts

_WORD = re.compile(r"\w+(?:['’]\w+)*")

Span = tuple[int, int]


def find_words(
    texts: pd.Series, clauses: tuple[Clause, ...], rows: np.ndarray | None = None
) -> Iterator[tuple[int, list[Span]]]:
    """Yield the index (from 0) of each text that meets a clause, and where the words that were asked for stand in it.

    Each span is the start and end of a hit in the text; they do not overlap, and a text that a clause of minus alone
    lets through has none. `texts` is a column of text without missing values, `rows` the indices of those that are
    asked, by default all; `clauses` as `parse_query` gives them.
    """
    column = pa.table({"text": texts})["text"]
    rows = np.arange(len(texts)) if rows is None else rows
    *others, last = clauses
    found: dict[int, list[Span]] = {}
    for clause in others:
        for index, spans in _find_clause(column, rows, clause):
            found[index] = found.get(index, []) + spans
    for index, spans in _find_clause(column, rows, last):
        yield index, _merge(found.pop(index, []) + spans)
    for index, spans in found.items():
        yield index, _merge(spans)


def _find_clause(texts: pa.ChunkedArray, rows: np.ndarray, clause: Clause) -> Iterator[tuple[int, list[Span]]]:
    """Yield the index of each text, of those in `rows`, that meets a clause, and its hits there."""
    indices, candidates = _list_candidates(texts, rows, clause)
    lower = pc.utf8_lower(candidates)  # letter by letter, so that hits stand where they do in the text
    for index, text in zip(indices.tolist(), lower.to_pylist(), strict=True):
        spans = _match(text, clause)
        if spans is not None:
            yield index, spans


def find_spans(text: str, query: str) -> list[Span] | None:
    """Return where the words of a question stand in one text, start and end of each; None where it does not meet it.

    Raises QuestionError for a question that cannot be read.

    >>> find_spans("The multi-agency team has few agency workers.", "agency work*")
    [(30, 36), (37, 44)]
    >>> find_spans("Children are seen, and most are seen alone.", "child* NEAR alone")
    [(0, 8), (37, 42)]
    """
    return dict(find_words(pd.Series([text], dtype="str"), parse_query(query))).get(0)


def _list_candidates(texts: pa.ChunkedArray, rows: np.ndarray, clause: Clause) -> tuple[np.ndarray, pa.ChunkedArray]:
    """Return the texts in `rows` in which every piece of a clause's words stands: their indices, and they."""
    whole = len(rows) > MANY * len(texts)  # to take out many texts takes longer than to look through the others too
    if not whole:
        texts = texts.take(rows)
    pieces = {piece for chain in clause.chains for term in chain for piece in term.pieces}
    for piece in sorted(pieces, key=len, reverse=True):  # long ones are rare: they leave less to look through
        # A pattern is found three times as fast as a plain text. A capital with a dot has i for its small letter.
        holds = pc.match_substring_regex(texts, piece.replace("i", "[iİ]"), ignore_case=True)
        if whole:
            rows, whole = rows[holds.to_numpy()[rows]], False
            texts = texts.take(rows)
        else:
            rows, texts = rows[holds.to_numpy()], texts.filter(holds)
    return rows, texts.take(rows) if whole else texts


def _match(text: str, clause: Clause) -> list[Span] | None:
    """Return the hits of a clause in a text, small letters; None where the text does not meet it."""
    spans = []
    for chain in clause.chains:
        found = _match_chain(text, chain)
        if not found:
            return None
        spans += found
    return None if any(term.pattern.search(text) for term in clause.without) else spans


def _match_chain(text: str, chain: tuple[Term, ...]) -> list[Span]:
    """Return the hits of terms each of which is near the next; none where one is missing or too far off."""
    first, *others = chain
    last = _list_spans(text, first)
    if not others or not last:
        return last
    positions = _count_words(text)
    kept = []
    for term in others:
        before, last = _keep_near(last, _list_spans(text, term), positions)
        if not last:
            return []
        kept += before
    return [*kept, *last]


def _list_spans(text: str, term: Term) -> list[Span]:
    return [match.span() for match in term.pattern.finditer(text)]


def _count_words(text: str) -> list[int]:
    """Return where each word of a text starts."""
    return [match.start() for match in _WORD.finditer(text)]


def _keep_near(left: list[Span], right: list[Span], starts: list[int]) -> tuple[list[Span], list[Span]]:
    """Return those of two lists of hits that are near one of the other; `starts` are those of the text's words."""
    return (
        [span for span in left if _is_near(span, right, starts)],
        [span for span in right if _is_near(span, left, starts)],
    )


def _is_near(span: Span, others: list[Span], starts: list[int]) -> bool:
    """Tell whether the nearest hit on either side, which begins where this one has ended, is near.

    `others` are in order and do not overlap, so that no text takes more than its length.
    """
    after = bisect_left(others, (span[1], 0))
    before = bisect_right(others, span[0], key=lambda other: other[1])
    return (after < len(others) and _count_steps(span, others[after], starts) <= NEAR) or (
        before > 0 and _count_steps(others[before - 1], span, starts) <= NEAR
    )


def _count_steps(first: Span, second: Span, starts: list[int]) -> int:
    """Return how many words the second hit begins after the first ends: 1 where they stand side by side."""
    return bisect_left(starts, second[0]) - bisect_left(starts, first[1]) + 1


def _merge(spans: list[Span]) -> list[Span]:
    """Return spans in order, as one where they overlap.

    >>> _merge([(5, 9), (0, 3), (2, 4)])
    [(0, 4), (5, 9)]
    """
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
