"""A PDF that was cut short, with a new table of its objects: the pages that are whole can be read again."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

OBJECT = re.compile(rb"(?<![0-9])(\d{1,7}) (\d{1,5}) obj\b")
CATALOG = re.compile(rb"/Type\s*/Catalog\b")
TREE = re.compile(rb"/Pages\s+(\d+)\s+\d+\s+R")
KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")
BESIDE = re.compile(rb"/(?:Parent|P|Pg|StructParent)\s+\d+\s+\d+\s+R|/Annots\s*(?:\[[^\]]*\]|\d+\s+\d+\s+R)")
REFERENCE = re.compile(rb"(\d{1,7})\s+\d{1,5}\s+R\b")
END, STREAM = b"endobj", b"stream"
FREE = b"0000000000 65535 f \n"
TAIL = 2048  # bytes, in which a PDF says that it ends; some servers add to it
MOST_OBJECTS = 100_000  # a report of 50 pages has 1,000


class Rescue(NamedTuple):
    """A file that can be opened again, and the numbers of the pages of which a part is lost: words, or letters."""

    data: bytes
    lost: frozenset[int]


def is_cut(data: bytes) -> bool:
    """Tell whether a PDF lacks its end."""
    return b"%%EOF" not in data[-TAIL:]


def rescue(data: bytes) -> Rescue | None:
    """Return a damaged PDF with a table of its whole objects at its end; None where its catalog is lost or locked.

    A file that was cut short lacks the table, which stands last, and what stands before it: often the fonts, without
    which PDFium gives other letters than are printed. A page counts as lost unless all that it needs is there.
    """
    found = list(OBJECT.finditer(data))[:MOST_OBJECTS]
    ends = [*(match.start() for match in found), len(data)][1:]
    whole = {
        int(match[1]): match for match, end in zip(found, ends, strict=True) if data.find(END, match.end(), end) >= 0
    }
    heads = {number: _parse_head(data, match) for number, match in whole.items()}
    root = next((number for number, head in heads.items() if CATALOG.search(head)), None)
    tree = TREE.search(heads[root]) if root is not None else None
    if tree is None or b"/Encrypt" in data or max(whole) > MOST_OBJECTS:
        return None
    pages = list(_list_pages(int(tree[1]), heads))
    lost = frozenset(number for number, page in enumerate(pages, start=1) if not _is_whole(page, heads))
    return Rescue(_add_table(data, whole, root), lost)


def _parse_head(data: bytes, match: re.Match) -> bytes:
    """Return what an object says before its stream, if it has one, without what points to other pages."""
    end = data.find(END, match.end())
    stream = data.find(STREAM, match.end(), end)
    return BESIDE.sub(b"", data[match.end() : stream if stream >= 0 else end])


def _list_pages(tree: int, heads: Mapping[int, bytes]) -> Iterator[int]:
    """Yield the objects of the pages in order, lost ones too."""
    seen, open_ = set(), [tree]
    while open_:
        number = open_.pop()
        kids = KIDS.search(heads.get(number, b""))
        if kids is None or number in seen:
            yield number
            continue
        seen.add(number)
        open_ += [int(kid[1]) for kid in REFERENCE.finditer(kids[1])][::-1]


def _is_whole(page: int, heads: Mapping[int, bytes]) -> bool:
    """Tell whether a page and everything that it draws with is there."""
    needed, open_ = {page}, [page]
    while open_:
        number = open_.pop()
        if number not in heads:
            return False
        new = {int(match[1]) for match in REFERENCE.finditer(heads[number])} - needed
        needed |= new
        open_ += new
    return True


def _add_table(data: bytes, whole: Mapping[int, re.Match], root: int) -> bytes:
    numbers = range(max(whole) + 1)
    rows = (b"%010d %05d n \n" % (whole[n].start(), int(whole[n][2])) if n in whole else FREE for n in numbers)
    table = b"xref\n0 %d\n%s" % (max(whole) + 1, b"".join(rows))
    trailer = b"trailer\n<< /Size %d /Root %d %s R >>\nstartxref\n%d\n%%%%EOF\n"
    return b"".join((data, b"\n", table, trailer % (max(whole) + 1, root, whole[root][2], len(data) + 1)))
