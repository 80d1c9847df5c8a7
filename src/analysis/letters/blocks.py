"""Lines to blocks: whole paragraphs, listed items and headings, mended across line ends and page breaks."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from analysis.letters.numbers import find_numbers
from analysis.read import Line

BULLET = re.compile(r"(?P<glyph>[◼▪■●•◦·\uf06e\uf0a7\uf0b7\uf02d\u2212–-])\s*(?=\S)")
NESTED = frozenset("\u2212\uf02d◦–-")
LARGER = 1.5  # points above the size of the text that make a heading
UNFINISHED = re.compile(r"[^.?!:;…][\s’”'\")\]]*$")
SENTENCE_END = re.compile(r"[.?!…][’”'\")\]]*\d{0,2}$")
CHARACTER_WIDTH = 0.52  # of the font size, on average


@dataclass(frozen=True)
class Block:
    """One heading, paragraph, bullet or numbered paragraph. A bullet's `level` is 1 for the outermost."""

    kind: str  # heading, paragraph, bullet, number
    text: str
    lines: tuple[Line, ...]
    number: str | None = None
    level: int = 0

    @property
    def page(self) -> int | None:
        """The page it begins on."""
        return self.lines[0].page


def no_heading(text: str) -> bool:
    """Return False: for formats and kinds where no heading is known by its words."""
    return False


def split_blocks(lines: Sequence[Line], is_heading: Callable[[str], bool] = no_heading) -> list[Block]:
    """Return the blocks that the lines make up, each with its text on one line.

    `is_heading` tells headings by their words, for formats that do not mark them.
    """
    numbers = find_numbers(lines)
    body = body_size(lines)
    groups: list[tuple[str, list[Line]]] = []
    for place, line in enumerate(lines):
        kind = _kind(line, place in numbers, body, is_heading)
        if groups and _continues(kind, line, *groups[-1]):
            groups[-1][1].append(line)
        else:
            groups.append((kind, [line]))
    return mend_breaks([_make_block(kind, group) for kind, group in groups])


def body_size(lines: Sequence[Line]) -> float | None:
    """Return the font size that most of the text is printed in; None where there is no layout."""
    sizes: Counter[float] = Counter()
    for line in lines:
        if line.size is not None:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else None


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
    mended: list[Block] = []
    for block in blocks:
        if mended and block.kind == "paragraph" and _is_cut(mended[-1], block, width):
            above = mended[-1]
            mended[-1] = replace(above, text=join_lines([above.text, block.text]), lines=above.lines + block.lines)
        else:
            mended.append(block)
    return mended


def _kind(line: Line, numbered: bool, body: float | None, is_heading: Callable[[str], bool]) -> str:
    if numbered:
        return "number"
    if line.kind != "text":
        return line.kind
    if line.bold or (line.size >= body + LARGER if line.size else is_heading(line.text)):
        return "heading"
    return "bullet" if BULLET.match(line.text) and line.left is not None else "paragraph"


def _continues(kind: str, line: Line, above_kind: str, group: list[Line]) -> bool:
    """Tell whether a line belongs to the block above it."""
    above = group[-1]
    if line.gap or line.page != above.page:
        return False
    if kind == "heading":
        return above_kind == "heading" and line.kind == "text" and abs((line.size or 0) - (above.size or 0)) < 1
    return kind == "paragraph" and above_kind != "heading"


def _make_block(kind: str, group: list[Line]) -> Block:
    text = join_lines([line.text for line in group])
    number, level = None, group[0].level
    if kind == "number":
        number, text = text.split(".", 1)
    elif kind == "bullet" and group[0].kind == "text":
        glyph = BULLET.match(text)
        level, text = 2 if glyph["glyph"] in NESTED else 1, text[glyph.end() :]
    return Block(kind, text.strip(), tuple(group), number, level)


def _right_edge(blocks: list[Block]) -> float:
    """Return how far to the right full lines reach."""
    rights = sorted(line.right for block in blocks for line in block.lines if line.right is not None)
    return rights[int(len(rights) * 0.95)] if rights else 0.0


def _is_cut(above: Block, below: Block, width: float) -> bool:
    """Tell whether a paragraph is the second half of the block above it."""
    if above.kind == "heading" or abs((above.lines[-1].size or 0) - (below.lines[0].size or 0)) > 1:
        return False
    if not SENTENCE_END.search(above.text) and below.text[:1].islower():
        return True
    if above.lines[-1].page == below.page:
        return False
    return not SENTENCE_END.search(above.text) or _hangs_below(above, below) or _was_full(above, below, width)


def _hangs_below(item: Block, below: Block) -> bool:
    """Tell whether a paragraph on the next page stands as far right as the text of the listed item above it."""
    if item.kind == "paragraph" or below.lines[0].left is None:
        return False
    text_left = max(line.left for line in item.lines)
    return text_left > item.lines[0].left + 6 and abs(below.lines[0].left - text_left) < 6


def _was_full(above: Block, below: Block, width: float) -> bool:
    """Tell whether the first word after the page break had no room left on the line before it."""
    last, first = above.lines[-1], below.lines[0]
    if last.right is None or above.kind != "paragraph":
        return False
    word = first.text.split(" ", 1)[0]
    return last.right + (len(word) + 1) * CHARACTER_WIDTH * last.size > width
