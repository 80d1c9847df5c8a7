"""Which themes a sentence speaks of, and the words that show it.

A theme is a candidate where one of its cues stands in the sentence or elsewhere in its paragraph, or where the
heading names it. Whether it is coded is decided by the clues (clues.py) weighed with what was learned (weights.py).
A theme that is new in an analyst's codebook is weighed by the clues that all themes share.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from analysis.coding.clues import Clues, ThemeSignals, decide_in_order, find_signals
from analysis.coding.codebook import Codebook
from analysis.coding.evidence import Evidence
from analysis.coding.weights import (
    THOUSANDTHS,
    arrange_clue_weights,
    arrange_word_weights,
    weigh_clues,
    weigh_themes,
)

THRESHOLD = 0.45  # a candidate more probable than this is coded; chosen by cross-validation over documents
CARRIED = 0.6  # and one that none of its own words shows; F1 hardly minds, and a code without words must be surer

Cell = tuple[int, int]  # sentence, theme
Span = tuple[int, int]  # first word, last word


class Code(NamedTuple):
    """One theme of one sentence with its evidence, `text[start:end]`, and how probable it is (0 to 1).

    `source` is cue where the theme's own words stand there, model where it is carried over from the paragraph:
    then the evidence is the words that lean towards it or point back.
    """

    theme: str
    subtheme: str | None
    start: int
    end: int
    source: str
    score: float


def weigh_words(evidence: Evidence, codebook: Codebook) -> tuple[ThemeSignals, np.ndarray]:
    """Return what speaks for and against each theme in some sentences, and what the sentences' words add to it.

    The latter has a row per sentence and a column per theme: log odds in thousandths.
    """
    n_themes = len(codebook.themes)
    sums = arrange_word_weights(tuple(codebook.themes)).add_up(words.texts for words in evidence.words)
    return find_signals(evidence, sums[:, :n_themes] / THOUSANDTHS), sums[:, n_themes:]


def choose_themes(evidence: Evidence, codebook: Codebook) -> tuple[np.ndarray, np.ndarray]:
    """Return two arrays with a row per sentence and a column per theme: which are coded, and how probable they are.

    A sentence of which no theme is probable is on practice in general if it says so, else on what the heading names.
    One that says so in words that always count is on it beside its other themes too.
    """
    signals, by_words = weigh_words(evidence, codebook)
    weights = arrange_clue_weights(tuple(codebook.themes))
    odds = weigh_themes(evidence, signals, weights) + by_words
    rest = np.array([theme.rest for theme in codebook.themes.values()])
    always = find_always(evidence)
    probable = np.zeros(odds.shape)

    def decide(rows: np.ndarray, earlier: Clues) -> np.ndarray:
        sums = odds[rows] + weigh_clues(earlier, signals.state[rows], weights)
        probable[rows] = to_probability(sums)
        candidate = signals.is_candidate[rows] & ~rest
        chosen = candidate & (probable[rows] > np.where(signals.has_cue[rows], THRESHOLD, CARRIED))
        practice = signals.has_cue[rows] & rest
        instead = np.where(practice.any(axis=1, keepdims=True), practice, candidate & signals.in_heading[rows])
        return np.where(chosen.any(axis=1, keepdims=True), chosen | always[rows], instead)

    return decide_in_order(signals, decide), probable


def find_always(evidence: Evidence) -> np.ndarray:
    """Return where a cue stands that counts beside other themes too: a row per sentence and a column per theme."""
    cues = evidence.cues.select(evidence.always[evidence.cues.phrase])
    found = np.zeros((len(evidence.words), evidence.section.shape[1]), dtype=bool)
    found[cues.sentence, evidence.theme[cues.phrase]] = True
    return found


def to_probability(log_odds: np.ndarray) -> np.ndarray:
    """Return probabilities (0 to 1, three decimals) for log odds in thousandths, in an array of the same shape."""
    return (1 / (1 + np.exp(-log_odds / THOUSANDTHS))).round(3)


def code_themes(evidence: Evidence, codebook: Codebook) -> list[list[Code]]:
    """Return the codes of each sentence, with the words that show them.

    They are its longest cue, for each subtheme; else, for a theme that is carried over, words that hint at it or
    point back. Such a theme keeps the subtheme that it last had in the paragraph.
    """
    coded, probable = choose_themes(evidence, codebook)
    themes, paragraph = list(codebook.themes), evidence.paragraph.tolist()
    cues, hints = _find_longest(evidence, coded), _find_first(evidence)
    pointing = {sentence: (first, last) for sentence, first, last, _ in _list_rows(evidence.pointing)}
    codes: list[list[Code]] = [[] for _ in evidence.words]
    last_subtheme: dict[tuple[int, int], str | None] = {}  # by paragraph and theme
    for sentence, theme in _list_rows(coded.nonzero()):
        topic, words = (paragraph[sentence], theme), evidence.words[sentence]
        score, source = float(probable[sentence, theme]), "cue"
        shown = cues.get((sentence, theme))
        if shown is None:
            source = "model"
            span = hints.get((sentence, theme)) or pointing.get(sentence) or (0, 0)
            shown = [(last_subtheme.get(topic), span)]
        for subtheme, (first, last) in shown:
            start, end = words.starts[first], words.ends[last]
            codes[sentence].append(Code(themes[theme], subtheme, start, end, source, score))
            last_subtheme[topic] = subtheme
    return codes


def _find_longest(evidence: Evidence, coded: np.ndarray) -> dict[Cell, list[tuple[str | None, Span]]]:
    """Return the longest cue for each subtheme of each theme that is coded in each sentence; the longest is first."""
    cues, theme = evidence.cues, evidence.theme[evidence.cues.phrase]
    order = np.lexsort((cues.first, cues.first - cues.last, theme, cues.sentence))
    cues = cues.select(order[coded[cues.sentence, theme][order]])
    longest: dict[Cell, dict[str | None, Span]] = {}
    for sentence, first, last, phrase in _list_rows(cues):
        cell, label = (sentence, int(evidence.theme[phrase])), evidence.labels[phrase]
        longest.setdefault(cell, {}).setdefault(label.subtheme, (first, last))
    return {cell: list(spans.items()) for cell, spans in longest.items()}


def _find_first(evidence: Evidence) -> dict[Cell, Span]:
    """Return the first words that hint at each theme in each sentence."""
    spans: dict[Cell, Span] = {}
    themes = evidence.theme[evidence.hints.phrase].tolist()
    for theme, (sentence, first, last, _) in zip(themes, _list_rows(evidence.hints), strict=True):
        spans.setdefault((sentence, theme), (first, last))
    return spans


def _list_rows(columns: Sequence[np.ndarray]) -> Iterator[tuple[int, ...]]:
    return zip(*(column.tolist() for column in columns), strict=True)
