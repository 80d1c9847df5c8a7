"""The data of the page that asks: every sentence with its facts, columns by their distinct values, as plain lists."""

from typing import Any

import pandas as pd

from analysis.compare import name_place
from analysis.compare.words import format_date, read_labels, read_words
from analysis.find import find, select_asked
from analysis.find.answer import SOURCE_TYPES, UNLOOKED, read_answers
from analysis.find.export import RUN
from analysis.find.hits import NEAR
from analysis.find.letters import find_bounds
from analysis.find.query import read_faults
from analysis.find.sentences import COLUMNS, OF_PARAGRAPH
from analysis.review import find_checked
from analysis.tables import list_rows, read_schemas

OF_VISIT = ("visit_id", "authority", "region", "framework", "visit_type", "source_type", "date_precision", "file")
CODED = ("stance", "direction", "speaker")  # of a sentence, each one of a few values


def pack_tables(tables: dict[str, pd.DataFrame]) -> dict[str, Any]:
    """Return what the page needs of the tables, as JSON takes it: letters, paragraphs, sentences, and what they say.

    Letters are newest first, sentences in the order of `find`; a column of texts is `values` and, for each row, `codes`
    (the index of its value, -1 where it is missing). A sentence names its letter and its paragraph by their index.
    """
    letters = select_asked(tables, source_type=SOURCE_TYPES)
    found = find(tables, source_type=SOURCE_TYPES)  # all there are, so that no order and no theme is worked out twice
    schemas = read_schemas()
    values = {name: schemas["sentences"]["columns"][name]["values"] for name in CODED}
    return {
        "answer": read_answers(),
        "checked": read_words()["checked"],
        "columns": COLUMNS,
        "faults": read_faults(),
        "letters": pack_letters(tables, letters),
        "near": NEAR,
        "paragraphs": pack_paragraphs(tables, found),
        "run": RUN,
        "sentences": pack_sentences(tables, letters, found),
        "source_types": list(SOURCE_TYPES),
        "themes": read_labels(),
        "values": values | {"part": schemas["paragraphs"]["columns"]["kind"]["values"]},
    }


def pack_letters(tables: dict[str, pd.DataFrame], letters: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the facts of each letter, in the order of `letters`, rows of the table `visits`.

    first and last are the days on which the visit may have begun; looked tells, for each theme of the table
    `theme_history`, whether the letter looked at it.
    """
    looked: dict[str, dict[str, bool]] = {}
    for visit_id, theme, status in list_rows(tables["theme_history"], "visit_id", "theme", "status"):
        looked.setdefault(visit_id, {})[theme] = status != UNLOOKED
    packed = []
    for visit in letters.itertuples():
        first, last = find_bounds(visit.start_date, visit.date_precision)
        facts = {name: _present(getattr(visit, name)) for name in OF_VISIT}
        days = {"first": f"{first:%Y-%m-%d}" if first else None, "last": f"{last:%Y-%m-%d}" if last else None}
        named = {"label": name_letter(visit), "superseded": bool(pd.notna(visit.superseded_by))}
        packed.append({**facts, **days, **named, "looked": looked.get(visit.visit_id, {})})
    return packed


def name_letter(visit: tuple) -> str:
    """Return what a letter is called in a list of many: a row of the table `visits`, its authority first."""
    kind = f"{visit.visit_type}{' (press)' if visit.source_type == 'press' else ''}"
    authority = visit.authority if pd.notna(visit.authority) else visit.file
    return f"{authority}, {kind}, {format_date(visit)}"


def pack_paragraphs(tables: dict[str, pd.DataFrame], found: pd.DataFrame) -> dict[str, Any]:
    """Return the columns of the paragraphs in which the sentences `found` stand, a row for each, in their order."""
    paragraphs = tables["paragraphs"].set_index("paragraph_id", drop=False).loc[found["paragraph_id"].unique()]
    places = [name_place(*place) for place in list_rows(paragraphs, "number", "page", "order")]
    columns = {name: encode(paragraphs[name]) for name in OF_PARAGRAPH if name != "page"}
    pages = [_present(page) for page in paragraphs["page"].tolist()]
    return {"paragraph_id": paragraphs["paragraph_id"].tolist(), "page": pages, "place": places, **columns}


def pack_sentences(tables: dict[str, pd.DataFrame], letters: pd.DataFrame, found: pd.DataFrame) -> dict[str, Any]:
    """Return the columns of the sentences `found`, a row for each.

    letter and paragraph are indices; between is what is printed between the sentence before, in its paragraph, and it.
    """
    checked = find_checked(tables)
    texts = dict(list_rows(tables["paragraphs"], "paragraph_id", "text"))
    return {
        "letter": pd.Index(letters["visit_id"]).get_indexer(found["visit_id"]).tolist(),
        "paragraph": pd.factorize(found["paragraph_id"])[0].tolist(),
        "sentence_id": found["sentence_id"].tolist(),
        "text": found["text"].tolist(),
        "between": encode(pd.Series(list_between(found, texts), dtype="str")),
        "checked": [sentence_id in checked for sentence_id in found["sentence_id"].tolist()],
        **{name: encode(found[name]) for name in ("themes", *CODED)},
    }


def list_between(found: pd.DataFrame, texts: dict[str, str]) -> list[str]:
    """Return what is printed before each sentence, a row of `found`, since the one before it in its paragraph.

    `texts` are those of the paragraphs by paragraph_id; a sentence that is not in its own has a space before it.
    """
    between, ends = [], {}
    for paragraph_id, text in list_rows(found, "paragraph_id", "text"):
        start = ends.get(paragraph_id, 0)
        at = texts[paragraph_id].find(text, start)
        between.append(texts[paragraph_id][start:at] if at >= 0 else " ")
        ends[paragraph_id] = at + len(text) if at >= 0 else start
    return between


def encode(column: pd.Series) -> dict[str, list]:
    """Return a column of texts as its distinct values and, for each row, the index of its value; -1 where missing.

    >>> encode(pd.Series(["strength", "concern", None, "strength"], dtype="str"))
    {'values': ['strength', 'concern'], 'codes': [0, 1, -1, 0]}
    """
    codes, values = pd.factorize(column)
    return {"values": list(values), "codes": codes.tolist()}


def _present(value: Any) -> Any:
    return None if pd.isna(value) else value
