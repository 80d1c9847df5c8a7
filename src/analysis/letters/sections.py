"""Blocks to paragraphs: which part of the letter each block is, under which heading, and what belongs to what."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from analysis.letters.blocks import Block, join_lines
from analysis.letters.letter import Improvement, LeftOut, Paragraph
from analysis.letters.shapes import HEADING, PARAGRAPH_KINDS, Shape

ITEMS = frozenset({"bullet", "number"})


@dataclass(frozen=True)
class Placed:
    """A block, the part of the letter that it is (shapes.yml), and the heading that it stands under."""

    block: Block
    part: str
    section: str | None = None

    @property
    def is_text(self) -> bool:
        """True for what becomes a paragraph, False for what is left out."""
        return self.part in PARAGRAPH_KINDS


@dataclass(frozen=True)
class Body:
    """What the blocks of a letter come to."""

    paragraphs: tuple[Paragraph, ...]
    improvements: tuple[Improvement, ...]
    left_out: tuple[LeftOut, ...]


def read_body(placed: Sequence[Placed]) -> Body:
    """Return the paragraphs, listed items and left-out text that placed blocks come to."""
    placed = _without_section_headings(placed)
    paragraphs = tuple(_make_paragraph(item) for item in _join_items(p for p in placed if p.is_text))
    improvements = tuple(
        Improvement(paragraph.text, "improvement", place)
        for place, paragraph in enumerate(paragraphs)
        if paragraph.kind == "improvement"
    )
    left_out = tuple(LeftOut(item.part, printed(item.block)) for item in placed if not item.is_text)
    return Body(paragraphs, improvements, left_out)


def place_blocks(blocks: Iterable[Block], shape: Shape) -> list[Placed]:
    """Return each block with its part and section; the heading of a section comes first, as a `heading`."""
    part, section = shape.begins_as, None
    placed: list[Placed] = []
    for block in blocks:
        heading = block.kind == "heading"
        opening = shape.heading(block.text) if heading else shape.paragraph(block.text)
        if opening and opening.then:
            section = section if heading else None
        if not heading:
            own = opening.part if opening else part
            placed.append(Placed(block, own, section if own in PARAGRAPH_KINDS else None))
        elif opening is None and part not in PARAGRAPH_KINDS:
            placed.append(Placed(block, part))
        else:
            named = opening is None or opening.named
            section = block.text if named else section
            placed.append(Placed(block, opening.part if opening else HEADING, section if named else None))
        if opening and opening.then:
            part = opening.then
    return placed


def texts_of(placed: Iterable[Placed], part: str) -> list[str]:
    """Return the texts of one part of a letter."""
    return [item.block.text for item in placed if item.part == part]


def printed(block: Block) -> str:
    """Return the words of a block as printed, its number included."""
    return f"{block.number}. {block.text}" if block.number else block.text


def _without_section_headings(placed: Sequence[Placed]) -> list[Placed]:
    """Return the blocks without the headings that the paragraphs after them carry as their section."""
    return [
        item
        for item, after in pairwise([*placed, None])
        if item.part != HEADING or item.section is None or after is None or not after.is_text
    ]


def _join_items(placed: Iterable[Placed]) -> Iterator[Placed]:
    """Yield the paragraphs of each section, with what belongs to a listed item joined to it."""
    for _, run in groupby(placed, key=lambda item: (item.part, item.section)):
        yield from _join_run(list(run))


def _join_run(run: list[Placed]) -> Iterator[Placed]:
    """Yield the paragraphs of a section; in a list, unmarked paragraphs and nested lists belong to their item."""
    listed = _has_items(run)
    numbered = any(item.block.kind == "number" for item in run)
    whole: Placed | None = None
    for item in run:
        if whole is not None and _belongs(item.block, whole.block, listed=listed, numbered=numbered):
            whole = replace(whole, block=_joined(whole.block, item.block))
            continue
        if whole is not None:
            yield whole
        whole = item
    if whole is not None:
        yield whole


def _has_items(run: list[Placed]) -> bool:
    """Tell whether a section is a list: it begins with an item, or with words that lead to one."""
    kinds = [item.block.kind for item in run[:2]]
    return bool(ITEMS.intersection(kinds))


def _belongs(block: Block, above: Block, *, listed: bool, numbered: bool) -> bool:
    """Tell whether a block is part of the item or paragraph above it."""
    if block.kind == "number":
        return False
    if block.kind == "bullet":
        return (
            above.kind == "number"
            if numbered
            else block.level > max(above.level, 1) or above.text.endswith(":")
        )
    return listed and above.kind in ITEMS


def _joined(above: Block, below: Block) -> Block:
    return replace(above, text=join_lines([above.text, below.text]), lines=above.lines + below.lines)


def _make_paragraph(item: Placed) -> Paragraph:
    lead_in = item.part == "improvement" and item.block.kind == "paragraph" and item.block.text.endswith(":")
    kind = "context" if lead_in else item.part
    return Paragraph(item.block.text, kind, item.section, item.block.number, item.block.page)
