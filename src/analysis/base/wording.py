"""Texts as they are compared."""

import re


def fold_words(text: str) -> str:
    """Return the words of a text alone: no capitals, no punctuation, one blank between two.

    >>> fold_words("“Supervision is  weak,” they said.")
    'supervision is weak they said'
    """
    return " ".join(re.findall(r"\w+", text.casefold()))
