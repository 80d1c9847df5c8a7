"""Web pages: the text of a report page, or of a newspaper article, without menus, banners and related links."""

import re

import lxml.html
from lxml import etree

from analysis.read.document import Document, Line, ReadError
from analysis.read.html_blocks import Block, page_rules, parse_blocks
from analysis.read.text import decode_text

LARGEST_PAGE = 5_000_000  # bytes; a long newspaper page has 1,000,000
MOST_ELEMENTS = 50_000  # a long newspaper page has 5,000
FEWEST_WORDS = 120  # a page with fewer says that a report was not found, or asks about cookies
FEWEST_OF_ARTICLE = 60  # where the page says that it is an article, and of which day
WEB_PAGE = "web page"  # why menus and banners are left out
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
HEAD = 4096  # bytes in which a page declares its charset: browsers look at 1024, Word writes long styles before it
CHARSET = re.compile(
    rb"<meta\s[^>]{0,300}?\bcharset\s*=\s*[\"']?\s*([\w:.-]+)|<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([\w:.-]+)", re.I
)
META = {  # what a page says about itself, by the names of its meta tags; the first that is there counts
    "title": ("og:title",),
    "author": ("author", "article:author"),
    "date": ("article:published_time", "datePublished", "date", "dc.date", "dcterms.date", "dcterms.issued", "pubdate"),
    "site": ("og:site_name",),
}
STATED = {"date": "datePublished", "title": "headline"}  # the same in JSON-LD
ARTICLE = "article"


def parse_html(data: bytes, *, charset: str | None = None, fewest_words: int = FEWEST_WORDS) -> Document:
    """Return the lines of a web page's own text; every other visible word is in `dropped`.

    `charset` is what a mail says of it, which counts before what the page declares. Raises ReadError for a page that
    is damaged, larger than any, or holds no report: fewer than `fewest_words`, or, of an article, than it may have.
    """
    if len(data) > LARGEST_PAGE:
        limit = f"the limit is {LARGEST_PAGE / 1e6:.0f} MB."
        raise ReadError("too-large", f"The web page has {len(data) / 1e6:.0f} MB; {limit}")
    source, note = decode_text(data, charset or find_charset(data))
    source = XML_DECLARATION.sub("", source)
    try:
        page = lxml.html.document_fromstring(source)
    except (etree.LxmlError, ValueError) as error:
        raise ReadError("damaged-page", f"{error}.") from error
    page.extend(list(page.itersiblings("*")))  # a damaged page may have more than one root
    if (elements := sum(1 for _ in page.iter())) > MOST_ELEMENTS:
        raise ReadError("too-large", f"The web page has {elements:,} elements; the limit is {MOST_ELEMENTS:,}.")
    facts, blocks = parse_facts(page), parse_blocks(page)
    own = select_article(source, blocks) if "type" in facts else [block.in_text for block in blocks]
    lines = tuple(block.line for block, kept in zip(blocks, own, strict=True) if kept)
    dropped = tuple((WEB_PAGE, block.line.text) for block, kept in zip(blocks, own, strict=True) if not kept)
    is_dated_article = "type" in facts and "date" in facts
    if _count_words(lines) < (min(fewest_words, FEWEST_OF_ARTICLE) if is_dated_article else fewest_words):
        raise ReadError("no-report-in-page", f"Its own text has {_count_words(lines)} words.")
    notes = ((note, ""),) if note else ()
    return Document("html", lines, facts=facts, dropped=dropped, notes=notes)


def find_charset(data: bytes) -> str | None:
    """Return the charset that a page declares, in a meta tag or in its XML declaration; None where it declares none.

    >>> find_charset(b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">')
    'windows-1252'
    """
    match = CHARSET.search(data[:HEAD])
    return (match[1] or match[2]).decode("ascii") if match else None


def parse_facts(page: lxml.html.HtmlElement) -> dict[str, str]:
    """Return what the page says about itself: title, author, date, site, and its type, if it is an article."""
    facts = {name: next(filter(None, (_meta(page, key) for key in keys)), "") for name, keys in META.items()}
    data = _linked_data(page)
    for name, key in STATED.items():
        stated = re.search(rf'"{key}"\s*:\s*"([^"]{{1,300}})"', data)
        facts[name] = facts[name] or (stated[1].strip() if stated else "")
    facts["title"] = facts["title"] or (page.findtext(".//title") or "").strip()
    facts["date"] = facts["date"] or next(iter(page.xpath("//time[@datetime][1]/@datetime")), "").strip()
    facts["type"] = ARTICLE if is_article(page) else ""
    return {name: value for name, value in facts.items() if value}


def _linked_data(page: lxml.html.HtmlElement) -> str:
    return " ".join(page.xpath("//script[@type='application/ld+json']/text()"))


def is_article(page: lxml.html.HtmlElement) -> bool:
    """Tell whether a page is an article, of a newspaper or of a council's news, rather than a report."""
    rules = page_rules()
    if page.xpath("//meta[starts-with(@name, $own)]", own=rules["report_meta"]):
        return False
    data = _linked_data(page)
    return _meta(page, "og:type") == ARTICLE or any(f'"{kind}"' in data for kind in rules["article_types"])


def select_article(source: str, blocks: list[Block]) -> list[bool]:
    """Return which blocks are the article's own: its headline, and what trafilatura takes for its text."""
    import trafilatura  # takes half a second to import, and few folders hold a newspaper page

    found = trafilatura.extract(source, include_comments=False, favor_recall=True) or ""
    article = {_squash(line) for line in found.splitlines()}
    if sum(len(line) for line in article) < 5 * FEWEST_WORDS:
        return [block.in_text for block in blocks]
    headlines = (index for index, block in enumerate(blocks) if (block.line.kind, block.line.level) == ("heading", 1))
    headline = next(headlines, None)
    return [index == headline or _squash(block.line.text) in article for index, block in enumerate(blocks)]


def _squash(text: str) -> str:
    """Return the letters and digits of a text: trafilatura marks bullets and headings in its own way."""
    return re.sub(r"\W+", "", text)


def _count_words(lines: tuple[Line, ...]) -> int:
    return sum(len(line.text.split()) for line in lines)


def _meta(page: lxml.html.HtmlElement, key: str) -> str:
    values = page.xpath("//meta[@property=$key or @name=$key]/@content", key=key)
    return values[0].strip() if values else ""
