"""Newspaper articles about a visit: a journalist's selection, between advertising lines and credits."""

from dataclasses import replace

from analysis.letters.blocks import split_blocks
from analysis.letters.dates import find_period
from analysis.letters.facts import FRONT_PAGE, make_letter, name_authority
from analysis.letters.letter import LeftOut, Letter
from analysis.letters.people import make_inspectors, parse_names
from analysis.letters.phrases import find_phrase
from analysis.letters.sections import place_blocks, read_body
from analysis.letters.shapes import read_shape
from analysis.read import Document


def parse(document: Document) -> Letter:
    """Return the Letter of a newspaper article; its headline is the title."""
    shape = read_shape("press")
    headline, *rest = split_blocks(document.lines, shape)
    body = read_body(place_blocks(rest, shape))
    texts = [headline.text, *(paragraph.text for paragraph in body.paragraphs)]
    return make_letter(
        replace(body, left_out=(LeftOut(FRONT_PAGE, headline.text), *body.left_out)),
        framework="ILACS",
        visit_type=(find_phrase("press", "visit_type", texts) or "inspection").lower(),
        source_type="press",
        authority=name_authority("press", texts),
        period=find_period(" ".join(texts)),
        title=headline.text,
        scope=find_phrase("press", "scope", texts),
        inspectors=make_inspectors(leads=parse_names(find_phrase("press", "inspectors", texts) or "")),
    )
