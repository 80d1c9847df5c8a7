"""Phrases: the small language in which every cue is written, and finding them in a sentence.

A phrase is words in a row, in any case. `visit*` is any word that begins so, `seen/visited` is either word,
`...` skips up to five words. It is no regular expression:
a phrase can only walk forward, so none can run away on a long text.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np

from analysis.coding.automaton import Automaton, Step

MOST_WORDS = 500  # of a sentence are read: more than any real one has, and a bound on the work for any other
GAP = 5  # words that `...` may skip
MOST_GAPS = 3  # in one phrase: bounds the work at (GAP + 1) ** MOST_GAPS steps for a word

_WORD = re.compile(r"(\w+(?:'\w+)*)")
_ELEMENT = re.compile(r"[^\W_]+(?:'[^\W_]+)*\*?")


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says which and why, in plain words."""


Label = tuple  # the kind of a phrase, and what else it stands for


class Words(NamedTuple):
    """The words of a text, lower case: where each starts and ends, and what stands before each of them."""

    texts: list[str]
    starts: list[int]
    ends: list[int]
    before: list[str]


class Match(NamedTuple):
    """A phrase found: its label, and the first and last of the words it covers."""

    label: Label
    first: int
    last: int


class Found(NamedTuple):
    """Phrases found in some sentences, a row each: by sentence, first word and last word; `phrase` is its number."""

    sentence: np.ndarray
    first: np.ndarray
    last: np.ndarray
    phrase: np.ndarray

    def where(self, rows: np.ndarray) -> "Found":
        """Return some of the rows."""
        return Found(*(column[rows] for column in self))


def split_words(text: str) -> Words:
    """Return the words of a sentence, as many as are read of one; hyphens part words, apostrophes do not.

    >>> split_words("The child’s multi-agency plan.").texts
    ['the', "child's", 'multi', 'agency', 'plan']
    """
    pieces = _WORD.split(_lower(text).replace("’", "'"), maxsplit=MOST_WORDS)
    edges = list(accumulate(map(len, pieces)))
    return Words(pieces[1::2], edges[:-1:2], edges[1::2], pieces[:-1:2])


def _lower(text: str) -> str:
    """Return a text in small letters, of the same length: a letter whose small form is two letters stays."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small) == 1 else letter for letter in text for small in [letter.lower()])


def parse_phrase(phrase: str) -> tuple[Step, ...]:
    """Return the steps of a phrase.

    >>> parse_phrase("visit* ... child/children")
    (Step(element='visit*', skip=0), Step(element='child/children', skip=5))
    """
    steps, skip = [], 0
    for part in _split_parts(phrase):
        if part == "...":
            skip = GAP
            continue
        for element in part.split("/"):
            if not _ELEMENT.fullmatch(element):
                raise PhraseError(
                    f"{phrase!r} holds {element!r}; write words, `word*` for any ending, `a/b` for either, "
                    "`...` for words between (regular expressions are not understood)"
                )
        steps.append(Step(part, skip))
        skip = 0
    if not steps or skip or steps[0].skip:
        raise PhraseError(f"{phrase!r} must begin and end with a word, else it would be found everywhere")
    if sum(step.skip > 0 for step in steps) > MOST_GAPS:
        raise PhraseError(f"{phrase!r} has more than {MOST_GAPS} gaps; split it into several phrases")
    return tuple(steps)


def _split_parts(phrase: str) -> list[str]:
    """Return the parts of a phrase, lower case; hyphens part them as `split_words` parts words, `a/b` stays whole."""
    plain = re.sub(r"'(?=[\s/]|$)", "", phrase.lower().replace("’", "'"))
    parts = [[part] if "/" in part else part.split("-") for part in plain.split()]
    return [piece for pieces in parts for piece in pieces if piece]


class Phrases:
    """Labelled phrases, ready to be found in texts. A label begins with the kind of the phrase.

    >>> phrases = Phrases([("visits to children", ("theme", "voice")), ("visit* ... alone", ("theme", "alone"))])
    >>> found = phrases.find_all([split_words("Visits to children alone")])
    >>> [(match.label, match.first, match.last) for match in phrases.list_matches(found, "theme", 1)[0]]
    [(('theme', 'voice'), 0, 2), (('theme', 'alone'), 0, 3)]
    """

    def __init__(self, labelled: Iterable[tuple[str, Label]] = ()):
        steps, self.labels = [], []
        for phrase, label in labelled:
            steps.append(parse_phrase(phrase))
            self.labels.append(label)
        self._automaton = Automaton(steps, GAP)
        self._kinds = np.array([label[0] for label in self.labels], dtype=object)

    def find_all(self, sentences: Sequence[Words]) -> Found:
        """Return every phrase found in some sentences; where a gap leaves a choice, with the nearest words."""
        return Found(*self._automaton.find([words.texts for words in sentences]))

    def pick(self, found: Found, kind: str) -> Found:
        """Return those of the phrases found that are of a kind."""
        return found.where(self._kinds[found.phrase] == kind)

    def list_matches(self, found: Found, kind: str, n_sentences: int) -> list[list[Match]]:
        """Return the phrases of a kind that were found, for each of the sentences."""
        own = self.pick(found, kind)
        labels = [self.labels[phrase] for phrase in own.phrase.tolist()]
        matches = list(map(Match._make, zip(labels, own.first.tolist(), own.last.tolist(), strict=True)))
        edges = np.searchsorted(own.sentence, np.arange(n_sentences + 1)).tolist()
        return [matches[start:end] for start, end in pairwise(edges)]
