"""Which themes a sentence speaks of, and the words that show it.

A theme is a candidate where one of its cues stands in the sentence or elsewhere in its paragraph, or where the
heading names it. Whether it is coded is decided by the clues (clues.py) weighed with what was learned (weights.py).
A theme that is new in an analyst's codebook is weighed by the clues that all themes share.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

import numpy as np

from analysis.coding.clues import Clues, Paragraph, Reading, Seen, follow, look_at
from analysis.coding.codebook import Codebook
from analysis.coding.phrases import Found, Match, Phrases, Words, group_by_kind, split_words
from analysis.coding.weights import THOUSANDTHS, arrange_weights, arrange_words, weigh, weigh_clues

THRESHOLD = 0.45  # a candidate more probable than this is coded; chosen by cross-validation over documents
CARRIED = 0.6  # and one that none of its own words shows; F1 hardly minds, and a code without words must be surer
NEAR = 12  # words from its start within which a sentence points back


class Label(NamedTuple):
    """What a phrase of the codebook stands for; `kind` is theme, hint, exclusion or section."""

    kind: str
    theme: str
    subtheme: str | None
    phrase: str


class Code(NamedTuple):
    """One theme of one sentence with its evidence, `text[start:end]`, and how probable it is.

    `source` is cue where the theme's own words stand there, model where it is carried over from the paragraph:
    then the evidence is the words that lean towards it or point back.
    """

    theme: str
    subtheme: str | None
    start: int
    end: int
    source: str
    score: float


def add_themes(phrases: Phrases, codebook: Codebook) -> None:
    """Add the phrases of a codebook, each labelled with a Label."""
    for theme in codebook.themes.values():
        lists = [("theme", None, theme.cues), ("hint", None, theme.hints), ("section", None, theme.sections)]
        lists += [("exclusion", None, theme.exclusions)]
        lists += [("theme", part, subtheme.cues) for part, subtheme in theme.subthemes.items()]
        for kind, part, listed in lists:
            phrases.add((phrase, Label(kind, theme.id, part, phrase)) for phrase in listed)


def read_sentence(words: Words, found: Found) -> Reading:
    """Return what of a sentence matters to its themes; a cue that touches an exclusion of its theme is dropped."""
    excluded = found.get("exclusion", ())
    cues: dict[str, list[Match]] = {}
    hints: dict[str, list[Match]] = {}
    for match in found.get("theme", ()):
        if not (excluded and any(_excludes(other, match) for other in excluded)):
            cues.setdefault(match.label.theme, []).append(match)
    for match in found.get("hint", ()):
        hints.setdefault(match.label.theme, []).append(match)
    pointing = next((match for match in found.get("pointing", ()) if match.first < NEAR), None)
    return Reading(words, cues, hints, pointing)


def _excludes(exclusion: Match, cue: Match) -> bool:
    touches = cue.first <= exclusion.last and exclusion.first <= cue.last
    return touches and cue.label.theme == exclusion.label.theme


@lru_cache(maxsize=1000)
def section_themes(phrases: Phrases, section: str | None) -> frozenset[str]:
    """Return the themes that a heading names."""
    found = group_by_kind(phrases.find(split_words(section))) if section else {}
    return frozenset(match.label.theme for match in found.get("section", ()))


def see(paragraphs: Sequence[Paragraph], codebook: Codebook) -> tuple[Seen, np.ndarray]:
    """Return what is seen of each theme in the sentences of paragraphs, and what their words add (thousandths)."""
    themes = tuple(codebook.themes)
    sums = arrange_words(themes).add_up(
        reading.words.texts for paragraph in paragraphs for reading in paragraph.readings
    )
    return look_at(paragraphs, themes, sums[:, : len(themes)] / THOUSANDTHS), sums[:, len(themes) :]


def choose_themes(paragraphs: Sequence[Paragraph], codebook: Codebook) -> tuple[np.ndarray, np.ndarray]:
    """Return, by sentence and theme, which are coded, and how probable they are.

    A sentence of which no theme is probable is on practice in general if it says so, else on what the heading names.
    """
    seen, by_words = see(paragraphs, codebook)
    weights = arrange_weights(seen.themes)
    odds = weigh(seen, weights) + by_words
    rest = np.array([theme.rest for theme in codebook.themes.values()])
    probable = np.zeros(odds.shape)

    def decide(rows: np.ndarray, earlier: Clues) -> np.ndarray:
        sums = odds[rows] + weigh_clues(earlier, seen.state[rows], weights)
        probable[rows] = (1 / (1 + np.exp(-sums / THOUSANDTHS))).round(3)
        candidate = seen.candidate[rows] & ~rest
        chosen = candidate & (probable[rows] > np.where(seen.own[rows], THRESHOLD, CARRIED))
        practice = seen.own[rows] & rest
        instead = np.where(practice.any(axis=1, keepdims=True), practice, candidate & seen.section[rows])
        return np.where(chosen.any(axis=1, keepdims=True), chosen, instead)

    return follow(seen, decide), probable


def code_themes(paragraphs: Sequence[Paragraph], codebook: Codebook) -> list[list[Code]]:
    """Return the codes of each sentence of some paragraphs, with the words that show them."""
    coded, probable = choose_themes(paragraphs, codebook)
    themes = list(codebook.themes)
    chosen: list[list[tuple[str, float]]] = [[] for _ in coded]
    for sentence, theme in zip(*(axis.tolist() for axis in coded.nonzero()), strict=True):
        chosen[sentence].append((themes[theme], float(probable[sentence, theme])))
    rest = iter(chosen)
    shown = (_show_paragraph(paragraph, list(islice(rest, len(paragraph.readings)))) for paragraph in paragraphs)
    return list(chain.from_iterable(shown))


def _show_paragraph(paragraph: Paragraph, chosen: list[list[tuple[str, float]]]) -> list[list[Code]]:
    """Return the codes of each sentence of a paragraph; a theme that is carried over keeps its last subtheme."""
    last_subthemes: dict[str, str | None] = {}
    coded = []
    for reading, scores in zip(paragraph.readings, chosen, strict=True):
        codes = [code for theme, score in scores for code in _show(theme, score, reading, last_subthemes)]
        last_subthemes |= {code.theme: code.subtheme for code in codes}
        coded.append(codes)
    return coded


def _show(theme: str, score: float, reading: Reading, last_subthemes: dict[str, str | None]) -> list[Code]:
    """Return the code of a theme on its longest cue, one for each subtheme; else on hinting or pointing words."""
    longest: dict[str | None, Match] = {}
    for cue in sorted(reading.cues.get(theme, ()), key=lambda cue: (cue.first - cue.last, cue.first)):
        longest.setdefault(cue.label.subtheme, cue)
    source = "cue"
    if not longest:
        source = "model"
        shown = next(iter(reading.hints.get(theme, ())), reading.pointing or Match(None, 0, 0))
        longest[last_subthemes.get(theme)] = shown
    words = reading.words
    return [
        Code(theme, part, words.starts[match.first], words.ends[match.last], source, score)
        for part, match in longest.items()
    ]
