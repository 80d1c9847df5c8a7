"""Judging the passages: what a later letter says of the very thing that an area for improvement asked for.

First each paragraph that may speak of it is judged: does it voice a weakness of the thing, does it voice a strength?
Then all passages are weighed together, to how likely each status is. Weights stand in verdicts.csv, learned from
readers' references (learning/ledger.py); from which likelihood on a status is published stands in verdicts.yml.
"""

import functools
from typing import Any, NamedTuple

import numpy as np

from analysis.base.resources import read_yaml
from analysis.history.arrays import Item, Letter
from analysis.history.passages import find_relevance
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


def judge(item: Item, letter: Letter, features: np.ndarray, likeness: np.ndarray, *, other_body: bool) -> Verdict:
    """Return the verdict of a letter on an item.

    `features` by paragraph and feature, and `likeness` by sentence, as `compare_with_letter` gives them for the item.
    """
    relevance = find_relevance(features)
    weights = read_weights("verdicts.csv")
    signs = list_signs(item, letter, relevance, list_tones(letter, likeness), weights, other_body=other_body)
    return Verdict(to_likelihoods(signs, weights), relevance, likeness)


def to_likelihoods(signs: np.ndarray, weights: dict[str, np.ndarray]) -> np.ndarray:
    """Return how likely each status is, 0 to 1 per status of STATUSES, by `signs` and the weights of verdicts.csv."""
    log_odds = np.array([weigh(signs, weights[status]) for status in STATUSES])
    likely = np.exp(log_odds - log_odds.max())
    return likely / likely.sum()


def publish(likely: np.ndarray) -> str:
    """Return the likeliest status (`likely`: 0 to 1 per status) where it holds its floor, else `mentioned`."""
    status = STATUSES[int(likely.argmax())]
    return status if likely.max() >= read_rules()["floors"].get(status, 0.0) else "mentioned"


def list_tones(letter: Letter, likeness: np.ndarray) -> np.ndarray:
    """Return what is seen of each paragraph of a letter, axes paragraph and TONES; `likeness`: 0 to 1 per sentence."""
    starts = np.searchsorted(letter.paragraph, np.arange(len(letter.paragraph_ids)))
    best = np.maximum.reduceat(likeness, starts)
    nearness = np.exp(SHARPNESS * (likeness - best[letter.paragraph]))
    share = nearness / np.add.reduceat(nearness, starts)[letter.paragraph]
    voiced = {voice: letter.stances == voice for voice in VOICES}
    nearest = np.lexsort((-likeness, letter.paragraph))[starts]
    columns = []
    for own in voiced.values():
        columns += [
            np.maximum.reduceat(np.where(own, likeness, 0.0), starts) / (best + 1e-9),
            np.add.reduceat(np.where(own, share, 0.0), starts),
            np.logical_or.reduceat(own, starts),
        ]
    columns += [own[nearest] for own in voiced.values()]
    columns += [
        np.add.reduceat(share * letter.scores, starts),
        np.array([kind == "overview" for kind in letter.kinds]),
        np.log(np.add.reduceat(np.ones(len(likeness)), starts)),
    ]
    return np.stack([np.asarray(column, dtype=float) for column in columns], axis=1)


def list_signs(
    item: Item,
    letter: Letter,
    relevance: np.ndarray,
    tones: np.ndarray,
    weights: dict[str, np.ndarray],
    *,
    other_body: bool,
) -> np.ndarray:
    """Return what is seen of all passages on an item together, a number per sign (SIGNS).

    `relevance` and `tones` have one row per paragraph, `weights` are those of verdicts.csv by what they tell.
    """
    weakness, strength = (to_share(weigh(tones, weights[tells])) for tells in ("a weakness of it", "a strength of it"))
    listed = np.array([kind == "improvement" for kind in letter.kinds])
    overview = np.array([kind == "overview" for kind in letter.kinds])
    speaks = np.where(listed, 0.0, relevance)
    weak, strong = speaks * weakness, speaks * strength
    best = np.sort(np.append(speaks, [0.0, 0.0, 0.0]))[::-1]
    told = letter.stances[~listed[letter.paragraph]]
    total = speaks.sum() + 1e-9
    return np.array(
        [
            *map(_to_log_odds, best[:3]),
            np.log1p(speaks.sum()),
            _to_log_odds(np.where(listed, relevance, 0.0).max(initial=0.0)),
            np.log1p(listed.sum()),
            _to_log_odds(1 - np.prod(1 - weak)),
            _to_log_odds(1 - np.prod(1 - strong)),
            np.log1p(weak.sum()),
            np.log1p(strong.sum()),
            weak.sum() / (weak.sum() + strong.sum() + 0.05),
            weak.max(initial=0.0),
            strong.max(initial=0.0),
            (weak * overview).sum(),
            (strong * overview).sum(),
            weak.sum() / total,
            strong.sum() / total,
            (told == "strength").mean() if len(told) else 0.0,
            np.isin(told, ("concern", "mixed")).mean() if len(told) else 0.0,
            float(other_body),
            np.log(item.n_words),
            float((item.aspects > 0).sum()),
        ]
    )


def _to_log_odds(share: float) -> float:
    bounded = min(max(share, 1e-4), 1 - 1e-4)
    return float(np.log(bounded / (1 - bounded)))
