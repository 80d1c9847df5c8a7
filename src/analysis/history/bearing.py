"""Which sentences of a later visit bear on an item that inspectors asked for earlier."""

import functools
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from analysis.history.subjects import (
    Subject,
    find_marks,
    find_people,
    group_themes,
    list_people,
    read_subjects,
    weigh_marks,
)
from analysis.history.themes import EVIDENCE_KINDS

# A sentence bears on an item where the marks they share weigh this much. As a rule it takes two themes, a theme and
# a telling word of it, or a theme and the people concerned: one theme that both touch on is not enough.
ENOUGH = 8.0
# And at least this part of the sentence's own themes and people: one that lists ten services in passing says little
# of any of them.
MAINLY = 0.5


class Said(NamedTuple):
    """A sentence: its id, stance and subject, and the people named by its paragraph and by the heading above it."""

    sentence_id: str
    stance: str
    subject: Subject
    around: frozenset[str]
    above: frozenset[str] = frozenset()


def list_said(tables: dict[str, pd.DataFrame], visit_ids: Iterable[str]) -> dict[str, list[Said]]:
    """Return the sentences of the visits that are evidence (see `join_evidence`), by visit_id, in printed order."""
    said: dict[str, list[Said]] = {visit_id: [] for visit_id in visit_ids}
    around = {}
    columns = ("visit_id", "paragraph_id", "section", "text", "kind")
    for visit, paragraph, section, text, kind in _rows(tables["paragraphs"], *columns):
        if visit in said and kind in EVIDENCE_KINDS:
            around[paragraph] = find_people(text), _find_people_above(section)
    themes = group_themes(tables["codes"], "sentence_id")
    columns = ("visit_id", "paragraph_id", "sentence_id", "text", "stance", "speaker")
    for visit, paragraph, sentence, text, stance, speaker in _rows(tables["sentences"], *columns):
        if paragraph in around and speaker != "council":
            people, above = around[paragraph]
            # Nobody is named by a sentence who is not named by its paragraph.
            subject = weigh_marks(find_marks(text, themes.get(sentence, ()), people))
            said[visit].append(Said(sentence, stance, subject, people, above))
    return said


@functools.lru_cache(maxsize=1 << 10)  # a heading stands above many paragraphs
def _find_people_above(section: object) -> frozenset[str]:
    return find_people(section) if isinstance(section, str) else frozenset()


def _rows(table: pd.DataFrame, *columns: str) -> Iterable[tuple]:
    """Return the rows of some columns; pandas' own itertuples is many times slower on columns of text."""
    return zip(*(table[column].tolist() for column in columns), strict=True)


def find_bearing(said: list[Said], item: Subject) -> list[Said]:
    """Return the sentences that bear on an item, in their order."""
    anchors = _list_anchors(item)
    return [one for one in said if any(mark in one.subject for mark in anchors) and bears_on(one, item)]


def _list_anchors(item: Subject) -> list[str]:
    """Return the marks of an item of which a sentence must share one: its themes, or without any its people."""
    themes = [mark for mark in item if mark.startswith("theme:")]
    return themes or [mark for mark in item if mark.startswith("people:")]


def bears_on(sentence: Said, item: Subject) -> bool:
    """Return whether a sentence bears on an item: they share a subject, and no other people are meant.

    A sentence that names nobody speaks of those whom its paragraph names, else of those in the heading above it. An
    item that names people needs a sentence about some of them. One that names nobody takes no sentence about a narrow
    group alone: what is said of private fostering does not answer what was asked of the service as a whole. Where an
    item has themes, one of them must be shared: the people alone do not make a subject.
    """
    shared = [mark for mark in item if mark in sentence.subject]
    if not any(mark in shared for mark in _list_anchors(item)) or _cover(sentence.subject, shared) < MAINLY:
        return False
    asked_of, named = list_people(item), list_people(sentence.subject)
    if asked_of and not asked_of & (named or sentence.around or sentence.above):
        return False
    if not asked_of and named and not any(read_subjects()["people"][name].get("broad") for name in named):
        return False
    if not named:
        shared += [f"people:{name}" for name in sorted(asked_of & sentence.around)]
    return sum(item[mark] for mark in shared) >= ENOUGH or (_is_one_subject(shared) and _cover(item, shared) >= MAINLY)


def _is_one_subject(shared: list[str]) -> bool:
    themes = (mark.removeprefix("theme:").split("/")[0] for mark in shared)
    return any(theme in read_subjects()["one_subject"] for theme in themes)


def _cover(subject: Subject, shared: list[str]) -> float:
    """Return which part of the themes and people of a subject, by weight, is shared."""
    weights = {mark: weight for mark, weight in subject.items() if not mark.startswith("word:")}
    return sum(weight for mark, weight in weights.items() if mark in shared) / sum(weights.values())
