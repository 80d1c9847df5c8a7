"""What speaks for and against a theme in a sentence: the clues that `theme_clues.csv` weighs.

A clue is (state, what is seen, of which theme, with which detail). The state of a candidate is `own` where a cue of
the theme stands in the sentence, `beside` where only cues of other themes do, else `alone`.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from math import floor
from typing import NamedTuple

from analysis.coding.phrases import Match, Word
from analysis.coding.weights import Clue, weigh_words

EARLY = 4  # words from its start within which a cue stands early
LATE = 0.6  # of the sentence, after which a cue stands late
MOST_COUNTED = 3  # other themes beyond this count alike
WORDING = range(-6, 4)  # log odds of the wording, in whole steps


class Reading(NamedTuple):
    """A sentence's words, each word once, the cues and hints by theme, and the words that point back, if any."""

    words: list[Word]
    vocabulary: tuple[str, ...]
    cues: dict[str, list[Match]]
    hints: dict[str, list[Match]]
    pointing: Match | None


class Paragraph(NamedTuple):
    """The readings of a paragraph's sentences, the themes its heading names, those cued in it, and most often so."""

    readings: list[Reading]
    section: frozenset[str]
    cued: frozenset[str]
    main: frozenset[str]


class Earlier(NamedTuple):
    """What the sentences before were coded with: the first of them, any of them, the last that was coded at all."""

    n_sentences: int = 0
    first: Collection[str] = ()
    seen: frozenset[str] = frozenset()
    topic: Collection[str] = ()

    def then(self, themes: Collection[str]) -> "Earlier":
        """Return what is known after one more sentence."""
        first = self.first if self.n_sentences else themes
        return Earlier(self.n_sentences + 1, first, self.seen.union(themes), themes or self.topic)


def gather(readings: list[Reading], section: frozenset[str]) -> Paragraph:
    """Return the paragraph that the readings make under a heading that names the themes of `section`."""
    counts = Counter(theme for reading in readings for theme in reading.cues)
    most = max(counts.values(), default=0)
    main = frozenset(theme for theme, count in counts.items() if count == most)
    return Paragraph(readings, section, frozenset(counts), main)


def find_clues(theme: str, paragraph: Paragraph, earlier: Earlier) -> Iterator[Clue]:
    """Yield the clues for `theme` in the sentence that follows the `earlier` ones."""
    place = earlier.n_sentences
    reading = paragraph.readings[place]
    state = "own" if theme in reading.cues else "beside" if reading.cues else "alone"
    yield state, "is", "", ""
    yield state, "is", theme, ""
    if state == "own":
        yield from _cue_clues(theme, reading)
    for other in reading.cues:
        if other != theme:
            yield state, "with", theme, other
    if theme in reading.hints:
        yield state, "hint", "", ""
    if reading.pointing:
        yield state, "points back", "", ""
    wording = weigh_words(theme, reading.vocabulary)
    if wording is not None:
        yield state, "wording", "", str(min(max(floor(wording), WORDING[0]), WORDING[-1]))
    yield from _around_clues(state, theme, place, paragraph)
    yield from _earlier_clues(state, theme, earlier)


def _cue_clues(theme: str, reading: Reading) -> Iterator[Clue]:
    cues = reading.cues[theme]
    first = min(cue.first for cue in cues)
    yield "own", "other themes", "", str(min(len(reading.cues) - 1, MOST_COUNTED))
    yield "own", "early" if first < EARLY else "midway" if first < len(reading.words) * LATE else "late", "", ""
    if len(cues) > 1:
        yield "own", "several cues", "", ""
    for phrase in dict.fromkeys(cue.label.phrase for cue in cues):
        yield "own", "cue", theme, phrase


def _around_clues(state: str, theme: str, place: int, paragraph: Paragraph) -> Iterator[Clue]:
    if len(paragraph.readings) > 1 and theme in paragraph.main:
        yield state, "main theme", "", ""
    if theme in paragraph.section:
        yield state, "in heading", "", ""
        yield state, "in heading", theme, ""
    if place + 1 < len(paragraph.readings) and theme in paragraph.readings[place + 1].cues:
        yield state, "just after", "", ""


def _earlier_clues(state: str, theme: str, earlier: Earlier) -> Iterator[Clue]:
    if not earlier.n_sentences:
        yield state, "opens", "", ""
        return
    if theme in earlier.first:
        yield state, "opened with", "", ""
    elif theme not in earlier.seen:
        yield state, "new", "", ""
    if theme in earlier.topic:
        yield state, "last topic", "", ""
        yield state, "last topic", theme, ""
        if len(earlier.topic) == 1:
            yield state, "only last topic", "", ""
    elif earlier.topic:
        yield state, "other topic", "", ""
