"""Lines to blocks: whole paragraphs, listed items and headings, mended across line ends and page breaks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from analysis.letters.line_ends import SENTENCE_END, mark_paragraphs
from analysis.letters.numbers import ENUMERATOR, NUMBER, find_items, find_numbers, find_style
from analysis.letters.shapes import Shape
from analysis.read.document import BULLET, Line, body_size

INDENT = 6  # points: text that stands so far right of other text is indented
LARGER = 1.5  # points above the size of the text that make a heading
COLUMN = 100  # points: text that begins so far left or right of other text is in another column of a table
COLUMNS = 3  # of a table, at the most
LONGEST_LABEL = 10  # words
ITEMS = frozenset({"bullet", "number"})
MARKS = {"number": NUMBER, "item": ENUMERATOR, "bullet": BULLET}
BLOCK_KINDS = {"item": "bullet", "alone": "paragraph"}  # what groups of lines are as blocks, where not the same
CHARACTER_WIDTH = 0.52  # of the font size, on average


@dataclass(frozen=True)
class Block:
    """One heading, paragraph, bullet or numbered paragraph. A bullet's `level` is 1 for the outermost.

    `number` is as printed, without a full stop behind it: "12", or "(a)" of a bullet in a list with letters.
    """

    kind: str  # heading, label (a heading in the middle of a list), paragraph, bullet, number
    text: str
    lines: tuple[Line, ...]
    number: str | None = None
    level: int = 0

    @property
    def page(self) -> int | None:
        """Return the number of the page it begins on; None where the format has no pages."""
        return self.lines[0].page

    @property
    def printed(self) -> str:
        """Return its words as printed, its number included."""
        if self.number is None:
            return self.text
        return f"{self.number}{'.' if self.number.isalnum() else ''} {self.text}"

    @property
    def row(self) -> int | None:
        """Return which ruled row or box it ends in; None where it stands in none."""
        return self.lines[-1].row


def split_blocks(lines: Sequence[Line], shape: Shape) -> list[Block]:
    """Return the blocks that the lines make up, each with its text on one line.

    The shape of the letter tells headings by their words, for formats that do not mark them, and the lines that
    stand alone even where no space is left around them.
    """
    lines = mark_paragraphs(lines)
    numbers = find_numbers(lines)
    items = find_items(lines, numbers)
    body = body_size(lines)
    bare = body is None or not any(_looks_like_heading(line, body) for line in lines)
    groups: list[tuple[str, list[Line]]] = []
    for index, line in enumerate(lines):
        kind = "number" if index in numbers else _kind(line, body, shape, bare=bare, is_item=index in items)
        if groups and _continues(kind, line, *groups[-1]):
            groups[-1][1].append(line)
        else:
            groups.append((kind, [line]))
    return mark_labels(mend_breaks(_make_blocks(groups)), shape)


def join_lines(texts: Sequence[str]) -> str:
    """Return the text of lines that run on, a word broken at a hyphen put together again.

    >>> join_lines(["which enables courts to make well-", "informed decisions"])
    'which enables courts to make well-informed decisions'
    >>> join_lines(["Board –", "chaired by", "the director"])
    'Board – chaired by the director'
    """
    joined = ""
    for text in texts:
        glued = not joined or (joined[-1] == "-" and joined[-2:-1].isalnum())
        joined += text if glued else f" {text}"
    return joined


def mend_breaks(blocks: list[Block]) -> list[Block]:
    """Return the blocks with those joined that a page break or an empty line cut in the middle."""
    width = _right_edge(blocks)
    mended: list[list[Block]] = []
    ruled: dict[bool, list[list[Block]]] = {True: [], False: []}  # in tables and boxes, and beside them
    for block in blocks:
        beside = ruled[block.row is not None]
        if block.row is None:
            ruled[True] = []
        above = _pieces_above(beside, block) if block.kind == "paragraph" else None
        if above and _is_cut(above, block, width):
            above.append(block)
        else:
            mended.append([block])
            beside.append(mended[-1])
    return [join_blocks(pieces) for pieces in mended]


def join_blocks(pieces: Sequence[Block]) -> Block:
    """Return the first of some blocks with the text of the others joined to it."""
    if len(pieces) == 1:
        return pieces[0]
    lines = tuple(line for piece in pieces for line in piece.lines)
    texts = [pieces[0].text, *(piece.printed for piece in pieces[1:])]
    return replace(pieces[0], text=join_lines(texts), lines=lines)


def _pieces_above(beside: list[list[Block]], below: Block) -> list[Block] | None:
    """Return the pieces of the block that would go on in the one below: the nearest in its column of the page."""
    nearest = reversed(beside[-COLUMNS:])
    return next((pieces for pieces in nearest if _same_column(pieces[-1].lines[-1], below.lines[0])), None)


def _same_column(above: Line, below: Line) -> bool:
    return above.left is None or below.left is None or abs(above.left - below.left) < COLUMN


def _kind(line: Line, body: float | None, shape: Shape, *, bare: bool, is_item: bool) -> str:
    if line.kind != "text":
        return line.kind
    if _looks_like_heading(line, body) or (bare and shape.is_heading(line.text)):
        return "heading"
    if is_item:
        return "item"
    if line.left is not None and BULLET.match(line.text):
        return "bullet"
    return "alone" if shape.stands_alone(line.text) else "paragraph"


def _looks_like_heading(line: Line, body: float | None) -> bool:
    return line.bold or bool(body and line.size and line.size >= body + LARGER)


def _continues(kind: str, line: Line, above_kind: str, group: list[Line]) -> bool:
    """Tell whether a line belongs to the block above it."""
    above = group[-1]
    if line.gap or line.page != above.page or not _same_column(above, line):
        return False
    if above_kind == "heading":
        same_look = kind == "heading" and abs((line.size or 0) - (above.size or 0)) < 1
        return line.kind == "text" and (same_look or (line.left is None and line.text[:1].islower()))
    return kind == "paragraph" and (above_kind == "paragraph" or not _stands_out(line, group))


def _stands_out(line: Line, item: list[Line]) -> bool:
    """Tell whether a line stands left of the text of the listed item above it, and so is no part of it."""
    if line.left is None:
        return False
    if len(item) > 1:
        return line.left < item[-1].left - INDENT
    return line.left < item[0].left + 2 and SENTENCE_END.search(item[0].text) is not None


def _make_blocks(groups: list[tuple[str, list[Line]]]) -> list[Block]:
    """Return a block for each group of lines; bullets further right are nested in those further left."""
    blocks: list[Block] = []
    indents: list[float] = []
    levels: dict[str, int] = {}  # of the lists in text without layout, by the style of their bullets
    for kind, group in groups:
        text = join_lines([line.text for line in group])
        number, level, left = None, group[0].level, group[0].left
        if kind == "heading":
            indents, levels = [], {}
        elif kind in MARKS and not (kind == "bullet" and left is None):  # whose reader has taken the bullet off
            mark = MARKS[kind].match(text)
            number = None if kind == "bullet" else mark[0].strip().removesuffix(".")
            text = text[mark.end() :]
        if kind in ("bullet", "item") and left is not None:
            indents = [outer for outer in indents if outer < left - INDENT] + [left]
            level = len(indents)
        elif kind in ("bullet", "item"):
            style = find_style(number) if number else f"bullet {level}"
            level = levels.setdefault(style, _nested_level(max(level, 1), number, blocks))
        blocks.append(Block(BLOCK_KINDS.get(kind, kind), text.strip(), tuple(group), number, level))
    return blocks


def _nested_level(level: int, number: str | None, blocks: list[Block]) -> int:
    """Return the level of a new list in text without layout: below an item that leads to it, one deeper than that."""
    above = blocks[-1] if blocks else None
    leads = above is not None and above.kind == "bullet" and above.text.endswith(":")
    return above.level + 1 if leads and (number or above.number) else level


def mark_labels(blocks: list[Block], shape: Shape) -> list[Block]:
    """Return the blocks with the short lines that name the list below them marked as labels.

    A label looks like the text around it: one line, few words, no full stop, and items or whole sentences below.
    """
    marked = []
    for block, below in pairwise([*blocks, None]):
        leads = below is not None and (below.kind in ITEMS or SENTENCE_END.search(below.text) is not None)
        label = leads and block.lines[0].size is not None and is_short(block) and shape.paragraph(block.text) is None
        marked.append(replace(block, kind="label") if label else block)
    return marked


def is_short(block: Block) -> bool:
    """Tell whether a block that looks like text reads like a heading: one line, few words, no full stop."""
    if block.kind not in ("paragraph", "label") or len(block.lines) > 1:
        return False
    return block.text[:1].isupper() and block.text[-1].isalpha() and len(block.text.split()) <= LONGEST_LABEL


def _right_edge(blocks: list[Block]) -> float:
    """Return how far to the right full lines reach."""
    rights = sorted(line.right for block in blocks for line in block.lines if line.right is not None)
    return rights[int(len(rights) * 0.95)] if rights else 0.0


def _is_cut(pieces: list[Block], below: Block, width: float) -> bool:
    """Tell whether a paragraph is the second half of the block above it, of which there may be pieces already."""
    above = pieces[-1]
    if above.kind == "heading" or abs((above.lines[-1].size or 0) - (below.lines[0].size or 0)) > 1:
        return False
    ended = SENTENCE_END.search(above.text) is not None
    same_page = above.lines[-1].page == below.page
    if same_page and above.row != below.lines[0].row:
        return False
    if not ended and below.text[:1].islower():
        return True
    if same_page:
        return False
    return not ended or _hangs_below(pieces[0], below) or _was_full(pieces[0], above.lines[-1], below, width)


def _hangs_below(item: Block, below: Block) -> bool:
    """Tell whether a paragraph on the next page stands as far right as the text of the listed item above it."""
    if item.kind == "paragraph" or below.lines[0].left is None:
        return False
    text_left = max(line.left for line in item.lines)
    return text_left > item.lines[0].left + INDENT and abs(below.lines[0].left - text_left) < INDENT


def _was_full(block: Block, last: Line, below: Block, width: float) -> bool:
    """Tell whether the first word after the page break had no room left on the last line before it."""
    if last.right is None or block.kind != "paragraph":
        return False
    word = below.lines[0].text.split(" ", 1)[0]
    return last.right + (len(word) + 1) * CHARACTER_WIDTH * last.size > width
