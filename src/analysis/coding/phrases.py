"""Phrases: the small language in which every cue is written, and finding them in a sentence.

A phrase is words in a row, in any case. `visit*` is any word that begins so, `seen/visited` is either word,
`...` skips up to five words. It is no regular expression:
a phrase can only walk forward, so none can run away on a long text.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
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


PhraseLabel = tuple  # the kind of a phrase, and what else it stands for


class Words(NamedTuple):
    """The words of a text, lower case: where each starts and ends, and what stands before each of them."""

    texts: list[str]
    starts: list[int]
    ends: list[int]
    before: list[str]


class Match(NamedTuple):
    """A phrase that a sentence holds: its label, and the first and last of the words it covers, from 0."""

    label: PhraseLabel
    first: int
    last: int


class PhraseMatches(NamedTuple):
    """Matches of phrases in some sentences: four arrays with an entry per match, by sentence, first and last word.

    `sentence` and `phrase` are numbers from 0; `first` and `last` count the words of the sentence, from 0.
    """

    sentence: np.ndarray
    first: np.ndarray
    last: np.ndarray
    phrase: np.ndarray

    def select(self, rows: np.ndarray) -> "PhraseMatches":
        """Return some of the matches, with an entry per index in `rows`, or per true entry of a mask."""
        return PhraseMatches(*(column[rows] for column in self))


def split_words(text: str) -> Words:
    """Return the words of a sentence, at most MOST_WORDS; hyphens part words, apostrophes do not.

    >>> split_words("The child’s multi-agency plan.").texts
    ['the', "child's", 'multi', 'agency', 'plan']
    """
    pieces = _WORD.split(_lower(text).replace("’", "'"), maxsplit=MOST_WORDS)
    edges = list(accumulate(map(len, pieces)))
    return Words(pieces[1::2], edges[:-1:2], edges[1::2], pieces[:-1:2])


def list_words(text: str) -> list[str]:
    """Return the words of a sentence alone, as `split_words` has them, in a third of the time.

    >>> list_words("The child’s multi-agency plan.")
    ['the', "child's", 'multi', 'agency', 'plan']
    """
    return _WORD.split(_lower(text).replace("’", "'"), maxsplit=MOST_WORDS)[1::2]


def _lower(text: str) -> str:
    """Return a text in small letters, of the same length: a letter whose small form is two letters stays."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small) == 1 else letter for letter in text for small in [letter.lower()])


@cache  # a codebook's phrases are checked when it is read, and laid out to be found
def parse_phrase(phrase: str) -> tuple[Step, ...]:
    """Return the steps of a phrase. Raises PhraseError where it is not in the language of this file.

    >>> parse_phrase("visit* ... child/children")
    (Step(element='visit*', skip=0), Step(element='child/children', skip=5))
    """
    steps, skip = [], 0
    for element in _split_elements(phrase):
        if element == "...":
            skip = GAP
            continue
        for word in element.split("/"):
            if not _ELEMENT.fullmatch(word):
                raise PhraseError(
                    f"{phrase!r} holds {word!r}; write words, `word*` for any ending, `a/b` for either, "
                    "`...` for words between (regular expressions are not understood)"
                )
        steps.append(Step(element, skip))
        skip = 0
    if not steps or skip or steps[0].skip:
        raise PhraseError(f"{phrase!r} must begin and end with a word, else it would be found everywhere")
    if sum(step.skip > 0 for step in steps) > MOST_GAPS:
        raise PhraseError(f"{phrase!r} has more than {MOST_GAPS} gaps; split it into several phrases")
    return tuple(steps)


def _split_elements(phrase: str) -> list[str]:
    """Return the elements of a phrase, lower case; hyphens split them as words are split, `a/b` stays whole."""
    plain = re.sub(r"'(?=[\s/]|$)", "", phrase.lower().replace("’", "'"))
    elements = [[piece] if "/" in piece else piece.split("-") for piece in plain.split()]
    return [element for pieces in elements for element in pieces if element]


class Phrases:
    """Labelled phrases, ready to be found in texts. A label begins with the kind of the phrase.

    >>> phrases = Phrases([("visits to children", ("theme", "voice")), ("visit* ... alone", ("theme", "alone"))])
    >>> matches = phrases.find_all([split_words("Visits to children alone")])
    >>> [(match.label, match.first, match.last) for match in phrases.list_matches(matches, "theme", 1)[0]]
    [(('theme', 'voice'), 0, 2), (('theme', 'alone'), 0, 3)]
    """

    def __init__(self, labelled: Iterable[tuple[str, PhraseLabel]] = ()):
        steps, self.labels = [], []
        for phrase, label in labelled:
            steps.append(parse_phrase(phrase))
            self.labels.append(label)
        self._automaton = Automaton(steps, GAP)
        kinds = [label[0] for label in self.labels]
        self._number_of = {kind: number for number, kind in enumerate(dict.fromkeys(kinds))}
        self._kinds = np.array([self._number_of[kind] for kind in kinds], dtype=int)  # of each phrase

    def find_all(self, sentences: Sequence[Words]) -> PhraseMatches:
        """Return all matches in some sentences (`find_among`)."""
        return self.find_among([words.texts for words in sentences])

    def find_among(self, sentences: Sequence[list[str]]) -> PhraseMatches:
        """Return all matches among the words (`list_words`) of some sentences, an entry per phrase and first word.

        Where a gap leaves a choice, the match takes the nearest words.
        """
        return PhraseMatches(*self._automaton.find(sentences))

    def pick(self, matches: PhraseMatches, kind: str) -> PhraseMatches:
        """Return those of the matches whose phrases are of a kind."""
        return matches.select(self._kinds[matches.phrase] == self._number_of.get(kind))

    def list_matches(self, matches: PhraseMatches, kind: str, n_sentences: int) -> list[list[Match]]:
        """Return the matches of phrases of a kind, a list for each of the sentences."""
        picked = self.pick(matches, kind)
        labels = [self.labels[phrase] for phrase in picked.phrase.tolist()]
        listed = list(map(Match._make, zip(labels, picked.first.tolist(), picked.last.tolist(), strict=True)))
        edges = np.searchsorted(picked.sentence, np.arange(n_sentences + 1)).tolist()
        return [listed[start:end] for start, end in pairwise(edges)]
