"""What was learned: the weights of clues and words, tables that a person can read and train.py makes again."""

import csv
from collections.abc import Iterable
from functools import cache
from itertools import repeat
from math import exp
from pathlib import Path

CLUES = Path(__file__).with_name("theme_clues.csv")
WORDS = Path(__file__).with_name("theme_words.csv")
ALWAYS = "(always)"  # the row of theme_words.csv that is added for every sentence

Clue = tuple[str, str, str, str]  # state of the candidate, what is seen, of which theme, with which detail


def weigh_clues(clues: Iterable[Clue]) -> float:
    """Return how probable the clues make their theme; a clue that was never learned weighs nothing."""
    weights = read_clues()
    return round(1 / (1 + exp(-sum(map(weights.get, clues, repeat(0.0))))), 3)


def weigh_words(theme: str, words: Iterable[str]) -> float | None:
    """Return how much the wording of a sentence is that of findings on a theme (log odds), None for a new theme."""
    weights = read_words().get(theme)
    return weights and round(weights[ALWAYS] + sum(map(weights.get, words, repeat(0.0))), 3)


@cache
def read_clues() -> dict[Clue, float]:
    """Return the learned weight of each clue."""
    return {(row["state"], row["clue"], row["theme"], row["detail"]): float(row["weight"]) for row in _read(CLUES)}


@cache
def read_words() -> dict[str, dict[str, float]]:
    """Return the learned weight of each word, by theme."""
    weights: dict[str, dict[str, float]] = {}
    for row in _read(WORDS):
        weights.setdefault(row["theme"], {})[row["word"]] = float(row["weight"])
    return weights


def write_clues(weights: dict[Clue, float]) -> None:
    """Write the weights of clues as a table, in order."""
    _write(CLUES, ("state", "clue", "theme", "detail", "weight"), [(*clue, weight) for clue, weight in weights.items()])
    read_clues.cache_clear()


def write_words(weights: dict[str, dict[str, float]]) -> None:
    """Write the weights of words as a table, in order."""
    rows = [(theme, word, weight) for theme, words in weights.items() for word, weight in words.items()]
    _write(WORDS, ("theme", "word", "weight"), rows)
    read_words.cache_clear()


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, header: tuple[str, ...], rows: list[tuple]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows((*row[:-1], f"{row[-1]:.3f}") for row in sorted(rows))
