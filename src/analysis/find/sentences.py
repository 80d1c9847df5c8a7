"""Sentences that answer a question, with the letter and the place that each stands at."""

from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.find.choices import Asked, pick_themes, pick_values
from analysis.find.hits import find_words
from analysis.find.letters import select_asked
from analysis.find.query import Clause, QuestionError, parse_query
from analysis.review import find_checked
from analysis.tables import pick_batches

OF_LETTER = ["authority", "start_date", "date_precision", "visit_type", "source_type", "file"]
OF_PARAGRAPH = ["page", "number", "section", "kind"]
OF_SENTENCE = ["visit_id", "paragraph_id", "sentence_id", "text", "stance", "direction", "speaker"]
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
    visit_ids = letters["visit_id"]
    sentences = pick_batches(tables, "sentences", visit_ids)
    turn = index_in(sentences["visit_id"], visit_ids)
    keep = turn >= 0
    for column, asked in (("stance", stance), ("direction", direction), ("speaker", speaker)):
        values = pick_values(asked, "sentences", column)
        if values is not None:
            keep &= sentences[column].isin(values).to_numpy(bool)
    kinds, themes, clauses = pick_values(part, "paragraphs", "kind"), pick_themes(theme), _parse_words(words)
    if kinds is not None:
        paragraphs = pick_batches(tables, "paragraphs", visit_ids)
        own = paragraphs.loc[paragraphs["kind"].isin(kinds), "paragraph_id"]
        keep &= index_in(sentences["paragraph_id"], own) >= 0
    if themes is not None:
        codes = pick_batches(tables, "codes", visit_ids)
        own = codes.loc[codes["theme"].isin(themes), "sentence_id"]
        keep &= index_in(sentences["sentence_id"], own) >= 0
    if checked is not None:
        if not isinstance(checked, bool):
            raise QuestionError(f"checked is {checked!r}; give True or False")
        own = pd.Series(list(find_checked(tables)), dtype="str")
        keep &= (index_in(sentences["sentence_id"], own) >= 0) == checked
    rows, marks = np.flatnonzero(keep), {}
    if clauses:
        marks = {row: _join_marks(spans) for row, spans in find_words(sentences["text"], clauses, rows)}
        rows = np.array(sorted(marks), dtype=np.int64)
    rows = rows[np.lexsort((sentences["order"].to_numpy()[rows], turn[rows]))]
    found = join_facts(tables, letters, sentences[OF_SENTENCE].iloc[rows])
    return found.assign(marks=pd.array([marks.get(row) for row in rows.tolist()], dtype="str"))[COLUMNS]


def _parse_words(words: str | None) -> tuple[Clause, ...]:
    if words is not None and not isinstance(words, str):
        raise QuestionError(f"words is {words!r}; write them as one text, such as 'agency OR locum'")
    return parse_query(words) if words and words.strip() else ()


def _join_marks(spans: list[tuple[int, int]]) -> str | None:
    return ";".join([f"{start}-{end}" for start, end in spans]) or None


def join_facts(tables: dict[str, pd.DataFrame], letters: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences found, one row each, with the facts of their letter and their paragraph, and their themes.

    `letters` are rows of the table `visits`, `found` has the columns `OF_SENTENCE`; the result has those of `find`, but
    for marks.
    """
    visit_ids = found["visit_id"].unique()
    paragraphs = pick_batches(tables, "paragraphs", visit_ids)
    of_letter = letters[OF_LETTER].take(index_in(found["visit_id"], letters["visit_id"]))
    places = _find_places(found["paragraph_id"], paragraphs["paragraph_id"])
    joined = pd.concat(
        [part.reset_index(drop=True) for part in (found, of_letter, paragraphs[OF_PARAGRAPH].take(places))], axis=1
    )
    themes = _join_themes(pick_batches(tables, "codes", visit_ids), found["sentence_id"])
    return joined.assign(themes=pd.array(themes, dtype="str"))


def _join_themes(codes: pd.DataFrame, sentence_ids: pd.Series) -> list[str | None]:
    """Return the themes of each sentence, joined by ;."""
    turn = index_in(codes["sentence_id"], sentence_ids)
    coded = turn >= 0
    themes: list[str | None] = [None] * len(sentence_ids)
    for index, theme in zip(turn[coded].tolist(), codes["theme"].to_numpy(object)[coded], strict=True):
        before = themes[index]
        if before is None:
            themes[index] = theme
        elif theme not in before.split(";"):
            themes[index] = f"{before};{theme}"
    return themes


def _find_places(ids: pd.Series, column: pd.Series) -> np.ndarray:
    """Return where each id stands in a long column of ids, each once; quicker than `index_in` for few ids."""
    few = pd.Series(ids.unique(), dtype="str")
    turn = index_in(column, few)
    rows = np.flatnonzero(turn >= 0)
    places = np.full(len(few), -1)
    places[turn[rows]] = rows
    return places[index_in(ids, few)]


def index_in(column: pd.Series, values: pd.Series) -> np.ndarray:
    """Return, over the rows of a column of text, where each first stands among the values, else -1.

    What `Index.get_indexer` gives, some five times as fast.
    """
    found = pc.index_in(pa.array(column), value_set=pa.array(values))
    return pc.fill_null(found, -1).to_numpy(zero_copy_only=False)
