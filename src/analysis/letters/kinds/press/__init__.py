"""Articles about a visit, of newspapers and of councils: somebody's selection, between captions, credits and links."""

from dataclasses import replace

from analysis.letters.blocks import Block, split_blocks
from analysis.letters.facts import FRONT_PAGE, make_letter, name_authority
from analysis.letters.kinds.press.councils import list_councils
from analysis.letters.kinds.press.dates import find_publication, find_visit
from analysis.letters.kinds.press.leads import mend_heading
from analysis.letters.kinds.press.parts import settle_parts
from analysis.letters.letter import LeftOut, Letter
from analysis.letters.people import make_inspectors, parse_names
from analysis.letters.phrases import find_phrase
from analysis.letters.scope import find_scope
from analysis.letters.sections import parse_body, place_blocks
from analysis.letters.shapes import Shape, read_shape
from analysis.read import Document


def parse(document: Document) -> Letter:
    """Return the Letter of an article; its headline is the title.

    One on the visits to several councils has neither authority nor date nor findings, and a note that says so.
    """
    shape = read_shape("press")
    headline, rest = _split_headline(split_blocks(document.lines, shape), shape)
    rest = [mend_heading(block) for block in rest]
    body = parse_body(settle_parts(place_blocks(rest, shape)))
    texts = [headline.text, *(paragraph.text for paragraph in body.paragraphs)]
    published = find_publication(document)
    visit_type = (find_phrase("press", "visit_type", texts) or "inspection").lower()
    period, precision = find_visit(texts, published, visit_type)
    letter = make_letter(
        replace(body, left_out=(LeftOut(FRONT_PAGE, headline.text), *body.left_out)),
        kind="press",
        visit_type=visit_type,
        authority=name_authority("press", texts),
        period=period,
        published_date=published,
        title=headline.text,
        scope=find_scope("press", texts),
        inspectors=make_inspectors(leads=parse_names(find_phrase("press", "inspectors", texts) or "")),
    )
    if precision == "month":
        letter = replace(letter, end_date=None, date_precision=precision)
    councils = list_councils([block.text for block in rest], published)
    return _set_aside(letter, councils) if councils else letter


def _set_aside(letter: Letter, councils: list[str]) -> Letter:
    """Return a letter on several councils as one on none, so that nobody's findings are given to another."""
    detail = f"It reports on {', '.join(councils[:-1])} and {councils[-1]}."
    return replace(
        letter,
        authority=None,
        start_date=None,
        end_date=None,
        date_precision=None,
        paragraphs=tuple(replace(paragraph, kind="context") for paragraph in letter.paragraphs),
        improvements=(),
        notes=(("several-councils", detail),),
    )


def _split_headline(blocks: list[Block], shape: Shape) -> tuple[Block, list[Block]]:
    """Return the headline and the other blocks: the first one that is no byline, date or link above it."""
    names = (place for place, block in enumerate(blocks) if shape.paragraph(block.text) is None)
    place = next(names, 0)
    return blocks[place], blocks[:place] + blocks[place + 1 :]
