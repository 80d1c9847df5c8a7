"""Phrases: the small language in which every cue is written, and finding them in a sentence.

A phrase is words in a row, in any case. `visit*` is any word that begins so, `seen/visited` is either word,
`...` skips up to five words. It is no regular expression:
a phrase can only walk forward, so none can run away on a long text.
"""

import re
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

MOST_WORDS = 500  # of a sentence are read: more than any real one has, and a bound on the work for any other
GAP = 5  # words that `...` may skip
MOST_GAPS = 3  # in one phrase: bounds the work at (GAP + 1) ** MOST_GAPS steps for a word
CACHED_WORDS = 100_000
LONGEST_CACHED = 40

_WORD = re.compile(r"(\w+(?:'\w+)*)")
_ELEMENT = re.compile(r"[^\W_]+(?:'[^\W_]+)*\*?")


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says which and why, in plain words."""


class Words(NamedTuple):
    """The words of a text, lower case: where each starts and ends, and what stands before each of them."""

    texts: list[str]
    starts: list[int]
    ends: list[int]
    before: list[str]


class Match(NamedTuple):
    """A phrase found: its label, and the first and last of the words it covers."""

    label: object
    first: int
    last: int


Found = dict[str, list[Match]]  # by the kind of their labels


class Step(NamedTuple):
    """The next word of a phrase (alternatives joined by `/`) and how many words may be skipped before it."""

    element: str
    skip: int


class Node:
    """The phrases that begin alike: what may follow at once, what may follow after a gap, and which end here."""

    __slots__ = ("after_gap", "ending", "next")

    def __init__(self) -> None:
        self.next: dict[str, Node] = {}
        self.after_gap: dict[str, Node] = {}
        self.ending: list[int] = []


class State:
    """All phrases that the words so far may be the beginning of; where a word leads is worked out when first met."""

    __slots__ = ("after_gap", "ending", "next", "wanted", "wanted_after_gap", "ways", "ways_after_gap")

    def __init__(self, nodes: list[Node]) -> None:
        self.ending = [phrase for node in nodes for phrase in node.ending]
        self.next = [node.next for node in nodes if node.next]
        self.after_gap = [node.after_gap for node in nodes if node.after_gap]
        self.wanted = frozenset().union(*self.next)
        self.wanted_after_gap = frozenset().union(*self.after_gap)
        self.ways: dict[str, State] = {}
        self.ways_after_gap: dict[str, State] = {}


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


def group_by_kind(matches: Iterable[Match]) -> Found:
    """Return matches, whose labels are tuples, by the first part of the label."""
    found: Found = {}
    for match in matches:
        found.setdefault(match.label[0], []).append(match)
    return found


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
    [('voice', 0, 2), ('alone', 0, 3)]
    """

    def __init__(self, labelled: Iterable[tuple[str, object]] = ()):
        self._labels: list[object] = []
        self._elements: dict[str, set[str]] = {}  # a word, or the beginning of one with *, to the elements it fits
        self._root = Node()
        self._known: dict[str, tuple[frozenset[str], State | None]] = {}
        self._longest = 0
        self.add(labelled)

    def add(self, labelled: Iterable[tuple[str, object]]) -> None:
        """Add phrases with their labels."""
        for phrase, label in labelled:
            node = self._root
            for step in parse_phrase(phrase):
                node = (node.after_gap if step.skip else node.next).setdefault(step.element, Node())
                for word in step.element.split("/"):
                    self._elements.setdefault(word, set()).add(step.element)
                    self._longest = max(self._longest, len(word))
            node.ending.append(len(self._labels))
            self._labels.append(label)
        self._known.clear()

    def find(self, words: Words) -> list[Match]:
        """Return every phrase found, in order of its first word; where a gap leaves a choice, the nearest words."""
        known = [self._known.get(word) or self._look_up(word) for word in words.texts]
        last_words: dict[tuple[int, int], int] = {}
        after = [fits for fits, _ in known[1:]] + [frozenset()]
        for first, (_, state) in enumerate(known):
            # Asked here too: most words begin some phrase, and few phrases go on.
            if state and (state.ending or state.after_gap or not state.wanted.isdisjoint(after[first])):
                _walk(state, words.texts, known, first, first, last_words)
        labels = self._labels
        return [Match(labels[phrase], first, last) for (first, phrase), last in last_words.items()]

    def _look_up(self, word: str) -> tuple[frozenset[str], State | None]:
        """Return the elements that a word fits, and the phrases that may start with it, if any."""
        plain = word.removesuffix("'s").removesuffix("'")
        fits = self._elements.get(word, set()) | self._elements.get(plain, set())
        for length in range(1, min(len(word), self._longest) + 1):
            fits = fits | self._elements.get(word[:length] + "*", set())
        known = frozenset(fits), _follow([self._root.next], fits)
        if len(word) <= LONGEST_CACHED and len(self._known) < CACHED_WORDS:
            self._known[word] = known
        return known


def _follow(ways: list[dict[str, Node]], fits: Iterable[str]) -> State | None:
    nodes = [way[element] for way in ways for element in sorted(fits) if element in way]
    return State(nodes) if nodes else None


def _walk(
    state: State, texts: list[str], known: list[tuple], first: int, at: int, last_words: dict[tuple[int, int], int]
) -> None:
    """Add to `last_words`, by first word and phrase, the phrases that end at the word `at` or go on from there."""
    for phrase in state.ending:
        last_words.setdefault((first, phrase), at)
    after = at + 1
    if after < len(known) and not state.wanted.isdisjoint(known[after][0]):
        word = texts[after]
        if word not in state.ways:
            state.ways[word] = _follow(state.next, known[after][0])
        _walk(state.ways[word], texts, known, first, after, last_words)
    if state.after_gap:
        for place in range(after, min(after + 1 + GAP, len(known))):
            if not state.wanted_after_gap.isdisjoint(known[place][0]):
                word = texts[place]
                if word not in state.ways_after_gap:
                    state.ways_after_gap[word] = _follow(state.after_gap, known[place][0])
                _walk(state.ways_after_gap[word], texts, known, first, place, last_words)
