"""The visible blocks of a web page in order, and which of them stand in its main text (html.yml)."""

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import Any

import lxml.html
from lxml import etree

from analysis.base.resources import read_yaml
from analysis.read.document import Line

HEADING = re.compile(r"h([1-6])")
CELLS = frozenset({"td", "th"})
START = re.compile(r"\d{1,6}")
BOLD = frozenset({"b", "strong"})


@dataclass(frozen=True)
class Block:
    """A visible block of a page; `in_text` is False for menus, banners and the like."""

    line: Line
    in_text: bool


@dataclass(frozen=True)
class Context:
    """What an element stands in."""

    owner: lxml.html.HtmlElement  # the nearest element that begins a block
    in_text: bool = False
    hidden: bool = False
    furniture: bool = False
    heading: int = 0
    depth: int = 0  # of lists
    item: lxml.html.HtmlElement | None = None
    cell: lxml.html.HtmlElement | None = None  # of a table
    bold: bool = False


@cache
def page_rules() -> dict[str, Any]:
    """Return html.yml, lists as sets."""
    rules = read_yaml("read/html.yml")
    return {name: set(value) if isinstance(value, list) else value for name, value in rules.items()}


def read_blocks(page: lxml.html.HtmlElement) -> list[Block]:
    """Return the visible blocks of a page, in order."""
    contexts = _contexts(page)
    texts = [(contexts[_holder(text)], text) for text in page.xpath(".//text()")]
    shown = [(context, text) for context, text in texts if not context.hidden]
    blocks, marked = [], set()
    for _, group in groupby(shown, key=lambda pair: id(pair[0].owner)):
        pairs = list(group)
        cells = groupby(pairs, key=lambda pair: id(pair[0].cell))
        words = " ".join(" ".join("".join(text for _, text in cell) for _, cell in cells).split())
        if words:
            context = pairs[0][0]
            blocks.append(Block(_line(words, pairs, new_item=context.item not in marked), context.in_text))
            marked.add(context.item)
    return blocks


def _holder(text: etree._ElementUnicodeResult) -> lxml.html.HtmlElement:
    """Return the element whose context a piece of text has; a line break is the holder of the text after it."""
    parent = text.getparent()
    return parent if text.is_text or parent.tag == "br" else parent.getparent()


def _contexts(page: lxml.html.HtmlElement) -> dict[lxml.html.HtmlElement, Context]:
    """Return the context of every element, each made from that of its parent, which comes before it."""
    main = _main_region(page)
    contexts: dict[lxml.html.HtmlElement, Context] = {page: Context(page, hidden=False, in_text=page is main)}
    for element in page.iterdescendants():
        contexts[element] = _inner(contexts[element.getparent()], element, main)
    return contexts


def _inner(outer: Context, element: lxml.html.HtmlElement, main: lxml.html.HtmlElement) -> Context:
    tag, rules = element.tag, page_rules()
    if not isinstance(tag, str) or tag in rules["hidden_tags"] or "hidden" in element.attrib:
        return replace(outer, hidden=True)
    furniture = outer.furniture or (element is not main and _is_furniture(element))
    heading = HEADING.fullmatch(tag)
    return Context(
        owner=element if tag in rules["block_tags"] else outer.owner,
        in_text=(outer.in_text or element is main) and not furniture,
        hidden=outer.hidden,
        furniture=furniture,
        heading=int(heading[1]) if heading else outer.heading,
        depth=outer.depth + (tag in ("ul", "ol")),
        item=element if tag == "li" else outer.item,
        cell=element if tag in CELLS else outer.cell,
        bold=outer.bold or tag in BOLD,
    )


def _is_furniture(element: lxml.html.HtmlElement) -> bool:
    if element.tag in ("html", "body"):
        return False
    rules = page_rules()
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return (
        element.tag in rules["furniture_tags"]
        or element.get("role") in rules["furniture_roles"]
        or (names != " " and _furniture_names().search(names) is not None)
    )


@cache
def _furniture_names() -> re.Pattern:
    return re.compile("|".join(page_rules()["furniture_names"]), re.I)


def _main_region(page: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    regions = page.xpath("//main|//*[@role='main']") or page.xpath("//article") or page.xpath("//body") or [page]
    return max(regions, key=lambda region: len(region.text_content()))


def _line(words: str, pairs: list[tuple[Context, str]], *, new_item: bool) -> Line:
    """Return the line of one block; the first block of a list item carries its mark."""
    context = pairs[0][0]
    gap = context.owner.tag != "br"
    if context.heading:
        return Line(words, kind="heading", level=context.heading, gap=gap)
    bold = all(inner.bold for inner, text in pairs if text.strip())
    if context.item is None or not new_item:
        return Line(words, gap=gap, bold=bold)
    parent = context.item.getparent()
    if parent is not None and parent.tag == "ol":
        return Line(f"{_number(context.item, parent)}. {words}", gap=gap)
    return Line(words, kind="bullet", level=context.depth, gap=gap)


def _number(item: lxml.html.HtmlElement, numbered: lxml.html.HtmlElement) -> int:
    """Return the number that a browser prints before an item of a numbered list."""
    start = numbered.get("start", "1")
    return (int(start) if START.fullmatch(start) else 1) + len(list(item.itersiblings("li", preceding=True)))
