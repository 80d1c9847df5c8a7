"""What Word prints by style and keeps out of the text: headings, bullets and numbers."""

import re
from collections import defaultdict
from typing import NamedTuple

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

HEADING = re.compile(r"heading (\d)", re.I)
BULLET_LEVEL = re.compile(r"List Bullet (\d)")
DEEPEST = 9  # levels of a list

ListLevel = tuple[int, int]  # a list of the file, and a level of it


class Look(NamedTuple):
    """What a style says of its paragraphs."""

    name: str
    bold: bool = False
    list_level: ListLevel | None = None
    hidden: bool = False


class Styles:
    """The styles and lists of a Word file, which count as its paragraphs are read in order."""

    def __init__(self, word: WordDocument):
        self._looks = {style.style_id: _look(style) for style in word.styles if isinstance(style, ParagraphStyle)}
        self._hidden_in_line = {
            style.style_id: style.font.hidden for style in word.styles if style.type == WD_STYLE_TYPE.CHARACTER
        }
        default = word.styles.default(WD_STYLE_TYPE.PARAGRAPH)
        self._default = default.style_id if default is not None else None
        self._levels = _parse_levels(word)
        self._counts: dict[ListLevel, int] = defaultdict(int)

    def is_bold(self, paragraph: Paragraph) -> bool:
        """Tell whether a paragraph is bold where its runs do not say otherwise."""
        return self._look(paragraph).bold

    def is_hidden(self, paragraph: Paragraph, run: Run) -> bool:
        """Tell whether a run is hidden by its style, or else by that of its paragraph, where it does not say itself."""
        own = self._hidden_in_line.get(run._r.style)
        return self._look(paragraph).hidden if own is None else own

    def mark(self, paragraph: Paragraph) -> tuple[str, int, str]:
        """Return the kind and level of a paragraph, and the number that Word prints before it."""
        look = self._look(paragraph)
        if look.name == "Title":
            return "heading", 1, ""
        if heading := HEADING.match(look.name):
            return "heading", int(heading[1]), ""
        list_level = _own_list_level(paragraph._p.pPr) or look.list_level
        if list_level not in self._levels:
            return "text", 0, ""
        number_format, pattern = self._levels[list_level]
        if number_format == "bullet":
            in_name = BULLET_LEVEL.match(look.name)
            return "bullet", int(in_name[1]) if in_name else list_level[1] + 1, ""
        return "text", 0, self._next_number(list_level, pattern)

    def _look(self, paragraph: Paragraph) -> Look:
        return self._looks.get(paragraph._p.style) or self._looks.get(self._default) or Look("")

    def _next_number(self, list_level: ListLevel, pattern: str) -> str:
        """Return the next number of a list at a level, which starts the levels below it anew."""
        number, level = list_level
        self._counts[list_level] += 1
        for inner in range(level + 1, DEEPEST):
            self._counts[number, inner] = 0
        return re.sub(r"%(\d)", lambda mark: str(self._counts[number, int(mark[1]) - 1]), pattern)


def _look(style: ParagraphStyle) -> Look:
    """Return what a style says, with what it takes over from the styles that it is based on."""
    line = [style]
    while line[-1].base_style is not None and len(line) < DEEPEST:
        line.append(line[-1].base_style)
    bold = next((one.font.bold for one in line if one.font.bold is not None), False)
    list_level = next((list_level for one in line if (list_level := _own_list_level(one.element.pPr))), None)
    hidden = next((one.font.hidden for one in line if one.font.hidden is not None), False)
    return Look(style.name or "", bold, list_level, hidden)


def _own_list_level(properties: etree._Element | None) -> ListLevel | None:
    """Return the list and level that a paragraph or style names itself."""
    if properties is None or properties.numPr is None or properties.numPr.numId is None:
        return None
    level = properties.numPr.ilvl
    return properties.numPr.numId.val, level.val if level is not None else 0


def _parse_levels(word: WordDocument) -> dict[ListLevel, tuple[str, str]]:
    """Return (format, pattern) of each level of each list, as in ("decimal", "%1.")."""
    if not any(relation.reltype.endswith("/numbering") for relation in word.part.rels.values()):
        return {}
    numbering = word.part.numbering_part.element
    definitions = {one.get(qn("w:abstractNumId")): one for one in numbering.iter(qn("w:abstractNum"))}
    levels = {}
    for number in numbering.iter(qn("w:num")):
        definition = definitions.get(number.abstractNumId.get(qn("w:val")))
        for level in definition.iter(qn("w:lvl")) if definition is not None else ():
            list_level = int(number.numId), int(level.get(qn("w:ilvl")))
            levels[list_level] = _value(level, "w:numFmt", "decimal"), _value(level, "w:lvlText", "")
    return levels


def _value(element: etree._Element, name: str, default: str) -> str:
    child = element.find(qn(name))
    return default if child is None else child.get(qn("w:val"), default)
