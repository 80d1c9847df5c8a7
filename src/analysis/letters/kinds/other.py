"""Anything that is no known kind of letter: its paragraphs as they are, none a finding unless a heading says so."""

from analysis.letters.blocks import split_blocks
from analysis.letters.dates import find_day, find_period
from analysis.letters.facts import make_letter, name_authority
from analysis.letters.front import parse_labels
from analysis.letters.letter import Letter
from analysis.letters.sections import parse_body, place_blocks
from analysis.letters.shapes import read_shape
from analysis.read import Document

LONGEST_FRONT = 30  # lines


def parse(document: Document) -> Letter:
    """Return the Letter of a document of unknown kind."""
    shape = read_shape("other")
    blocks = split_blocks(document.lines, shape)
    texts = [line.text for line in document.lines]
    facts = parse_labels(texts[:LONGEST_FRONT])
    return make_letter(
        parse_body(place_blocks(blocks, shape)),
        kind="other",
        visit_type="other",
        authority=name_authority("other", texts),
        period=find_period(facts.get("dates", "")),
        published_date=find_day(facts.get("published", "")),
        title=blocks[0].text,
    )
