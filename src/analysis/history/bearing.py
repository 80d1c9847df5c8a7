"""Which sentences of a later visit bear on an item that inspectors asked for earlier."""

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
    themes = group_themes(tables["codes"], "sentence_id")
    paragraphs = tables["paragraphs"][["paragraph_id", "kind", "section", "text"]]
    paragraphs = paragraphs[paragraphs["kind"].isin(EVIDENCE_KINDS)].rename(columns={"text": "paragraph"})
    rows = tables["sentences"][tables["sentences"]["speaker"] != "council"].merge(paragraphs, on="paragraph_id")
    said: dict[str, list[Said]] = {visit_id: [] for visit_id in visit_ids}
    for row in rows[rows["visit_id"].isin(said)].itertuples():
        subject = weigh_marks(find_marks(row.text, themes.get(row.sentence_id, ())))
        above = frozenset() if pd.isna(row.section) else find_people(row.section)
        said[row.visit_id].append(Said(row.sentence_id, row.stance, subject, find_people(row.paragraph), above))
    return said


def bears_on(sentence: Said, item: Subject) -> bool:
    """Return whether a sentence bears on an item: they share a subject, and no other people are meant.

    A sentence that names nobody speaks of those whom its paragraph names, else of those in the heading above it. An
    item that names people needs a sentence about some of them. One that names nobody takes no sentence about a narrow
    group alone: what is said of private fostering does not answer what was asked of the service as a whole. Where an
    item has themes, one of them must be shared: the people alone do not make a subject.
    """
    shared = [mark for mark in item if mark in sentence.subject]
    kind = "theme:" if any(mark.startswith("theme:") for mark in item) else "people:"
    if not any(mark.startswith(kind) for mark in shared) or _cover(sentence.subject, shared) < MAINLY:
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
