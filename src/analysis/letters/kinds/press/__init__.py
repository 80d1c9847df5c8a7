"""Articles about a visit, of newspapers and of councils: somebody's selection, between captions, credits and links."""

from dataclasses import replace

from analysis.letters.blocks import LARGER, Block, split_blocks
from analysis.letters.facts import FRONT_PAGE, make_letter, name_authority
from analysis.letters.kinds.press.councils import list_councils
from analysis.letters.kinds.press.dates import find_publication, find_visit
from analysis.letters.kinds.press.leads import mend_heading
from analysis.letters.kinds.press.parts import settle_parts
from analysis.letters.letter import LeftOut, Letter
from analysis.letters.line_ends import SENTENCE_END
from analysis.letters.people import make_inspectors, parse_names
from analysis.letters.phrases import find_phrase
from analysis.letters.scope import find_scope
from analysis.letters.sections import parse_body, place_blocks
from analysis.letters.shapes import Shape, read_shape
from analysis.read import Document

NEAR_TOP = 10  # blocks, bylines and links aside: among so many is the headline
FEWEST_WORDS = 3  # of a headline; one letter in large print may be the first of the text


def parse(document: Document) -> Letter:
    """Return the Letter of an article; its headline is the title.

    One on the visits to several councils has neither authority nor date nor findings, and a note that says so.
    """
    shape = read_shape("press")
    headline, above, rest = _split_headline(split_blocks(document.lines, shape), shape)
    rest = [mend_heading(block) for block in rest]
    body = parse_body(settle_parts(place_blocks(rest, shape)))
    front = [block.text for block in (headline, *above)]
    texts = [*front, *(paragraph.text for paragraph in body.paragraphs)]
    published = find_publication(document)
    visit_type = (find_phrase("press", "visit_type", texts) or "inspection").lower()
    period, precision = find_visit(texts, published, visit_type)
    letter = make_letter(
        replace(body, left_out=(*(LeftOut(FRONT_PAGE, text) for text in front), *body.left_out)),
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


def _split_headline(blocks: list[Block], shape: Shape) -> tuple[Block, list[Block], list[Block]]:
    """Return the headline, the lines above it that are no part of the article (the name of the site), and the rest.

    The headline is the largest print near the top. Where none is larger, or nothing tells sizes, it is the first block
    that is no byline, date or link.
    """
    names = [index for index, block in enumerate(blocks) if shape.paragraph(block.text) is None] or [0]
    near = [index for index in names[:NEAR_TOP] if len(blocks[index].text.split()) >= FEWEST_WORDS]
    largest = max(near, key=lambda index: _size(blocks[index]), default=names[0])
    index = largest if _size(blocks[largest]) >= _size(blocks[names[0]]) + LARGER else names[0]
    above = [blocks[name] for name in names if name < index and not SENTENCE_END.search(blocks[name].text)]
    return blocks[index], above, [block for block in blocks if block is not blocks[index] and block not in above]


def _size(block: Block) -> float:
    return block.lines[0].size or 0.0
