"""Sentences that say something about the letter itself: what was looked at, who inspected, which visit."""

import re
from collections.abc import Iterable
from functools import cache

from analysis.letters.shapes import plain, read_data


def find_phrase(kind: str, field: str, texts: Iterable[str]) -> str | None:
    """Return the printed words that a pattern of phrases.yml finds first in some texts; None where none does.

    Patterns are tried in their order, each on all texts, so that the surest comes first.

    >>> find_phrase("visit", "scope", ["Inspectors looked at the council’s arrangements for care leavers."])
    'care leavers'
    """
    texts = list(texts)
    for pattern in _patterns(kind, field):
        for text in texts:
            if match := pattern.search(plain(text)):
                start, end = match.span("words")
                return text[start:end].strip()
    return None


@cache
def _patterns(kind: str, field: str) -> list[re.Pattern]:
    return [re.compile(pattern) for pattern in read_data("phrases.yml")[kind].get(field, ())]
