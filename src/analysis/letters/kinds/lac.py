"""Inspections of services for looked-after children (2013): numbered paragraphs, a grade under each heading."""

from analysis.letters.blocks import split_blocks
from analysis.letters.dates import find_day, find_period
from analysis.letters.facts import make_letter, name_authority
from analysis.letters.front import parse_labels, parse_title
from analysis.letters.grades import parse_grade_table
from analysis.letters.letter import Judgement, Letter
from analysis.letters.people import make_inspectors, parse_names
from analysis.letters.sections import parse_body, place_blocks
from analysis.letters.shapes import normal, read_shape
from analysis.read import Document

TABLE = "record of main findings"


def parse(document: Document) -> Letter:
    """Return the Letter of an inspection of services for looked-after children."""
    shape = read_shape("lac")
    facts = parse_labels([line.text for line in document.lines if line.page == document.lines[0].page])
    title = parse_title(facts)
    return make_letter(
        parse_body(place_blocks(split_blocks(document.lines, shape), shape)),
        kind="lac",
        visit_type="inspection",
        authority=name_authority("report", [title]),
        period=find_period(facts.get("dates", "")),
        published_date=find_day(facts.get("published", "")),
        title=title,
        inspectors=make_inspectors(leads=parse_names(facts.get("lead", ""))),
        judgements=tuple(parse_judgements([line.text for line in document.lines])),
    )


def parse_judgements(texts: list[str]) -> list[Judgement]:
    """Return the grades in the table at the end, below the heading and the name of what is graded."""
    indices = [index for index, text in enumerate(texts) if normal(text) == TABLE]
    return parse_grade_table(texts[indices[-1] + 2 :])[0] if indices else []
