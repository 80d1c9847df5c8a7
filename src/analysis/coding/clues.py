"""What speaks for and against each theme in each sentence of a letter: the clues that `theme_clues.csv` weighs.

A clue is (state, clue, of which theme, with which detail). The state of a theme is `own` where a cue of it
stands in the sentence, `beside` where only cues of other themes do, else `alone`. The arrays here have a row per
sentence and a column per theme, in the order of the codebook.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from analysis.coding.evidence import Evidence
from analysis.coding.phrases import MOST_WORDS

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

Clues = dict[str, np.ndarray]  # by clue, an array by sentence and theme: the number of its detail, or ABSENT


class ThemeSignals(NamedTuple):
    """What speaks for and against each theme in some sentences before any is coded.

    `paragraph` and `position` have an entry per sentence: the number of its paragraph, and its own number within it,
    from 0. The other arrays have a row per sentence and a column per theme. `has_cue`: a cue of the theme stands in
    the sentence; `state`: a number in STATES; `in_heading`: the heading names the theme; `is_candidate`: a theme with
    a cue in the paragraph, or that the heading names.
    """

    paragraph: np.ndarray
    position: np.ndarray
    has_cue: np.ndarray
    state: np.ndarray
    is_candidate: np.ndarray
    in_heading: np.ndarray
    clues: Clues


def find_signals(evidence: Evidence, wording: np.ndarray) -> ThemeSignals:
    """Return what speaks for and against each theme in some sentences.

    `wording` has a row per sentence and a column per theme: the log odds of the sentence's words, missing for a theme
    of which none was learned.
    """
    paragraph, n_paragraphs = evidence.paragraph, len(evidence.section)
    lengths = np.bincount(paragraph, minlength=n_paragraphs)
    n_cues, first = _count_cues(evidence, wording.shape)
    has_cue = n_cues > 0
    n_themes = has_cue.sum(axis=1, keepdims=True)
    state = np.where(has_cue, 0, np.where(n_themes > 0, 1, 2))
    in_heading = evidence.section[paragraph]
    cued = _add_up(has_cue, paragraph, n_paragraphs)
    most = cued.max(axis=1, keepdims=True)
    main = (cued == most) & (most > 0) & (lengths[:, None] > 1)
    hinted, pointing = np.zeros_like(has_cue), np.zeros((len(has_cue), 1), dtype=bool)
    hinted[evidence.hints.sentence, evidence.theme[evidence.hints.phrase]] = True
    pointing[evidence.pointing.sentence] = True
    after = np.zeros_like(has_cue)
    after[:-1] = has_cue[1:] & (paragraph[1:] == paragraph[:-1])[:, None]
    n_words = np.array([len(words.texts) for words in evidence.words], dtype=int)[:, None]
    early, late = first < EARLY, first >= n_words * LATE
    clues = {
        "is": _flag(np.ones_like(has_cue)),
        "other themes": np.where(has_cue, np.minimum(n_themes - 1, MOST_COUNTED), ABSENT),
        "early": _flag(has_cue & early),
        "midway": _flag(has_cue & ~early & ~late),
        "late": _flag(has_cue & ~early & late),
        "several cues": _flag(n_cues > 1),
        "hint": _flag(hinted),
        "points back": _flag(pointing & np.ones_like(has_cue)),
        "wording": _step(wording),
        "main theme": _flag(main[paragraph]),
        "in heading": _flag(in_heading),
        "just after": _flag(after),
    }
    is_candidate = ((cued > 0)[paragraph] | in_heading) & (n_words > 0)
    return ThemeSignals(paragraph, evidence.position, has_cue, state, is_candidate, in_heading, clues)


def _count_cues(evidence: Evidence, shape: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Return how many cues of each theme a sentence has, and the position of the first word of the first."""
    cells = evidence.cues.sentence, evidence.theme[evidence.cues.phrase]
    first = np.full(shape, MOST_WORDS)
    np.minimum.at(first, cells, evidence.cues.first)
    return _count_cells(*cells, shape), first


def _add_up(has_cue: np.ndarray, paragraph: np.ndarray, n_paragraphs: int) -> np.ndarray:
    """Return in how many sentences of each paragraph each theme is cued."""
    sentence, theme = has_cue.nonzero()
    return _count_cells(paragraph[sentence], theme, (n_paragraphs, has_cue.shape[1]))


def _count_cells(row: np.ndarray, column: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Return how often each cell of an array is named."""
    return np.bincount(row * shape[1] + column, minlength=shape[0] * shape[1]).reshape(shape)


def _flag(is_there: np.ndarray) -> np.ndarray:
    return np.where(is_there, 0, ABSENT)


def _step(wording: np.ndarray) -> np.ndarray:
    steps = np.floor(np.nan_to_num(wording)).astype(int)
    return np.where(np.isnan(wording), ABSENT, steps.clip(WORDING[0], WORDING[-1]) - WORDING[0])


def decide_in_order(signals: ThemeSignals, decide: Callable[[np.ndarray, Clues], np.ndarray]) -> np.ndarray:
    """Return which themes are coded, by sentence and theme.

    All first sentences of paragraphs are decided, then all second ones, and so on. `decide` is given the numbers of
    such sentences and the clues that lie in what the sentences before were coded with, and returns the themes of each
    (a row per sentence, a column per theme).
    """
    n_paragraphs = signals.paragraph[-1] + 1 if len(signals.paragraph) else 0
    first, ever, topic = np.zeros((3, n_paragraphs, signals.has_cue.shape[1]), dtype=bool)
    coded = np.zeros_like(signals.has_cue)
    order = np.argsort(signals.position, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(signals.position[order])) + 1) if len(order) else ():
        paragraph = signals.paragraph[rows]
        opens = signals.position[rows[0]] == 0
        earlier = _opening(len(rows), ever) if opens else _earlier(first[paragraph], ever[paragraph], topic[paragraph])
        chosen = decide(rows, earlier)
        coded[rows] = chosen
        ever[paragraph] |= chosen
        topic[paragraph] = np.where(chosen.any(axis=1, keepdims=True), chosen, topic[paragraph])
        if opens:
            first[paragraph] = chosen
    return coded


def look_back(signals: ThemeSignals, coded: np.ndarray) -> Clues:
    """Return the clues that lie in what the sentences before were coded with.

    `coded` has a row per sentence and a column per theme: whether it is coded, by the machine or by a person.
    """
    found: Clues = {}

    def decide(rows: np.ndarray, earlier: Clues) -> np.ndarray:
        for clue, details in earlier.items():
            found.setdefault(clue, np.full(signals.has_cue.shape, ABSENT))[rows] = details
        return coded[rows]

    decide_in_order(signals, decide)
    return found


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
