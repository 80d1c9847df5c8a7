"""Aspects: what areas for improvement ask for, finer than themes (aspects.yml), found in texts by their words."""

import functools
from collections.abc import Sequence
from typing import Any

import numpy as np

from analysis.base.resources import read_yaml
from analysis.coding.phrases import PhraseMatches, Phrases, list_words


@functools.cache
def read_aspects() -> dict[str, dict[str, Any]]:
    """Return aspects.yml: by id, `label`, `phrases` and perhaps `exclusions`."""
    return read_yaml("history/aspects.yml")


def find_aspects(texts: Sequence[str]) -> np.ndarray:
    """Return which aspects each text names: true or false, axes text and aspect (in the order of aspects.yml).

    A phrase that touches an exclusion of its aspect does not count. All texts are searched together, as in coding.

    >>> found = find_aspects(["Caseloads are too high.", "Caring for carers."])
    >>> [[name for name, named in zip(read_aspects(), row) if named] for row in found]
    [['caseloads'], []]
    """
    phrases = _arrange_phrases()
    matches = phrases.find_among([list_words(text) for text in texts])
    aspect = np.array([label[1] for label in phrases.labels], dtype=int)
    found = np.zeros((len(texts), len(read_aspects())), dtype=bool)
    named = _drop_excluded(phrases.pick(matches, "aspect"), phrases.pick(matches, "exclusion"), aspect)
    found[named.sentence, aspect[named.phrase]] = True
    return found


@functools.cache
def _arrange_phrases() -> Phrases:
    labelled = []
    for number, facts in enumerate(read_aspects().values()):
        labelled += [(phrase, ("aspect", number)) for phrase in facts["phrases"]]
        labelled += [(phrase, ("exclusion", number)) for phrase in facts.get("exclusions", ())]
    return Phrases(labelled)


def _drop_excluded(named: PhraseMatches, excluded: PhraseMatches, aspect: np.ndarray) -> PhraseMatches:
    """Return the matches without those that touch an exclusion of their aspect; `aspect` is that of each phrase."""
    spans: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for sentence, first, last, phrase in zip(*(column.tolist() for column in excluded), strict=True):
        spans.setdefault((sentence, int(aspect[phrase])), []).append((first, last))
    if not spans:
        return named
    kept = [
        not any(first <= end and start <= last for start, end in spans.get((sentence, int(aspect[phrase])), ()))
        for sentence, first, last, phrase in zip(*(column.tolist() for column in named), strict=True)
    ]
    return named.select(np.array(kept, dtype=bool))
