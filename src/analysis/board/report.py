"""The report that leaves the house: a Word file with real headings, captions, tables and described charts."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
from docx import Document
from docx.document import Document as WordFile
from docx.shared import Pt

from analysis.board.kept import NO_RECORDS, Records
from analysis.board.office import clean_line, draw_picture, write_office
from analysis.board.paper import Paper, compose_paper
from analysis.board.paper_tables import (
    keep_bars,
    keep_drawn,
    keep_ends,
    list_ledgers,
    name_cells,
    quote_text,
    read_paper_words,
    show_answered,
    show_balance,
    show_ledger,
)
from analysis.board.word import add_caption, add_table, style_word
from analysis.charts import split_exhibit
from analysis.compare import Exhibit, name_day

WIDE = 17.0  # cm of text across
MOST_VISITS, MOST_ROWS = 4, 10  # columns of a table, and of a chart; rows of a chart
MOST_TOLD = 8  # visits of which the tables tell where the themes stand


def write_report(
    tables: dict[str, pd.DataFrame],
    visits: pd.DataFrame,
    themes: list[str] | None,
    path: Path | str,
    records: Records = NO_RECORDS,
) -> Path:
    """Write a report on the visits, as `choose_visits` gives them, and on the themes (else those named) to `path`.

    `records` is what people wrote down; without kept quotations a sentence stands for each status. Raises
    MendableError without visits or where `path` cannot be written, QuestionError for an unknown theme.
    """
    return write_office(make_report(compose_paper(tables, visits, themes, records)).save, path)


def make_report(paper: Paper) -> WordFile:
    """Return the report of a paper."""
    words = read_paper_words()
    report = Document()
    style_word(report, paper.latest, title := words["titles"]["report"].format(authority=clean_line(paper.authority)))
    report.add_paragraph(title, style="Title")
    report.add_paragraph(clean_line(paper.frame))
    add_section(report, "summary", paper.headlines, style="List Bullet")
    add_visits(report, paper)
    add_improvements(report, paper)
    add_answers(report, paper)
    add_themes(report, paper)
    add_quotes(report, paper)
    add_limits(report, paper)
    add_section(report, "method", words["method"])
    add_section(report, "sources", [paper.sources, paper.checked])
    add_charts(report, paper)
    return report


def add_section(report: WordFile, name: str, texts: list[str], *, style: str | None = None) -> None:
    """Add a heading (paper.yml) and a paragraph per text."""
    report.add_heading(read_paper_words()["headings"][name], 1)
    for text in filter(None, texts):
        report.add_paragraph(clean_line(text), style=style)


def add_visits(report: WordFile, paper: Paper) -> None:
    """Add the section with the table of visits."""
    add_section(report, "visits", [paper.timeline.alt])
    columns = paper.timeline.table[["label", "date", "source_type", "grade", "area_grades"]]
    caption = read_paper_words()["captions"]["visits"]
    add_table(report, name_cells(columns), [3, 3, 2, 3.1, WIDE - 11.1], caption)


def add_improvements(report: WordFile, paper: Paper) -> None:
    """Add the section on the areas for improvement: a table per later visit, the latest first."""
    words, ledger = read_paper_words(), paper.ledger
    add_section(report, "improvements", [ledger.alt])
    for label, told, rest in list_ledgers(ledger.data):
        report.add_heading(clean_line(words["headings"]["improvements_at"].format(label=label)), 2)
        if len(told):
            caption = words["captions"]["improvements"].format(label=label, asked=paper.asked)
            add_table(report, name_cells(show_ledger(told)), [WIDE - 8.6, 3.6, 2.4, 2.6], caption)
        if rest:
            report.add_paragraph(clean_line(rest)).paragraph_format.space_before = Pt(8)


def add_answers(report: WordFile, paper: Paper) -> None:
    """Add what the council does about the areas for improvement: what is overdue stands first."""
    words = read_paper_words()
    report.add_heading(words["headings"]["answered"], 2)
    report.add_paragraph(clean_line(paper.answers or words["said"]["no_response"]))
    if len(paper.answered):
        caption = words["captions"]["answered"].format(day=name_day(paper.as_of))
        add_table(report, name_cells(show_answered(paper.answered)), [6, 3.3, WIDE - 12.5, 3.2], caption)


def add_themes(report: WordFile, paper: Paper) -> None:
    """Add the section on the themes: where each stands, and the findings on it; of many visits the first and latest."""
    words, statuses = read_paper_words(), paper.statuses.table
    labels = keep_ends(list(statuses.columns[1:]), MOST_TOLD)
    balance, left_out = keep_drawn(
        paper.balance.data, "theme", rows=MOST_ROWS, visits=MOST_VISITS, where="files of the charts"
    )
    add_section(report, "themes", [f"{paper.statuses.title}.", f"{paper.balance.title}.", paper.shown])
    for start in range(0, len(labels), MOST_VISITS):
        few = labels[start : start + MOST_VISITS]
        rows = name_cells(statuses[["theme_label", *few]])
        add_table(report, rows, [3.4, *[(WIDE - 3.4) / len(few)] * len(few)], words["captions"]["statuses"])
    if len(labels) < len(statuses.columns) - 1:
        more = words["said"]["visits_told"].format(n=len(labels), all=len(statuses.columns) - 1)
        report.add_paragraph(more).paragraph_format.space_before = Pt(8)
    add_table(
        report, name_cells(show_balance(balance)), [3, 2.8, 2.2, 1.7, 2.3, 2.1, 1.4, 1.5], words["captions"]["balance"]
    )
    if left_out:
        report.add_paragraph(left_out).paragraph_format.space_before = Pt(8)


def add_quotes(report: WordFile, paper: Paper) -> None:
    """Add the section with the quotations: visit, paragraph and page stand under each."""
    words = read_paper_words()["said"]
    add_section(report, "quotes", [paper.quoted, *paper.lost])
    for row in paper.quotes.itertuples():
        quote = report.add_paragraph(quote_text(clean_line(row.text)), style="Quote")
        quote.paragraph_format.keep_with_next = True
        note = None if pd.isna(row.note) else row.note
        told = [row.label, row.place, words["speakers"].get(row.speaker), note]
        report.add_paragraph(f"{clean_line('; '.join(filter(None, told))).rstrip('.')}.", style="Source")


def add_limits(report: WordFile, paper: Paper) -> None:
    """Add the section on what the letters do not bear, with the documents that are not compared."""
    words = read_paper_words()
    add_section(report, "limits", paper.limits, style="List Bullet")
    if len(paper.left_out):
        report.add_heading(words["headings"]["left_out"], 2)
        add_table(
            report,
            name_cells(paper.left_out[["file", "visit", "date", "why"]]),
            [5, 3, 3, WIDE - 11],
            words["captions"]["left_out"],
        )


def add_charts(report: WordFile, paper: Paper) -> None:
    """Add the charts, drawn for the page, a page each: where one has no room it is several."""
    report.add_page_break()
    report.add_heading(read_paper_words()["headings"]["charts"], 1)
    ledger = keep_drawn(
        paper.ledger.data, "improvement", rows=MOST_ROWS, visits=MOST_VISITS, where="tables and the counts below them"
    )
    statuses = keep_drawn(paper.statuses.data, "theme", rows=MOST_ROWS, visits=MOST_VISITS, where="workbook")
    exhibits = [(paper.ledger, ledger), (paper.statuses, statuses)]
    exhibits.append((paper.balance, keep_bars(paper.balance.data, where="files of the charts")))
    drawn = [(replace(one, data=shown), left_out) for one, (shown, left_out) in exhibits if len(shown)]
    parts = [(part, left_out) for exhibit, left_out in drawn for part in split_exhibit(exhibit, "page")]
    for index, (part, left_out) in enumerate(parts):
        add_chart(report, part, left_out, new_page=index > 0)


def add_chart(report: WordFile, exhibit: Exhibit, left_out: str, *, new_page: bool) -> None:
    """Add the chart of an exhibit with its caption above, and below its sources and what is left out."""
    caption = add_caption(report, "Figure", exhibit.title)
    caption.paragraph_format.page_break_before = new_page
    paragraph = report.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    picture = paragraph.add_run().add_picture(draw_picture(exhibit, "page"))
    picture._inline.docPr.set("descr", clean_line(exhibit.alt))
    report.add_paragraph(clean_line(f"{exhibit.sources} {left_out}"))
