"""Blocks to paragraphs: which part of the letter each block is, under which heading, and what belongs to what."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from analysis.base.sentences import split_sentences
from analysis.letters.blocks import COLUMN, ITEMS, Block, is_short, join_blocks
from analysis.letters.grades import ends_in_grade
from analysis.letters.letter import Improvement, LeftOut, Paragraph
from analysis.letters.line_ends import SENTENCE_END
from analysis.letters.references import split_references
from analysis.letters.shapes import CONTENTS, CONTENTS_LINE, HEADING, PARAGRAPH_KINDS, Opening, Shape
from analysis.read import Line

REFERENCE = "reference"  # why the words behind a listed item are left out: they are no part of what is asked for


@dataclass(frozen=True)
class PlacedBlock:
    """A block, the part of the letter that it is (shapes.yml), and the heading that it stands under."""

    block: Block
    part: str
    section: str | None = None
    asks: str = "improvement"
    framework: tuple[str, ...] = ()  # what a listed item names of the national framework

    @property
    def is_text(self) -> bool:
        """Tell whether it becomes a paragraph; what does not is left out."""
        return self.part in PARAGRAPH_KINDS


@dataclass(frozen=True)
class Body:
    """What the blocks of a letter come to."""

    paragraphs: tuple[Paragraph, ...]
    improvements: tuple[Improvement, ...]
    left_out: tuple[LeftOut, ...]


def parse_body(placed: Sequence[PlacedBlock]) -> Body:
    """Return the paragraphs, listed items and left-out text that placed blocks come to."""
    placed = set_references_apart(placed)
    whole = list(_join_items(item for item in placed if item.is_text))
    paragraphs = tuple(map(_make_paragraph, whole))
    improvements = tuple(
        Improvement(paragraph.text, item.asks, index, "; ".join(dict.fromkeys(item.framework)) or None)
        for index, (item, paragraph) in enumerate(zip(whole, paragraphs, strict=True))
        if paragraph.kind == "improvement"
    )
    left_out = tuple(LeftOut(item.part, item.block.printed) for item in placed if not item.is_text)
    return Body(paragraphs, improvements, left_out)


def set_references_apart(placed: Iterable[PlacedBlock]) -> list[PlacedBlock]:
    """Return placed blocks with the references behind listed items (references.yml) as blocks of the part `reference`.

    A reference on a line of its own belongs to the item above it.
    """
    apart: list[PlacedBlock] = []
    for item in placed:
        references = split_references(item.block.text) if item.part == "improvement" else None
        if not references or not references.printed:
            apart.append(item)
            continue
        owner = next((i for i in reversed(range(len(apart))) if apart[i].part == "improvement"), None)
        if not references.text and owner is None:
            apart.append(item)
            continue
        if references.text:
            owner = len(apart)
            apart.append(replace(item, block=replace(item.block, text=references.text)))
        apart[owner] = replace(apart[owner], framework=apart[owner].framework + references.framework)
        marks = (replace(item.block, kind="paragraph", text=words, number=None) for words in references.printed)
        apart += [PlacedBlock(mark, REFERENCE) for mark in marks]
    return apart


def place_blocks(blocks: Iterable[Block], shape: Shape) -> list[PlacedBlock]:
    """Return each block with its part and section; the heading of a section comes first, as a `heading`."""
    state = State(shape.begins_as)
    placed: list[PlacedBlock] = []
    for block, below in pairwise([*blocks, None]):
        state = _leave_box(block.lines[0], state)
        if state.last:
            item = PlacedBlock(block, state.part)
        elif shape.ends_lists and state.part == "improvement" and _ends_list(block, below, shape, state):
            item, state = PlacedBlock(block, HEADING, block.text), State(shape.begins_as, block.text, block.text)
        elif is_heading(block, shape, state):
            opening = shape.heading(block.text, state.part)
            opening = opening if block.kind != "label" or _heads_box(block, opening) else None
            item, state = _place_heading(block, opening, state)
        else:
            item, state = _place_text(block, shape.paragraph(block.text), state)
        placed.append(item)
    return placed


@dataclass(frozen=True)
class State:
    """Where in the letter we are: the part, its section, the main section above it, and what items ask for."""

    part: str
    section: str | None = None
    main: str | None = None
    body: str | None = None  # the main section, if it is on another body than the council
    asks: str = "improvement"
    last: bool = False
    outer: "State | None" = None  # in a box: where the text around it stood
    frame: Line | None = None  # in a box that is ruled: its last line so far
    table: bool = False  # in a table of headings
    heading: Line | None = None  # that opened the part


def _leave_box(line: Line, state: State) -> State:
    """Return the state of the text around a ruled box once a line stands outside it; a box may run over a page."""
    if state.frame is None or state.outer is None:
        return state
    over_page = line.row is not None and line.page != state.frame.page
    return replace(state, frame=line) if line.row == state.frame.row or over_page else state.outer


def is_heading(block: Block, shape: Shape, state: State) -> bool:
    """Tell whether a block is a heading: by its looks, or by its words where looks say nothing."""
    if block.kind != "paragraph":
        return block.kind in ("heading", "label")
    bare = block.lines[0].size is None or state.table or ends_in_grade(block.text)
    return (bare and shape.is_heading(block.text)) or _heads_box(block, shape.heading(block.text))


def _ends_list(block: Block, below: Block | None, shape: Shape, state: State) -> bool:
    """Tell whether a block is an unknown heading that ends a list: none below its own, nor one with items below it."""
    if shape.is_heading(block.text):
        return False
    if block.kind == "heading":
        return not _is_smaller(block.lines[0], state.heading)
    return is_short(block) and below is not None and below.kind == "paragraph"


def _is_smaller(line: Line, heading: Line | None) -> bool:
    """Tell whether a heading is below another: by its level where the format says so, else by its size."""
    return heading is not None and (line.level > heading.level or (line.size or 0) < (heading.size or 0) - 1)


def _heads_box(block: Block, opening: Opening | None) -> bool:
    """Tell whether a block that may look like text is the heading of a ruled box."""
    return opening is not None and opening.box and block.row is not None


def _place_heading(block: Block, opening: Opening | None, state: State) -> tuple[PlacedBlock, State]:
    if opening is None and state.part == CONTENTS and not CONTENTS_LINE.search(block.text):
        return PlacedBlock(block, HEADING, block.text), State("context", block.text)
    if opening is None and state.part not in PARAGRAPH_KINDS:
        return PlacedBlock(block, state.part), state
    if opening is None:  # a heading that the shape does not know divides a part of the text
        return PlacedBlock(block, HEADING, block.text), replace(
            state, section=_name_section(block.text, state.body, state.part)
        )
    main, body = (block.text, block.text if opening.body else None) if opening.level == 1 else (state.main, state.body)
    section = _name_section(block.text, body, opening.then) if opening.named else state.main
    outer = (state.outer or state) if opening.box else None
    table = opening.table or state.table
    frame = block.lines[-1] if opening.box and block.row is not None else None
    after = State(opening.then, section, main, body, opening.asks, opening.last, outer, frame, table, block.lines[0])
    return PlacedBlock(block, opening.part, section if opening.named else None), after


def _name_section(heading: str, body: str | None, part: str | None) -> str:
    """Return the section of a heading: with the body that a list is addressed to, where that is not the council."""
    return f"{body}: {heading}" if part == "improvement" and body and body != heading else heading


def _place_text(block: Block, opening: Opening | None, state: State) -> tuple[PlacedBlock, State]:
    if block.kind == "number":
        state = state.outer or state
        state = replace(state, part="finding") if state.part == "overview" else state
    state = replace(state, table=False) if state.table else state
    after = State(opening.then, last=opening.last) if opening and opening.then else state
    part = opening.part if opening else state.part
    return PlacedBlock(block, part, after.section if part in PARAGRAPH_KINDS else None, state.asks), after


def texts_of(placed: Iterable[PlacedBlock], part: str) -> list[str]:
    """Return the texts of one part of a letter."""
    return [item.block.text for item in placed if item.part == part]


def _join_items(placed: Iterable[PlacedBlock]) -> Iterator[PlacedBlock]:
    """Yield the paragraphs of each section, with what belongs to a listed item joined to it."""
    placed = list(placed)
    rows: dict[str | None, set[int | None]] = defaultdict(set)
    for item in placed:
        if item.part == "improvement":
            rows[item.section].add(item.block.row)
    for (part, section), run in groupby(placed, key=lambda item: (item.part, item.section)):
        yield from _join_run(list(run), ruled=part == "improvement" and len(rows[section] - {None}) > 1)


def _join_run(run: list[PlacedBlock], *, ruled: bool) -> Iterator[PlacedBlock]:
    """Yield the paragraphs of a section; in a list, unmarked text and nested lists belong to their item.

    In a ruled table the item is the row, unless it holds a list and nothing else.
    """
    run = _settle_rows(run) if ruled else _settle_kinds(run)
    numbered = any(item.block.kind == "number" for item in run)
    wholes: list[list[PlacedBlock]] = []
    for item in run:
        pieces = wholes[-1] if wholes and wholes[-1][0].part == item.part else None
        if pieces and ruled and pieces[0].block.kind == "paragraph" and item.block.row is not None:
            belongs = _in_same_row(item.block, pieces[-1].block)
        else:
            belongs = pieces and _belongs(item.block, pieces[0].block, pieces[-1].block, numbered=numbered)
        if belongs:
            pieces.append(item)
        else:
            wholes.append([item])
    for pieces in wholes:
        framework = tuple(name for piece in pieces for name in piece.framework)
        yield replace(pieces[0], block=join_blocks([piece.block for piece in pieces]), framework=framework)


def _settle_kinds(run: list[PlacedBlock]) -> list[PlacedBlock]:
    """Return a section with the words that lead to a list of improvements set apart from its items.

    A plain sentence before the first bullet is an item that lost its bullet: what leads to a list ends in a colon, or
    is more than a sentence.
    """
    if run[0].part != "improvement":
        return run
    kinds = [item.block.kind for item in run]
    first = next((index for index, kind in enumerate(kinds) if kind in ITEMS), 0)
    first += kinds[first] == "number" and kinds.count("number") == 1 and run[first].block.text.endswith(":")
    lead = [item if _has_lost_bullet(item.block) else replace(item, part="context") for item in run[:first]]
    return lead + run[first:]


def _has_lost_bullet(block: Block) -> bool:
    is_sentence = bool(SENTENCE_END.search(block.text)) and len(split_sentences(block.text)) == 1
    return block.kind == "paragraph" and block.row is None and is_sentence


def _settle_rows(run: list[PlacedBlock]) -> list[PlacedBlock]:
    """Return a ruled table of improvements with what leads to it, and what its left column says, set apart.

    The left column of two says who is responsible.
    """
    first = next((index for index, item in enumerate(run) if item.block.row is not None), 0)
    lefts: dict[int | None, float] = {}
    for item in run:
        lefts[item.block.row] = max(lefts.get(item.block.row, 0), item.block.lines[0].left or 0)
    return [
        replace(item, part="context")
        if (index < first and item.block.kind == "paragraph")
        or (item.block.row is not None and item.block.lines[0].left < lefts[item.block.row] - COLUMN)
        else item
        for index, item in enumerate(run)
    ]


def _in_same_row(block: Block, above: Block) -> bool:
    """Tell whether a block is part of the row of a table above it, which may run over a page."""
    if block.lines[0].row == above.row:
        return True
    return block.page != above.lines[-1].page and (block.kind == "bullet" or block.text[:1].islower())


def _belongs(block: Block, whole: Block, above: Block, *, numbered: bool) -> bool:
    """Tell whether a block is part of the item or paragraph before it, of which the block above may be a part."""
    if block.kind == "number":
        return False
    if block.kind == "paragraph":
        return whole.kind in ITEMS or above.text.endswith(":")
    if numbered:
        return whole.kind == "number"
    return block.level > max(whole.level, 1) or (_is_fragment(block) and _leads_to_list(whole, above))


def _is_fragment(bullet: Block) -> bool:
    """Tell whether a bullet is no sentence of its own."""
    return bullet.text[:1].islower() or not SENTENCE_END.search(bullet.text)


def _leads_to_list(whole: Block, above: Block) -> bool:
    """Tell whether a bullet goes on with a paragraph: one that ends in a colon, or the list that it led to."""
    return above.text.endswith(":") or (whole.kind == "paragraph" and above.kind == "bullet")


def _make_paragraph(item: PlacedBlock) -> Paragraph:
    return Paragraph(item.block.text, item.part, item.section, item.block.number, item.block.page)
