"""Pieces of a slide: text in the house's font and sizes, tables that keep to the room, the line at the foot."""

from textwrap import wrap

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Cm, Pt

from analysis.board.office import FONT, clean_line, shorten_text
from analysis.board.paper_tables import read_paper_words
from analysis.charts.style import read_looks

WIDTH, HEIGHT, MARGIN, TOP, BOTTOM = 33.867, 19.05, 1.4, 3.4, 2.2  # cm
WIDE, HIGH = WIDTH - 2 * MARGIN, HEIGHT - TOP - BOTTOM
TEXT = 18  # pt
SIZES = (24, 20, TEXT)  # pt: the largest in which a list fits
LETTER = 0.0165  # cm: what a letter takes on average, for each point
LONGEST_CELL, MOST_LINES = 190, 14  # characters; lines of a table


def fill_text(
    frame: TextFrame, texts: list[str], *, size: int = TEXT, bold: bool = False, gap: int = 0, listed: bool = False
) -> None:
    """Write the texts into a frame, a paragraph each, `gap` points apart; `listed` with a bullet before each."""
    frame.word_wrap = True
    colour = read_looks()["colours"]["main" if bold else "line"].removeprefix("#")
    for index, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.alignment, paragraph.space_after = 1, Pt(gap)
        if listed:
            add_bullet(paragraph)
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold = clean_line(text), Pt(size), bold
        run.font.name, run.font.language_id = FONT, MSO_LANGUAGE_ID.ENGLISH_UK
        run.font.color.rgb = RGBColor.from_string(colour)


def add_bullet(paragraph: object) -> None:
    """Make a paragraph an item of a list."""
    look = paragraph._p.get_or_add_pPr()
    look.set("marL", str(Cm(0.7)))
    look.set("indent", str(-Cm(0.7)))
    etree.SubElement(look, qn("a:buFont")).set("typeface", FONT)
    etree.SubElement(look, qn("a:buChar")).set("char", "•")


def add_text(slide: Slide, texts: list[str], *, top: float = TOP, height: float = HIGH, **look: object) -> None:
    """Put a box with the texts, a paragraph each, on a slide; `top` and `height` are cm, `look` in points."""
    box = slide.shapes.add_textbox(Cm(MARGIN), Cm(top), Cm(WIDE), Cm(height))
    fill_text(box.text_frame, texts, **look)


def count_lines(text: str, width: float, size: int = TEXT) -> int:
    """Return how many lines a text of so many points takes, where lines are `width` cm wide.

    >>> count_lines("The quality of plans", 30), count_lines("plans " * 50, 16)
    (1, 6)
    """
    return max(1, len(wrap(text, max(1, int(width / (size * LETTER))))))


def pick_size(texts: list[str]) -> int:
    """Return the size in points in which a list fills a slide best."""
    lines = {size: sum(count_lines(text, WIDE, size) + 0.6 for text in texts) for size in SIZES}
    return next((size for size in SIZES if lines[size] * size * 0.0424 < HIGH), TEXT)


def keep_fitting(heights: list[int], most: int) -> int:
    """Return how many of the things that are so many lines high fit into `most` lines.

    >>> keep_fitting([3, 3, 3], 7), keep_fitting([3, 3], 7)
    (2, 2)
    """
    return next((n - 1 for n in range(1, len(heights) + 1) if sum(heights[:n]) > most), len(heights))


def add_table(slide: Slide, rows: list[list[str]], widths: list[float], title: str) -> None:
    """Put a table with its heads first on a slide; `widths` of its columns in cm, `title` for its description."""
    frame = slide.shapes.add_table(len(rows), len(widths), Cm(MARGIN), Cm(TOP), Cm(WIDE), Cm(0.9 * len(rows)))
    describe(frame, read_paper_words()["alts"]["table"].format(title=title))
    table = frame.table
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for index, row in enumerate(rows):
        for cell, text in zip(table.rows[index].cells, row, strict=True):
            cell.margin_top = cell.margin_bottom = Cm(0.08)
            fill_text(cell.text_frame, [text])
            if index == 0:
                cell.text_frame.paragraphs[0].runs[0].font.bold = True
                cell.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(255, 255, 255)


def describe(shape: object, alt: str) -> None:
    """Give a picture, chart or table its alt text."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", clean_line(alt))


def add_foot(slide: Slide, *texts: str) -> None:
    """Put a line at the foot of a slide, where there is any text."""
    if any(texts):
        add_text(slide, [" ".join(filter(None, texts))], top=HEIGHT - BOTTOM, height=1.8)


def add_fitting(
    slide: Slide, cells: list[list[str]], widths: list[float], caption: str, longest: int = LONGEST_CELL
) -> None:
    """Put as much of a table as fits on a slide, its heads first, and at the foot its caption and how much is left.

    `widths` of its columns in cm; a text of more than `longest` characters is cut.
    """
    heads, *rows = cells
    rows = [[shorten_text(text, longest) for text in row] for row in rows]
    heights = [max(count_lines(text, width - 0.5) for text, width in zip(row, widths, strict=True)) for row in rows]
    n = keep_fitting(heights, MOST_LINES)
    add_table(slide, [heads, *rows[:n]], widths, caption)
    add_foot(slide, caption, read_paper_words()["said"]["more"].format(n=len(rows) - n) if n < len(rows) else "")
