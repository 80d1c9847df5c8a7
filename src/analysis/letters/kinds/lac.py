"""Inspections of services for looked-after children (2013): numbered paragraphs, a grade under each heading."""

from analysis.letters.blocks import split_blocks
from analysis.letters.dates import find_day, find_period
from analysis.letters.facts import make_letter, name_authority
from analysis.letters.front import read_labels, read_title
from analysis.letters.grades import read_grade_table
from analysis.letters.letter import Judgement, Letter
from analysis.letters.people import make_inspectors, parse_names
from analysis.letters.sections import place_blocks, read_body
from analysis.letters.shapes import normal, read_shape
from analysis.read import Document

TABLE = "record of main findings"


def parse(document: Document) -> Letter:
    """Return the Letter of an inspection of services for looked-after children."""
    shape = read_shape("lac")
    facts = read_labels([line.text for line in document.lines if line.page == document.lines[0].page])
    title = read_title(facts)
    return make_letter(
        read_body(place_blocks(split_blocks(document.lines, shape), shape)),
        framework="LAC",
        visit_type="inspection",
        source_type="report",
        authority=name_authority("report", [title]),
        period=find_period(facts.get("dates", "")),
        published_date=find_day(facts.get("published", "")),
        title=title,
        inspectors=make_inspectors(leads=parse_names(facts.get("lead", ""))),
        judgements=tuple(read_judgements([line.text for line in document.lines])),
    )


def read_judgements(texts: list[str]) -> list[Judgement]:
    """Return the grades in the table at the end, below the heading and the name of what is graded."""
    places = [place for place, text in enumerate(texts) if normal(text) == TABLE]
    return read_grade_table(texts[places[-1] + 2 :])[0] if places else []
