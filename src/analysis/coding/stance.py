"""What the inspectors think of it: stance, direction and how many, from the wording of a sentence."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain, compress, pairwise
from operator import not_
from typing import NamedTuple

import numpy as np

from analysis.coding.opinion import Opinion, drop_shorter
from analysis.coding.phrases import Match, Words
from analysis.coding.weights import THOUSANDTHS, arrange_stance_weights

STANCES = ("strength", "concern", "mixed", "neutral")
MOST_COUNTED = 3  # signs of a kind beyond this count alike
SIGNS = {"strength": 1.0, "concern": -1.0, "mixed": 0.0, "neutral": 0.0}
GUESSED = 0.5  # how sure a stance by rule alone is


class Stance(NamedTuple):
    """A stance and its score, from -1 (concern) to 1 (strength)."""

    value: str
    score: float


def list_stance_clues(
    words: Words, named: Sequence[bool], opinion: Opinion, before: str | None, position: int
) -> list[str]:
    """Return the clues to the stance of a sentence: words, pairs of words, and what rules say (see stance_clues.csv).

    `named` is as `find_names` gives it: the words of names tell nothing. `before` is what rules say of the sentence
    before, `position` the number of the sentence in its paragraph, from 0.
    """
    texts = list(compress(words.texts, map(not_, named))) if any(named) else words.texts
    counts = Counter(chain.from_iterable(opinion.signs))
    return [
        *texts,
        *map(" ".join, pairwise(texts)),
        f"rule: {opinion.stance}",
        f"rule before: {before}",
        f"parts: {' | '.join(','.join(sorted(set(sign))) for sign in opinion.signs if sign)}",
        *(f"kind: {kind}" for kind in opinion.kinds),
        *(f"count: {kind} {min(n, MOST_COUNTED)}" for kind, n in counts.items()),
        f"begins: {' '.join(texts[:1])}",
        f"begins: {' '.join(texts[:2])}",
        f"place: {min(position, MOST_COUNTED)}",
    ]


def choose_stances(words: list[Words], opinions: list[Opinion], clues: list[list[str]]) -> list[Stance]:
    """Return the stance of each sentence by its clues; one in words that were never learned keeps what rules say."""
    learned = arrange_stance_weights(STANCES)
    probable = to_probabilities(learned.add_up(clues))
    best = zip(probable.argmax(axis=1).tolist(), probable.max(axis=1).tolist(), strict=True)
    return [
        Stance(STANCES[number], SIGNS[STANCES[number]] * certain)
        if learned.knows_most(sentence.texts)
        else stance_by_rule(opinion)
        for sentence, opinion, (number, certain) in zip(words, opinions, best, strict=True)
    ]


def to_probabilities(log_odds: np.ndarray) -> np.ndarray:
    """Return probabilities (0 to 1, three decimals; a row adds up to 1) for log odds in thousandths.

    Both arrays have a row per sentence and a column per stance, in the order of STANCES.
    """
    odds = np.exp((log_odds / THOUSANDTHS).clip(-30, 30))
    return (odds / odds.sum(axis=1, keepdims=True)).round(3)


def stance_by_rule(opinion: Opinion) -> Stance:
    """Return the stance that rules give a sentence, with the score of a guess."""
    return Stance(opinion.stance, SIGNS[opinion.stance] * GUESSED)


def code_direction(change: Sequence[Match], stance: str) -> str:
    """Return the change over time that a sentence states in its words of `change`.

    It is improving, worsening, unchanged or none.

    More or less of something has no direction by itself: a strength makes it improving, a concern worsening.
    """
    kinds = {match.label[1] for match in drop_shorter(change)}
    if stance != "concern" and ("improving" in kinds or (stance == "strength" and kinds & {"change", "lately"})):
        return "improving"
    if "worsening" in kinds or (stance == "concern" and "change" in kinds):
        return "worsening"
    return "unchanged" if "unchanged" in kinds else "none"


def code_quantifier(quantifiers: Sequence[Match]) -> str | None:
    """Return how many a sentence speaks of: the value of its first quantifier, None where it has none."""
    counted = drop_shorter(quantifiers)
    return next((match.label[1] for match in counted if match.label[1] != "ignore"), None)
