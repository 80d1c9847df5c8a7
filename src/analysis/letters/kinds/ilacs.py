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
FEWEST_ROWS = 3  # of a table of grades that is known by its rows


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
    """Return the lines of the front page, the grades in the table that ends it, and the other lines.

    The table is below the head "Judgement Grade", which may be lost.
    """
    texts = [line.text for line in lines[: 2 * LONGEST_FRONT]]
    begin = _find_table(texts)
    if begin is None:
        return (), [], lines
    judgements, used = parse_grade_table(texts[begin : begin + LONGEST_FRONT])
    return lines[: begin + used], judgements, lines[begin + used :]


def _find_table(texts: Sequence[str]) -> int | None:
    """Return where the table of grades begins; without its head at the last line from which all its rows are read."""
    front = range(min(LONGEST_FRONT, len(texts)))
    head = next((index for index in front if split_label(texts[index])[0] == "grades"), None)
    if head is not None:
        return head + 1
    rows, last = max(((len(parse_grade_table(texts[index:])[0]), index) for index in front), default=(0, None))
    return last if rows >= FEWEST_ROWS else None
