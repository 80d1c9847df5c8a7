"""What in the sentences of some paragraphs speaks for themes: cues, hints, words that point back, headings.

All sentences are looked at together, in arrays: themes are columns, in the order of the codebook.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from analysis.coding.codebook import Codebook
from analysis.coding.phrases import Found, Phrases, Words

NEAR = 12  # words from its start within which a sentence points back


class Label(NamedTuple):
    """What a phrase of the codebook stands for; `kind` is theme, hint, exclusion or section."""

    kind: str
    theme: str
    subtheme: str | None
    phrase: str


class Evidence(NamedTuple):
    """What speaks for themes in some sentences.

    `words` are those of each sentence; `paragraph` and `place` number its paragraph, and the sentence within it, from
    0; `section` tells by paragraph and theme what its heading names. Of words that point back, the first of each
    sentence is there. `labels` and `theme` are the label of each phrase and the number of its theme.
    """

    words: list[Words]
    paragraph: np.ndarray
    place: np.ndarray
    section: np.ndarray
    cues: Found
    hints: Found
    pointing: Found
    labels: Sequence[Label]
    theme: np.ndarray

    def list_cues(self) -> Found:
        """Return the cues without those that stood in their sentence before."""
        cells = self.cues.sentence * len(self.labels) + self.cues.phrase
        return self.cues.where(np.unique(cells, return_index=True)[1])


def list_phrases(codebook: Codebook) -> Iterator[tuple[str, Label]]:
    """Yield the phrases of a codebook, each with its Label."""
    for theme in codebook.themes.values():
        lists = [("theme", None, theme.cues), ("hint", None, theme.hints), ("section", None, theme.sections)]
        lists += [("exclusion", None, theme.exclusions)]
        lists += [("theme", part, subtheme.cues) for part, subtheme in theme.subthemes.items()]
        for kind, part, listed in lists:
            for phrase in listed:
                yield phrase, Label(kind, theme.id, part, phrase)


def gather_evidence(
    words: list[Words], paragraph: np.ndarray, headings: np.ndarray, found: Found, phrases: Phrases, codebook: Codebook
) -> Evidence:
    """Return what speaks for themes in some sentences.

    `found` are the phrases found in `words` and in the headings that come after them; `headings` says for each
    paragraph which of these is above it, -1 where none is.
    """
    n_sentences, theme = len(words), _list_themes(phrases, codebook)
    of_sentences = found.where(found.sentence < n_sentences)
    cues, hints, exclusions, pointing = (
        phrases.pick(of_sentences, kind) for kind in ("theme", "hint", "exclusion", "pointing")
    )
    naming = phrases.pick(found.where(found.sentence >= n_sentences), "section")
    section = np.zeros((headings.max(initial=-1) + 2, len(codebook.themes)), dtype=bool)  # its last row: no heading
    section[naming.sentence - n_sentences, theme[naming.phrase]] = True
    pointing = pointing.where(pointing.first < NEAR)
    pointing = pointing.where(np.unique(pointing.sentence, return_index=True)[1])
    cues = _drop_excluded(cues, exclusions, theme)
    place = np.arange(n_sentences) - np.searchsorted(paragraph, paragraph)
    return Evidence(words, paragraph, place, section[headings], cues, hints, pointing, phrases.labels, theme)


@lru_cache(maxsize=4)
def _list_themes(phrases: Phrases, codebook: Codebook) -> np.ndarray:
    """Return the number of the theme of each phrase, -1 for one that stands for none."""
    column = {theme: number for number, theme in enumerate(codebook.themes)}
    return np.array([column[label.theme] if isinstance(label, Label) else -1 for label in phrases.labels], dtype=int)


def _drop_excluded(cues: Found, exclusions: Found, theme: np.ndarray) -> Found:
    """Return the cues without those that touch an exclusion of their theme; `theme` is that of each phrase."""
    spans: dict[int, list[tuple[int, int]]] = {}
    homes = zip(_number_homes(exclusions, theme), exclusions.first.tolist(), exclusions.last.tolist(), strict=True)
    for home, first, last in homes:
        spans.setdefault(home, []).append((first, last))
    home = _number_homes(cues, theme)
    kept = np.ones(len(home), dtype=bool)
    for row in np.isin(home, list(spans)).nonzero()[0].tolist():
        begins, ends = cues.first[row], cues.last[row]
        kept[row] = not any(begins <= last and first <= ends for first, last in spans[home[row]])
    return cues.where(kept)


def _number_homes(found: Found, theme: np.ndarray) -> list[int]:
    """Return a number for the sentence and the theme of each phrase found."""
    return (found.sentence * len(theme) + theme[found.phrase]).tolist()
