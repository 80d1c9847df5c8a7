"""Joint targeted area inspections: letters of several inspectorates to the partnership of an area."""

from analysis.letters.blocks import split_blocks
from analysis.letters.dates import find_day, find_visit_period
from analysis.letters.facts import FRONT_PAGE, make_letter, name_authority
from analysis.letters.letter import Letter
from analysis.letters.scope import find_scope_of_letter
from analysis.letters.sections import parse_body, place_blocks, texts_of
from analysis.letters.shapes import read_shape
from analysis.read import Document


def parse(document: Document) -> Letter:
    """Return the Letter of a joint targeted area inspection. National directors sign it; it names no inspectors."""
    shape = read_shape("jtai")
    placed = place_blocks(split_blocks(document.lines, shape), shape)
    title = " ".join(texts_of(placed, FRONT_PAGE)) or None
    intro = texts_of(placed, "context")
    published = find_day(" ".join(texts_of(placed, "address")))
    return make_letter(
        parse_body(placed),
        kind="jtai",
        visit_type="joint targeted area inspection",
        authority=name_authority("jtai", [title or "", *texts_of(placed, "salutation"), *intro]),
        period=find_visit_period(intro[:4], published=published, title=title),
        published_date=published,
        title=title,
        scope=find_scope_of_letter("jtai", placed, title),
    )
