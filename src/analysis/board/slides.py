"""The slides that leave the house: eight at most, the first of which says it all; texts and tables are native."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Cm

from analysis.board.kept import NO_RECORDS, Records
from analysis.board.office import (
    FONT,
    LONGEST_NAME,
    clean_line,
    draw_picture,
    shorten_text,
    write_office,
)
from analysis.board.paper import Paper, compose_paper
from analysis.board.paper_tables import (
    keep_drawn,
    list_ledgers,
    name_cells,
    quote_text,
    read_paper_words,
    show_answered,
    show_ledger,
)
from analysis.board.slide_chart import add_balance
from analysis.board.slide_parts import (
    HEIGHT,
    HIGH,
    MARGIN,
    TOP,
    WIDE,
    WIDTH,
    add_fitting,
    add_foot,
    add_table,
    add_text,
    count_lines,
    describe,
    fill_text,
    keep_fitting,
    pick_size,
)
from analysis.charts import split_exhibit
from analysis.charts.style import read_chart_words, read_looks
from analysis.compare import Exhibit, name_day, read_words
from analysis.tables import list_rows

TITLE, SMALL_TITLE = 28, 24  # pt
LAYOUT = 5  # of the template: title only
LONGEST_TITLE, LONGEST_LINE, LONGEST_ANSWER = 130, 420, 110  # characters
MOST_VISITS, MOST_ROWS, MOST_COLUMNS = 10, 6, 4  # of the table of visits, and of the chart of statuses


def write_slides(
    tables: dict[str, pd.DataFrame],
    visits: pd.DataFrame,
    themes: list[str] | None,
    path: Path | str,
    records: Records = NO_RECORDS,
) -> Path:
    """Write slides on the visits, as `choose_visits` gives them, and on the themes (else those named) to `path`.

    `records` is what people wrote down; without kept quotations a sentence stands for each status. Raises
    MendableError without visits or where `path` cannot be written, QuestionError for an unknown theme.
    """
    return write_office(make_slides(compose_paper(tables, visits, themes, records)).save, path)


def make_slides(paper: Paper) -> Deck:
    """Return the slides of a paper."""
    deck = open_deck(paper)
    add_summary(deck, paper)
    add_visits(deck, paper)
    add_improvements(deck, paper)
    if len(paper.answered):
        add_answered(deck, paper)
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
    about.created = about.modified = paper.latest
    about.language = "en-GB"
    return deck


def add_slide(deck: Deck, title: str, paper: Paper, notes: list[str]) -> Slide:
    """Return a new slide with its title; notes hold the whole title, `notes`, method and sources."""
    slide = deck.slides.add_slide(deck.slide_layouts[LAYOUT])
    shape, title = slide.shapes.title, clean_line(title)
    shape.left, shape.top, shape.width, shape.height = Cm(MARGIN), Cm(0.6), Cm(WIDE), Cm(TOP - 0.9)
    size = TITLE if len(title) <= LONGEST_TITLE * 3 // 4 else SMALL_TITLE
    fill_text(shape.text_frame, [shorten_text(title, LONGEST_TITLE)], size=size, bold=True)
    words = [title, *notes, paper.frame, read_paper_words()["notes"]["method"], paper.sources, paper.checked]
    slide.notes_slide.notes_text_frame.text = "\n".join(map(clean_line, filter(None, words)))
    return slide


def add_summary(deck: Deck, paper: Paper) -> None:
    """Add the slide that says it all."""
    slide = add_slide(deck, paper.timeline.title, paper, paper.headlines)
    lines = [shorten_text(line, LONGEST_LINE) for line in paper.headlines]
    add_text(slide, lines, size=pick_size(lines), gap=12, listed=True)
    add_foot(slide, paper.frame)


def add_visits(deck: Deck, paper: Paper) -> None:
    """Add the slide with the table of visits; of many the latest."""
    words, table = read_paper_words(), paper.timeline.table[["label", "date", "source_type", "grade"]]
    slide = add_slide(deck, words["titles"]["visits"].format(authority=paper.authority), paper,
                      [paper.timeline.alt, *paper.timeline.table["area_grades"].dropna()])  # fmt: skip
    more = len(table) - MOST_VISITS
    add_table(slide, name_cells(table.tail(MOST_VISITS)), [12.5, 7, 4.5, WIDE - 24], words["captions"]["visits"])
    add_foot(slide, words["said"]["more"].format(n=more) if more > 0 else "")


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
    order = {status: index for index, status in enumerate(read_words()["ledger"])}
    latest = latest.sort_values("status", key=lambda column: column.map(order), kind="stable")
    widths = [WIDE - 14.5, 6.5, 3.5, 4.5]
    caption = words["captions"]["improvements"].format(label=label, asked=paper.asked)
    add_fitting(slide, name_cells(show_ledger(latest)), widths, caption)


def add_answered(deck: Deck, paper: Paper) -> None:
    """Add the slide on what the council does about areas for improvement: what is overdue stands first."""
    words, cells = read_paper_words(), name_cells(show_answered(paper.answered))
    title = words["titles"]["answered"].format(
        authority=paper.authority, n=len(paper.answered), overdue=int(paper.answered["overdue"].sum())
    )
    slide = add_slide(deck, title, paper, [paper.answers, *("; ".join(row) for row in cells[1:])])
    caption = words["captions"]["answered"].format(day=name_day(paper.as_of))
    add_fitting(slide, cells, [WIDE - 19.5, 4.8, 9.7, 5], caption, LONGEST_ANSWER)


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
    add_foot(slide, paper.shown, left_out)


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
    every = phrase_quotes(paper.quotes)
    quotes = [shorten_text(text, LONGEST_LINE) for text in every]
    slide = add_slide(deck, words["titles"]["quotes"].format(authority=paper.authority), paper,
                      [paper.quoted, *every, *paper.lost])  # fmt: skip
    lost = words["said"]["n_lost"].format(n=len(paper.lost)) if paper.lost else ""
    n = keep_fitting([count_lines(text, WIDE) + 0.5 for text in quotes], 14)
    more = words["said"]["more"].format(n=len(quotes) - n) if n < len(quotes) else ""
    add_text(slide, [paper.quoted, *quotes[:n], *filter(None, [more, lost])], gap=10)


def phrase_quotes(quotes: pd.DataFrame) -> list[str]:
    """Return each quotation with its visit and place, who speaks where that is no inspector, and the note on it.

    `quotes` as `pick_quotes` gives them.
    """
    speakers, said = read_paper_words()["said"]["speakers"], []
    for row in quotes.itertuples():
        place = ", ".join(filter(None, (row.label, row.place, speakers.get(row.speaker))))
        note = f" {row.note.rstrip('.')}." if pd.notna(row.note) else ""
        said.append(f"{quote_text(row.text)} ({place}){note}")
    return said


def add_limits(deck: Deck, paper: Paper) -> None:
    """Add the slide on what the letters do not bear."""
    title = read_paper_words()["titles"]["limits"].format(authority=paper.authority)
    slide = add_slide(deck, title, paper, paper.limits)
    lines = [shorten_text(line, LONGEST_LINE) for line in paper.limits]
    n = keep_fitting([count_lines(line, WIDE) + 0.4 for line in lines], 17)
    more = read_paper_words()["said"]["more"].format(n=len(lines) - n)
    lines = [*lines[:n], *([more] if n < len(lines) else [])]
    add_text(slide, lines, size=pick_size(lines), gap=8, listed=True)
