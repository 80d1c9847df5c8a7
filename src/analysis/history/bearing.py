"""Which sentences of a later visit bear on an item that inspectors asked for earlier."""

import functools
import math
from collections.abc import Collection, Iterable
from typing import NamedTuple

import pandas as pd

from analysis.history.evidence import select_evidence
from analysis.history.subjects import (
    Subject,
    find_marks,
    find_people,
    group_themes,
    list_people,
    read_subjects,
    weigh_marks,
)
from analysis.tables import list_rows

# A sentence bears on an item where the marks they share weigh this much. As a rule it takes two themes, a theme and
# a telling word of it, or a theme and the people concerned: one theme that both touch on is not enough.
ENOUGH = 8.0
# On an item without theme or people so do telling words, where they weigh this much.
FIRMLY = 2 * ENOUGH
# And at least this part of the sentence's own themes and people: one that lists ten services in passing says little
# of any of them.
MAINLY = 0.5
# A theme of a plain item is a good part of it from here on: one of the two in "assessments and plans".
PART = 0.4


class LaterSentence(NamedTuple):
    """A sentence: its id, stance and subject, and the people named by its paragraph and by the heading above it."""

    sentence_id: str
    stance: str
    subject: Subject
    around: frozenset[str]
    above: frozenset[str] = frozenset()


def list_later_sentences(tables: dict[str, pd.DataFrame], visit_ids: Iterable[str]) -> dict[str, list[LaterSentence]]:
    """Return the sentences of the visits that are evidence (see `join_evidence`), by visit_id, in printed order."""
    said: dict[str, list[LaterSentence]] = {visit_id: [] for visit_id in visit_ids}
    around = {}
    columns = ("visit_id", "paragraph_id", "section", "text")
    sentences = select_evidence(tables["sentences"], tables["paragraphs"])
    paragraphs = set(sentences["paragraph_id"].tolist())
    for visit, paragraph, section, text in list_rows(tables["paragraphs"], *columns):
        if visit in said and paragraph in paragraphs:
            around[paragraph] = find_people(text), _find_people_above(section)
    themes = group_themes(tables["codes"], "sentence_id")
    columns = ("visit_id", "paragraph_id", "sentence_id", "text", "stance")
    for visit, paragraph, sentence, text, stance in list_rows(sentences, *columns):
        if visit in said:
            people, above = around[paragraph]
            # Nobody is named by a sentence who is not named by its paragraph.
            subject = weigh_marks(find_marks(text, themes.get(sentence, ()), people))
            said[visit].append(LaterSentence(sentence, stance, subject, people, above))
    return said


@functools.lru_cache(maxsize=1 << 10)  # a heading stands above many paragraphs
def _find_people_above(section: object) -> frozenset[str]:
    return find_people(section) if isinstance(section, str) else frozenset()


def find_bearing(said: list[LaterSentence], item: Subject) -> list[LaterSentence]:
    """Return the sentences that bear on an item, in their order."""
    anchors = list_anchors(item)
    return [one for one in said if not anchors.isdisjoint(one.subject) and bears_on(one, item)]


def list_anchors(item: Subject) -> frozenset[str]:
    """Return the marks of an item of which a sentence must share one: its themes and people; without any, its words."""
    return frozenset(mark for mark in item if not mark.startswith("word:")) or frozenset(item)


def bears_on(sentence: LaterSentence, item: Subject) -> bool:
    """Return whether a sentence bears on an item: it is mainly about the same subject, and no other people are meant.

    Where an item has themes, one of them must be shared: the people alone do not make a subject, but the people and
    telling words enough do. An item without theme or people needs twice as many. A theme is enough where it is one
    subject, or where the item is plain (`is_plain`), and makes up a good part of the item.
    """
    shared = [mark for mark in item if mark in sentence.subject]
    weight = sum(item[mark] for mark in shared)
    words = sum(item[mark] for mark in shared if mark.startswith("word:"))
    if words == weight:
        return words >= FIRMLY and all(mark.startswith("word:") for mark in item)
    if words < ENOUGH and not any(mark.startswith("theme:") for mark in shared) and has_theme(item):
        return False
    if _cover_sentence(sentence.subject, shared) < MAINLY or not means_people(sentence, item):
        return False
    if not list_people(sentence.subject):
        around = [f"people:{name}" for name in sorted(list_people(item) & sentence.around)]
        shared, weight = shared + around, weight + sum(item[mark] for mark in around)
    if weight >= ENOUGH:
        return True
    return cover(item, shared) >= (PART if is_plain(item) else MAINLY if _is_one_subject(shared) else math.inf)


def means_people(sentence: LaterSentence, item: Subject) -> bool:
    """Return whether a sentence may be about the people an item means.

    A sentence that names nobody speaks of those whom its paragraph names, else of those in the heading above it. An
    item that names people needs a sentence about some of them. One that names nobody takes no sentence about a narrow
    group alone: what is said of private fostering does not answer what was asked of the service as a whole.
    """
    asked_of, named = list_people(item), list_people(sentence.subject)
    if asked_of:
        return bool(asked_of & (named or sentence.around or sentence.above))
    return not named or any(_is_broad(name) for name in named)


def is_plain(item: Subject) -> bool:
    """Return whether an item asks for little more than its themes and people say: its words do not outweigh them."""
    words = sum(weight for mark, weight in item.items() if mark.startswith("word:"))
    return has_theme(item) and 2 * words <= sum(item.values())


def has_theme(item: Subject) -> bool:
    """Return whether a theme is among the marks of an item."""
    return any(mark.startswith("theme:") for mark in item)


def cover(subject: Subject, shared: Collection[str]) -> float:
    """Return which part of the themes and people of a subject, by weight, is shared."""
    weights = {mark: weight for mark, weight in subject.items() if not mark.startswith("word:")}
    return sum(weight for mark, weight in weights.items() if mark in shared) / sum(weights.values())


def _cover_sentence(sentence: Subject, shared: Collection[str]) -> float:
    """Return which part of a sentence is about an item, whoever acts (`doers`) and whichever broad group it names."""
    about = besides = 0.0
    for mark, weight in sentence.items():
        if mark.startswith("word:"):
            continue
        if mark in shared:
            about += weight
        elif not _is_by_the_way(mark):
            besides += weight
    return about / (about + besides) if about else 0.0


@functools.cache
def _is_by_the_way(mark: str) -> bool:
    kind, _, name = mark.partition(":")
    return (kind == "theme" and name in read_subjects()["doers"]) or (kind == "people" and _is_broad(name))


def _is_broad(name: str) -> bool:
    return bool(read_subjects()["people"][name].get("broad"))


def _is_one_subject(shared: list[str]) -> bool:
    themes = (mark.removeprefix("theme:").split("/")[0] for mark in shared)
    return any(theme in read_subjects()["one_subject"] for theme in themes)
