"""What speaks for and against each theme in each sentence of a letter: the clues that `theme_clues.csv` weighs.

A clue is (state, what is seen, of which theme, with which detail). The state of a theme is `own` where a cue of it
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

Clues = dict[str, np.ndarray]  # by clue: the number of its detail, or ABSENT


class Seen(NamedTuple):
    """What is seen in some sentences before any is coded.

    `paragraph` and `place` number each sentence's paragraph, and the sentence within it, from 0. `candidate` is a
    theme with a cue in the paragraph, or named by the heading (`section`).
    """

    paragraph: np.ndarray
    place: np.ndarray
    own: np.ndarray
    state: np.ndarray
    candidate: np.ndarray
    section: np.ndarray
    clues: Clues


def look_at(evidence: Evidence, wording: np.ndarray) -> Seen:
    """Return what is seen of each theme in some sentences.

    `wording` are the log odds of each sentence's words, missing for a theme of which none was learned.
    """
    paragraph, n_paragraphs = evidence.paragraph, len(evidence.section)
    lengths = np.bincount(paragraph, minlength=n_paragraphs)
    n, first = _place_cues(evidence, wording.shape)
    own = n > 0
    n_cued = own.sum(axis=1, keepdims=True)
    state = np.where(own, 0, np.where(n_cued > 0, 1, 2))
    section = evidence.section[paragraph]
    cued = _add_up(own, paragraph, n_paragraphs)
    most = cued.max(axis=1, keepdims=True)
    main = (cued == most) & (most > 0) & (lengths[:, None] > 1)
    hinted, pointing = np.zeros_like(own), np.zeros((len(own), 1), dtype=bool)
    hinted[evidence.hints.sentence, evidence.theme[evidence.hints.phrase]] = True
    pointing[evidence.pointing.sentence] = True
    after = np.zeros_like(own)
    after[:-1] = own[1:] & (paragraph[1:] == paragraph[:-1])[:, None]
    n_words = np.array([len(words.texts) for words in evidence.words], dtype=int)[:, None]
    early, late = first < EARLY, first >= n_words * LATE
    clues = {
        "is": _flag(np.ones_like(own)),
        "other themes": np.where(own, np.minimum(n_cued - 1, MOST_COUNTED), ABSENT),
        "early": _flag(own & early),
        "midway": _flag(own & ~early & ~late),
        "late": _flag(own & ~early & late),
        "several cues": _flag(n > 1),
        "hint": _flag(hinted),
        "points back": _flag(pointing & np.ones_like(own)),
        "wording": _step(wording),
        "main theme": _flag(main[paragraph]),
        "in heading": _flag(section),
        "just after": _flag(after),
    }
    candidate = ((cued > 0)[paragraph] | section) & (n_words > 0)
    return Seen(paragraph, evidence.place, own, state, candidate, section, clues)


def _place_cues(evidence: Evidence, shape: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Return how many cues of each theme a sentence has, and where the first stands."""
    n, first = np.zeros(shape, dtype=int), np.full(shape, MOST_WORDS)
    cells = evidence.cues.sentence, evidence.theme[evidence.cues.phrase]
    np.add.at(n, cells, 1)
    np.minimum.at(first, cells, evidence.cues.first)
    return n, first


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
    first, ever, topic = np.zeros((3, n_paragraphs, seen.own.shape[1]), dtype=bool)
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
