"""Paragraphs into sentences."""

import re
from functools import cache

from analysis.base.resources import read_yaml

# The end of a sentence: its mark, closing quotation marks or brackets, white space, then a beginning.
_END = re.compile(r"[.!?…]['\"’”)\]]*(\s+)(?=['\"‘“(\[•–-]*\s?[A-Z0-9])")
_LAST_WORD = re.compile(r"[\w.]+$")
LONGEST_WORD = 30


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph, each an exact piece of it, in order.

    A closing quotation mark stays with its sentence; abbreviations and initials end none.

    >>> split_sentences("Ms. Hill said: “It is good.” Plans (e.g. CIN plans) lag. 4 do not.")
    ['Ms. Hill said: “It is good.”', 'Plans (e.g. CIN plans) lag.', '4 do not.']
    """
    sentences, start = [], 0
    for end in _END.finditer(text):
        if text[end.start()] == "." and _is_abbreviation(text[max(start, end.start() - LONGEST_WORD) : end.start()]):
            continue
        sentences.append(text[start : end.start(1)].strip())
        start = end.end(1)
    sentences.append(text[start:].strip())
    return [sentence for sentence in sentences if sentence]


def _is_abbreviation(before: str) -> bool:
    word = _LAST_WORD.search(before)
    return bool(word) and (
        word.group().lower() in _list_abbreviations() or re.fullmatch(r"[A-Z]", word.group()) is not None
    )


@cache
def _list_abbreviations() -> frozenset[str]:
    """Return the abbreviations, lower case, without their last full stop."""
    return frozenset(read_yaml("base/abbreviations.yml")["abbreviations"])
