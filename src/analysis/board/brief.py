"""The page on one letter as a Word file and as HTML: one side of A4, the same words in both, made to be sent on."""

import html
from collections.abc import Collection, Mapping
from datetime import datetime
from itertools import groupby
from pathlib import Path
from string import Template
from typing import Any, NamedTuple

import pandas as pd
from docx import Document
from docx.document import Document as WordFile
from docx.enum.text import WD_LINE_SPACING
from docx.shared import Pt

from analysis.base.resources import PACKAGE
from analysis.board.office import FONT, clean_line, write_office
from analysis.board.one_page import Block, fit_blocks, read_page_rules
from analysis.board.question_page.page import allow
from analysis.board.word import style_word
from analysis.compare.arrival import list_own
from analysis.compare.brief import compose_brief
from analysis.find.export import MADE, write_file
from analysis.tables import slug

LONGEST_FILE = 150  # characters of a name: systems take 255 bytes
STYLES = {"title": "Title", "heading": "Heading 1", "text": "Normal", "number": "List Number", "bullet": "List Bullet",
          "quote": "Quote", "small": "Source"}  # fmt: skip
TAGS = {"title": ("", "h1"), "heading": ("", "h2"), "text": ("", "p"), "number": ("ol", "li"), "bullet": ("ul", "li"),
        "quote": ("", "blockquote"), "small": ("footer", "p")}  # fmt: skip


class BriefFiles(NamedTuple):
    """The files of the page on a letter, and whether it was there before and is replaced."""

    word: Path
    page: Path
    is_replaced: bool


def write_brief(
    tables: dict[str, pd.DataFrame],
    visit_id: str,
    folder: Path,
    also: Collection[str] = (),
    responses: pd.DataFrame | None = None,
) -> BriefFiles:
    """Write the page on a letter as .docx and .html into `folder`, named by its visit_id; what was there is replaced.

    `visit_id` and `also` as `compose_brief` takes them, `responses` as `review.list_responses` gives them. Raises
    QuestionError where the letter is not on file, or a file cannot be written.
    """
    brief = compose_brief(tables, visit_id, also, responses)
    blocks, word, page = fit_blocks(brief), *name_files(visit_id, folder)
    is_replaced = word.exists() or page.exists()
    day = MADE if brief.day is None else brief.day.to_pydatetime()
    write_office(make_word(blocks, day).save, word)
    write_file(make_page(blocks), page)
    return BriefFiles(word, page, is_replaced)


def name_files(visit_id: str, folder: Path) -> tuple[Path, Path]:
    """Return the paths of the page on a letter in `folder`: as a Word file, as HTML."""
    name = slug(visit_id)[-LONGEST_FILE:].strip("-")  # of a table that somebody sent it may be any text
    return folder / f"{name}.docx", folder / f"{name}.html"


def list_outdated(
    tables: dict[str, pd.DataFrame],
    visit_id: str,
    folder: Path,
    also: Collection[str] = (),
    responses: pd.DataFrame | None = None,
) -> list[str]:
    """Return the later visits to the authority of a letter whose pages in `folder` would say something else today.

    `also` as `compose_brief` takes them, `responses` as `review.list_responses` gives them. The pages stay as they are:
    a person may have written in them. Raises QuestionError where the letter is not on file.
    """
    own = list_own(tables, visit_id)
    later = own.loc[own["start_date"] > own.loc[own["visit_id"] == visit_id, "start_date"].iloc[0], "visit_id"]
    return [one for one in later if _is_outdated(tables, one, folder, also, responses)]


def _is_outdated(tables: dict[str, pd.DataFrame], visit_id: str, folder: Path, *how: Any) -> bool:
    """Return whether the page on a letter is there as HTML, and would say something else today."""
    _, page = name_files(visit_id, folder)
    return page.is_file() and page.read_bytes() != make_page(fit_blocks(compose_brief(tables, visit_id, *how)))


def make_word(blocks: list[Block], day: datetime) -> WordFile:
    """Return the blocks as a Word file of one page; `day` is the date that it bears."""
    report, rules = Document(), read_page_rules()
    style_word(report, day, blocks[0].text)
    section, margin = report.sections[0], Pt(rules["page"]["margin"])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = margin
    for found in report.styles.element.xpath("//w:contextualSpacing | //w:pBdr | //w:rPr/w:spacing | //w:rPr/w:kern"):
        found.getparent().remove(found)  # lines and spaces are those of one_page.yml alone
    for found in report.part.numbering_part.element.xpath("//w:lvl/w:pPr"):
        found.getparent().remove(found)  # and so are indents
    for kind, style in STYLES.items():
        set_style(report, style, rules["kinds"][kind])
    for block in blocks:
        paragraph = report.add_paragraph(style=STYLES[block.kind])
        if block.lead:
            paragraph.add_run(f"{clean_line(block.lead)} ").font.bold = True
        paragraph.add_run(clean_line(block.text))
    return report


def set_style(report: WordFile, name: str, kind: Mapping[str, float]) -> None:
    """Set a style of a Word file as a kind of block is set (one_page.yml)."""
    style = report.styles[name]
    style.font.name, style.font.size, style.font.bold = FONT, Pt(kind["size"]), bool(kind.get("bold"))
    form = style.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(kind["line"])
    form.space_before, form.space_after, form.left_indent = (Pt(kind[part]) for part in ("before", "after", "indent"))
    form.widow_control = False
    if name.startswith("List"):
        form.first_line_indent = Pt(-kind["indent"])
        form.tab_stops.add_tab_stop(Pt(kind["indent"]))


def make_page(blocks: list[Block]) -> bytes:
    """Return the blocks as a page of HTML that prints on one side and asks nothing of any network."""
    template = Template((PACKAGE / "board" / "brief.html").read_text(encoding="utf-8"))
    style = f"{(PACKAGE / 'board' / 'brief.css').read_text(encoding='utf-8')}{make_rules()}"
    body = "\n".join(
        f"<{outer}>\n{inner}\n</{outer}>" if outer else inner
        for outer, group in groupby(blocks, key=lambda block: TAGS[block.kind][0])
        for inner in ["\n".join(map(show_block, group))]
    )
    filled = template.substitute(title=html.escape(blocks[0].text), rules=allow(style), style=style, body=body)
    return filled.encode("utf-8")


def show_block(block: Block) -> str:
    """Return a block as an element of HTML.

    >>> show_block(Block("bullet", "<b> & co", "Asked again:"))
    '<li class="bullet"><strong>Asked again:</strong> &lt;b&gt; &amp; co</li>'
    """
    _, tag = TAGS[block.kind]
    lead = f"<strong>{html.escape(clean_line(block.lead))}</strong> " if block.lead else ""
    return f'<{tag} class="{block.kind}">{lead}{html.escape(clean_line(block.text))}</{tag}>'


def make_rules() -> str:
    """Return the rules of CSS that set the page and each kind of block as one_page.yml has it."""
    rules = read_page_rules()
    kinds = [
        f".{name} {{ font-size: {kind['size']}pt; line-height: {kind['line']}pt; "
        f"margin: {kind['before']}pt 0 {kind['after']}pt {kind['indent']}pt; }}"
        for name, kind in rules["kinds"].items()
    ]
    page, margin = rules["page"], rules["page"]["margin"]
    across = page["width"] - 2 * margin
    return "\n".join(
        [f"@page {{ size: A4; margin: {margin}pt; }}", f"main {{ max-width: {across:.1f}pt; }}", *kinds, ""]
    )
