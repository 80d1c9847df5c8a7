"""What in the sentences of some paragraphs speaks for themes: cues, hints, words that point back, headings.

All sentences are looked at together, in arrays: themes are columns, in the order of the codebook.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from analysis.coding.codebook import Codebook
from analysis.coding.phrases import PhraseMatches, Phrases, Words

NEAR = 12  # words from its start within which a sentence points back


class CodebookPhrase(NamedTuple):
    """A phrase of the codebook and what it stands for; `kind` is theme, hint, exclusion or section."""

    kind: str
    theme: str
    subtheme: str | None
    phrase: str


class Evidence(NamedTuple):
    """What speaks for themes in some sentences.

    `words` are those of each sentence. `paragraph` and `position` have an entry per sentence: the number of its
    paragraph, and its own number within it, from 0. `section` has a row per paragraph and a column per theme: whether
    the heading names it. `cues`, `hints` and `pointing` are matches; of words that point back, the first of each
    sentence. `labels`, `theme` and `always` have an entry per phrase: its label, the number of its theme, -1 for none,
    and whether it is a cue that counts beside other themes too.
    """

    words: list[Words]
    paragraph: np.ndarray
    position: np.ndarray
    section: np.ndarray
    cues: PhraseMatches
    hints: PhraseMatches
    pointing: PhraseMatches
    labels: Sequence[CodebookPhrase]
    theme: np.ndarray
    always: np.ndarray

    def list_distinct_cues(self) -> PhraseMatches:
        """Return the cues, each once in a sentence: without those that stood in it before."""
        cells = self.cues.sentence * len(self.labels) + self.cues.phrase
        return self.cues.select(np.unique(cells, return_index=True)[1])


def list_phrases(codebook: Codebook) -> Iterator[tuple[str, CodebookPhrase]]:
    """Yield the phrases of a codebook, each with its label."""
    for theme in codebook.themes.values():
        lists = [("theme", None, theme.cues), ("hint", None, theme.hints), ("section", None, theme.sections)]
        lists += [("exclusion", None, theme.exclusions), ("theme", None, theme.always)]
        lists += [("theme", key, subtheme.cues) for key, subtheme in theme.subthemes.items()]
        for kind, subtheme_id, phrases in lists:
            for phrase in phrases:
                yield phrase, CodebookPhrase(kind, theme.id, subtheme_id, phrase)


def gather_evidence(
    words: list[Words],
    paragraph: np.ndarray,
    headings: np.ndarray,
    matches: PhraseMatches,
    phrases: Phrases,
    codebook: Codebook,
) -> Evidence:
    """Return what speaks for themes in some sentences.

    `paragraph` has an entry per sentence, the number of its paragraph from 0. `matches` are those in `words` and in
    the headings that come after them; `headings` has an entry per paragraph: which of these is above it, -1 for none.
    """
    n_sentences, theme = len(words), _number_themes(phrases, codebook)
    in_sentences = matches.select(matches.sentence < n_sentences)
    cues, hints, exclusions, pointing = (
        phrases.pick(in_sentences, kind) for kind in ("theme", "hint", "exclusion", "pointing")
    )
    naming = phrases.pick(matches.select(matches.sentence >= n_sentences), "section")
    section = np.zeros((headings.max(initial=-1) + 2, len(codebook.themes)), dtype=bool)  # its last row: no heading
    section[naming.sentence - n_sentences, theme[naming.phrase]] = True
    pointing = pointing.select(pointing.first < NEAR)
    pointing = pointing.select(np.unique(pointing.sentence, return_index=True)[1])
    cues = _drop_excluded(cues, exclusions, theme)
    position = np.arange(n_sentences) - np.searchsorted(paragraph, paragraph)
    return Evidence(
        words,
        paragraph,
        position,
        section[headings],
        cues,
        hints,
        pointing,
        phrases.labels,
        theme,
        _list_always(phrases, codebook),
    )


@lru_cache(maxsize=4)
def _number_themes(phrases: Phrases, codebook: Codebook) -> np.ndarray:
    """Return the number of the theme of each phrase, -1 for one that stands for none."""
    column = {theme: number for number, theme in enumerate(codebook.themes)}
    return np.array(
        [column[label.theme] if isinstance(label, CodebookPhrase) else -1 for label in phrases.labels], dtype=int
    )


@lru_cache(maxsize=4)
def _list_always(phrases: Phrases, codebook: Codebook) -> np.ndarray:
    """Return whether each phrase is a cue that counts beside other themes too."""
    always = {(theme.id, phrase) for theme in codebook.themes.values() for phrase in theme.always}
    return np.array(
        [isinstance(label, CodebookPhrase) and (label.theme, label.phrase) in always for label in phrases.labels],
        dtype=bool,
    )


def _drop_excluded(cues: PhraseMatches, exclusions: PhraseMatches, theme: np.ndarray) -> PhraseMatches:
    """Return the cues without those that touch an exclusion of their theme; `theme` is that of each phrase."""
    spans: dict[int, list[tuple[int, int]]] = {}
    excluded = zip(_number_cells(exclusions, theme), exclusions.first.tolist(), exclusions.last.tolist(), strict=True)
    for cell, first, last in excluded:
        spans.setdefault(cell, []).append((first, last))
    cells = _number_cells(cues, theme)
    is_cue = np.ones(len(cells), dtype=bool)
    for index in np.isin(cells, list(spans)).nonzero()[0].tolist():
        begins, ends = cues.first[index], cues.last[index]
        is_cue[index] = not any(begins <= last and first <= ends for first, last in spans[cells[index]])
    return cues.select(is_cue)


def _number_cells(matches: PhraseMatches, theme: np.ndarray) -> list[int]:
    """Return a number for the sentence and the theme of each match."""
    return (matches.sentence * len(theme) + theme[matches.phrase]).tolist()
