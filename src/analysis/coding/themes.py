"""Which themes a sentence speaks of, and the words that show it."""

from typing import NamedTuple

from analysis.coding.codebook import Codebook
from analysis.coding.phrases import Match, Phrases, Word, split_words

CUE_SCORE = 1.0
CARRIED_SCORE = 0.5
NEAR = 12  # words from its start within which a sentence points back


class Code(NamedTuple):
    """One theme of one sentence with its evidence, `text[start:end]`; `source` is cue or context."""

    theme: str
    subtheme: str | None
    start: int
    end: int
    source: str = "cue"
    score: float = CUE_SCORE


def add_themes(phrases: Phrases, codebook: Codebook) -> None:
    """Add the phrases of a codebook: label (theme, id, subtheme), (exclusion, id) or (section, id)."""
    for theme in codebook.themes.values():
        phrases.add(((cue, ("theme", theme.id, None)) for cue in theme.cues), codebook.words)
        phrases.add(((cue, ("exclusion", theme.id)) for cue in theme.exclusions), codebook.words)
        phrases.add(((cue, ("hint", theme.id)) for cue in theme.hints), codebook.words)
        phrases.add(((cue, ("section", theme.id)) for cue in theme.sections), codebook.words)
        for part, subtheme in theme.subthemes.items():
            phrases.add(((cue, ("theme", theme.id, part)) for cue in subtheme.cues), codebook.words)


def code_themes(words: list[Word], matches: list[Match]) -> list[Code]:
    """Return the codes that a sentence's own words show: one a theme and subtheme, on its longest cue."""
    excluded = [match for match in matches if match.label[0] == "exclusion"]
    best: dict[tuple, Match] = {}
    for match in matches:
        if match.label[0] != "theme" or any(_cancels(other, match) for other in excluded):
            continue
        key = match.label[1:]
        if key not in best or match.last - match.first > best[key].last - best[key].first:
            best[key] = match
    return [Code(theme, sub, words[m.first].start, words[m.last].end) for (theme, sub), m in best.items()]


def _cancels(exclusion: Match, match: Match) -> bool:
    touches = exclusion.first <= match.last and match.first <= exclusion.last
    return touches and exclusion.label[1] == match.label[1]


def carry_over(own: list[Code], before: list[Code], pointing: Code | None, codebook: Codebook) -> list[Code]:
    """Return the codes that a sentence takes over from the one before, shown by the words that point back."""
    if pointing is None:
        return []
    has = {code.theme for code in own}
    return [
        pointing._replace(theme=code.theme, subtheme=code.subtheme)
        for code in before
        if code.theme not in has and (not own or codebook.themes[code.theme].follows)
    ]


def find_pointing(words: list[Word], matches: list[Match], *, has_own: bool) -> Code | None:
    """Return a code without a theme on the words that point back; without own themes, on the first word."""
    match = next((match for match in matches if match.label[0] == "pointing" and match.first < NEAR), None)
    if match is None and words and not has_own:
        match = Match(None, 0, 0)
    return match and Code("", None, words[match.first].start, words[match.last].end, "cue", CARRIED_SCORE)


def section_topic(phrases: Phrases, section: str | None) -> list[Code]:
    """Return the themes that a heading makes the topic of the paragraphs under it."""
    matches = phrases.find(split_words(section)) if section else []
    return [Code(match.label[1], None, 0, 0) for match in matches if match.label[0] == "section"]
