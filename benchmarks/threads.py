"""Set the links between areas for improvement beside hand-made ones, leaving out one authority at a time.

    python benchmarks/threads.py TABLES LINKS [ITEMS]

TABLES is a folder of tables that `visits build` made of the reports that the hand-made links stand on. LINKS (later,
earlier, strength) is training/links.csv, where two visits with the strength `read` say that all their items were read,
or, with ITEMS (id, report, text), a reference as tools/score_threads.py takes it. Precision counts links that the
reference calls same or partial, recall those it calls same. For each authority the two numbers that could be fitted,
what a theme weighs and how much likeness a link needs, are chosen on all the others.
"""

import itertools
import sys
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.history import subjects
from analysis.history.derivation import group_themes_of_items
from analysis.history.evidence import join_evidence
from analysis.history.subjects import measure_likeness, weigh_item
from analysis.history.threads import PARTIAL

WEIGHTS = (1.0, 1.5, 2.0, 2.5, 3.0)
THRESHOLDS = np.arange(0.10, 0.60, 0.01)


def read_items(tables: Path) -> pd.DataFrame:
    """Return one row per item: id, visit_id, authority, start_date, report, text, themes, aside."""
    names = ("visits", "improvements", "paragraphs", "sentences", "codes")
    read = {name: pd.read_parquet(tables / f"{name}.parquet") for name in names}
    themes, aside = group_themes_of_items(read, join_evidence(read))
    items = read["improvements"].merge(read["visits"][["visit_id", "authority", "start_date", "file"]], on="visit_id")
    return items.assign(
        id=items["improvement_id"],
        report=items["file"].str.replace(r"\.\w+$", "", regex=True),
        themes=[themes.get(paragraph, set()) for paragraph in items["paragraph_id"]],
        aside=[aside.get(paragraph, set()) for paragraph in items["paragraph_id"]],
    )


def name_as_reference(items: pd.DataFrame, reference: pd.DataFrame) -> pd.DataFrame:
    """Return the items of a reference, with its ids."""
    named = reference.assign(key=_squash(reference["text"]))[["id", "report", "key"]]
    return items.drop(columns="id").assign(key=_squash(items["text"])).merge(named, on=["report", "key"])


def _squash(texts: pd.Series) -> pd.Series:
    return texts.str.lower().str.replace(r"[^a-z0-9]+", "", regex=True)


def list_pairs(items: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """Return one row per pair of a later and an earlier item that was read: authority, what both say, strength."""
    pairs = items.merge(items, on="authority", suffixes=("_later", "_earlier"))
    pairs = pairs[pairs["start_date_earlier"] < pairs["start_date_later"]]
    is_visit = links["strength"] == "read"
    if is_visit.any():
        read = links.loc[is_visit, ["later", "earlier"]].set_axis(["visit_id_later", "visit_id_earlier"], axis=1)
        pairs = pairs.merge(read, on=list(read))
    links = links[~is_visit].rename(columns={"later": "id_later", "earlier": "id_earlier"})
    return pairs.merge(links, on=["id_later", "id_earlier"], how="left")


def score_pairs(pairs: pd.DataFrame, weight: float) -> np.ndarray:
    """Return the likeness of each pair where a theme weighs `weight` times what a word does."""
    subjects.THEMES_COUNT = weight
    return np.array(
        [
            measure_likeness(
                weigh_item(row.text_later, row.themes_later, row.aside_later),
                weigh_item(row.text_earlier, row.themes_earlier, row.aside_earlier),
            )
            for row in pairs.itertuples()
        ]
    )


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
    tables, links, *named = (Path(name) for name in sys.argv[1:])
    shipped = subjects.THEMES_COUNT
    items = read_items(tables)
    for reference in named:
        items = name_as_reference(items, pd.read_csv(reference))
    pairs = list_pairs(items, pd.read_csv(links))
    scores = {weight: score_pairs(pairs, weight) for weight in WEIGHTS}
    strength = pairs["strength"]
    as_shipped = judge_links(scores[shipped] >= PARTIAL, strength)
    print(f"{len(pairs)} pairs, {strength.notna().sum()} linked by hand, {(strength == 'same').sum()} of them same")
    print("as shipped (theme {}, threshold {}): precision {:.3f} recall {:.3f} f1 {:.3f}".format(
        shipped, PARTIAL, *as_shipped))  # fmt: skip
    built = np.zeros(len(pairs), dtype=bool)
    for authority in sorted(pairs["authority"].unique()):
        own = (pairs["authority"] == authority).to_numpy()
        weight, least = choose(scores, strength, ~own)
        built[own] = scores[weight][own] >= least
    print("each authority left out in turn: precision {:.3f} recall {:.3f} f1 {:.3f}".format(
        *judge_links(built, strength)))  # fmt: skip
    for weight in WEIGHTS:
        found = [judge_links(scores[weight] >= least, strength)[2] for least in THRESHOLDS]
        spans = [f"{least:.2f}" for least, f1 in zip(THRESHOLDS, found, strict=True) if f1 >= 0.8]
        print(f"theme {weight}: best f1 {max(found):.3f}, f1 of 0.80 or more from {spans[:1]} to {spans[-1:]}")


if __name__ == "__main__":
    main()
