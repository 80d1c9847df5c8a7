"""Learn how passages are found and judged, from readers' references, and measure it on authorities kept apart.

    python -m analysis.learning.ledger TABLES training/ledger.csv            learn, write the weights, print the figures
    python -m analysis.learning.ledger TABLES training/ledger.csv --measure  only print the figures of what is shipped

TABLES is a folder of tables that `visits build` made of the national reports. A third of the authorities is locked:
nothing is learned from them (`is_locked`).
"""

import csv
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from analysis.base.resources import PACKAGE
from analysis.history import arrays, passages, verdicts, weights
from analysis.history.aspects import read_aspects
from analysis.learning.references import Reference, is_locked, read_references

HISTORY = PACKAGE / "history"
SUPPORT = 3.0  # paragraphs' worth of the mean that is added to what two aspects have in common
FOLDS = 5
LEAST = 0.4  # a log ratio nearer to 0 is left out of aspects.csv
PENALTY = {"passages": 0.3, "tones": 0.3, "statuses": 0.1}  # C of the logistic regressions
VERDICTS = ("asked again", "still a concern", "mixed", "now praised")


class Example(NamedTuple):
    """A reference to learn from: features, aspects, themes and speaks per paragraph, likeness per sentence."""

    features: np.ndarray
    likeness: np.ndarray
    aspects: np.ndarray
    themes: np.ndarray
    speaks: np.ndarray  # by paragraph, whether a reader names it


def gather_examples(references: Sequence[Reference]) -> list[Example]:
    """Return an example for each reference; the features on related aspects are filled in later (`relate`)."""
    examples: list[Example | None] = [None] * len(references)
    by_letter: dict[int, list[int]] = {}
    for number, reference in enumerate(references):
        by_letter.setdefault(id(reference.letter), []).append(number)
    for numbers in by_letter.values():
        letter = references[numbers[0]].letter
        starts = letter.list_starts()
        aspects = np.logical_or.reduceat(letter.aspects, starts, axis=0)
        themes = np.logical_or.reduceat(letter.themes, starts, axis=0)
        features, likeness = passages.compare_with_letter([references[n].item for n in numbers], letter)
        for row, number in enumerate(numbers):
            speaks = np.isin(np.arange(len(letter.paragraph_ids)), list(references[number].tones))
            examples[number] = Example(features[row], likeness[row], aspects, themes, speaks)
    return examples


def learn_affinities(references: Sequence[Reference], examples: Sequence[Example]) -> tuple[np.ndarray, np.ndarray]:
    """Return log ratios, axes aspect of the item and aspect, or theme, of a paragraph: how much oftener it answers."""
    n_aspects, n_themes = examples[0].aspects.shape[1], examples[0].themes.shape[1]
    answered, met = np.zeros((2, n_aspects, n_aspects + n_themes))
    n_speaks = n_all = 0
    for reference, example in zip(references, examples, strict=True):
        aspects = reference.item.aspects / max(reference.item.aspects.max(), 1e-9)
        told = np.hstack([example.aspects, example.themes])
        answered += np.outer(aspects, told[example.speaks].sum(axis=0))
        met += np.outer(aspects, told.sum(axis=0))
        n_speaks, n_all = n_speaks + example.speaks.sum(), n_all + len(example.speaks)
    mean = n_speaks / n_all
    ratio = np.log((answered + SUPPORT * mean) / (met + SUPPORT) / mean)
    return ratio[:, :n_aspects], ratio[:, n_aspects:]


def relate(references: Sequence[Reference], examples: Sequence[Example], affinities: tuple) -> list[np.ndarray]:
    """Return the features of examples, one row per paragraph, with those on related aspects and themes filled in."""
    of_aspects, of_themes = (passages.FEATURES.index(name) for name in ("related aspects", "related themes"))
    filled = []
    for reference, example in zip(references, examples, strict=True):
        features = example.features.copy()
        related = passages.relate(reference.item.aspects[None, :], example.aspects, example.themes, affinities)
        features[:, of_aspects], features[:, of_themes] = related[0][0], related[1][0]
        filled.append(features)
    return filled


def fit(features: np.ndarray, answers: np.ndarray, penalty: float) -> dict[str, np.ndarray]:
    """Return log odds per unit of each feature, and what is always added, by answer (logistic regression, scaled)."""
    model = make_pipeline(StandardScaler(), LogisticRegression(C=penalty, max_iter=4000)).fit(features, answers)
    scaler, regression = model
    weights = regression.coef_ / scaler.scale_
    always = regression.intercept_ - weights @ scaler.mean_
    names = regression.classes_ if len(weights) > 1 else regression.classes_[1:]
    return {str(name): np.append(w, a) for name, w, a in zip(names, weights, always, strict=True)}


def split(references: Sequence[Reference]) -> Iterable[tuple[np.ndarray, np.ndarray]]:
    """Yield the indices of references to learn from and to try on, by authority."""
    groups = [reference.authority for reference in references]
    return GroupKFold(FOLDS).split(references, groups=groups)


def _cross_fit(
    references: Sequence[Reference], examples: Sequence[Example]
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Return features, a row per paragraph, and relevance by paragraph, as found without the reference's authority."""
    features, relevance = [np.empty(0)] * len(references), [np.empty(0)] * len(references)
    for known, tried in split(references):
        affinities = learn_affinities([references[n] for n in known], [examples[n] for n in known])
        own = relate([references[n] for n in tried], [examples[n] for n in tried], affinities)
        for number, filled in zip(tried, own, strict=True):
            features[number] = filled
    speaks = [example.speaks for example in examples]
    for known, tried in split(references):
        own = fit(np.vstack([features[n] for n in known]), np.concatenate([speaks[n] for n in known]),
                      PENALTY["passages"])["True"]  # fmt: skip
        for number in tried:
            relevance[number] = weights.to_share(weights.weigh(features[number], own))
    return features, relevance


def learn(references: Sequence[Reference], examples: Sequence[Example]) -> dict[str, np.ndarray]:
    """Return everything that is learned: `affinities`, and the weights by what they tell, a number per feature.

    What a later step learns from was found by an earlier one that had not seen the same authorities.
    """
    features, relevance = _cross_fit(references, examples)
    speaks = [example.speaks for example in examples]
    learned = {
        "affinities": learn_affinities(references, examples),
        "speaks of it": fit(np.vstack(features), np.concatenate(speaks), PENALTY["passages"])["True"],
    }
    tones = [
        verdicts.list_tones(reference.letter, example.likeness[None])
        for reference, example in zip(references, examples, strict=True)
    ]
    signed = [
        (tones[n][0, index], sign)
        for n, r in enumerate(references)
        for index, sign in r.tones.items()
        if sign in "+-±0" and sign
    ]
    seen = np.array([tone for tone, _ in signed])
    for tells, signs in (("a weakness of it", "-±"), ("a strength of it", "+±")):
        learned[tells] = fit(seen, np.array([sign in signs for _, sign in signed]), PENALTY["tones"])["True"]
    told = {tells: learned[tells] for tells in ("a weakness of it", "a strength of it")}
    rows = [
        verdicts.list_signs([r.item], r.letter, relevance[n][None], tones[n], told, [r.other_body])
        for n, r in enumerate(references)
    ]
    return learned | fit(np.vstack(rows), np.array([r.statuses[0] for r in references]), PENALTY["statuses"])


def write_weights(learned: dict) -> None:
    """Write aspects.csv, passages.csv and verdicts.csv."""
    by_aspect, by_theme = learned["affinities"]
    rarity = [("", weight) for weight in arrays.weigh_aspects()]
    rows = []
    for number, aspect in enumerate(read_aspects()):
        rows.append((aspect, *rarity[number]))
        answers = [(f"aspect:{name}", by_aspect[number, at]) for at, name in enumerate(read_aspects())]
        answers += [(f"theme:{name}", by_theme[number, at]) for at, name in enumerate(arrays.list_theme_ids())]
        rows += [(aspect, name, weight) for name, weight in answers if abs(weight) >= LEAST]
    _write(HISTORY / "aspects.csv", ("aspect", "answers", "weight"), rows)
    names = (*passages.FEATURES, "(always)")
    rows = [("speaks of it", *row) for row in zip(names, learned["speaks of it"], strict=True)]
    _write(HISTORY / "passages.csv", ("tells", "feature", "weight"), rows)
    rows = []
    for tells in ("a weakness of it", "a strength of it"):
        rows += [(tells, *row) for row in zip((*verdicts.TONES, "(always)"), learned[tells], strict=True)]
    for status in verdicts.STATUSES:
        rows += [(status, *row) for row in zip((*verdicts.SIGNS, "(always)"), learned[status], strict=True)]
    _write(HISTORY / "verdicts.csv", ("tells", "feature", "weight"), rows)


def _write(path: Path, header: tuple[str, ...], rows: Iterable[tuple]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows((*names, f"{weight:.4f}") for *names, weight in rows)


def score(references: Sequence[Reference], examples: Sequence[Example], learned: dict) -> dict[str, float]:
    """Return the figures of what was learned on some references: shares from 0 to 1, and `pairs`, their number."""
    features = relate(references, examples, learned["affinities"])
    told = {tells: learned[tells] for tells in ("a weakness of it", "a strength of it")}
    rules = verdicts.read_rules()
    counts = dict.fromkeys(
        ("published", "right", "given", "covered", "agreed", "alike", "shown", "meant", "sure", "found"), 0
    )
    for reference, example, own in zip(references, examples, features, strict=True):
        relevance = weights.to_share(weights.weigh(own, learned["speaks of it"]))
        tones = verdicts.list_tones(reference.letter, example.likeness[None])
        signs = verdicts.list_signs(
            [reference.item], reference.letter, relevance[None], tones, told, [reference.other_body]
        )
        status = verdicts.publish(verdicts.to_likelihoods(signs, learned)[0])
        published = status in VERDICTS
        counts["published"] += published
        counts["right"] += published and status in reference.statuses
        counts["given"] += reference.statuses[0] in VERDICTS
        counts["covered"] += published and reference.statuses[0] in VERDICTS
        counts["agreed"] += reference.statuses[0] == reference.statuses[1]
        counts["alike"] += status == reference.statuses[0] == reference.statuses[1]
        shown = set(np.flatnonzero(relevance >= rules["shown"]).tolist())
        counts["shown"] += len(shown)
        counts["meant"] += len(shown & reference.tones.keys())
        counts["sure"] += len(reference.surely)
        counts["found"] += len(shown & reference.surely)
    return {
        "pairs": len(references),
        "verdicts published that are right": counts["right"] / max(counts["published"], 1),
        "of pairs with a verdict by readers, published": counts["covered"] / max(counts["given"], 1),
        "statuses where readers agree": counts["alike"] / max(counts["agreed"], 1),
        "evidence precision": counts["meant"] / max(counts["shown"], 1),
        "evidence recall": counts["found"] / max(counts["sure"], 1),
    }


def main() -> None:
    """Learn, write and measure."""
    folder, path, *options = sys.argv[1:]
    references = read_references(Path(folder), Path(path))
    examples = gather_examples(references)
    is_kept_apart = np.array([is_locked(reference.authority) for reference in references])
    known, locked = (
        ([references[n] for n in numbers], [examples[n] for n in numbers])
        for numbers in (np.flatnonzero(~is_kept_apart), np.flatnonzero(is_kept_apart))
    )
    if "--measure" in options:
        learned = {**weights.read_weights("passages.csv"), **weights.read_weights("verdicts.csv")}
        learned["affinities"] = passages.read_affinities()
    else:
        learned = learn(*known)
        write_weights(learned)
    for name, kept in (("learned", known), ("locked", locked)):
        for figure, value in score(*kept, learned).items():
            print(f"{name}: {figure} {value:.3f}" if value <= 1 else f"{name}: {figure} {value:.0f}")


if __name__ == "__main__":
    main()
