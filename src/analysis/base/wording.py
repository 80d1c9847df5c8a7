"""Texts as they are compared."""

import re


def fold_words(text: str) -> str:
    """Return the words of a text alone: no capitals, no punctuation, one blank between two.

    >>> fold_words("“Supervision is  weak,” they said.")
    'supervision is weak they said'
    """
    return " ".join(re.findall(r"\w+", text.casefold()))


def count_plainly(number: int, thing: str) -> str:
    """Return a number, in digits, with its thing.

    >>> count_plainly(1, "letter"), count_plainly(15, "letter")
    ('1 letter', '15 letters')
    """
    return f"{number} {thing if number == 1 else thing + 's'}"
