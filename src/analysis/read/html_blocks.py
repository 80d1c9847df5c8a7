"""The visible blocks of a web page in order, and which of them stand in its main text (html.yml)."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable
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
WHOLE_PAGE = frozenset({"html", "body"})


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


def parse_blocks(page: lxml.html.HtmlElement) -> list[Block]:
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
    main, furniture = _find_regions(page)
    contexts: dict[lxml.html.HtmlElement, Context] = {page: Context(page, hidden=False, in_text=page is main)}
    for element in page.iterdescendants():
        outer = contexts[element.getparent()]
        in_text = (outer.in_text or element is main) and element not in furniture
        contexts[element] = _inner(outer, element, in_text=in_text)
    return contexts


def _inner(outer: Context, element: lxml.html.HtmlElement, *, in_text: bool) -> Context:
    tag, rules = element.tag, page_rules()
    if _is_hidden(element):
        return replace(outer, hidden=True)
    heading = HEADING.fullmatch(tag)
    return Context(
        owner=element if tag in rules["block_tags"] else outer.owner,
        in_text=in_text,
        hidden=outer.hidden,
        heading=int(heading[1]) if heading else outer.heading,
        depth=outer.depth + (tag in ("ul", "ol")),
        item=element if tag == "li" else outer.item,
        cell=element if tag in CELLS else outer.cell,
        bold=outer.bold or tag in BOLD,
    )


def _is_hidden(element: lxml.html.HtmlElement) -> bool:
    """Tell whether a browser shows nothing of an element: a script, a comment, or one that says so."""
    return not isinstance(element.tag, str) or element.tag in page_rules()["hidden_tags"] or "hidden" in element.attrib


def _find_regions(page: lxml.html.HtmlElement) -> tuple[lxml.html.HtmlElement, set[lxml.html.HtmlElement]]:
    """Return the element that holds the main text of a page, and the elements that are menus, banners and the like.

    What holds the main text is none of those, whatever its tag or names: a page may wrap all of itself in a form, or
    say in a class of its outermost element that its menu is open.
    """
    named = _longest(page.xpath("//main|//*[@role='main']"))
    region = page if named is None else named
    wrappers = {region, *_find_wrappers(region)}
    furniture = {
        element
        for element in page.iterdescendants()
        if element not in wrappers and (_is_furniture(element) or _may_be_furniture(element))
    }
    if named is not None:
        return named, furniture
    articles = [article for article in page.xpath("//article") if not _stands_in(article, furniture)]
    main = _longest(articles or page.xpath("//body"))
    return page if main is None else main, furniture


def _longest(regions: Iterable[lxml.html.HtmlElement]) -> lxml.html.HtmlElement | None:
    return max(regions, key=lambda region: len(region.text_content()), default=None)


def _stands_in(element: lxml.html.HtmlElement, outer: Container[lxml.html.HtmlElement]) -> bool:
    return element in outer or any(ancestor in outer for ancestor in element.iterancestors())


def _find_wrappers(region: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    """Return the elements of a region that are its text but may look like furniture: its title and most of its prose.

    Without a title, most of its prose: boxes of comments and links to other articles may be longer than an article.
    """
    words = _count_prose(region)
    titles = (heading for heading in region.iter("h1") if not any(map(_is_head, heading.iterancestors())))
    title = next(titles, None)
    above = words if title is None else set(title.iterancestors())
    return [
        element
        for element, count in words.items()
        if 2 * count > words[region] and element in above and not _is_furniture(element)
    ]


def _is_head(element: lxml.html.HtmlElement) -> bool:
    """Tell whether a heading in an element may be the name of a site rather than the title of a page."""
    return element.tag == "header" or _is_furniture(element)


def _count_prose(region: lxml.html.HtmlElement) -> dict[lxml.html.HtmlElement, int]:
    """Return how many words of prose stand in each element: of blocks that do not speak of cookies, links left out."""
    rules = page_rules()
    skipped, owners, texts = set(), {region: region}, defaultdict(list)
    for element in region.iter():
        parent = element.getparent()
        if element is not region:
            owners[element] = element if element.tag in rules["block_tags"] else owners[parent]
            if parent not in skipped:
                texts[owners[parent]].append(element.tail or "")
        if parent in skipped or _is_hidden(element) or element.tag in rules["link_tags"]:
            skipped.add(element)
        else:
            texts[owners[element]].append(element.text or "")
    words = {element: _count_words(" ".join(texts[element])) for element in owners}
    for element in reversed(words):
        if element is not region:
            words[element.getparent()] += words[element]
    return words


def _count_words(text: str) -> int:
    return 0 if re.search(page_rules()["cookie_words"], text, re.I) else len(text.split())


def _is_furniture(element: lxml.html.HtmlElement) -> bool:
    """Tell whether an element is a menu, a banner or the like, by what its tag or role says."""
    rules = page_rules()
    marked = element.tag in rules["furniture_tags"] or element.get("role") in rules["furniture_roles"]
    return marked and element.tag not in WHOLE_PAGE


def _may_be_furniture(element: lxml.html.HtmlElement) -> bool:
    """Tell whether an element is a menu, a banner or the like if it does not hold the text."""
    names = f"{element.get('class', '')} {element.get('id', '')}"
    named = names != " " and _furniture_names().search(names) is not None
    return (named or element.tag in page_rules()["wrapping_tags"]) and element.tag not in WHOLE_PAGE


@cache
def _furniture_names() -> re.Pattern:
    return re.compile("|".join(page_rules()["furniture_names"]), re.I)


def _line(words: str, pairs: list[tuple[Context, str]], *, new_item: bool) -> Line:
    """Return the line of one block; the first block of a list item carries its mark."""
    context = pairs[0][0]
    gap = context.owner.tag != "br"
    if context.heading:
        return Line(words, kind="heading", level=context.heading, gap=gap)
    bold = all(inner.bold for inner, text in pairs if text.strip())
    if context.item is None and (mark := _find_bullet(words, context.owner)):
        return Line(words[mark.end() :], kind="bullet", level=_word_level(context.owner), gap=gap)
    if context.item is None or not new_item:
        return Line(words, gap=gap, bold=bold)
    parent = context.item.getparent()
    if parent is not None and parent.tag == "ol":
        return Line(f"{_number(context.item, parent)}. {words}", gap=gap)
    return Line(words, kind="bullet", level=context.depth, gap=gap)


def _find_bullet(words: str, owner: lxml.html.HtmlElement) -> re.Match | None:
    """Return the mark of a listed item that stands in its text: typed, or written there by Word."""
    rules = page_rules()
    of_word = re.search(rules["word_lists"], owner.get("class", ""))
    return re.match(rules["word_bullets" if of_word else "typed_bullets"], words)


def _word_level(owner: lxml.html.HtmlElement) -> int:
    """Return the level of a list that Word gives its paragraphs; 1 where it gives none."""
    level = re.search(page_rules()["word_level"], owner.get("style", ""))
    return int(level[1]) if level else 1


def _number(item: lxml.html.HtmlElement, numbered: lxml.html.HtmlElement) -> int:
    """Return the number that a browser prints before an item of a numbered list."""
    start = numbered.get("start", "1")
    return (int(start) if START.fullmatch(start) else 1) + len(list(item.itersiblings("li", preceding=True)))
