"""Finding the passages: which paragraphs of a letter speak of the very thing that an area for improvement asked for.

Arrays have an axis for the areas for improvement (items), the sentences or paragraphs of one letter, and, last, the
features: plain readable facts about an item and a paragraph (FEATURES). What each weighs stands in passages.csv,
learned by a logistic regression from readers' references (learning/ledger.py).
"""

import csv
import functools
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.base.resources import PACKAGE
from analysis.history.aspects import find_aspects, read_aspects
from analysis.history.evidence import select_evidence
from analysis.history.subjects import find_aside, find_people, list_words, read_rarity, read_subjects
from analysis.history.vectors import read_vectors
from analysis.tables import list_rows

ASIDE_COUNTS = 0.4  # what stands in the purpose or the details of an item counts this much of what is asked for
NEAR = 0.35  # words whose vectors are no nearer than this have nothing in common
STANCES = ("strength", "concern", "mixed", "neutral")

# What is seen of an item and a paragraph; each is a share from 0 to 1, true or false, or says its unit here.
FEATURES = (
    "meaning of a sentence",  # cosine of the vectors of the item and of the sentence nearest to it
    "words in the paragraph",  # share of the item's words, by weight, that stand there or have a near word there
    "words in a sentence",
    "words asked for in a sentence",  # the same, without purpose and details
    "aspects in the paragraph",  # share of the item's aspects, by weight
    "aspects in a sentence",
    "share of the paragraph's aspects",  # that are the item's
    "rarest aspect shared",  # its weight: the logarithm of 1 in how many areas for improvement
    "aspects in the heading",
    "no aspect",  # the item has none
    "related aspects",  # log ratio: how much more often than others paragraphs on these aspects answer such items
    "related themes",  # the same for their themes
    "themes in the paragraph",  # share of the item's themes, by weight
    "share of the sentence's themes",  # that are the item's, in the sentence that has most of its words
    "no theme",  # the item has none
    "other people",  # both name people, and no group in common
    "narrow people",  # the item names nobody, the paragraph a narrow group alone
    "overview",  # kind of the paragraph
    "listed",  # it is itself an area for improvement
    "rank by words",  # log of 1 + its place among the letter's paragraphs
    "rank by meaning",
    "words against the best",  # by part of the paragraph that has most of them
)


class Letter(NamedTuple):
    """The evidence of one letter, as arrays by sentence or paragraph, in printed order.

    `paragraph` is the index of each sentence's paragraph; `words` are indices of its distinct words (`read_vectors`),
    end to end, `starts` says where each sentence's begin; `aspects` and `themes` are true where a sentence names them,
    `headings` where the heading of a paragraph does (aspects).
    """

    sentence_ids: list[str]
    stances: np.ndarray
    scores: np.ndarray
    paragraph_ids: list[str]
    kinds: list[str]
    paragraph: np.ndarray
    words: np.ndarray
    starts: np.ndarray
    aspects: np.ndarray
    themes: np.ndarray
    headings: np.ndarray
    people: list[frozenset[str]]


class Item(NamedTuple):
    """An area for improvement: its distinct words (indices) with their weights, and those of what is asked for alone.

    `aspects` holds the weight of each aspect, 0 where the item does not name it, `rarest` the same for what is asked
    for alone; `themes` is true where it speaks of one.
    """

    words: np.ndarray
    weights: np.ndarray
    asked: np.ndarray
    aspects: np.ndarray
    rarest: np.ndarray
    themes: np.ndarray
    people: frozenset[str]
    n_words: int


def list_letters(tables: dict[str, pd.DataFrame], visit_ids: Iterable[str]) -> dict[str, Letter]:
    """Return the evidence (`select_evidence`) of some visits, by visit_id. A visit without any has no entry."""
    visit_ids, themes = set(visit_ids), list_theme_ids()
    sentences = tables["sentences"][tables["sentences"]["visit_id"].isin(visit_ids)]
    sentences = select_evidence(sentences, tables["paragraphs"])
    column = {theme: number for number, theme in enumerate(themes)}
    coded = np.zeros((len(sentences), len(themes)), dtype=bool)
    row = {sentence: number for number, sentence in enumerate(sentences["sentence_id"].tolist())}
    for sentence, theme in list_rows(tables["codes"], "sentence_id", "theme"):
        if sentence in row and theme in column:
            coded[row[sentence], column[theme]] = True
    named = find_aspects(sentences["text"].tolist())
    sections = dict(list_rows(tables["paragraphs"], "paragraph_id", "section"))
    headings = list(dict.fromkeys(_name_heading(sections[one]) for one in sentences["paragraph_id"].tolist()))
    of_heading = dict(zip(headings, find_aspects(headings), strict=True))
    edges = np.flatnonzero(np.append(True, (sentences["visit_id"] != sentences["visit_id"].shift()).to_numpy()[1:]))
    bounds = [*edges.tolist(), len(sentences)] if len(sentences) else []
    return {
        sentences["visit_id"].iloc[start]: _arrange_letter(
            sentences.iloc[start:end], sections, of_heading, named[start:end], coded[start:end]
        )
        for start, end in pairwise(bounds)
    }


def _name_heading(section: object) -> str:
    return section if isinstance(section, str) else ""


def _arrange_letter(
    sentences: pd.DataFrame, sections: dict, of_heading: dict, aspects: np.ndarray, themes: np.ndarray
) -> Letter:
    ids = list(dict.fromkeys(sentences["paragraph_id"].tolist()))
    index = {paragraph: number for number, paragraph in enumerate(ids)}
    kinds = dict(list_rows(sentences, "paragraph_id", "kind"))
    headings = [_name_heading(sections[paragraph]) for paragraph in ids]
    words = [list(dict.fromkeys(list_words(text))) or [""] for text in sentences["text"].tolist()]
    paragraph = np.array([index[one] for one in sentences["paragraph_id"].tolist()], dtype=int)
    return Letter(
        sentence_ids=sentences["sentence_id"].tolist(),
        stances=sentences["stance"].to_numpy(dtype=object),
        scores=sentences["stance_score"].to_numpy(dtype=float),
        paragraph_ids=ids,
        kinds=[kinds[one] for one in ids],
        paragraph=paragraph,
        words=read_vectors().look_up([word for own in words for word in own]),
        starts=np.cumsum([0, *map(len, words)])[:-1],
        aspects=aspects,
        themes=themes,
        headings=np.array([of_heading[heading] for heading in headings], dtype=bool).reshape(len(ids), -1),
        people=_list_people(sentences["text"].tolist(), paragraph, headings),
    )


def _list_people(texts: list[str], paragraph: np.ndarray, headings: list[str]) -> list[frozenset[str]]:
    """Return the people that each paragraph names, else those that its heading names."""
    named: list[set[str]] = [set() for _ in headings]
    for text, own in zip(texts, paragraph.tolist(), strict=True):
        named[own] |= find_people(text)
    return [frozenset(own) or find_people(heading) for own, heading in zip(named, headings, strict=True)]


def make_items(texts: Sequence[str], themes: Sequence[Iterable[str]]) -> list[Item]:
    """Return what is compared of areas for improvement, from the text of each and the ids of its themes."""
    asked = [text[: find_aside(text)] for text in texts]
    named = find_aspects([*texts, *asked])  # all at once, for that is many times faster
    return [
        _make_item(text, of_text, set(own), named[number], named[number + len(texts)])
        for number, (text, of_text, own) in enumerate(zip(texts, asked, themes, strict=True))
    ]


def _make_item(text: str, asked: str, themes: set[str], named: np.ndarray, of_asked: np.ndarray) -> Item:
    learned, rarity = read_vectors(), weigh_aspects()
    words, asked_words = list(dict.fromkeys(list_words(text))) or [""], set(list_words(asked)) or {""}
    index = learned.look_up(words)
    is_asked = np.array([word in asked_words for word in words])
    weights = learned.weights[index]
    return Item(
        words=index,
        weights=weights * np.where(is_asked, 1.0, ASIDE_COUNTS),
        asked=weights * is_asked,
        aspects=rarity * np.where(of_asked, 1.0, ASIDE_COUNTS) * named,
        rarest=rarity * of_asked,
        themes=np.array([theme in themes for theme in list_theme_ids()], dtype=bool),
        people=find_people(text),
        n_words=max(len(text.split()), 1),
    )


@functools.cache
def list_theme_ids() -> tuple[str, ...]:
    """Return the themes whose rarity is known (rarity.csv) and that tell a subject, sorted."""
    marks = (mark.removeprefix("theme:") for mark in read_rarity() if mark.startswith("theme:"))
    return tuple(sorted({mark.split("/")[0] for mark in marks} - set(read_subjects()["no_subject"])))


@functools.cache
def weigh_aspects() -> np.ndarray:
    """Return the weight per aspect: the logarithm of 1 in how many paragraphs names it (aspects.csv)."""
    rows = {row["aspect"]: float(row["weight"]) for row in _read_rows("aspects.csv") if not row["answers"]}
    return np.array([rows.get(aspect, max(rows.values())) for aspect in read_aspects()])


@functools.cache
def read_affinities() -> tuple[np.ndarray, np.ndarray]:
    """Return how much more often than others paragraphs answer an item, as log ratios (aspects.csv).

    The axes of the first are aspect of the item and aspect of the paragraph; the axes of the second aspect of the item
    and theme of the paragraph.
    """
    aspects = {aspect: number for number, aspect in enumerate(read_aspects())}
    themes = {theme: number for number, theme in enumerate(list_theme_ids())}
    by_aspect, by_theme = np.zeros((len(aspects), len(aspects))), np.zeros((len(aspects), len(themes)))
    for row in _read_rows("aspects.csv"):
        kind, _, name = row["answers"].partition(":")
        columns, table = (aspects, by_aspect) if kind == "aspect" else (themes, by_theme)
        if row["aspect"] in aspects and name in columns:
            table[aspects[row["aspect"]], columns[name]] = float(row["weight"])
    return by_aspect, by_theme


def _read_rows(name: str) -> list[dict[str, str]]:
    with (PACKAGE / "history" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(line for line in stream if not line.startswith("#")))


def compare_with_letter(items: Sequence[Item], letter: Letter) -> tuple[np.ndarray, np.ndarray]:
    """Return the features, axes item, paragraph and feature (FEATURES), and the likeness of item and sentence (0 to 1).

    The likeness, by item and sentence, is the share of the item's words, by weight, that the sentence has or nearly
    has, and the cosine of their vectors, half each: by it the sentence is found that speaks of the thing.
    """
    meaning, words, asked, in_paragraph = _compare_words(items, letter)
    starts = np.searchsorted(letter.paragraph, np.arange(len(letter.paragraph_ids)))
    best = functools.partial(np.maximum.reduceat, indices=starts, axis=1)
    aspects, rarest = (np.stack([getattr(item, name) for item in items]) for name in ("aspects", "rarest"))
    themes = np.stack([item.themes for item in items])
    of_paragraph = np.logical_or.reduceat(letter.aspects, starts, axis=0)
    themes_of_paragraph = np.logical_or.reduceat(letter.themes, starts, axis=0)
    rarity, by_theme = weigh_aspects(), _weigh_themes()
    related, related_themes = relate(aspects, of_paragraph, themes_of_paragraph, read_affinities())
    first = _find_best_sentence(words, letter.paragraph, starts)
    of_sentence = letter.themes[first]  # by item, paragraph and theme
    shared = (of_sentence & themes[:, None, :]) @ by_theme
    people = _compare_people(items, letter)
    columns = [
        best(meaning),
        in_paragraph,
        best(words),
        best(asked),
        _share(aspects @ of_paragraph.T, aspects.sum(axis=1)[:, None]),
        _share(best(aspects @ letter.aspects.T), aspects.sum(axis=1)[:, None]),
        _share(((aspects > 0) * rarity) @ of_paragraph.T, (of_paragraph @ rarity)[None, :]),
        (rarest[:, None, :] * of_paragraph[None, :, :]).max(axis=2),
        _share(aspects @ letter.headings.T, aspects.sum(axis=1)[:, None]),
        np.broadcast_to(~(aspects > 0).any(axis=1)[:, None], in_paragraph.shape),
        related,
        related_themes,
        _share((themes * by_theme) @ themes_of_paragraph.T, (themes @ by_theme)[:, None]),
        _share(shared, of_sentence @ by_theme),
        np.broadcast_to(~themes.any(axis=1)[:, None], in_paragraph.shape),
        people == "other",
        people == "narrow",
        np.broadcast_to([kind == "overview" for kind in letter.kinds], in_paragraph.shape),
        np.broadcast_to([kind == "improvement" for kind in letter.kinds], in_paragraph.shape),
        _rank(in_paragraph),
        _rank(best(meaning)),
        _share(in_paragraph, in_paragraph.max(axis=1, keepdims=True)),
    ]
    return np.stack([np.asarray(column, dtype=float) for column in columns], axis=2), (meaning + words) / 2


def _compare_words(items: Sequence[Item], letter: Letter) -> tuple[np.ndarray, ...]:
    """Return cosine, share of words and share of words asked for by item and sentence; share of words by paragraph."""
    learned = read_vectors()
    distinct, position = np.unique(letter.words, return_inverse=True)
    words = np.concatenate([item.words for item in items])
    nearness = learned.vectors[words] @ learned.vectors[distinct].T
    nearness = np.clip((nearness - NEAR) / (1 - NEAR), 0, 1)
    nearness[words[:, None] == distinct[None, :]] = 1.0
    unknown = len(learned.index)
    nearness[words == unknown] = 0.0
    by_sentence = np.maximum.reduceat(nearness[:, position], letter.starts, axis=1)
    starts = np.searchsorted(letter.paragraph, np.arange(len(letter.paragraph_ids)))
    by_paragraph = np.maximum.reduceat(by_sentence, starts, axis=1)
    first = np.cumsum([0, *(len(item.words) for item in items)])[:-1]

    def add_up(weights: np.ndarray, found: np.ndarray) -> np.ndarray:
        return _share(np.add.reduceat(weights[:, None] * found, first), np.add.reduceat(weights, first)[:, None])

    weights = np.concatenate([item.weights for item in items])
    asked = np.concatenate([item.asked for item in items])
    own = _normalise(np.add.reduceat(weights[:, None] * learned.vectors[words], first))
    weighed = learned.vectors[letter.words] * learned.weights[letter.words][:, None]
    meaning = own @ _normalise(np.add.reduceat(weighed, letter.starts)).T
    return meaning, add_up(weights, by_sentence), add_up(asked, by_sentence), add_up(weights, by_paragraph)


def relate(
    aspects: np.ndarray, named: np.ndarray, themes: np.ndarray, affinities: tuple[np.ndarray, np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    """Return by item and paragraph how well its aspects, and its themes, answer the item: the mean over the item's
    aspects.

    Of each aspect of the item counts what answers it best in the paragraph. `aspects` are weights by item and aspect,
    `named` and `themes` true by paragraph, `affinities` as `read_affinities` gives them.
    """
    total = aspects.sum(axis=1)[:, None]
    used = np.flatnonzero(aspects.any(axis=0))

    def answer(table: np.ndarray, found: np.ndarray) -> np.ndarray:
        best = np.where(found[None, :, :], table[used][:, None, :], -np.inf).max(axis=2, initial=-np.inf)
        return _share(aspects[:, used] @ np.where(np.isfinite(best), best, 0.0), total)

    return answer(affinities[0], named), answer(affinities[1], themes)


def _find_best_sentence(words: np.ndarray, paragraph: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Return, by item and paragraph, the index of the sentence with most of the item's words."""
    order = np.lexsort((-words, np.broadcast_to(paragraph, words.shape)), axis=1)
    return order[:, starts]


def _compare_people(items: Sequence[Item], letter: Letter) -> np.ndarray:
    """Return by item and paragraph `same`, `other`, `narrow`, or nothing."""
    broad = {name for name, group in read_subjects()["people"].items() if group.get("broad")}

    def compare(item: Item, named: frozenset[str]) -> str:
        if item.people and named:
            return "same" if item.people & named else "other"
        return "narrow" if not item.people and named - broad else ""

    return np.array([[compare(item, named) for named in letter.people] for item in items], dtype=object)


@functools.cache
def _weigh_themes() -> np.ndarray:
    rarity = read_rarity()
    return np.array([rarity.get(f"theme:{theme}", rarity[""]) for theme in list_theme_ids()])


def _rank(values: np.ndarray) -> np.ndarray:
    return np.log1p(np.argsort(np.argsort(-values, axis=1, kind="stable"), axis=1, kind="stable"))


def _share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.divide(part, whole, out=np.zeros(np.broadcast(part, whole).shape), where=whole > 0)


def _normalise(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)


@functools.cache
def read_weights(name: str) -> dict[str, np.ndarray]:
    """Return the learned weights of a file (passages.csv, verdicts.csv), by what they tell: log odds per unit of a
    feature.

    An array by feature, in the file's order; the last is what is added always.
    """
    told: dict[str, list[float]] = {}
    for row in _read_rows(name):
        told.setdefault(row["tells"], []).append(float(row["weight"]))
    return {tells: np.array(weights) for tells, weights in told.items()}


def weigh(features: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the log odds of things whose features are the last axis."""
    return features @ weights[:-1] + weights[-1]


def to_share(log_odds: np.ndarray) -> np.ndarray:
    """Return probabilities (0 to 1) of log odds, an array of the same shape."""
    return 1 / (1 + np.exp(-np.clip(log_odds, -30, 30)))


def find_relevance(features: np.ndarray) -> np.ndarray:
    """Return how likely each paragraph speaks of each item (0 to 1); the last axis of `features` is FEATURES."""
    return to_share(weigh(features, read_weights("passages.csv")["speaks of it"]))
