"""Sentences that say something about the letter itself: what was looked at, who inspected, which visit."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from analysis.letters.shapes import plain, read_data

LONGEST = 10_000  # characters of a paragraph that are looked through: a pattern may run on to its end from each word


def find_phrase(kind: str, field: str, texts: Iterable[str]) -> str | None:
    """Return the printed words that a pattern of phrases.yml finds first in some texts; None where none does.

    >>> find_phrase("visit", "scope", ["Inspectors looked at the council’s arrangements for care leavers."])
    'care leavers'
    """
    return next(find_phrases(kind, field, texts), None)


def find_phrases(kind: str, field: str, texts: Iterable[str]) -> Iterator[str]:
    """Yield the printed words that the patterns find: each pattern on all texts, so that the surest comes first."""
    texts = list(texts)
    for pattern in _patterns(kind, field):
        for text in texts:
            for match in pattern.finditer(plain(text[:LONGEST])):
                start, end = match.span("words")
                yield text[start:end].strip()


@cache
def _patterns(kind: str, field: str) -> list[re.Pattern]:
    return [re.compile(pattern) for pattern in read_data("phrases.yml").get(kind, {}).get(field, ())]
