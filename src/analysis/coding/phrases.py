"""Phrases: the small language in which every cue is written, and finding them in a sentence.

A phrase is words in a row, in any case. `visit*` is any word that begins so, `seen/visited` is either word,
`...` skips up to five words. It is no regular expression:
a phrase can only walk forward, so none can run away on a long text.
"""

import re
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

MOST_WORDS = 500  # of a sentence are read: more than any real one has, and a bound on the work for any other
GAP = 5  # words that `...` may skip
MOST_GAPS = 3  # in one phrase: bounds the work at (GAP + 1) ** MOST_GAPS steps for a word
CACHED_WORDS = 100_000
LONGEST_CACHED = 40

_WORD = re.compile(r"\w+(?:'\w+)*")
_ELEMENT = re.compile(r"[^\W_]+(?:'[^\W_]+)*\*?")


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says which and why, in plain words."""


class Word(NamedTuple):
    """One word of a text, lower case, and where it stands."""

    text: str
    start: int
    end: int


class Match(NamedTuple):
    """A phrase found: its label, and the first and last of the words it covers."""

    label: object
    first: int
    last: int


class Step(NamedTuple):
    """The next word of a phrase (alternatives joined by `/`) and how many words may be skipped before it."""

    element: str
    skip: int


def split_words(text: str) -> list[Word]:
    """Return the words of a sentence, as many as are read of one; hyphens part words, apostrophes do not.

    >>> [word.text for word in split_words("The child’s multi-agency plan.")]
    ['the', "child's", 'multi', 'agency', 'plan']
    """
    found = islice(_WORD.finditer(text.replace("’", "'")), MOST_WORDS)
    return [Word(word.group().lower(), *word.span()) for word in found]


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
    """Labelled phrases, ready to be found in texts.

    >>> phrases = Phrases([("visits to children", "voice"), ("visit* ... alone", "alone")])
    >>> found = phrases.find(split_words("Visits to children alone"))
    >>> [(match.label, match.first, match.last) for match in found]
    [('alone', 0, 3), ('voice', 0, 2)]
    """

    def __init__(self, labelled: Iterable[tuple[str, object]] = ()):
        self._elements: dict[str, set[str]] = {}  # a word, or the beginning of one with *, to the elements it fits
        self._starting: dict[str, list[tuple[str, tuple[Step, ...], object]]] = {}
        self._known: dict[str, tuple] = {}
        self._longest = 0
        self.add(labelled)

    def add(self, labelled: Iterable[tuple[str, object]]) -> None:
        """Add phrases with their labels."""
        for phrase, label in labelled:
            steps = parse_phrase(phrase)
            self._starting.setdefault(steps[0].element, []).append((steps[-1].element, steps[1:], label))
            for step in steps:
                for word in step.element.split("/"):
                    self._elements.setdefault(word, set()).add(step.element)
                    self._longest = max(self._longest, len(word))
        self._known.clear()

    def find(self, words: list[Word]) -> list[Match]:
        """Return every phrase found, in order of its first word."""
        known = [self._known.get(word.text) or self._look_up(word.text) for word in words]
        present = set().union(*(fits for fits, _ in known))
        found = []
        for first, (_, starting) in enumerate(known):
            for ending, steps, label in starting:
                if ending in present:
                    last = _last_word(steps, known, first) if steps else first
                    if last is not None:
                        found.append(Match(label, first, last))
        return found

    def _look_up(self, word: str) -> tuple[frozenset[str], list]:
        """Return the elements that a word fits and the phrases that may start with it."""
        plain = word.removesuffix("'s").removesuffix("'")
        fits = self._elements.get(word, set()) | self._elements.get(plain, set())
        for length in range(1, min(len(word), self._longest) + 1):
            fits = fits | self._elements.get(word[:length] + "*", set())
        starting = [start for element in sorted(fits) for start in self._starting.get(element, ())]
        if len(word) <= LONGEST_CACHED and len(self._known) < CACHED_WORDS:
            self._known[word] = (frozenset(fits), starting)
        return frozenset(fits), starting


def _last_word(steps: tuple[Step, ...], known: list[tuple], at: int) -> int | None:
    """Return the position of the phrase's last word when its other words follow, else None."""
    if not steps:
        return at
    element, skip = steps[0]
    for position in range(at + 1, min(at + 2 + skip, len(known))):
        if element in known[position][0]:
            last = _last_word(steps[1:], known, position)
            if last is not None:
                return last
    return None
