"""Words that were broken at the end of a line, put together without taking the hyphen out of words that have one.

Whether "super-" and "vision" are one word is told by the words of the letter itself, and by those that stand in
three national reports or more (words.csv, which tests/refresh_words.py makes).
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from analysis.base.resources import PACKAGE
from analysis.letters.shapes import read_data
from analysis.read import Line

SOFT = "\u00ad"  # the hyphen that is printed only where a word is broken
HYPHENS = ("-", "\u2010", SOFT)
SHARE = 0.2  # of the hyphens at line ends, at the least, that certainly break a word in a document that breaks words
FEWEST_INSIDE = 2  # different words that are broken, where the ends of lines are not to be seen
LONGEST = 60  # characters of half a word
LEFT = re.compile(r"(?P<left>(?<![A-Za-z-])[A-Za-z][A-Za-z-]*)[^A-Za-z]$")
RIGHT = re.compile(r"(?P<right>[a-z][A-Za-z-]*)(?P<after>\S*)\s*(?P<rest>.*)$", re.DOTALL)
INSIDE = re.compile(r"(?<![\w’'-])([A-Za-z]+)-([a-z]+)(?![\w’'-])")
WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
VOWELS = "aeiou"

Pair = tuple[str, str]


def mend_words(lines: Sequence[Line]) -> list[Line]:
    """Return lines with broken words put together, each on the line that it begins on.

    A document is taken to break words where more than a few are broken of which a half is no word; in others all
    hyphens are part of their words. Copied text may have its breaks inside its lines: there it takes two.

    >>> [line.text for line in mend_words([Line("Lead-"), Line("ers make long-"), Line("term plans.")])]
    ['Leaders', 'make long-', 'term plans.']
    """
    pairs = [(index, pair) for index in range(len(lines) - 1) if (pair := _broken_at(lines[index], lines[index + 1]))]
    inside = {pair for line in lines if "-" in line.text for pair in INSIDE.findall(line.text) if _is_broken(*pair)}
    certain = {pair for _, pair in pairs if _is_broken(*pair)}
    mended = list(lines)
    if len(certain | inside) >= FEWEST_INSIDE:
        mended = [line._replace(text=INSIDE.sub(_mend_inside, line.text)) for line in lines]
    breaks = len(certain) > SHARE * len(pairs)
    if breaks or any(lines[index].text.endswith(SOFT) for index, _ in pairs):
        own = _list_words(lines)
        for index, pair in pairs:
            if lines[index].text.endswith(SOFT) or _is_one_word(*pair, own):
                mended[index : index + 2] = _join(mended[index], mended[index + 1])
    return [line for line in mended if line.text]


def _broken_at(above: Line, below: Line) -> Pair | None:
    """Return the halves of the word that the end of a line breaks, in small letters; None where none is."""
    if above.text[-1:] not in HYPHENS or below.kind != "text" or (below.gap and below.page == above.page):
        return None
    left, right = LEFT.search(above.text[-LONGEST:]), RIGHT.match(below.text[:LONGEST])
    return (left["left"].lower(), right["right"].lower()) if left and right else None


def _join(above: Line, below: Line) -> tuple[Line, Line]:
    """Return two lines with the second half of a word moved up to the first."""
    right = RIGHT.match(below.text)
    word = f"{above.text[:-1]}{right['right']}{right['after']}"
    return above._replace(text=word), below._replace(text=right["rest"])


def _mend_inside(match: re.Match) -> str:
    """Return a word with a hyphen in it, left there where a text was copied; as it is where it may have its own."""
    return match[1] + match[2] if _is_broken(match[1], match[2]) else match[0]


def _is_broken(left: str, right: str) -> bool:
    """Tell whether two halves are certainly one word: it is known, not with a hyphen, and one half is none."""
    known, prefixes = read_words(), read_data("prefixes.yml")
    left = left.lower()
    if left in prefixes["before_vowels"] or left in prefixes["others"]:
        return False
    return left + right in known and f"{left}-{right}" not in known and not _are_words(left, right)


def _is_one_word(left: str, right: str, own: frozenset[str]) -> bool:
    """Tell whether two halves in a document that breaks words are one word and not two with a hyphen."""
    whole, compound = left + right, f"{left}-{right}"
    for words in (own, read_words()):
        if compound in words:
            return False
        if whole in words and not (words is not own and _takes_hyphen(left, right)):
            return True
    return "-" not in right and not _are_words(left, right)


def _takes_hyphen(left: str, right: str) -> bool:
    """Tell whether a word is often printed with a hyphen behind its prefix, as in "co-operate" and "re-engage"."""
    return left in read_data("prefixes.yml")["before_vowels"] and right[0] in VOWELS


def _are_words(left: str, right: str) -> bool:
    """Tell whether both halves can stand in a word with a hyphen."""
    first = left.rsplit("-", 1)[-1]
    return (first in read_words() or first in _first_halves()) and right.split("-", 1)[0] in read_words()


def _list_words(lines: Iterable[Line]) -> frozenset[str]:
    """Return the words of a letter in small letters, without the halves at the ends of its lines."""
    return frozenset(word.lower() for line in lines for word in WORD.findall(line.text.rstrip("-")))


@cache
def read_words() -> frozenset[str]:
    """Return the words of the national reports, with their hyphens."""
    rows = (PACKAGE / "letters" / "words.csv").read_text(encoding="utf-8").splitlines()
    return frozenset(row.split(",", 1)[0] for row in rows[1:])


@cache
def _first_halves() -> frozenset[str]:
    return frozenset(word.split("-", 1)[0] for word in read_words() if "-" in word)
