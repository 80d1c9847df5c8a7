"""The slides that leave the house: eight at most, the first of which says it all; texts and tables are native."""

from dataclasses import replace
from math import ceil
from pathlib import Path

import pandas as pd
from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Cm, Pt

from analysis.board.office import (
    FONT,
    LONGEST_NAME,
    clean_line,
    draw_picture,
    shorten_text,
    write_office,
)
from analysis.board.paper import Paper, compose_paper
from analysis.board.paper_tables import keep_drawn, list_ledgers, name_cells, read_paper_words, show_ledger
from analysis.board.slide_chart import add_balance
from analysis.charts import split_exhibit
from analysis.charts.style import read_chart_words, read_looks
from analysis.compare import Exhibit, read_words
from analysis.tables import list_rows

WIDTH, HEIGHT, MARGIN, TOP, BOTTOM = 33.867, 19.05, 1.4, 3.4, 2.2  # cm
TEXT, TITLE, SMALL_TITLE = 18, 28, 24  # pt
LAYOUT = 5  # of the template: title only
LONGEST_TITLE, LONGEST_LINE, LONGEST_AREA = 130, 420, 190  # characters
MOST_VISITS, MOST_ROWS, MOST_COLUMNS = 10, 6, 4  # of the table of visits, and of the chart of statuses
SIZES = (24, 20, TEXT)  # pt: the largest in which a list fits
WIDE, HIGH = WIDTH - 2 * MARGIN, HEIGHT - TOP - BOTTOM


def write_slides(
    tables: dict[str, pd.DataFrame],
    visits: pd.DataFrame,
    themes: list[str] | None,
    path: Path | str,
    quotes: pd.DataFrame | None = None,
) -> Path:
    """Write slides on the visits, as `choose_visits` gives them, and on the themes (else those named) to `path`.

    `quotes` as `list_quotes` gives them; without any a sentence stands for each status. Raises MendableError without
    visits or where `path` cannot be written, QuestionError for an unknown theme.
    """
    return write_office(make_slides(compose_paper(tables, visits, themes, quotes)).save, path)


def make_slides(paper: Paper) -> Deck:
    """Return the slides of a paper."""
    deck = open_deck(paper)
    add_summary(deck, paper)
    add_visits(deck, paper)
    add_improvements(deck, paper)
    add_statuses(deck, paper)
    add_balances(deck, paper)
    add_quotes(deck, paper)
    add_limits(deck, paper)
    return deck


def open_deck(paper: Paper) -> Deck:
    """Return a deck without slides: wide, in the house's font and colour, with fixed dates."""
    deck = Presentation()
    stretch = Cm(WIDTH) / deck.slide_width
    deck.slide_width, deck.slide_height = Cm(WIDTH), Cm(HEIGHT)
    for page in (deck.slide_master, *deck.slide_layouts):
        for shape in page.placeholders:
            shape.left, shape.top, shape.width, shape.height = (
                int(shape.left * stretch), shape.top, int(shape.width * stretch), shape.height
            )  # fmt: skip
    theme = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    main = read_looks()["colours"]["main"].removeprefix("#")
    theme._blob = theme.blob.replace(b"Calibri", FONT.encode()).replace(b"4F81BD", main.encode())
    about = deck.core_properties
    about.title, about.author, about.last_modified_by = shorten_text(paper.timeline.title, LONGEST_NAME), "", ""
    about.created = about.modified = paper.date
    about.language = "en-GB"
    return deck


def add_slide(deck: Deck, title: str, paper: Paper, notes: list[str]) -> Slide:
    """Return a new slide with its title; notes hold the whole title, `notes`, method and sources."""
    slide = deck.slides.add_slide(deck.slide_layouts[LAYOUT])
    shape, title = slide.shapes.title, clean_line(title)
    shape.left, shape.top, shape.width, shape.height = Cm(MARGIN), Cm(0.6), Cm(WIDE), Cm(TOP - 0.9)
    size = TITLE if len(title) <= LONGEST_TITLE * 3 // 4 else SMALL_TITLE
    fill_text(shape.text_frame, [shorten_text(title, LONGEST_TITLE)], size=size, bold=True)
    words = [title, *notes, read_paper_words()["notes"]["method"], paper.sources, paper.checked]
    slide.notes_slide.notes_text_frame.text = "\n".join(map(clean_line, filter(None, words)))
    return slide


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
    (1, 7)
    """
    return max(1, ceil(len(text) * size * 0.0185 / width))


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


def add_summary(deck: Deck, paper: Paper) -> None:
    """Add the slide that says it all."""
    slide = add_slide(deck, paper.timeline.title, paper, paper.headlines)
    lines = [shorten_text(line, LONGEST_LINE) for line in paper.headlines]
    add_text(slide, lines, size=pick_size(lines), gap=12, listed=True)


def add_visits(deck: Deck, paper: Paper) -> None:
    """Add the slide with the table of visits; of many the latest."""
    words, table = read_paper_words(), paper.timeline.table[["label", "date", "source_type", "grade"]]
    slide = add_slide(deck, words["titles"]["visits"].format(authority=paper.authority), paper,
                      [paper.timeline.alt, *paper.timeline.table["area_grades"].dropna()])  # fmt: skip
    more = len(table) - MOST_VISITS
    add_table(slide, name_cells(table.tail(MOST_VISITS)), [12.5, 7, 4.5, WIDE - 24], words["captions"]["visits"])
    add_foot(slide, words["said"]["more"].format(n=more) if more > 0 else "")


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


def add_improvements(deck: Deck, paper: Paper) -> None:
    """Add the slide on the areas for improvement at the latest visit, those that a board acts on first."""
    words, data = read_paper_words(), paper.ledger.data
    rows = list_rows(data, "label", "improvement", "status_label")
    notes = [paper.ledger.alt, paper.ledger.sources, *(f"{label}: {text} ({status})" for label, text, status in rows)]
    title = paper.ledger.title if len(data) else words["titles"]["improvements"].format(authority=paper.authority)
    slide = add_slide(deck, title, paper, notes)
    if not len(data):
        add_text(slide, [paper.ledger.alt])
        return
    label, latest, _ = list_ledgers(data)[0]
    order = {status: place for place, status in enumerate(read_words()["ledger"])}
    latest = latest.sort_values("status", key=lambda column: column.map(order), kind="stable")
    heads, *rows = name_cells(show_ledger(latest))
    rows = [[shorten_text(row[0], LONGEST_AREA), *row[1:]] for row in rows]
    widths = [WIDE - 14.5, 6.5, 3.5, 4.5]
    heights = [max(count_lines(text, width - 0.5) for text, width in zip(row, widths, strict=True)) for row in rows]
    n = keep_fitting(heights, 14)
    caption = words["captions"]["improvements"].format(label=label, asked=paper.asked)
    add_table(slide, [heads, *rows[:n]], widths, caption)
    add_foot(slide, caption, words["said"]["more"].format(n=len(rows) - n) if n < len(rows) else "")


def add_statuses(deck: Deck, paper: Paper) -> None:
    """Add the slide with the picture of where the themes stand."""
    table = paper.statuses.table
    notes = [
        paper.statuses.alt,
        *("; ".join(f"{head}: {one}" for head, one in row.items()) for row in table.to_dict("records")),
    ]
    slide = add_slide(deck, paper.statuses.title, paper, notes)
    for rows in range(MOST_ROWS, 0, -1):
        shown, left_out = keep_drawn(paper.statuses.data, "theme", rows=rows, visits=MOST_COLUMNS)
        if len(split_exhibit(replace(paper.statuses, data=shown, title="", sources=""), "slide")) == 1:
            break  # as many themes as a slide has room for
    add_picture(slide, replace(paper.statuses, data=shown))
    add_foot(slide, left_out)


def add_picture(slide: Slide, exhibit: Exhibit) -> None:
    """Put the chart of an exhibit on a slide, as large as it is drawn."""
    picture = slide.shapes.add_picture(draw_picture(exhibit, "slide"), Cm(MARGIN), Cm(TOP))
    describe(picture, exhibit.alt)


def add_balances(deck: Deck, paper: Paper) -> None:
    """Add the slide with the chart of strengths and concerns, which can be edited; of many bars the latest."""
    words, exhibit = read_paper_words(), paper.balance
    notes = [exhibit.alt]
    slide = add_slide(deck, exhibit.title, paper, notes)
    if not exhibit.data["n_theme"].sum():
        add_text(slide, [words["said"]["no_findings"], exhibit.alt], gap=10)
        return
    chart, left_out = add_balance(slide, exhibit.data, (MARGIN, TOP, WIDE, HIGH))
    describe(chart, exhibit.alt)
    press = (exhibit.data["source_type"] == "press").any()
    add_foot(slide, read_chart_words()["notes"]["press"] if press else "", left_out)


def add_quotes(deck: Deck, paper: Paper) -> None:
    """Add the slide with quotations: as many as fit, the latest first where the machine picked them."""
    words = read_paper_words()
    quotes = [shorten_text(text, LONGEST_LINE) for text in phrase_quotes(paper.quotes)]
    slide = add_slide(deck, words["titles"]["quotes"].format(authority=paper.authority), paper,
                      [paper.quoted, *phrase_quotes(paper.quotes)])  # fmt: skip
    n = keep_fitting([count_lines(text, WIDE) + 0.5 for text in quotes], 14)
    more = words["said"]["more"].format(n=len(quotes) - n) if n < len(quotes) else ""
    add_text(slide, [paper.quoted, *quotes[:n], *([more] if more else [])], gap=10)


def phrase_quotes(quotes: pd.DataFrame) -> list[str]:
    """Return each quotation with its visit and place, and who speaks where that is no inspector.

    `quotes` as `pick_quotes` gives them.
    """
    speakers = read_paper_words()["said"]["speakers"]
    return [
        f"“{row.text}” ({', '.join(filter(None, (row.label, row.place, speakers.get(row.speaker))))})"
        for row in quotes.itertuples()
    ]


def add_limits(deck: Deck, paper: Paper) -> None:
    """Add the slide on what the letters do not bear."""
    title = read_paper_words()["titles"]["limits"].format(authority=paper.authority)
    slide = add_slide(deck, title, paper, paper.limits)
    lines = [shorten_text(line, LONGEST_LINE) for line in paper.limits]
    n = keep_fitting([count_lines(line, WIDE) + 0.4 for line in lines], 16)
    more = read_paper_words()["said"]["more"].format(n=len(lines) - n)
    lines = [*lines[:n], *([more] if n < len(lines) else [])]
    add_text(slide, lines, size=pick_size(lines), gap=8, listed=True)
