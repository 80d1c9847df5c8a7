"""Area SEND inspections: reports on the local area partnership for children with special educational needs."""

from analysis.letters.blocks import split_blocks
from analysis.letters.dates import find_period
from analysis.letters.facts import make_letter, name_authority
from analysis.letters.front import parse_labels, parse_title
from analysis.letters.letter import Letter
from analysis.letters.people import parse_team
from analysis.letters.sections import parse_body, place_blocks, texts_of
from analysis.letters.shapes import read_shape
from analysis.read import Document


def parse(document: Document) -> Letter:
    """Return the Letter of an area SEND inspection."""
    shape = read_shape("send")
    placed = place_blocks(split_blocks(document.lines, shape), shape)
    facts = parse_labels([line.text for line in document.lines[:12]])
    title = parse_title(facts)
    team = parse_team(texts_of(placed, "inspection team"))
    return make_letter(
        parse_body(placed),
        kind="send",
        visit_type="area SEND inspection",
        authority=name_authority("report", [title]),
        period=find_period(facts.get("dates", "")),
        title=title,
        inspectors=team,
    )
