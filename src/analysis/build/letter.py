"""One file of data/raw as rows of the tables: read, parse, code."""

from pathlib import Path
from typing import Any, NamedTuple

from analysis.coding import Codebook, code_letter, read_codebook
from analysis.tables import make_visit_id
from analysis.letters import Letter, parse_letter
from analysis.base.problems import make_problem
from analysis.read import ReadError, read_document
from analysis.reference import find_authority
from analysis.tables import read_schemas

TABLES_OF_A_LETTER = (
    "visits",
    "inspectors",
    "judgements",
    "paragraphs",
    "improvements",
    "left_out",
    "machine_sentences",
    "machine_codes",
)


class Source(NamedTuple):
    """A file to read. `about` holds the analyst's facts about it, `codebook` names her own codebook file."""

    path: Path
    file: str
    sha256: str
    about: dict[str, Any]
    codebook: Path | None


Row = dict[str, Any]
Columns = dict[str, list]


class Reading(NamedTuple):
    """What one file gave: its tables (none where it could not be read) and rows of `problems`.

    A table here is plain columns, for the tables are made for all letters together: a small frame for every letter
    and table would cost more than reading the letter, and rows more memory, and more time between processes.
    """

    file: str
    tables: dict[str, Columns] | None
    problems: list[Row]


def read_letter(source: Source) -> Reading:
    """Return what one file holds. A file that cannot be read gives a row of `problems` instead, never an error."""
    try:
        letter = parse_letter(read_document(source.path), source.about)
    except ReadError as error:
        return Reading(source.file, None, [make_problem(source.file, error.reason, error.detail, sha256=source.sha256)])
    notes = [*letter.notes, *([("no-date", "")] if letter.start_date is None else [])]
    problems = [make_problem(source.file, reason, detail, sha256=source.sha256) for reason, detail in notes]
    rows = _make_rows(letter, source, read_codebook(source.codebook))
    return Reading(source.file, {name: _as_columns(name, rows[name]) for name in TABLES_OF_A_LETTER}, problems)


def _as_columns(name: str, rows: list[Row]) -> Columns:
    """Return rows as the columns of the table `name`; what a row does not say is None."""
    return {column: [row.get(column) for row in rows] for column in read_schemas()[name]["columns"]}


def _make_rows(letter: Letter, source: Source, codebook: Codebook) -> dict[str, list[Row]]:
    visit = _visit_row(letter, source)
    visit_id = visit["visit_id"]
    paragraphs = [
        {"visit_id": visit_id, "paragraph_id": f"{visit_id}/p{order:03}", "order": order, **vars(paragraph)}
        for order, paragraph in enumerate(letter.paragraphs, start=1)
    ]
    improvements = [
        {
            "visit_id": visit_id,
            "improvement_id": f"{visit_id}/i{order:02}",
            "paragraph_id": paragraphs[item.paragraph]["paragraph_id"],
            "order": order,
            "kind": item.kind,
            "text": item.text,
            "national_framework": item.national_framework,
        }
        for order, item in enumerate(letter.improvements, start=1)
    ]
    coded = code_letter(paragraphs, codebook, source_type=letter.source_type)
    return {
        "visits": [visit],
        "inspectors": _numbered(visit_id, letter.inspectors),
        "judgements": _numbered(visit_id, letter.judgements),
        "paragraphs": paragraphs,
        "improvements": improvements,
        "left_out": _numbered(visit_id, letter.left_out),
        "machine_sentences": coded.sentences,
        "machine_codes": coded.codes,
    }


def _numbered(visit_id: str, things: tuple) -> list[Row]:
    return [{"visit_id": visit_id, "order": order, **vars(thing)} for order, thing in enumerate(things, start=1)]


def _visit_row(letter: Letter, source: Source) -> Row:
    facts = {name: value for name, value in vars(letter).items() if not isinstance(value, tuple)}
    known = find_authority(letter.authority) if letter.authority else None
    row = facts | {
        "authority_code": known.ons_code if known else None,
        "region": known.region if known else None,
        "file": source.file,
        "sha256": source.sha256,
        "words": sum(len(paragraph.text.split()) for paragraph in letter.paragraphs),
    }
    return row | {"visit_id": make_visit_id(row, source.sha256)}
