"""What inspectors say in words became of something that an earlier inspection asked for (answers.yml)."""

import functools
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from analysis.base.resources import read_yaml


class Answer(NamedTuple):
    """A status of the ledger that inspectors give in words to what their paragraph speaks of.

    `sentence` is the index of the sentence that says that it was asked for before.
    """

    status: str
    sentence: int


@functools.cache
def read_answers() -> dict[str, Any]:
    """Return answers.yml, its words as patterns; `outcomes` are triples of status, stance and words."""
    rules = read_yaml("history/answers.yml")
    outcomes = [(status, one["stance"], _compile(one["words"])) for status, one in rules["outcomes"].items()]
    asked_before = [_compile(words) for words in rules["asked_before"]]
    return rules | {"asked_before": asked_before, "of_many": _compile(rules["of_many"]), "outcomes": outcomes}


def _compile(words: str) -> re.Pattern:
    return re.compile(words, re.IGNORECASE)


def find_answers(texts: Sequence[str], stances: Sequence[str], paragraph: Sequence[int]) -> list[Answer]:
    """Return the answers among the sentences of a letter; all three are by sentence, `paragraph` is its index.

    >>> words = "This was an area for improvement at the previous inspection which has been fully addressed."
    >>> find_answers(["Children are seen alone.", words], ["strength", "strength"], [0, 0])
    [Answer(status='now praised', sentence=1)]
    """
    answers = []
    for index, text in enumerate(texts):
        if was_asked_before(text):
            here = slice(index, index + 2)
            told = zip(texts[here], stances[here], paragraph[here], strict=True)
            statuses = (_find_outcome(words, stance) for words, stance, own in told if own == paragraph[index])
            if status := next(filter(None, statuses), None):
                answers.append(Answer(status, index))
    return answers


def was_asked_before(text: str) -> bool:
    """Return whether a sentence says of one thing that an earlier inspection asked for it.

    >>> was_asked_before("This was an area for improvement at the last inspection.")
    True
    >>> was_asked_before("Many of the areas for improvement that were identified at the last inspection remain.")
    False
    """
    rules = read_answers()
    return all(words.search(text) for words in rules["asked_before"]) and not rules["of_many"].search(text)


def _find_outcome(text: str, stance: str) -> str | None:
    outcomes = read_answers()["outcomes"]
    return next((status for status, own, words in outcomes if own == stance and words.search(text)), None)


def find_meant(answers: Sequence[Answer], paragraph: np.ndarray, relevance: np.ndarray) -> dict[int, Answer]:
    """Return the answer to each item that one means, by the index of the item (`meant` in answers.yml).

    `paragraph` is the index of the paragraph by sentence; `relevance` (0 to 1) has the axes item and paragraph.
    """
    meant: dict[int, Answer] = {}
    for answer in answers:
        likely = relevance[:, paragraph[answer.sentence]]
        if likely.max(initial=0.0) >= read_answers()["meant"]:
            meant.setdefault(int(likely.argmax()), answer)
    return meant
