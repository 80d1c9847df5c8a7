"""What was learned: the weights of clues and words, tables that a person can read and train.py makes again.

Weights have three decimals and are added up as whole thousandths, so that a sum is the same on every machine.
"""

import csv
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from analysis.coding.clues import DETAILS, STATES, Clues, Seen
from analysis.coding.evidence import Evidence

CLUES = Path(__file__).with_name("theme_clues.csv")
WORDS = Path(__file__).with_name("theme_words.csv")
STANCES = Path(__file__).with_name("stance_clues.csv")
ALWAYS = "(always)"  # the clue that is added for every sentence
THOUSANDTHS = 1000

Clue = tuple[str, str, str, str]  # state of the candidate, what is seen, of which theme, with which detail


class ThemeWeights(NamedTuple):
    """The weights of clues as arrays, in thousandths.

    `tables`: by clue an array by state, theme and detail, and a last column of zeros for a clue that is absent;
    `beside`: by state, theme that stands beside, and theme; `phrases`: by theme and phrase.
    """

    tables: dict[str, np.ndarray]
    beside: np.ndarray
    phrases: dict[tuple[str, str], float]


def weigh(evidence: Evidence, seen: Seen, weights: ThemeWeights) -> np.ndarray:
    """Return the log odds of each theme in each sentence, in thousandths, by what was seen before any is coded."""
    total = weigh_clues(seen.clues, seen.state, weights)
    own = seen.own.astype(float)
    total += np.take_along_axis(np.stack([own @ beside for beside in weights.beside]), seen.state[None], axis=0)[0]
    cues = evidence.list_cues()
    numbers, of = np.unique(cues.phrase, return_inverse=True)
    labels = [evidence.labels[number] for number in numbers.tolist()]
    learned = np.array([weights.phrases.get((label.theme, label.phrase), 0.0) for label in labels], dtype=float)
    np.add.at(total, (cues.sentence, evidence.theme[cues.phrase]), learned[of])
    return total


def weigh_clues(clues: Clues, state: np.ndarray, weights: ThemeWeights) -> np.ndarray:
    """Return the sum of the weights of clues for each sentence and theme, in thousandths."""
    total = np.zeros(state.shape)
    themes = np.arange(state.shape[1])
    for clue, details in clues.items():
        if clue in weights.tables:
            total += weights.tables[clue][state, themes, details]
    return total


@lru_cache(maxsize=4)
def arrange_weights(themes: tuple[str, ...]) -> ThemeWeights:
    """Return the learned weights of clues for the themes of a codebook; what was never learned weighs nothing."""
    tables: dict[str, np.ndarray] = {}
    beside = np.zeros((len(STATES), len(themes), len(themes)))
    phrases = {}
    column = {theme: number for number, theme in enumerate(themes)}
    for (state, clue, theme, detail), weight in read_clues().items():
        weight, at = round(weight * THOUSANDTHS), column.get(theme)
        if theme and at is None:
            continue
        if clue == "cue":
            phrases[theme, detail] = weight
        elif clue == "with":
            if detail in column:
                beside[STATES.index(state), column[detail], at] = weight
        else:
            details = DETAILS.get(clue, ("",))
            table = tables.setdefault(clue, np.zeros((len(STATES), len(themes), len(details) + 1)))
            table[STATES.index(state), slice(None) if at is None else at, details.index(detail)] += weight
    return ThemeWeights(tables, beside, phrases)


class WordWeights(NamedTuple):
    """Weights of words in thousandths: the row of each word in an array by word and what is weighed.

    32 bits hold whole numbers exactly up to 16 million, many times the sum for the longest sentence.
    """

    rows: dict[str, int]
    weights: np.ndarray

    def add_up(self, texts: Iterable[Iterable[str]]) -> np.ndarray:
        """Return the sums of the weights of the words of each text, each word counted once."""
        known, starts = [], []
        for words in texts:
            starts.append(len(known))
            known.append(self.rows[ALWAYS])
            known += filter(None, map(self.rows.get, set(words)))  # the row of ALWAYS is 0
        sums = np.add.reduceat(self.weights[known], starts, axis=0) if starts else self.weights[:0]
        return sums.astype(float)

    def know(self, words: Sequence[str]) -> bool:
        """Return whether at least half of some words were learned."""
        return len(words) > 0 and sum(map(self.rows.__contains__, words)) >= len(words) / 2


@lru_cache(maxsize=4)
def arrange_words(themes: tuple[str, ...]) -> WordWeights:
    """Return the learned weights of words: first the wording by theme (missing where none was learned), then the rest.

    A word's `wording` says how much it is the wording of findings on the theme, its `weight` what it adds by itself.
    """
    column = {theme: number for number, theme in enumerate(themes)}
    rows = {ALWAYS: 0}
    learned = [row for row in _read(WORDS) if row["theme"] in column]
    for row in learned:
        rows.setdefault(row["word"], len(rows))
    array = np.zeros((len(rows), 2 * len(themes)), dtype=np.float32)
    array[0, : len(themes)] = np.nan
    for row in learned:
        at = column[row["theme"]]
        array[rows[row["word"]], [at, at + len(themes)]] = [
            round(float(row[name]) * THOUSANDTHS) for name in ("wording", "weight")
        ]
    return WordWeights(rows, array)


@cache
def arrange_stances(stances: tuple[str, ...]) -> WordWeights:
    """Return the learned weights of the clues to a stance, by clue and stance."""
    learned = _read(STANCES)
    array = np.array(
        [[round(float(row[stance]) * THOUSANDTHS) for stance in stances] for row in learned], dtype=np.float32
    )
    return WordWeights({row["clue"]: number for number, row in enumerate(learned)}, array)


@cache
def read_clues() -> dict[Clue, float]:
    """Return the learned weight of each clue to a theme."""
    return {(row["state"], row["clue"], row["theme"], row["detail"]): float(row["weight"]) for row in _read(CLUES)}


def write_clues(weights: dict[Clue, float]) -> None:
    """Write the weights of the clues to themes as a table, in order."""
    _write(CLUES, ("state", "clue", "theme", "detail", "weight"), [(*clue, weight) for clue, weight in weights.items()])


def write_words(weights: dict[tuple[str, str], tuple[float, float]]) -> None:
    """Write wording and weight of each theme and word as a table, in order."""
    _write(WORDS, ("theme", "word", "wording", "weight"), [(*key, *numbers) for key, numbers in weights.items()])


def write_stances(weights: dict[str, Sequence[float]], stances: tuple[str, ...]) -> None:
    """Write the weights of the clues to a stance as a table, in order; ALWAYS stands first."""
    _write(STANCES, ("clue", *stances), [(clue, *numbers) for clue, numbers in weights.items()])


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, header: tuple[str, ...], rows: list[tuple]) -> None:
    """Write a table, its numbers with three decimals, and forget what was read of the old one."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for row in sorted(rows):
            writer.writerow([f"{value:.3f}" if isinstance(value, float) else value for value in row])
    for cached in (read_clues, arrange_weights, arrange_words, arrange_stances):
        cached.cache_clear()
