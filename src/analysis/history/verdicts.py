"""Judging the passages: what a later letter says of the very thing that an area for improvement asked for.

First each paragraph that may speak of it is judged: does it voice a weakness of the thing, does it voice a strength?
Then all passages are weighed together, to how likely each status is. Weights stand in verdicts.csv, learned from
readers' references (learning/ledger.py); from which likelihood on a status is published stands in verdicts.yml.
"""

import functools
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from analysis.base.resources import read_yaml
from analysis.history.arrays import Item, Letter
from analysis.history.passages import find_nearest, find_relevance
from analysis.history.weights import read_weights, to_share, weigh

SHARPNESS = 6.0  # how much more the sentence that speaks of the thing counts than others of its paragraph
VOICES = ("strength", "concern", "mixed")

# What is seen of a paragraph that may speak of the thing; shares from 0 to 1 unless a unit is given.
TONES = (
    *(f"{voice}: {what}" for voice in VOICES for what in ("nearest sentence", "share", "any")),
    "the nearest sentence is a strength",
    "the nearest sentence is a concern",
    "the nearest sentence is mixed",
    "stance score",  # -1 to 1, mean
    "overview",
    "sentences",  # log of their number
)

# What is seen of all passages on an item together: log odds, log of 1 + a sum over paragraphs, or a share.
SIGNS = (
    "best passage",  # log odds that it speaks of the thing
    "second passage",
    "third passage",
    "passages",  # log of 1 + how many, as expected
    "listed again",  # log odds of the letter's own area for improvement that is nearest
    "areas listed",  # log of 1 + how many the letter lists
    "a weakness",  # log odds that any passage voices one
    "a strength",
    "weaknesses",  # log of 1 + how many passages, as expected
    "strengths",
    "share of weaknesses",
    "clearest weakness",
    "clearest strength",
    "weaknesses in the overview",  # how many, as expected
    "strengths in the overview",
    "mean weakness",
    "mean strength",
    "strengths of the letter",  # share of its sentences
    "concerns of the letter",
    "another body",  # the item is addressed to one that such visits do not look at
    "length",  # log of the item's words
    "aspects",  # how many the item has
)
SILENT = ("not looked at", "not mentioned")
STATUSES = ("asked again", "mentioned", "mixed", "not looked at", "not mentioned", "now praised", "still a concern")


class Verdict(NamedTuple):
    """How likely each status of an item is: `likely`, 0 to 1 per status, in the order of STATUSES.

    `relevance` says by paragraph how likely it speaks of the item, `likeness` by sentence how near its words are (0
    to 1).
    """

    likely: np.ndarray
    relevance: np.ndarray
    likeness: np.ndarray

    @property
    def status(self) -> str:
        """The likeliest status, where its likelihood holds its floor, else `mentioned`."""
        return publish(self.likely)

    @property
    def certainty(self) -> float:
        """How likely the likeliest status is (0 to 1)."""
        return float(self.likely.max())


@functools.cache
def read_rules() -> dict[str, Any]:
    """Return verdicts.yml: the floors by status, and from which relevance on a passage is shown."""
    return read_yaml("history/verdicts.yml")


def judge(
    items: Sequence[Item], letter: Letter, features: np.ndarray, likeness: np.ndarray, other_body: Sequence[bool]
) -> list[Verdict]:
    """Return the verdict of a letter on each item.

    `features` by item, paragraph and feature, and `likeness` by item and sentence, as `compare_with_letter` gives them;
    `other_body` says of each item whether it is addressed to one that the visit did not look at.
    """
    relevance = find_relevance(features)
    weights = read_weights("verdicts.csv")
    signs = list_signs(items, letter, relevance, list_tones(letter, likeness), weights, other_body)
    return [Verdict(*seen) for seen in zip(to_likelihoods(signs, weights), relevance, likeness, strict=True)]


def to_likelihoods(signs: np.ndarray, weights: dict[str, np.ndarray]) -> np.ndarray:
    """Return how likely each status is (0 to 1), an array with the axes item and status (STATUSES).

    `signs` as `list_signs` gives them; `weights` are the columns of verdicts.csv by what they tell.
    """
    log_odds = np.stack([weigh(signs, weights[status]) for status in STATUSES], axis=1)
    likely = np.exp(log_odds - log_odds.max(axis=1, keepdims=True))
    return likely / likely.sum(axis=1, keepdims=True)


def publish(likely: np.ndarray) -> str:
    """Return the likeliest status (`likely`: 0 to 1 per status) where it holds its floor, else `mentioned`."""
    status = STATUSES[int(likely.argmax())]
    return status if likely.max() >= read_rules()["floors"].get(status, 0.0) else "mentioned"


def list_tones(letter: Letter, likeness: np.ndarray) -> np.ndarray:
    """Return what is seen of a letter's paragraphs, an array with the axes item, paragraph and tone (TONES).

    `likeness` (0 to 1) has the axes item and sentence.
    """
    starts = letter.list_starts()
    add, most, any_of = (
        functools.partial(how.reduceat, indices=starts, axis=-1) for how in (np.add, np.maximum, np.logical_or)
    )
    best = most(likeness)
    nearness = np.exp(SHARPNESS * (likeness - best[:, letter.paragraph]))
    share = nearness / add(nearness)[:, letter.paragraph]
    nearest = find_nearest(likeness, letter)
    voiced = {voice: letter.stances == voice for voice in VOICES}
    columns = []
    for own in voiced.values():
        columns += [most(np.where(own, likeness, 0.0)) / (best + 1e-9), add(np.where(own, share, 0.0)), any_of(own)]
    columns += [own[nearest] for own in voiced.values()]
    columns += [add(share * letter.scores), letter.is_of_kind("overview"), np.log(add(np.ones(likeness.shape[1])))]
    return np.stack([np.broadcast_to(column, best.shape).astype(float) for column in columns], axis=2)


def list_signs(
    items: Sequence[Item],
    letter: Letter,
    relevance: np.ndarray,
    tones: np.ndarray,
    weights: dict[str, np.ndarray],
    other_body: Sequence[bool],
) -> np.ndarray:
    """Return what is seen of all passages on each item together, by item and sign (SIGNS).

    `relevance` has the axes item and paragraph, `tones` item, paragraph and tone; `weights` are those of verdicts.csv
    by what they tell, `other_body` is one of them per item.
    """
    weakness, strength = (to_share(weigh(tones, weights[tells])) for tells in ("a weakness of it", "a strength of it"))
    listed, overview = letter.is_of_kind("improvement"), letter.is_of_kind("overview")
    speaks = np.where(listed, 0.0, relevance)
    weak, strong = speaks * weakness, speaks * strength
    n_weak, n_strong, n_speak = weak.sum(axis=1), strong.sum(axis=1), speaks.sum(axis=1)
    best = np.sort(np.pad(speaks, ((0, 0), (0, 3))), axis=1)[:, ::-1]
    told = letter.stances[~listed[letter.paragraph]]
    columns = [
        *(_to_log_odds(best[:, rank]) for rank in range(3)),
        np.log1p(n_speak),
        _to_log_odds(np.where(listed, relevance, 0.0).max(axis=1, initial=0.0)),
        np.log1p(listed.sum()),
        _to_log_odds(1 - np.prod(1 - weak, axis=1)),
        _to_log_odds(1 - np.prod(1 - strong, axis=1)),
        np.log1p(n_weak),
        np.log1p(n_strong),
        n_weak / (n_weak + n_strong + 0.05),
        weak.max(axis=1, initial=0.0),
        strong.max(axis=1, initial=0.0),
        (weak * overview).sum(axis=1),
        (strong * overview).sum(axis=1),
        n_weak / (n_speak + 1e-9),
        n_strong / (n_speak + 1e-9),
        (told == "strength").mean() if len(told) else 0.0,
        np.isin(told, ("concern", "mixed")).mean() if len(told) else 0.0,
        other_body,
        np.log([item.n_words for item in items]),
        [(item.aspects > 0).sum() for item in items],
    ]
    return np.stack([np.broadcast_to(column, n_speak.shape).astype(float) for column in columns], axis=1)


def _to_log_odds(share: np.ndarray) -> np.ndarray:
    bounded = np.clip(share, 1e-4, 1 - 1e-4)
    return np.log(bounded / (1 - bounded))
