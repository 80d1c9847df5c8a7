"""Letters and areas for improvement (items) as arrays of words, aspects, themes and people, compared many at once."""

import functools
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.history.answers import Answer, find_answers
from analysis.history.aspects import find_aspects, read_aspects
from analysis.history.evidence import select_evidence
from analysis.history.subjects import find_aside, find_people_of, list_words, read_rarity, read_subjects
from analysis.history.vectors import read_vectors
from analysis.history.weights import read_rows
from analysis.tables import list_rows

ASIDE_COUNTS = 0.4  # what stands in the purpose or the details of an item counts this much of what is asked for


class Letter(NamedTuple):
    """The evidence of one letter, as arrays by sentence or paragraph, in printed order.

    `paragraph` is the index of each sentence's paragraph; `words` are indices of its distinct words (`read_vectors`),
    end to end, `starts` says where each sentence's begin; `aspects` and `themes` are true where a sentence names them,
    `headings` where the heading of a paragraph does (aspects). `answers` are those of its findings and overviews.
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
    answers: list[Answer]

    def list_starts(self) -> np.ndarray:
        """Return the index of each paragraph's first sentence."""
        return np.searchsorted(self.paragraph, np.arange(len(self.paragraph_ids)))

    def is_of_kind(self, kind: str) -> np.ndarray:
        """Return of each paragraph whether it is of a kind (paragraphs.kind)."""
        return np.array([own == kind for own in self.kinds], dtype=bool)


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
    texts, stances = sentences["text"].tolist(), sentences["stance"].tolist()
    words = [list(dict.fromkeys(list_words(text))) or [""] for text in texts]
    paragraph = np.array([index[one] for one in sentences["paragraph_id"].tolist()], dtype=int)
    answers = find_answers(texts, stances, paragraph.tolist())
    return Letter(
        sentence_ids=sentences["sentence_id"].tolist(),
        stances=np.array(stances, dtype=object),
        scores=sentences["stance_score"].to_numpy(dtype=float),
        paragraph_ids=ids,
        kinds=[kinds[one] for one in ids],
        paragraph=paragraph,
        words=read_vectors().look_up([word for own in words for word in own]),
        starts=np.cumsum([0, *map(len, words)])[:-1],
        aspects=aspects,
        themes=themes,
        headings=np.array([of_heading[heading] for heading in headings], dtype=bool).reshape(len(ids), -1),
        people=_list_people(texts, paragraph, headings),
        answers=[answer for answer in answers if kinds[ids[paragraph[answer.sentence]]] != "improvement"],
    )


def _list_people(texts: list[str], paragraph: np.ndarray, headings: list[str]) -> list[frozenset[str]]:
    """Return the people that each paragraph names, else those that its heading names."""
    named: list[set[str]] = [set() for _ in headings]
    of_texts = find_people_of([*texts, *headings])
    for people, own in zip(of_texts, paragraph.tolist(), strict=False):
        named[own] |= people
    return [frozenset(own) or of_heading for own, of_heading in zip(named, of_texts[len(texts) :], strict=True)]


def make_items(texts: Sequence[str], themes: Sequence[Iterable[str]]) -> list[Item]:
    """Return what is compared of areas for improvement, from the text of each and the ids of its themes."""
    asked = [text[: find_aside(text)] for text in texts]
    named = find_aspects([*texts, *asked])  # all at once, for that is many times faster
    people = find_people_of(texts)
    return [
        _make_item(text, of_text, set(own), people[number], named[number], named[number + len(texts)])
        for number, (text, of_text, own) in enumerate(zip(texts, asked, themes, strict=True))
    ]


def _make_item(
    text: str, asked: str, themes: set[str], people: frozenset[str], named: np.ndarray, of_asked: np.ndarray
) -> Item:
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
        people=people,
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
    rows = {row["aspect"]: float(row["weight"]) for row in read_rows("aspects.csv") if not row["answers"]}
    return np.array([rows.get(aspect, max(rows.values())) for aspect in read_aspects()])
