"""The bullets and numbers that Word prints before paragraphs without keeping them in the text."""

import re
from collections import defaultdict

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree

LEVEL_IN_NAME = re.compile(r"List Bullet (\d)")


class Lists:
    """The lists of a Word file, counting as its paragraphs are read in order."""

    def __init__(self, word: WordDocument):
        numbering = word.part.numbering_part.element if _has_numbering(word) else None
        self._levels = _read_levels(numbering) if numbering is not None else {}
        self._counts: dict[tuple[int, int], int] = defaultdict(int)

    def mark(self, paragraph: Paragraph) -> tuple[str, int, str]:
        """Return the kind of a paragraph (text or bullet), its level in a list, and its number as printed."""
        place = _place_in_list(paragraph)
        if place not in self._levels:
            return "text", 0, ""
        number_format, pattern = self._levels[place]
        number_id, level = place
        if number_format == "bullet":
            in_name = LEVEL_IN_NAME.match(paragraph.style.name or "")
            return "bullet", int(in_name[1]) if in_name else level + 1, ""
        self._count(number_id, level)
        return "text", 0, re.sub(r"%(\d)", lambda mark: str(self._counts[number_id, int(mark[1]) - 1]), pattern)

    def _count(self, number_id: int, level: int) -> None:
        self._counts[number_id, level] += 1
        for inner in range(level + 1, 9):
            self._counts[number_id, inner] = 0


def _has_numbering(word: WordDocument) -> bool:
    return any(relation.reltype.endswith("/numbering") for relation in word.part.rels.values())


def _read_levels(numbering: etree._Element) -> dict[tuple[int, int], tuple[str, str]]:
    """Return (format, pattern) of each level of each list, as in ("decimal", "%1.")."""
    abstract = {element.get(qn("w:abstractNumId")): element for element in numbering.iter(qn("w:abstractNum"))}
    levels = {}
    for number in numbering.iter(qn("w:num")):
        definition = abstract.get(number.abstractNumId.get(qn("w:val")))
        for level in definition.iter(qn("w:lvl")) if definition is not None else ():
            levels[int(number.numId), int(level.get(qn("w:ilvl")))] = (
                _value(level, "w:numFmt", "decimal"),
                _value(level, "w:lvlText", ""),
            )
    return levels


def _value(element: etree._Element, name: str, default: str) -> str:
    child = element.find(qn(name))
    return default if child is None else child.get(qn("w:val"), default)


def _place_in_list(paragraph: Paragraph) -> tuple[int, int] | None:
    """Return the list and level of a paragraph, its own or the nearest that its styles give."""
    holders = [paragraph._p.pPr]
    style = paragraph.style
    while style is not None:
        holders.append(style.element.pPr)
        style = style.base_style
    for holder in holders:
        if holder is not None and holder.numPr is not None and holder.numPr.numId is not None:
            level = holder.numPr.ilvl
            return holder.numPr.numId.val, level.val if level is not None else 0
    return None
