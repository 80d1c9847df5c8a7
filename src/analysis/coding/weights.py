"""What was learned: the weights of clues and words, tables that a person can read and train.py makes again.

Weights are log odds with three decimals, and are added up as whole thousandths, so that a sum is the same on every
machine.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import compress
from pathlib import Path
from typing import NamedTuple

import numpy as np

from analysis.coding.clues import DETAILS, STATES, Clues, ThemeSignals
from analysis.coding.evidence import Evidence

CLUES = Path(__file__).with_name("theme_clues.csv")
WORDS = Path(__file__).with_name("theme_words.csv")
STANCES = Path(__file__).with_name("stance_clues.csv")
ALWAYS = "(always)"  # the clue that is added for every sentence
THOUSANDTHS = 1000

Clue = tuple[str, str, str, str]  # state of the candidate, clue, of which theme, with which detail


class ThemeWeights(NamedTuple):
    """The weights of clues, log odds in thousandths.

    `tables`: by clue an array whose axes are state, theme and detail, with a last detail of zeros for a clue that is
    absent; `beside`: an array whose axes are state, theme that stands beside, and theme; `phrases`: by theme and
    phrase.
    """

    tables: dict[str, np.ndarray]
    beside: np.ndarray
    phrases: dict[tuple[str, str], float]


def weigh_themes(evidence: Evidence, signals: ThemeSignals, weights: ThemeWeights) -> np.ndarray:
    """Return the log odds of each theme in each sentence, in thousandths, before any is coded and without its words.

    The array has a row per sentence and a column per theme.
    """
    total = weigh_clues(signals.clues, signals.state, weights)
    has_cue = signals.has_cue.astype(float)
    by_state = np.stack([has_cue @ beside for beside in weights.beside])
    total += np.take_along_axis(by_state, signals.state[None], axis=0)[0]
    cues = evidence.list_distinct_cues()
    phrases, index = np.unique(cues.phrase, return_inverse=True)
    labels = [evidence.labels[phrase] for phrase in phrases.tolist()]
    learned = np.array([weights.phrases.get((label.theme, label.phrase), 0.0) for label in labels], dtype=float)
    np.add.at(total, (cues.sentence, evidence.theme[cues.phrase]), learned[index])
    return total


def weigh_clues(clues: Clues, state: np.ndarray, weights: ThemeWeights) -> np.ndarray:
    """Return the sum of the weights of clues, log odds in thousandths, by sentence and theme.

    `state` has a row per sentence and a column per theme: a number in STATES.
    """
    total = np.zeros(state.shape)
    for _, added in weigh_each_clue(clues, state, weights):
        total += added
    return total


def weigh_each_clue(clues: Clues, state: np.ndarray, weights: ThemeWeights) -> Iterator[tuple[str, np.ndarray]]:
    """Yield each clue that was learned with what it adds: an array with a row per sentence and a column per theme.

    Clues and state are as for `weigh_clues`; what is added is log odds in thousandths.
    """
    themes = np.arange(state.shape[1])
    for clue, details in clues.items():
        if clue in weights.tables:
            yield clue, weights.tables[clue][state, themes, details]


@lru_cache(maxsize=4)
def arrange_clue_weights(themes: tuple[str, ...]) -> ThemeWeights:
    """Return the learned weights of clues for the themes of a codebook; what was never learned weighs nothing.

    They are read from disk once for each codebook.
    """
    tables: dict[str, np.ndarray] = {}
    beside = np.zeros((len(STATES), len(themes), len(themes)))
    phrases = {}
    column = {theme: number for number, theme in enumerate(themes)}
    for (state, clue, theme, detail), weight in read_clue_weights().items():
        weight, number = round(weight * THOUSANDTHS), column.get(theme)
        if theme and number is None:
            continue
        if clue == "cue":
            phrases[theme, detail] = weight
        elif clue == "with":
            if detail in column:
                beside[STATES.index(state), column[detail], number] = weight
        else:
            details = DETAILS.get(clue, ("",))
            table = tables.setdefault(clue, np.zeros((len(STATES), len(themes), len(details) + 1)))
            table[STATES.index(state), slice(None) if number is None else number, details.index(detail)] += weight
    return ThemeWeights(tables, beside, phrases)


class WordWeights(NamedTuple):
    """Weights of words (or of clues to a stance), log odds in thousandths.

    `rows` says which row of `weights` is a word's; the columns are what is weighed, themes or stances. 32 bits hold
    whole numbers exactly up to 16 million, many times the sum for the longest sentence.
    """

    rows: dict[str, int]
    weights: np.ndarray

    def find_rows(self, words: Iterable[str]) -> list[int]:
        """Return the row that is added for every text, 0, and the row of each word that was learned, in any order."""
        return [self.rows[ALWAYS], *filter(None, map(self.rows.get, set(words)))]

    def add_up(self, texts: Iterable[Iterable[str]]) -> np.ndarray:
        """Return the sums of the weights of the words of texts, each word counted once.

        The array has a row per text and a column per thing that is weighed: log odds in thousandths.
        """
        rows, starts = [], []
        for words in texts:
            starts.append(len(rows))
            rows += self.find_rows(words)
        sums = np.add.reduceat(self.weights[rows], starts, axis=0) if starts else self.weights[:0]
        return sums.astype(float)

    def weigh_each(self, words: Iterable[str]) -> dict[str, list[float]]:
        """Return the weights of each word of a text that was learned, and of ALWAYS: log odds in thousandths."""
        names, rows = list(self.rows), sorted(self.find_rows(words))
        return {names[row]: self.weights[row].tolist() for row in rows}

    def knows_most(self, words: Sequence[str]) -> bool:
        """Return whether at least half of some words were learned."""
        return len(words) > 0 and sum(map(self.rows.__contains__, words)) >= len(words) / 2


@lru_cache(maxsize=4)
def arrange_word_weights(themes: tuple[str, ...]) -> WordWeights:
    """Return the learned weights of words: a column per theme for `wording`, then a column per theme for `weight`.

    A word's `wording` says how much it is the wording of findings on the theme (missing in the row of ALWAYS where
    none was learned), its `weight` what it adds by itself. They are read from disk once for each codebook.
    """
    column = {theme: number for number, theme in enumerate(themes)}
    learned = _read_columns(WORDS)
    number = np.array([column.get(theme, -1) for theme in learned["theme"]], dtype=int)
    is_known = number >= 0
    words, number = list(compress(learned["word"], is_known)), number[is_known]
    rows = {word: row for row, word in enumerate(dict.fromkeys([ALWAYS, *words]))}
    row = np.array([rows[word] for word in words], dtype=int)
    array = np.zeros((len(rows), 2 * len(themes)), dtype=np.float32)
    array[0, : len(themes)] = np.nan
    for name, shift in (("wording", 0), ("weight", len(themes))):
        array[row, number + shift] = _to_thousandths(learned[name])[is_known]
    return WordWeights(rows, array)


@cache
def arrange_stance_weights(stances: tuple[str, ...]) -> WordWeights:
    """Return the learned weights of the clues to a stance: a row per clue, a column per stance; read from disk once."""
    learned = _read_columns(STANCES)
    array = np.stack([_to_thousandths(learned[stance]) for stance in stances], axis=1).astype(np.float32)
    return WordWeights({clue: number for number, clue in enumerate(learned["clue"])}, array)


@cache
def read_clue_weights() -> dict[Clue, float]:
    """Return the learned weight of each clue to a theme, log odds, from its table on disk."""
    learned = _read_columns(CLUES)
    clues = zip(*(learned[name] for name in ("state", "clue", "theme", "detail")), strict=True)
    return dict(zip(clues, map(float, learned["weight"]), strict=True))


def write_clue_weights(weights: dict[Clue, float]) -> None:
    """Write the weights of the clues to themes as a table, in order."""
    _write_rows(
        CLUES, ("state", "clue", "theme", "detail", "weight"), [(*clue, weight) for clue, weight in weights.items()]
    )


def write_word_weights(weights: dict[tuple[str, str], tuple[float, float]]) -> None:
    """Write wording and weight of each theme and word as a table, in order."""
    _write_rows(WORDS, ("theme", "word", "wording", "weight"), [(*key, *numbers) for key, numbers in weights.items()])


def write_stance_weights(weights: dict[str, Sequence[float]], stances: tuple[str, ...]) -> None:
    """Write the weights of the clues to a stance as a table, in order; ALWAYS stands first."""
    _write_rows(STANCES, ("clue", *stances), [(clue, *numbers) for clue, numbers in weights.items()])


def _read_columns(path: Path) -> dict[str, tuple[str, ...]]:
    """Return the columns of a table by name, as written: of tens of thousands of rows many times as fast as rows."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return dict(zip(header, zip(*rows, strict=True), strict=True))


def _to_thousandths(weights: Iterable[str]) -> np.ndarray:
    return (np.array(list(map(float, weights))) * THOUSANDTHS).round() + 0.0  # which makes a zero of a negative one


def _write_rows(path: Path, header: tuple[str, ...], rows: list[tuple]) -> None:
    """Write a table, its numbers with three decimals, and forget what was read of the old one."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for row in sorted(rows):
            writer.writerow([f"{value:.3f}" if isinstance(value, float) else value for value in row])
    for cached in (read_clue_weights, arrange_clue_weights, arrange_word_weights, arrange_stance_weights):
        cached.cache_clear()
