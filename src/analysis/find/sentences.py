"""Sentences that answer a question, with the letter and the place that each stands at."""

from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.find.choices import Asked, pick_themes, pick_values
from analysis.find.facts import (
    OF_LETTER,
    OF_PARAGRAPH,
    SentenceTables,
    find_codes,
    find_paragraphs,
    find_turns,
    index_in,
    join_facts,
    join_texts,
    pick_sentences,
)
from analysis.find.hits import NOTHING, Hits, find_words
from analysis.find.letters import select_asked
from analysis.find.query import Clause, QuestionError, parse_query
from analysis.review import find_checked

COLUMNS = ["visit_id", *OF_LETTER, *OF_PARAGRAPH, "paragraph_id", "sentence_id", "text", "themes", "stance",
           "direction", "speaker", "marks"]  # fmt: skip


def find(
    tables: dict[str, pd.DataFrame],
    words: str | None = None,
    theme: Asked = None,
    stance: Asked = None,
    *,
    direction: Asked = None,
    speaker: Asked = None,
    part: Asked = None,
    checked: bool | None = None,
    authority: str | None = None,
    among: str | Iterable[str] | None = None,
    since: int | str | date | None = None,
    until: int | str | date | None = None,
    visit_type: Asked = None,
    framework: Asked = None,
    source_type: Asked = None,
) -> pd.DataFrame:
    """Return the sentences that answer a question: one row each, newest letter first, then in printed order.

    words: what must stand in the sentence, in the language of query.py: `agency staff OR locum`, `child* NEAR alone`,
    `"exact phrase"`, `-word`. theme: by its name or id. stance: strength, concern, mixed or neutral; direction and
    speaker as in the table `sentences`. part: the kind of the paragraph (overview, finding, improvement, context,
    closing). checked: whether a person has decided about the sentence. Where several values are given, any of them.

    authority: any name of one. among: the letters of a group of authorities instead: "region" or "same grade" (that of
    `authority`, which belongs to it; the grade is its latest overall one), "neighbours" (its statistical ones), the
    name of a region, or a list of authorities. since, until: a year, a month (2022-03) or a day, included. visit_type,
    framework, source_type as in the table `visits`.

    Columns: visit_id, authority, start_date, date_precision, visit_type, source_type and file of the letter; page,
    number, section and kind of the paragraph; paragraph_id, sentence_id, text; themes (ids joined by ;), stance,
    direction, speaker; marks (start-end of each hit of the words in the text, joined by ;; missing without any).
    Raises QuestionError, in one plain sentence, for a question that cannot be understood or answered.
    """
    letters = select_asked(
        tables, authority=authority, among=among, since=since, until=until,
        visit_type=visit_type, framework=framework, source_type=source_type,
    )  # fmt: skip
    coded = {"stance": stance, "direction": direction, "speaker": speaker}
    values = {column: pick_values(asked, "sentences", column) for column, asked in coded.items()}
    kinds, themes, clauses = pick_values(part, "paragraphs", "kind"), pick_themes(theme), _parse_words(words)
    if checked is not None and not isinstance(checked, bool):
        raise QuestionError(f"checked is {checked!r}; give True or False")
    own = pick_sentences(tables, letters["visit_id"])
    turn = find_turns(own, tables["visits"], letters)
    keep = (turn >= 0) & _have_values(own, values)
    if kinds is not None:
        keep &= _are_of_kinds(own, kinds)
    if themes is not None:
        keep &= _speak_of(own, themes)
    if checked is not None:
        keep &= _are_checked(own, tables) == checked
    rows = np.flatnonzero(keep)
    hits = find_words(own.sentences["text"], clauses, rows) if clauses else NOTHING._replace(rows=rows)
    order = np.lexsort((own.sentences["order"].to_numpy()[hits.rows], turn[hits.rows]))
    found = join_facts(own, tables["visits"], hits.rows[order])
    return found.assign(marks=join_marks(hits).take(order))[COLUMNS]


def _have_values(own: SentenceTables, values: dict[str, list[str] | None]) -> np.ndarray:
    """Return, over the sentences, whether each column that is named has one of its values; None where all are meant."""
    keep = np.ones(len(own.sentences), dtype=bool)
    for column, asked in values.items():
        if asked is not None:
            keep &= own.sentences[column].isin(asked).to_numpy(bool)
    return keep


def _are_of_kinds(own: SentenceTables, kinds: list[str]) -> np.ndarray:
    """Return, over the sentences, whether their paragraph is of one of the kinds."""
    is_own = own.paragraphs["kind"].isin(kinds).to_numpy(bool)
    return np.append(is_own, False)[find_paragraphs(own.sentences, own.paragraphs)]


def _speak_of(own: SentenceTables, themes: list[str]) -> np.ndarray:
    """Return, over the sentences, whether they speak of one of the themes."""
    rows, theme, names = find_codes(own.sentences, own.codes)
    keep = np.zeros(len(own.sentences), dtype=bool)
    keep[rows[np.isin(names, themes)[theme]]] = True
    return keep


def _are_checked(own: SentenceTables, tables: dict[str, pd.DataFrame]) -> np.ndarray:
    """Return, over the sentences, whether a person has decided about them."""
    return index_in(own.sentences["sentence_id"], pd.Series(list(find_checked(tables)), dtype="str")) >= 0


def _parse_words(words: str | None) -> tuple[Clause, ...]:
    if words is not None and not isinstance(words, str):
        raise QuestionError(f"words is {words!r}; write them as one text, such as 'agency OR locum'")
    return parse_query(words) if words and words.strip() else ()


def join_marks(hits: Hits) -> pd.api.extensions.ExtensionArray:
    """Return, over the rows of hits, the start-end of each hit joined by ;, missing without any."""
    start, end = (pc.cast(pa.array(values), pa.large_string()) for values in (hits.start, hits.end))
    ends = np.searchsorted(hits.row, np.append(hits.rows, np.iinfo(np.int64).max))
    return join_texts(pc.binary_join_element_wise(start, end, pa.scalar("-", start.type)), ends)
