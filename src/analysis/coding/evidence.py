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


class Marks(NamedTuple):
    """Words that speak for themes, a row each: by sentence, first word and last word.

    `theme` is its number in the codebook, `label` what was found there.
    """

    sentence: np.ndarray
    first: np.ndarray
    last: np.ndarray
    theme: np.ndarray
    label: np.ndarray

    def where(self, rows: np.ndarray) -> "Marks":
        """Return some of the rows."""
        return Marks(*(column[rows] for column in self))


class Evidence(NamedTuple):
    """What speaks for themes in some sentences.

    `words` are those of each sentence; `paragraph` and `place` number its paragraph, and the sentence within it, from
    0; `section` tells by paragraph and theme what its heading names. Of words that point back, the first of each
    sentence is there.
    """

    words: list[Words]
    paragraph: np.ndarray
    place: np.ndarray
    section: np.ndarray
    cues: Marks
    hints: Marks
    pointing: Found
    labels: Sequence[Label]

    def list_cues(self) -> Marks:
        """Return the cues without those that stood in their sentence before."""
        cells = self.cues.sentence * len(self.labels) + self.cues.label
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
    n_sentences, column = len(words), _list_themes(phrases, codebook)
    of_sentences = found.where(found.sentence < n_sentences)
    marks = {
        kind: Marks(own.sentence, own.first, own.last, column[own.phrase], own.phrase)
        for kind in ("theme", "hint", "exclusion")
        for own in [phrases.pick(of_sentences, kind)]
    }
    naming = phrases.pick(found.where(found.sentence >= n_sentences), "section")
    section = np.zeros((headings.max(initial=-1) + 2, len(codebook.themes)), dtype=bool)  # its last row: no heading
    section[naming.sentence - n_sentences, column[naming.phrase]] = True
    pointing = phrases.pick(of_sentences, "pointing")
    pointing = pointing.where(pointing.first < NEAR)
    pointing = pointing.where(np.unique(pointing.sentence, return_index=True)[1])
    cues = _drop_excluded(marks["theme"], marks["exclusion"], len(codebook.themes))
    place = np.arange(n_sentences) - np.searchsorted(paragraph, paragraph)
    return Evidence(words, paragraph, place, section[headings], cues, marks["hint"], pointing, phrases.labels)


@lru_cache(maxsize=4)
def _list_themes(phrases: Phrases, codebook: Codebook) -> np.ndarray:
    """Return the number of the theme of each phrase, -1 for one that stands for none."""
    column = {theme: number for number, theme in enumerate(codebook.themes)}
    return np.array([column[label.theme] if isinstance(label, Label) else -1 for label in phrases.labels], dtype=int)


def _drop_excluded(cues: Marks, exclusions: Marks, n_themes: int) -> Marks:
    """Return the cues without those that touch an exclusion of their theme."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for home, first, last in zip(
        (exclusions.sentence * n_themes + exclusions.theme).tolist(),
        exclusions.first.tolist(), exclusions.last.tolist(), strict=True,
    ):  # fmt: skip
        spans.setdefault(home, []).append((first, last))
    homes = cues.sentence * n_themes + cues.theme
    kept = np.ones(len(homes), dtype=bool)
    for row in np.isin(homes, list(spans)).nonzero()[0].tolist():
        begins, ends = cues.first[row], cues.last[row]
        kept[row] = not any(begins <= last and first <= ends for first, last in spans[int(homes[row])])
    return cues.where(kept)
