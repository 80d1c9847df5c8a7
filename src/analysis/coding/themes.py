"""Which themes a sentence speaks of, and the words that show it.

A theme is a candidate where one of its cues stands in the sentence or elsewhere in its paragraph, or where the
heading names it. Whether it is coded is decided by the clues (clues.py) weighed with what was learned (weights.py).
A theme that is new in an analyst's codebook is weighed by the clues that all themes share.
"""

from functools import lru_cache
from typing import NamedTuple

from analysis.coding.clues import Earlier, Paragraph, Reading, find_clues, gather
from analysis.coding.codebook import Codebook
from analysis.coding.phrases import Match, Phrases, Word, split_words
from analysis.coding.weights import weigh_clues

THRESHOLD = 0.45  # a candidate more probable than this is coded; chosen by cross-validation
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


def read_sentence(words: list[Word], matches: list[Match]) -> Reading:
    """Return what of a sentence matters to its themes; a cue that touches an exclusion of its theme is dropped."""
    excluded = [match for match in matches if match.label[0] == "exclusion"]
    cues, hints, pointing = {}, {}, None
    for match in matches:
        kind, theme = match.label[:2]
        if kind == "theme" and not any(_excludes(other, match) for other in excluded):
            cues.setdefault(theme, []).append(match)
        elif kind == "hint":
            hints.setdefault(theme, []).append(match)
        elif kind == "pointing" and match.first < NEAR and pointing is None:
            pointing = match
    return Reading(words, tuple(dict.fromkeys(word.text for word in words)), cues, hints, pointing)


def _excludes(exclusion: Match, cue: Match) -> bool:
    touches = cue.first <= exclusion.last and exclusion.first <= cue.last
    return touches and cue.label.theme == exclusion.label.theme


@lru_cache(maxsize=1000)
def section_themes(phrases: Phrases, section: str | None) -> frozenset[str]:
    """Return the themes that a heading names."""
    matches = phrases.find(split_words(section)) if section else []
    return frozenset(match.label.theme for match in matches if match.label[0] == "section")


def list_candidates(paragraph: Paragraph, codebook: Codebook) -> list[str]:
    """Return the themes with a cue anywhere in a paragraph, or named by its heading, in the order of the codebook."""
    seen = paragraph.cued | paragraph.section
    return [theme for theme in codebook.themes if theme in seen and not codebook.themes[theme].rest]


def choose_themes(paragraph: Paragraph, codebook: Codebook) -> list[dict[str, float]]:
    """Return the themes of each sentence of a paragraph with how probable they are, in the order of the codebook.

    A sentence of which no theme is probable is on practice in general if it says so, else on what the heading names.
    """
    candidates = list_candidates(paragraph, codebook)
    coded, earlier = [], Earlier()
    for reading in paragraph.readings:
        scores = {theme: weigh_clues(find_clues(theme, paragraph, earlier)) for theme in candidates if reading.words}
        chosen = {theme: score for theme, score in scores.items() if score > THRESHOLD}
        if not chosen:
            rest = [theme for theme in reading.cues if codebook.themes[theme].rest]
            scores |= {theme: weigh_clues(find_clues(theme, paragraph, earlier)) for theme in rest}
            chosen = {theme: score for theme, score in scores.items() if theme in (rest or paragraph.section)}
        coded.append(chosen)
        earlier = earlier.then(chosen)
    return coded


def code_themes(readings: list[Reading], section: frozenset[str], codebook: Codebook) -> list[list[Code]]:
    """Return the codes of each sentence of a paragraph, with the words that show them."""
    chosen = choose_themes(gather(readings, section), codebook)
    last_subthemes: dict[str, str | None] = {}
    coded = []
    for reading, scores in zip(readings, chosen, strict=True):
        codes = [code for theme, score in scores.items() for code in _show(theme, score, reading, last_subthemes)]
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
        Code(theme, part, words[match.first].start, words[match.last].end, source, score)
        for part, match in longest.items()
    ]
