"""Focused and monitoring visit letters (ILACS): an address, what was looked at, findings, a signature."""

from analysis.letters.blocks import split_blocks
from analysis.letters.dates import find_day, find_period
from analysis.letters.facts import FRONT_PAGE, authority_name
from analysis.letters.letter import Letter
from analysis.letters.people import make_inspectors, parse_names
from analysis.letters.phrases import find_phrase
from analysis.letters.sections import place_blocks, read_body, texts_of
from analysis.letters.shapes import read_shape
from analysis.read import Document


def parse(document: Document) -> Letter:
    """Return the Letter of a focused or monitoring visit."""
    shape = read_shape("visit")
    placed = place_blocks(split_blocks(document.lines, shape.is_heading), shape)
    body = read_body(placed)
    title = " ".join(texts_of(placed, FRONT_PAGE)) or None
    intro = texts_of(placed, "context")
    summary = find_phrase("visit", "dates", intro) or ""
    start, end = find_period(summary) or (None, None)
    return Letter(
        framework="ILACS",
        visit_type=find_phrase("visit", "visit_type", [title or "", summary, *intro]).lower(),
        source_type="letter",
        authority=authority_name(title or "", summary, *intro),
        start_date=start,
        end_date=end,
        published_date=find_day(" ".join(texts_of(placed, "address"))),
        date_precision="day" if start else None,
        title=title,
        scope=find_phrase("visit", "scope", intro),
        inspectors=make_inspectors(
            leads=parse_names("\n".join(texts_of(placed, "signature")))[:1],
            names=parse_names(find_phrase("visit", "inspectors", intro) or ""),
        ),
        paragraphs=body.paragraphs,
        improvements=body.improvements,
        left_out=body.left_out,
    )
