"""Set the links between areas for improvement beside hand-made ones, leaving out one authority at a time.

    python benchmarks/threads.py TABLES LINKS ITEMS

TABLES is a folder of tables that `visits build` made of the reports that the hand-made links stand on; LINKS (later,
earlier, strength) and ITEMS (id, report, text) are as tools/score_threads.py takes them. Precision counts links that
the reference calls same or partial, recall those it calls same. For each authority the two numbers that could be
fitted, what a theme weighs and how much likeness a link needs, are chosen on all the others.
"""

import itertools
import sys
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.history import subjects
from analysis.history.subjects import find_marks, group_themes, measure_likeness, weigh_marks
from analysis.history.threads import PARTIAL

WEIGHTS = (1.0, 1.5, 2.0, 2.5, 3.0)
THRESHOLDS = np.arange(0.10, 0.60, 0.01)


def read_items(tables: Path, items: Path) -> pd.DataFrame:
    """Return one row per reference item that was read: id, authority, start_date, marks."""
    names = ("visits", "improvements", "sentences", "codes")
    visits, improvements, sentences, codes = (pd.read_parquet(tables / f"{name}.parquet") for name in names)
    themes = group_themes(codes.merge(sentences[["sentence_id", "paragraph_id"]], on="sentence_id"), "paragraph_id")
    read = improvements.merge(visits[["visit_id", "authority", "start_date", "file"]], on="visit_id")
    read = read.assign(report=read["file"].str.replace(r"\.\w+$", "", regex=True), key=_squash(read["text"]))
    named = pd.read_csv(items)
    read = read.merge(named.assign(key=_squash(named["text"]))[["id", "report", "key"]], on=["report", "key"])
    marks = [find_marks(row.text, themes.get(row.paragraph_id, ())) for row in read.itertuples()]
    return read[["id", "authority", "start_date"]].assign(marks=marks)


def _squash(texts: pd.Series) -> pd.Series:
    return texts.str.lower().str.replace(r"[^a-z0-9]+", "", regex=True)


def list_pairs(items: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """Return one row per pair of a later and an earlier item of one authority: authority, both marks, strength."""
    pairs = items.merge(items, on="authority", suffixes=("_later", "_earlier"))
    pairs = pairs[pairs["start_date_earlier"] < pairs["start_date_later"]]
    links = links.rename(columns={"later": "id_later", "earlier": "id_earlier"})
    return pairs.merge(links, on=["id_later", "id_earlier"], how="left")


def score_pairs(pairs: pd.DataFrame, weight: float) -> np.ndarray:
    """Return the likeness of each pair where a theme weighs `weight` times what a word does."""
    subjects.THEMES_COUNT = weight
    return np.array(
        [
            measure_likeness(weigh_marks(row.marks_later), weigh_marks(row.marks_earlier))
            for row in pairs.itertuples()
        ]
    )  # fmt: skip


def judge_links(built: np.ndarray, strength: pd.Series) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the links built."""
    precision = strength[built].notna().mean() if built.any() else 0.0
    recall = built[(strength == "same").to_numpy()].mean()
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def choose(scores: dict[float, np.ndarray], strength: pd.Series, rows: np.ndarray) -> tuple[float, float]:
    """Return the weight and the threshold that do best on the rows; among equals the middle ones."""
    tried = list(itertools.product(scores, THRESHOLDS))
    found = np.array([judge_links(scores[w][rows] >= least, strength[rows])[2] for w, least in tried])
    best = np.flatnonzero(found >= found.max() - 1e-9)
    return tried[best[len(best) // 2]]


def main() -> None:
    """Print precision, recall and F1 as shipped, and with one authority at a time left out of the choice."""
    tables, links, items = (Path(name) for name in sys.argv[1:4])
    shipped = subjects.THEMES_COUNT
    pairs = list_pairs(read_items(tables, items), pd.read_csv(links))
    scores = {weight: score_pairs(pairs, weight) for weight in WEIGHTS}
    strength = pairs["strength"]
    as_shipped = judge_links(scores[shipped] >= PARTIAL, strength)
    print(f"{len(pairs)} pairs, {strength.notna().sum()} linked by hand, {(strength == 'same').sum()} of them same")
    print("as shipped (theme {}, threshold {}): precision {:.3f} recall {:.3f} f1 {:.3f}".format(
        shipped, PARTIAL, *as_shipped))  # fmt: skip
    built, chosen = np.zeros(len(pairs), dtype=bool), []
    for authority in sorted(pairs["authority"].unique()):
        own = (pairs["authority"] == authority).to_numpy()
        weight, least = choose(scores, strength, ~own)
        built[own] = scores[weight][own] >= least
        chosen.append(f"{weight}/{least:.2f}")
    print("each authority left out in turn: precision {:.3f} recall {:.3f} f1 {:.3f}".format(
        *judge_links(built, strength)))  # fmt: skip
    print(f"chosen without it (theme/threshold): {', '.join(chosen)}")
    for weight in WEIGHTS:
        found = [judge_links(scores[weight] >= least, strength)[2] for least in THRESHOLDS]
        spans = [f"{least:.2f}" for least, f1 in zip(THRESHOLDS, found, strict=True) if f1 >= 0.8]
        print(f"theme {weight}: best f1 {max(found):.3f}, f1 of 0.80 or more from {spans[:1]} to {spans[-1:]}")


if __name__ == "__main__":
    main()
