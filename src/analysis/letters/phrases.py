"""Sentences that say something about the letter itself: who inspected, which visit, when."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from analysis.letters.shapes import plain, read_data

LONGEST = 10_000  # characters of a paragraph that are looked through: a pattern may run on to its end from each word


def find_phrase(kind: str, field: str, texts: Iterable[str]) -> str | None:
    """Return the printed words that a pattern of phrases.yml finds first in some texts; None where none does.

    >>> find_phrase("visit", "inspectors", ["The inspectors were Ada Marsh and Nora Quayle."])
    'Ada Marsh and Nora Quayle'
    """
    return next(find_phrases(kind, field, texts), None)


def find_phrases(kind: str, field: str, texts: Iterable[str]) -> Iterator[str]:
    """Yield the printed words that the patterns find: each pattern on all texts, so that the surest comes first."""
    texts = list(texts)
    for pattern in _patterns(kind, field):
        for text in texts:
            for match in pattern.finditer(plain(text[:LONGEST])):
                start, end = match.span("words")
                yield " ".join(text[start:end].split())


def span_phrases(kind: str, field: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where in a text the patterns find anything: the whole of it, not its `words` alone."""
    for pattern in _patterns(kind, field):
        for match in pattern.finditer(plain(text)):
            yield match.span()


@cache
def _patterns(kind: str, field: str) -> list[re.Pattern]:
    return [re.compile(pattern) for pattern in read_data("phrases.yml").get(kind, {}).get(field, ())]
