"""ILACS inspection reports (since 2018): a front page with dates, people and grades, then numbered findings."""

from collections.abc import Sequence
from dataclasses import replace

from analysis.letters.blocks import split_blocks
from analysis.letters.dates import find_period
from analysis.letters.facts import FRONT_PAGE, make_letter, name_authority
from analysis.letters.front import parse_labels, parse_title, split_label
from analysis.letters.grades import parse_grade_table
from analysis.letters.letter import Judgement, LeftOut, Letter
from analysis.letters.people import make_inspectors, parse_names
from analysis.letters.phrases import find_phrase
from analysis.letters.sections import parse_body, place_blocks
from analysis.letters.shapes import read_shape
from analysis.read import Document, Line

LONGEST_FRONT = 80  # lines


def parse(document: Document) -> Letter:
    """Return the Letter of an ILACS report."""
    shape = read_shape("ilacs")
    front, judgements, rest = split_front(document.lines)
    facts = parse_labels([line.text for line in front])
    title = parse_title(facts)
    body = parse_body(place_blocks(split_blocks(rest, shape), shape))
    left_out = tuple(LeftOut(FRONT_PAGE, line.text) for line in front)
    return make_letter(
        replace(body, left_out=left_out + body.left_out),
        kind="ilacs",
        visit_type=(find_phrase("report", "visit_type", [title]) or "inspection").lower(),
        authority=name_authority("report", [title]),
        period=find_period(facts.get("dates", "")),
        title=title,
        inspectors=make_inspectors(leads=parse_names(facts.get("lead", ""))),
        judgements=tuple(judgements),
    )


def split_front(lines: Sequence[Line]) -> tuple[Sequence[Line], list[Judgement], Sequence[Line]]:
    """Return the lines of the front page, the grades in the table that ends it, and the other lines."""
    for index, line in enumerate(lines[:LONGEST_FRONT], start=1):
        if split_label(line.text)[0] == "grades":
            judgements, used = parse_grade_table([row.text for row in lines[index : index + LONGEST_FRONT]])
            return lines[: index + used], judgements, lines[index + used :]
    return (), [], lines
