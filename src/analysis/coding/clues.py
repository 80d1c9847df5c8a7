"""What speaks for and against each theme in each sentence of a letter: the clues that `theme_clues.csv` weighs.

A clue is (state, what is seen, of which theme, with which detail). The state of a theme is `own` where a cue of it
stands in the sentence, `beside` where only cues of other themes do, else `alone`. All sentences of a letter are looked
at together: the arrays here have a row per sentence and a column per theme, in the order of the codebook.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from analysis.coding.phrases import Match, Words

STATES = ("own", "beside", "alone")
EARLY = 4  # words from its start within which a cue stands early
LATE = 0.6  # of the sentence, after which a cue stands late
MOST_COUNTED = 3  # other themes beyond this count alike
WORDING = range(-6, 4)  # log odds of the wording, in whole steps
ABSENT = -1

# The clues that come with a detail, and the details in the order in which an array counts them; others have none.
DETAILS = {
    "other themes": tuple(map(str, range(MOST_COUNTED + 1))),
    "wording": tuple(map(str, WORDING)),
}
BY_THEME = ("is", "in heading", "last topic")  # clues that are weighed for each theme too

Clues = dict[str, np.ndarray]  # by clue: the number of its detail, or ABSENT


class Reading(NamedTuple):
    """What of a sentence matters: its words, the cues by theme, the themes hinted at, and the words that point back."""

    words: Words
    cues: dict[str, list[Match]]
    hints: dict[str, list[Match]]
    pointing: Match | None


class Paragraph(NamedTuple):
    """The readings of a paragraph's sentences, and the themes that its heading names."""

    readings: list[Reading]
    section: frozenset[str]


class Seen(NamedTuple):
    """What is seen in the sentences of a letter before any is coded.

    `paragraph` and `place` number each sentence's paragraph, and the sentence within it, from 0. `candidate` is a
    theme with a cue in the paragraph, or named by the heading (`section`). `cues` lists (sentence, theme, phrase).
    """

    themes: tuple[str, ...]
    paragraph: np.ndarray
    place: np.ndarray
    own: np.ndarray
    state: np.ndarray
    candidate: np.ndarray
    section: np.ndarray
    clues: Clues
    cues: list[tuple[int, int, str]]


def look_at(paragraphs: Sequence[Paragraph], themes: tuple[str, ...], wording: np.ndarray) -> Seen:
    """Return what is seen of each theme in the sentences of some paragraphs.

    `wording` are the log odds of each sentence's words, missing for a theme of which none was learned.
    """
    column = {theme: number for number, theme in enumerate(themes)}
    readings = [reading for paragraph in paragraphs for reading in paragraph.readings]
    lengths = np.array([len(paragraph.readings) for paragraph in paragraphs], dtype=int)
    paragraph = np.repeat(np.arange(len(paragraphs)), lengths)
    place = np.arange(len(readings)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    stand, cues = _place_cues(readings, column)
    own = stand["n"] > 0
    n_cued = own.sum(axis=1, keepdims=True)
    state = np.where(own, 0, np.where(n_cued > 0, 1, 2))
    section = _mark([paragraph.section for paragraph in paragraphs], column)[paragraph]
    cued = _add_up(own, paragraph, len(paragraphs))
    most = cued.max(axis=1, keepdims=True)
    main = (cued == most) & (most > 0) & (lengths[:, None] > 1)
    hinted = _mark([reading.hints for reading in readings], column)
    pointing = np.array([reading.pointing is not None for reading in readings], dtype=bool)[:, None]
    after = np.zeros_like(own)
    after[:-1] = own[1:] & (paragraph[1:] == paragraph[:-1])[:, None]
    n_words = np.array([len(reading.words.texts) for reading in readings], dtype=int)[:, None]
    early, late = stand["first"] < EARLY, stand["first"] >= n_words * LATE
    clues = {
        "is": _flag(np.ones_like(own)),
        "other themes": np.where(own, np.minimum(n_cued - 1, MOST_COUNTED), ABSENT),
        "early": _flag(own & early),
        "midway": _flag(own & ~early & ~late),
        "late": _flag(own & ~early & late),
        "several cues": _flag(stand["n"] > 1),
        "hint": _flag(hinted),
        "points back": _flag(pointing & np.ones_like(own)),
        "wording": _step(wording),
        "main theme": _flag(main[paragraph]),
        "in heading": _flag(section),
        "just after": _flag(after),
    }
    candidate = ((cued > 0)[paragraph] | section) & (n_words > 0)
    return Seen(themes, paragraph, place, own, state, candidate, section, clues, cues)


def _place_cues(readings: list[Reading], column: dict[str, int]) -> tuple[Clues, list[tuple[int, int, str]]]:
    """Return how many cues of each theme a sentence has (`n`) and where the first stands, and all cues by phrase."""
    n, first = np.zeros((2, len(readings), len(column)), dtype=int)
    cues = []
    for number, reading in enumerate(readings):
        for theme, matches in reading.cues.items():
            at = column[theme]
            n[number, at] = len(matches)
            first[number, at] = min([match.first for match in matches])
            cues += [(number, at, phrase) for phrase in {match.label.phrase for match in matches}]
    return {"n": n, "first": first}, cues


def _mark(named: Sequence, column: dict[str, int]) -> np.ndarray:
    marked = np.zeros((len(named), len(column)), dtype=bool)
    for number, themes in enumerate(named):
        for theme in themes:
            marked[number, column[theme]] = True
    return marked


def _add_up(own: np.ndarray, paragraph: np.ndarray, n_paragraphs: int) -> np.ndarray:
    """Return in how many sentences of each paragraph each theme is cued."""
    cued = np.zeros((n_paragraphs, own.shape[1]), dtype=int)
    np.add.at(cued, paragraph, own)
    return cued


def _flag(seen: np.ndarray) -> np.ndarray:
    return np.where(seen, 0, ABSENT)


def _step(wording: np.ndarray) -> np.ndarray:
    steps = np.floor(np.nan_to_num(wording)).astype(int)
    return np.where(np.isnan(wording), ABSENT, steps.clip(WORDING[0], WORDING[-1]) - WORDING[0])


def follow(seen: Seen, decide: Callable[[np.ndarray, Clues], np.ndarray]) -> np.ndarray:
    """Return which themes are coded, deciding all first sentences of paragraphs, then all second ones, and so on.

    `decide` is given the numbers of such sentences and the clues that lie in what the sentences before were coded
    with, and returns the themes of each (a row per sentence, as everywhere).
    """
    n_paragraphs = seen.paragraph[-1] + 1 if len(seen.paragraph) else 0
    first, ever, topic = np.zeros((3, n_paragraphs, len(seen.themes)), dtype=bool)
    coded = np.zeros_like(seen.own)
    order = np.argsort(seen.place, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(seen.place[order])) + 1) if len(order) else ():
        of = seen.paragraph[rows]
        opens = seen.place[rows[0]] == 0
        chosen = decide(rows, _opening(len(rows), ever) if opens else _earlier(first[of], ever[of], topic[of]))
        coded[rows] = chosen
        ever[of] |= chosen
        topic[of] = np.where(chosen.any(axis=1, keepdims=True), chosen, topic[of])
        if opens:
            first[of] = chosen
    return coded


def _opening(n_sentences: int, like: np.ndarray) -> Clues:
    return {"opens": np.zeros((n_sentences, like.shape[1]), dtype=int)}


def _earlier(first: np.ndarray, ever: np.ndarray, topic: np.ndarray) -> Clues:
    """Return what the first sentence, any sentence and the last coded sentence before say of each theme."""
    n_topics = topic.sum(axis=1, keepdims=True)
    return {
        "opened with": _flag(first),
        "new": _flag(~ever),
        "last topic": _flag(topic),
        "only last topic": _flag(topic & (n_topics == 1)),
        "other topic": _flag(~topic & (n_topics > 0)),
    }
