"""Single inspection framework reports (2013 to 2018), with the review of the Local Safeguarding Children Board."""

import re
from collections.abc import Sequence

from analysis.letters.blocks import split_blocks
from analysis.letters.dates import find_day, find_period
from analysis.letters.facts import make_letter, name_authority
from analysis.letters.front import parse_labels, parse_title
from analysis.letters.grades import find_overall, parse_grade_table
from analysis.letters.letter import Judgement, Letter
from analysis.letters.people import make_inspectors, parse_names
from analysis.letters.phrases import find_phrase
from analysis.letters.sections import parse_body, place_blocks, texts_of
from analysis.letters.shapes import read_shape
from analysis.read import Document

FIRST_ROW = re.compile(r"1\.\s")  # the rows of the table of grades are numbered 1., 2., 2.1, 2.2, 3.


def parse(document: Document) -> Letter:
    """Return the Letter of a SIF report; its inspectors are named at its end."""
    shape = read_shape("sif")
    front = [line.text for line in document.lines if line.page == document.lines[0].page]
    facts = parse_labels(front)
    title = parse_title(facts)
    placed = place_blocks(split_blocks(document.lines, shape), shape)
    team = parse_labels(texts_of(placed, "inspection team"))
    others = "\n".join(team.get(field, "") for field in ("deputy", "team"))
    return make_letter(
        parse_body(placed),
        kind="sif",
        visit_type=(find_phrase("report", "visit_type", [title]) or "inspection").lower(),
        authority=name_authority("report", [title]),
        period=find_period(facts.get("dates", "")),
        published_date=find_day(facts.get("published", "")),
        title=title,
        inspectors=make_inspectors(leads=parse_names(team.get("lead", "")), names=parse_names(others)),
        judgements=tuple(parse_judgements(front)),
    )


def parse_judgements(front: Sequence[str]) -> list[Judgement]:
    """Return the overall judgement, a sentence, and the numbered rows of the table below it."""
    first = next((index for index, text in enumerate(front) if FIRST_ROW.match(text)), len(front))
    overall = find_overall(front[:first])
    rows, _ = parse_grade_table(front[first:])
    return [overall, *rows] if overall else rows
