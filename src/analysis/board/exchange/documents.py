"""The documents of an exchange file: each letter as one plain text, and where in it each sentence stands."""

from dataclasses import dataclass, field

import pandas as pd

from analysis.board.exchange.marks import (
    clean_file_name,
    clean_text,
    count_unheld,
    is_known,
    make_guid,
    number_taken_names,
)
from analysis.board.question_page.pack import name_letter
from analysis.compare import name_place
from analysis.tables import list_rows

GAP = "\n\n"  # between paragraphs


@dataclass(frozen=True)
class Span:
    """Where a sentence stands in the text of its document: its first character, the one behind it, and the place."""

    start: int
    end: int
    place: str


@dataclass(frozen=True)
class Document:
    """A document: its row of the table `visits`, its name, its text, and the span of each sentence by sentence_id."""

    visit: tuple
    name: str
    text: str
    spans: dict[str, Span] = field(repr=False)
    n_replaced: int = 0

    @property
    def guid(self) -> str:
        """Its identifier, the same in every file."""
        return make_guid("document", self.visit.visit_id)


def list_documents(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> list[Document]:
    """Return the documents of the `visits`, rows of that table, in its order, and further ones on the same visits.

    A press report whose letter is on file is left out, unless it is among the rows.
    """
    all_visits = tables["visits"]
    same = all_visits["same_visit"].isin(visits["visit_id"]) & all_visits["superseded_by"].isna()
    chosen = all_visits[same | all_visits["visit_id"].isin(visits["visit_id"])]
    names = {visit.visit_id: clean_file_name(name_letter(visit)) for visit in chosen.itertuples()}
    names = number_taken_names(names)
    paragraphs = dict(list(_keep(tables["paragraphs"], chosen).groupby("visit_id")))
    sentences = dict(list(_keep(tables["machine_sentences"], chosen).groupby("visit_id")))
    return [
        make_document(visit, names[visit.visit_id], paragraphs[visit.visit_id], sentences.get(visit.visit_id))
        for visit in chosen.itertuples()
        if visit.visit_id in paragraphs
    ]


def _keep(table: pd.DataFrame, visits: pd.DataFrame) -> pd.DataFrame:
    return table[table["visit_id"].isin(visits["visit_id"])].sort_values(["visit_id", "order"], kind="stable")


def make_document(visit: tuple, name: str, paragraphs: pd.DataFrame, sentences: pd.DataFrame | None) -> Document:
    """Return a document of its paragraphs and sentences, rows of these tables in their order.

    Headings and printed numbers stand in the text before their paragraphs, one line end alone ends a heading. A
    position counts characters (code points), neither bytes nor what is seen as one letter.
    """
    said = [] if sentences is None else list(list_rows(sentences, "paragraph_id", "sentence_id", "text"))
    by_paragraph: dict[str, list[tuple[str, str]]] = {}
    for paragraph_id, sentence_id, text in said:
        by_paragraph.setdefault(paragraph_id, []).append((sentence_id, text))
    pieces, spans, length, heading = [], {}, 0, None
    columns = ("paragraph_id", "section", "number", "page", "order", "text")
    for paragraph_id, section, number, page, order, text in list_rows(paragraphs, *columns):
        head = f"{clean_text(section)}\n" if is_known(section) and section != heading else ""
        head += f"{clean_text(number)}. " if is_known(number) else ""
        heading = section
        start, place = length + len(head), name_place(number, page, order)
        for sentence_id, (first, last) in locate_sentences(text, by_paragraph.get(paragraph_id, [])).items():
            spans[sentence_id] = Span(start + first, start + last, clean_text(place))
        pieces.append(f"{head}{clean_text(text)}{GAP}")
        length += len(pieces[-1])
    return Document(visit, name, "".join(pieces), spans, sum(map(count_unheld, paragraphs["text"])))


def locate_sentences(text: str, sentences: list[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """Return where each sentence (sentence_id, text) stands in its paragraph: first character, and the one behind.

    Sentences stand in their order, so that one that is printed twice is found twice; one that is not in the paragraph
    is left out, rather than set at a wrong position.

    >>> locate_sentences("It works. It works.", [("s1", "It works."), ("s2", "It works.")])
    {'s1': (0, 9), 's2': (10, 19)}
    """
    found, behind = {}, 0
    for sentence_id, sentence in sentences:
        start = text.find(sentence, behind)
        if start >= 0:
            behind = start + len(sentence)
            found[sentence_id] = (start, behind)
    return found
