"""What was learned for the ledger, as stored: weights by feature, in tables that a person can read."""

import csv
import functools

import numpy as np

from analysis.base.resources import PACKAGE


@functools.cache
def read_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file of this room, as written; lines that begin with # say what it is."""
    with (PACKAGE / "history" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(line for line in stream if not line.startswith("#")))


@functools.cache
def read_weights(name: str) -> dict[str, np.ndarray]:
    """Return the learned weights of a file (passages.csv, verdicts.csv), by what they tell: log odds per unit of a
    feature.

    An array by feature, in the file's order; the last is what is added always.
    """
    told: dict[str, list[float]] = {}
    for row in read_rows(name):
        told.setdefault(row["tells"], []).append(float(row["weight"]))
    return {tells: np.array(weights) for tells, weights in told.items()}


def weigh(features: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the log odds of things whose features are the last axis."""
    return features @ weights[:-1] + weights[-1]


def to_share(log_odds: np.ndarray) -> np.ndarray:
    """Return probabilities (0 to 1) of log odds, an array of the same shape."""
    return 1 / (1 + np.exp(-np.clip(log_odds, -30, 30)))
