"""Focused and monitoring visit letters (ILACS): an address, what was looked at, findings, a signature."""

from analysis.letters.blocks import split_blocks
from analysis.letters.dates import find_day, find_visit_period
from analysis.letters.facts import FRONT_PAGE, make_letter, name_authority
from analysis.letters.letter import Letter
from analysis.letters.people import make_inspectors, parse_names
from analysis.letters.phrases import find_phrase, find_phrases
from analysis.letters.scope import find_scope_of_letter
from analysis.letters.sections import parse_body, place_blocks, texts_of
from analysis.letters.shapes import read_shape
from analysis.read import Document


def parse(document: Document) -> Letter:
    """Return the Letter of a focused or monitoring visit."""
    shape = read_shape("visit")
    placed = place_blocks(split_blocks(document.lines, shape), shape)
    body = parse_body(placed)
    title = " ".join(texts_of(placed, FRONT_PAGE)) or None
    intro = [paragraph.text for paragraph in body.paragraphs if paragraph.kind == "context"]
    dates = list(find_phrases("visit", "dates", [*intro, title or ""]))
    published = find_day(" ".join(texts_of(placed, "address")))
    return make_letter(
        body,
        kind="visit",
        visit_type=(find_phrase("visit", "visit_type", [title or "", *intro]) or "visit").lower(),
        authority=name_authority("visit", [title or "", *dates])
        or name_authority("visit", texts_of(placed, "address")),
        period=find_visit_period(dates, published=published, title=title),
        published_date=published,
        title=title,
        scope=find_scope_of_letter("visit", placed),
        inspectors=make_inspectors(
            leads=parse_names("\n".join(texts_of(placed, "signature")))[:1],
            names=parse_names(find_phrase("visit", "inspectors", intro) or ""),
        ),
    )
