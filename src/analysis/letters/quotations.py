"""Which words of a paragraph stand between quotation marks: double, single, or left open from the paragraph before."""

import re
from typing import NamedTuple

MARK = re.compile(r"[“”\"‘’']")
DOUBLE, SINGLE = '“”"', "‘’'"
LONGEST_SINGLE = 1500  # characters that are looked through for the end of a quotation in single marks
LEADS = re.compile(r"[:,]\s*$")  # stands before a quotation that the paragraph does not close


class Quotation(NamedTuple):
    """Where quoted words start and end in a paragraph, their marks included, and whether the marks are double."""

    start: int
    end: int
    is_double: bool


def find_quotations(text: str, *, still_open: str = "") -> tuple[list[Quotation], str]:
    """Return the quotations of a paragraph, and the mark of one that it leaves open ("" for none).

    `still_open` is the mark that the paragraph before left open. A quotation goes on where a paragraph begins with a
    mark, or closes one that it did not open; a mark that was merely forgotten ends with its paragraph.

    >>> find_quotations("He said: “Plans lag.” He left.")
    ([Quotation(start=9, end=21, is_double=True)], '')
    >>> find_quotations("Ofsted said: 'Leaders' grip isn't firm.'")
    ([Quotation(start=13, end=40, is_double=False)], '')
    >>> find_quotations("The inspectors' letter doesn't say.")
    ([], '')
    """
    found: list[Quotation] = []
    start, opened = (0, still_open) if still_open and _goes_on(text, still_open) else (0, "")
    skip = 1 if opened and text[:1] in DOUBLE + SINGLE else 0
    for mark in MARK.finditer(text, skip):
        position = mark.start()
        if opened:
            if mark[0] in _family(opened) and _may_close(text, position):
                found.append(Quotation(start, position + 1, opened in DOUBLE))
                opened = ""
        elif (not found or position >= found[-1].end) and _may_open(text, position):
            end = _find_single_end(text, position) if mark[0] in SINGLE else None
            if end:
                found.append(Quotation(position, end, is_double=False))
            elif mark[0] in DOUBLE or LEADS.search(text[max(0, position - 3) : position]) or not position:
                start, opened = position, mark[0]
    if opened:
        found.append(Quotation(start, len(text), opened in DOUBLE))
    return found, opened


def _goes_on(text: str, still_open: str) -> bool:
    first = MARK.search(text)
    if text[:1] and text[0] in _family(still_open):
        return True
    return still_open in DOUBLE and bool(first) and first[0] in '”"' and not _may_open(text, first.start())


def _family(mark: str) -> str:
    return DOUBLE if mark in DOUBLE else SINGLE


def _may_open(text: str, position: int) -> bool:
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    return text[position] != "”" and not (before.isalnum() or before in tuple(".,!?…’")) and after.strip() != ""


def _may_close(text: str, position: int) -> bool:
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    return text[position] not in "“‘" and before.strip() != "" and not after.isalnum()


def _find_single_end(text: str, position: int) -> int | None:
    """Return where a quotation in single marks ends; a mark after a plural s ends it only where no other does."""
    after_s = None
    for mark in re.finditer(r"[‘’']", text[position + 1 : position + LONGEST_SINGLE]):
        end = position + 1 + mark.end()
        if _may_close(text, end - 1):
            if not re.match(r"s.\s[a-z]", text[end - 2 : end + 2]):
                return end
            after_s = after_s or end
        elif _may_open(text, end - 1):
            break
    return after_s
