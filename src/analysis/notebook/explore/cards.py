"""What is shown of sentences, areas for improvement and quotations, as plain data: a card each, fifty to a page."""

from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple

import pandas as pd

from analysis.base.folder import DataFolder
from analysis.compare import label_theme, name_place
from analysis.compare.words import read_words
from analysis.find.facts import index_in
from analysis.notebook import review
from analysis.notebook.explore.question import read_page_words
from analysis.notebook.links import link_letter
from analysis.tables import list_rows, pick_batches, visits_of

A_PAGE = 50
CONTEXT, SENTENCE, HIT = "context", "sentence", "hit"

Card = dict[str, Any]
Part = tuple[str, str]  # text, and what it is: context, sentence or hit


class Places(NamedTuple):
    """Where things stand: some paragraphs by their id, and the files of the letters by visit_id."""

    paragraphs: dict[str, tuple]
    files: dict[str, str]
    folder: DataFolder


def collect_places(tables: dict[str, pd.DataFrame], folder: DataFolder, paragraph_ids: pd.Series) -> Places:
    """Return where some paragraphs stand: (visit_id, section, number, page, order, text), missing None.

    `paragraph_ids` is a column of their ids.
    """
    columns = ("paragraph_id", "visit_id", "section", "number", "page", "order", "text")
    paragraphs = pick_batches(tables, "paragraphs", visits_of(paragraph_ids))
    own = paragraphs[index_in(paragraphs["paragraph_id"], paragraph_ids) >= 0]
    rows = ([None if pd.isna(value) else value for value in row] for row in list_rows(own, *columns))
    files = dict(list_rows(tables["visits"], "visit_id", "file"))
    return Places({row[0]: tuple(row[1:]) for row in rows}, files, folder)


def make_card(row: Any, places: Places, labels: Mapping[str, str], kept: Mapping[str, str]) -> Card:
    """Return the card of a sentence: `row` is one that `find` or `like` gives, as a named tuple.

    `labels` are the names of the letters by visit_id, `kept` the notes of the quotations that are kept, by sentence_id.
    """
    words, text = read_page_words(), places.paragraphs[row.paragraph_id][-1]
    likeness = getattr(row, "likeness", None)
    themes = [] if pd.isna(row.themes) else [label_theme(theme) for theme in row.themes.split(";")]
    tags = [read_words()["stances"][row.stance], *themes]
    if row.speaker != "inspector":
        tags.append(words["speaks"][row.speaker])
    if likeness is not None:
        tags.append(words["likeness"].format(likeness=likeness))
    is_kept, note = row.sentence_id in kept, kept.get(row.sentence_id)
    names = [*(["correct"] if hasattr(review, "open_sentence") else []), "drop" if is_kept else "keep", "like"]
    line = {
        **link_place(row.paragraph_id, places),
        "parts": cut_parts(text, row.text, getattr(row, "marks", None)),
    }
    return {
        "id": row.sentence_id,
        "head": labels[row.visit_id],
        "stance": row.stance,
        "tags": tags,
        "kept": words["kept"].format(note=f": {note}" if note else "") if is_kept else "",
        "lines": [line],
        "actions": [{"do": name, "label": words["actions"][name]} for name in names],
    }


def link_place(paragraph_id: str, places: Places) -> dict[str, str]:
    """Return where a paragraph stands, in words, and the address and the words of the link to its page."""
    words = read_page_words()
    visit_id, section, number, page, order, _ = places.paragraphs[paragraph_id]
    file = places.files[visit_id]
    href = link_letter(file, page, folder=places.folder)
    return {
        "place": words["place"].format(
            section=words["section"].format(section=section) if section else "", place=name_place(number, page, order)
        ),
        "href": href,
        "link": words["link_page"].format(page=page) if "#page=" in href else words["link"],
    }


def cut_parts(paragraph: str, sentence: str, marks: str | None) -> list[Part]:
    """Return a paragraph in parts: what stands around the sentence, the sentence, and the hits in it.

    `marks` as `find` has them.

    >>> cut_parts("Plans lag. Visits are late.", "Visits are late.", "11-15")
    [('Plans lag. ', 'context'), ('Visits are ', 'sentence'), ('late', 'hit'), ('.', 'sentence')]
    """
    before, found, after = paragraph.partition(sentence)
    if not found:
        before, after = "", ""
    parts, end = [(before, CONTEXT)], 0
    for mark in marks.split(";") if isinstance(marks, str) else ():
        start, stop = map(int, mark.split("-"))
        parts += [(sentence[end:start], SENTENCE), (sentence[start:stop], HIT)]
        end = stop
    parts += [(sentence[end:], SENTENCE), (after, CONTEXT)]
    return [part for part in parts if part[0]]


def make_area_cards(asked: pd.DataFrame, tables: dict[str, pd.DataFrame], folder: DataFolder) -> list[Card]:
    """Return a card for each area for improvement that was asked for at several visits: `asked` as `find_asked` gives.

    A line of a card is a visit of the run: its text there, and how it asks for it.
    """
    words, improvements = read_page_words()["areas"], tables["improvements"]
    own = improvements[improvements["improvement_id"].isin(asked["improvement_id"])]
    paragraph_of = dict(list_rows(own, "improvement_id", "paragraph_id"))
    places = collect_places(tables, folder, own["paragraph_id"])
    make_line = partial(_make_area_line, paragraph_of=paragraph_of, places=places)
    return [
        {
            "id": first_id,
            "head": words["head"].format(authority=run["authority"].iloc[0], n=len(run)),
            "stance": "",
            "tags": [words["open" if run["is_open"].iloc[0] else "closed"]],
            "kept": "",
            "lines": [make_line(row) for row in run.itertuples(index=False)],
            "actions": [],
        }
        for first_id, run in asked.groupby("first_id", sort=False)
    ]


def _make_area_line(row: Any, paragraph_of: dict[str, str], places: Places) -> dict[str, Any]:
    words = read_page_words()["areas"]
    place = {"place": "", "href": "", "link": ""}
    if pd.notna(row.improvement_id) and paragraph_of[row.improvement_id] in places.paragraphs:
        place = link_place(paragraph_of[row.improvement_id], places)
    text = words["no_text"] if pd.isna(row.improvement) else row.improvement
    return {**place, "label": row.label, "how": name_link(row), "parts": [(text, SENTENCE)]}


def name_link(row: Any) -> str:
    """Return how a visit asks for an area for improvement: `row` is one of `find_asked`, as a named tuple."""
    words = read_page_words()["areas"]
    if row.improvement_id == row.first_id:
        return words["first"]
    how = words["again"] if pd.isna(row.score) else words["linked"].format(score=row.score)
    return words["person"].format(how=how) if row.source == "reviewer" else how
