"""What every reader returns: the printed lines of a file, and nothing about inspections."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

# The marks that stand before listed items: geometric shapes, dingbats, what symbol fonts leave behind (private use and
# control characters), a dash or a Courier "o" with a space after it.
BULLET = re.compile(r"[•‣⁃·\u25a0-\u25ff\u2700-\u27bf\ue000-\uf8ff\x80-\x9f\u0336]\s*(?=\S|$)|[-–—\u2212*o+]\s+(?=\S)")


class Line(NamedTuple):
    """One printed line, or one block of a format without lines.

    `kind` is text, heading or bullet, and with `level` holds only what the format itself says (a Markdown `#`, a Word
    style, an HTML tag). A PDF says nothing, so all its lines are text; while one is read, a fourth kind, mark, is that
    of the footnote marks, which are left out before a Document is made of the lines. Positions and `size` are points,
    positions from the top left of the page; missing where the format has no layout.
    """

    text: str
    page: int | None = None
    kind: str = "text"
    level: int = 0  # depth of a heading (1 is the title) or of a nested bullet (1 is the outermost)
    gap: bool = False  # an empty line, or the start of a block, stands before it
    left: float | None = None
    top: float | None = None
    right: float | None = None
    bottom: float | None = None
    size: float | None = None
    bold: bool = False
    row: int | None = None  # lines with one number stand in one ruled row of a table, or in one box


@dataclass(frozen=True)
class Document:
    """The lines of one file in reading order; `pages` is missing where the format has none.

    `facts` holds what the format says about itself (title, author, date, site: a web page's metadata).
    `dropped` holds (reason, text) for every printed word that the reader left out of `lines` (menus, running heads).
    `notes` holds (reason of problems.yml, detail) for what was read but may be wrong, or was not read. `others` are the
    further documents of one file, the likeliest letter first: the attachments of a mail, and its own text.
    """

    format: str  # pdf, docx, html, text
    lines: tuple[Line, ...]
    pages: int | None = None
    facts: dict[str, str] = field(default_factory=dict)
    dropped: tuple[tuple[str, str], ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    others: tuple["Document", ...] = ()


class ReadError(ValueError):
    """A file that cannot be read. `reason` is a short id of problems.yml; `detail` adds what was found."""

    def __init__(self, reason: str, detail: str = ""):
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


def body_size(lines: Iterable[Line]) -> float | None:
    """Return the font size, in points, that most of the text is printed in; None where there is no layout."""
    sizes: Counter[float] = Counter()
    for line in lines:
        if line.size is not None:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else None
