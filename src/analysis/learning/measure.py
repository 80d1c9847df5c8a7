"""How well the machine codes as people do: the open and the locked development documents, with intervals.

    python -m analysis.learning.measure GOLD

GOLD is the folder of hand coding that train.py learns from. The figures are those of the scoring tool: F1 of themes
over all codes (micro) and over themes with five or more hand-coded sentences (macro), accuracy and macro F1 of stance
and of direction. Intervals hold 95% of 1,000 draws of as many documents, with replacement.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.coding.codebook import read_codebook
from analysis.coding.coder import code_texts
from analysis.learning.examples import is_locked, read_gold

DRAWS = 1000
FEWEST = 5  # hand-coded sentences that a class needs to count in a macro F1
NOT_CODED = {"practice"}  # in the codebook, but not in the hand coding


def count_outcomes(gold: pd.DataFrame, coded: pd.DataFrame) -> pd.DataFrame:
    """Return how often people and the machine gave each value: columns hand, right (both) and machine.

    One row per kind (theme, stance, direction), value and document, which are the index. `gold` has one row per
    sentence, columns as `read_gold` gives them, `coded` as many, as `code_texts` does.
    """
    rows = []
    for person, machine in zip(gold.to_dict("records"), coded.to_dict("records"), strict=True):
        for kind in ("theme", "stance", "direction"):
            wanted, found = _values(person, kind), _values(machine, kind)
            rows += [
                (person["document"], kind, value, value in wanted, value in wanted & found, value in found)
                for value in sorted(wanted | found)
            ]
    counts = pd.DataFrame(rows, columns=["document", "kind", "value", "hand", "right", "machine"])
    return counts.groupby(["kind", "value", "document"]).sum()


def _values(row: dict, kind: str) -> set[str]:
    if kind == "theme":
        return set(row["themes"].split(";") if isinstance(row["themes"], str) else ()) - NOT_CODED - {""}
    return {row[kind]}


def score(counts: pd.DataFrame) -> dict[str, float]:
    """Return the figures of the scoring tool by name, 0 to 1.

    `counts` has one row per kind and value, its index, and the columns hand, right and machine.
    """
    figures = {}
    for kind, by_value in counts.groupby("kind"):
        f1 = 2 * by_value["right"] / (by_value["hand"] + by_value["machine"])
        total = by_value.sum()
        overall = "micro F1" if kind == "theme" else "accuracy"
        figures[f"{kind} {overall}"] = 2 * total["right"] / (total["hand"] + total["machine"])
        figures[f"{kind} macro F1"] = f1[by_value["hand"] >= FEWEST].mean()
    return figures


def draw_intervals(counts: pd.DataFrame, *, draws: int = DRAWS) -> pd.DataFrame:
    """Return the interval that holds 95% of draws of documents, with replacement (a bootstrap).

    One row per figure of `score`, its index; columns low and high. `counts` is as `count_outcomes` gives it.
    """
    random = np.random.default_rng(0)
    documents = counts.index.unique("document")
    by_document = counts.pivot_table(index=["kind", "value"], columns="document", aggfunc="sum", fill_value=0)
    drawn = []
    for _ in range(draws):
        weights = random.multinomial(len(documents), [1 / len(documents)] * len(documents))
        sums = {name: by_document[name][documents].to_numpy() @ weights for name in ("hand", "right", "machine")}
        drawn.append(score(pd.DataFrame(sums, index=by_document.index)))
    return pd.DataFrame(drawn).quantile([0.025, 0.975]).T.set_axis(["low", "high"], axis="columns")


def measure(gold: pd.DataFrame) -> pd.DataFrame:
    """Return how well the machine codes hand-coded sentences, which have columns as `read_gold` gives them.

    One row per figure of `score`, its index; columns figure, low and high.
    """
    counts = count_outcomes(gold, code_texts(gold, read_codebook()))
    figures = pd.Series(score(counts.groupby(["kind", "value"]).sum()), name="figure")
    return pd.concat([figures, draw_intervals(counts)], axis="columns").round(3)


def main(folder: Path) -> None:
    """Print the figures for the documents of a folder on disk that were learned from, and for those that were not."""
    gold = read_gold(folder)
    locked = gold["document"].map(is_locked)
    for name, rows in (("open (learned from)", gold[~locked]), ("locked (never read)", gold[locked])):
        print(f"{name}: {len(rows)} sentences of {rows['document'].nunique()} documents")
        print(measure(rows).to_string(), end="\n\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
