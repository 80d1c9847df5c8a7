"""Characters that are one sign for several letters, or that no one sees, as plain letters."""

import re
from collections.abc import Iterable
from dataclasses import replace

from analysis.read.document import Document

LIGATURE = re.compile("[\ufb00-\ufb06]")  # ff, fi, fl, ffi, ffl, long s and t, st
LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
)
UNSEEN = re.compile("\u00ad(?=.)|[\u200b\u2060\ufeff]")  # a soft hyphen inside a line, spaces of no width


def clean_characters(document: Document) -> Document:
    """Return a document with plain letters in all its lines, and in what was left out of them.

    A soft hyphen at the end of a line stays, for it says that a word is broken there.
    """
    texts: Iterable[str] = (line.text for line in document.lines)
    if not any(map(_needs_cleaning, (*texts, *(text for _, text in document.dropped)))):
        return document
    lines = tuple(line._replace(text=clean(line.text)) for line in document.lines)
    dropped = tuple((reason, clean(text)) for reason, text in document.dropped)
    return replace(document, lines=lines, dropped=dropped)


def clean(text: str) -> str:
    """Return a text with plain letters.

    >>> clean("The o\ufb03ce \ufb01nds ser\u00advices")
    'The office finds services'
    """
    return UNSEEN.sub("", text.translate(LIGATURES))


def _needs_cleaning(text: str) -> bool:
    return not text.isascii() and bool(LIGATURE.search(text) or UNSEEN.search(text))
