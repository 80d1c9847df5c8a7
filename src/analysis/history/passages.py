"""Finding the passages: which paragraphs of a letter speak of the very thing that an area for improvement asked for.

Arrays have an axis for the areas for improvement (items), the sentences or paragraphs of one letter, and, last, the
features: plain readable facts about an item and a paragraph (FEATURES). What each weighs stands in passages.csv,
learned by a logistic regression from readers' references (learning/ledger.py).
"""

import functools
from collections.abc import Sequence

import numpy as np

from analysis.history.arrays import Item, Letter, list_theme_ids, weigh_aspects
from analysis.history.aspects import read_aspects
from analysis.history.subjects import read_rarity, read_subjects
from analysis.history.vectors import read_vectors
from analysis.history.weights import read_rows, read_weights, to_share, weigh

NEAR = 0.35  # words whose vectors are no nearer than this have nothing in common

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
    "rank by words",  # log of 1 + its rank among the letter's paragraphs
    "rank by meaning",
    "words against the best",  # by part of the paragraph that has most of them
)


@functools.cache
def read_affinities() -> tuple[np.ndarray, np.ndarray]:
    """Return how much more often than others paragraphs answer an item, as log ratios (aspects.csv).

    The axes of the first are aspect of the item and aspect of the paragraph; the axes of the second aspect of the item
    and theme of the paragraph.
    """
    aspects = {aspect: number for number, aspect in enumerate(read_aspects())}
    themes = {theme: number for number, theme in enumerate(list_theme_ids())}
    by_aspect, by_theme = np.zeros((len(aspects), len(aspects))), np.zeros((len(aspects), len(themes)))
    for row in read_rows("aspects.csv"):
        kind, _, name = row["answers"].partition(":")
        columns, table = (aspects, by_aspect) if kind == "aspect" else (themes, by_theme)
        if row["aspect"] in aspects and name in columns:
            table[aspects[row["aspect"]], columns[name]] = float(row["weight"])
    return by_aspect, by_theme


def compare_with_letter(items: Sequence[Item], letter: Letter) -> tuple[np.ndarray, np.ndarray]:
    """Return the features, axes item, paragraph and feature (FEATURES), and the likeness of item and sentence (0 to 1).

    The likeness, by item and sentence, is the share of the item's words, by weight, that the sentence has or nearly
    has, and the cosine of their vectors, half each: by it the sentence is found that speaks of the thing.
    """
    meaning, words, asked, in_paragraph = _compare_words(items, letter)
    starts = letter.list_starts()
    best = functools.partial(np.maximum.reduceat, indices=starts, axis=1)
    aspects, rarest = (np.stack([getattr(item, name) for item in items]) for name in ("aspects", "rarest"))
    themes = np.stack([item.themes for item in items])
    of_paragraph = np.logical_or.reduceat(letter.aspects, starts, axis=0)
    themes_of_paragraph = np.logical_or.reduceat(letter.themes, starts, axis=0)
    rarity, by_theme = weigh_aspects(), _weigh_themes()
    related, related_themes = relate(aspects, of_paragraph, themes_of_paragraph, read_affinities())
    of_sentence = letter.themes[find_nearest(words, letter)]  # by item, paragraph and theme
    shared = (of_sentence & themes[:, None, :]) @ by_theme
    other_people, narrow_people = _compare_people(items, letter)
    meaning_of_best, words_of_best = best(meaning), best(words)
    columns = [
        meaning_of_best,
        in_paragraph,
        words_of_best,
        best(asked),
        _share(aspects @ of_paragraph.T, aspects.sum(axis=1)[:, None]),
        _share(best(aspects @ letter.aspects.T), aspects.sum(axis=1)[:, None]),
        _share(((aspects > 0) * rarity) @ of_paragraph.T, (of_paragraph @ rarity)[None, :]),
        _find_rarest(rarest, of_paragraph),
        _share(aspects @ letter.headings.T, aspects.sum(axis=1)[:, None]),
        np.broadcast_to(~(aspects > 0).any(axis=1)[:, None], in_paragraph.shape),
        related,
        related_themes,
        _share((themes * by_theme) @ themes_of_paragraph.T, (themes @ by_theme)[:, None]),
        _share(shared, of_sentence @ by_theme),
        np.broadcast_to(~themes.any(axis=1)[:, None], in_paragraph.shape),
        other_people,
        narrow_people,
        np.broadcast_to(letter.is_of_kind("overview"), in_paragraph.shape),
        np.broadcast_to(letter.is_of_kind("improvement"), in_paragraph.shape),
        _rank(in_paragraph),
        _rank(meaning_of_best),
        _share(in_paragraph, in_paragraph.max(axis=1, keepdims=True)),
    ]
    return np.stack([np.asarray(column, dtype=float) for column in columns], axis=2), (meaning + words) / 2


def _compare_words(items: Sequence[Item], letter: Letter) -> tuple[np.ndarray, ...]:
    """Return cosine, share of words and share of words asked for by item and sentence; share of words by paragraph."""
    learned = read_vectors()
    distinct, position = np.unique(letter.words, return_inverse=True)
    words = np.concatenate([item.words for item in items])
    asked_words, row = np.unique(words, return_inverse=True)  # items share many
    nearness = learned.vectors[asked_words] @ learned.vectors[distinct].T
    nearness = np.clip((nearness - NEAR) / (1 - NEAR), 0, 1)
    nearness[asked_words[:, None] == distinct[None, :]] = 1.0
    nearness[asked_words == len(learned.index)] = 0.0  # a word that was not learned
    by_sentence = find_nearest_words(nearness, position, letter.starts)
    by_paragraph = np.maximum.reduceat(by_sentence, letter.list_starts(), axis=1)[row]
    by_sentence = by_sentence[row]
    first = np.cumsum([0, *(len(item.words) for item in items)])[:-1]

    def add_up(weights: np.ndarray, found: np.ndarray) -> np.ndarray:
        return _share(np.add.reduceat(weights[:, None] * found, first), np.add.reduceat(weights, first)[:, None])

    weights = np.concatenate([item.weights for item in items])
    asked = np.concatenate([item.asked for item in items])
    own = _normalise(np.add.reduceat(weights[:, None] * learned.vectors[words], first))
    weighed = learned.vectors[letter.words] * learned.weights[letter.words][:, None]
    meaning = own @ _normalise(np.add.reduceat(weighed, letter.starts)).T
    return meaning, add_up(weights, by_sentence), add_up(asked, by_sentence), add_up(weights, by_paragraph)


def find_nearest_words(nearness: np.ndarray, words: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Return the greatest nearness of any word of each sentence, an array by row of `nearness` and sentence.

    `words` are columns of `nearness`, sentence by sentence; `starts` says where each sentence's begin. The n-th words
    of all sentences that have so many are compared at once: many times as fast as `np.maximum.reduceat`.
    """
    lengths = np.diff(starts, append=len(words))
    longest_first = np.argsort(-lengths, kind="stable")
    starts, by_word = starts[longest_first], np.ascontiguousarray(nearness.T)
    greatest = by_word[words[starts]]
    for n in range(1, lengths.max(initial=0)):
        own = greatest[: np.count_nonzero(lengths > n)]
        np.maximum(own, by_word[words[starts[: len(own)] + n]], out=own)
    return np.ascontiguousarray(greatest[np.argsort(longest_first)].T)


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


def _find_rarest(rarest: np.ndarray, named: np.ndarray) -> np.ndarray:
    """Return by item and paragraph the weight of the rarest aspect that both have, 0 where they share none."""
    used = np.flatnonzero(rarest.any(axis=0))
    return (rarest[:, None, used] * named[None, :, used]).max(axis=2, initial=0.0)


def find_nearest(likeness: np.ndarray, letter: Letter) -> np.ndarray:
    """Return, by item and paragraph, the index of the sentence most like the item, the first of several.

    `likeness` has the axes item and sentence.
    """
    starts = letter.list_starts()
    best = np.maximum.reduceat(likeness, starts, axis=1)[:, letter.paragraph]
    index = np.where(likeness == best, np.arange(likeness.shape[1]), likeness.shape[1])
    return np.minimum.reduceat(index, starts, axis=1)


def _compare_people(items: Sequence[Item], letter: Letter) -> tuple[np.ndarray, np.ndarray]:
    """Return by item and paragraph whether both name people and none in common, and whether only the paragraph names
    a narrow group.
    """
    groups = read_subjects()["people"]
    broad = np.array([bool(group.get("broad")) for group in groups.values()])
    of_items, of_letter = (
        np.array([[name in own for name in groups] for own in named], dtype=bool).reshape(-1, len(groups))
        for named in ([item.people for item in items], letter.people)
    )
    named, names = of_items.any(axis=1)[:, None], of_letter.any(axis=1)
    other = named & names & ~(of_items @ of_letter.T)
    return other, ~named & (of_letter & ~broad).any(axis=1)


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


def find_relevance(features: np.ndarray) -> np.ndarray:
    """Return how likely each paragraph speaks of each item (0 to 1); the last axis of `features` is FEATURES."""
    return to_share(weigh(features, read_weights("passages.csv")["speaks of it"]))
