"""One file of data/raw as rows of the tables: read, parse, code."""

from pathlib import Path
from typing import Any, NamedTuple

from analysis.base.problems import make_problem
from analysis.coding import Codebook, code_letter, read_codebook
from analysis.letters import Letter, parse_letter
from analysis.read import read_document
from analysis.reference import match_authority
from analysis.tables import (
    check_columns,
    make_improvement_id,
    make_paragraph_id,
    make_visit_id,
    read_schemas,
)

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

Row = dict[str, Any]
Columns = dict[str, list]  # of one table: small frames would cost more than reading the letter, rows more memory


class LetterFile(NamedTuple):
    """A file to read. `about` holds the analyst's facts about it, `codebook` names her own codebook file."""

    path: Path
    file: str
    sha256: str
    about: dict[str, Any]
    codebook: Path | None


def read_letter(letter_file: LetterFile) -> tuple[dict[str, Columns], list[Row]]:
    """Return the tables of one file by name, as plain columns, and rows of `problems` for what could not be told.

    Raises ReadError where the file cannot be read. Any other error, TableError among them, is a fault of this package.
    """
    letter = parse_letter(read_document(letter_file.path), letter_file.about)
    is_undated = letter.start_date is None and "several-councils" not in dict(letter.notes)
    notes = [*letter.notes, *([("no-date", "")] if is_undated else [])]
    problems = [make_problem(letter_file.file, *note, sha256=letter_file.sha256) for note in notes]
    rows = _make_rows(letter, letter_file, read_codebook(letter_file.codebook))
    tables = {name: _as_columns(name, rows[name]) for name in TABLES_OF_A_LETTER}
    for name, columns in tables.items():
        check_columns(name, columns)
    return tables, problems


def _as_columns(name: str, rows: list[Row]) -> Columns:
    """Return rows as the columns of the table `name`; what a row does not say is None."""
    return {column: [row.get(column) for row in rows] for column in read_schemas()[name]["columns"]}


def _make_rows(letter: Letter, letter_file: LetterFile, codebook: Codebook) -> dict[str, list[Row]]:
    visit = _make_visit(letter, letter_file)
    visit_id = visit["visit_id"]
    paragraphs = [
        row | {"paragraph_id": make_paragraph_id(visit_id, row["order"])}
        for row in _number(visit_id, letter.paragraphs)
    ]
    improvements = [
        {
            "visit_id": visit_id,
            "improvement_id": make_improvement_id(visit_id, order),
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
        "inspectors": _number(visit_id, letter.inspectors),
        "judgements": _number(visit_id, letter.judgements),
        "paragraphs": paragraphs,
        "improvements": improvements,
        "left_out": _number(visit_id, letter.left_out),
        "machine_sentences": coded.sentences,
        "machine_codes": coded.codes,
    }


def _number(visit_id: str, facts: tuple) -> list[Row]:
    """Return a row for each paragraph, grade or person of a visit, in printed order."""
    return [{"visit_id": visit_id, "order": order, **vars(fact)} for order, fact in enumerate(facts, start=1)]


def _make_visit(letter: Letter, letter_file: LetterFile) -> Row:
    facts = {name: value for name, value in vars(letter).items() if not isinstance(value, tuple)}
    known = match_authority(letter.authority) if letter.authority else None
    row = facts | {
        "authority_code": known.ons_code if known else None,
        "dfe_code": known.dfe_code if known else None,
        "region": known.region if known else None,
        "file": letter_file.file,
        "sha256": letter_file.sha256,
        "words": sum(len(paragraph.text.split()) for paragraph in letter.paragraphs),
    }
    visit_id = make_visit_id(row)
    return row | {"visit_id": visit_id, "same_visit": visit_id}  # until all documents are known (build/same_visit.py)
