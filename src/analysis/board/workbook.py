"""The workbook: the visits compared, sheet by sheet, as the Analysis Function asks of a spreadsheet.

A cover, contents, notes, then a marked table on each sheet with its title in the first cell. No cell is merged or
blank: what is missing has a sign that the sheet explains. No text of a letter is run, or becomes a link.
"""

import io
import warnings
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.base.folder import DataFolder
from analysis.base.resources import read_yaml
from analysis.base.texts import clean_text
from analysis.board.sheets import (
    explain_columns,
    head_theme,
    list_areas,
    list_findings,
    list_ledger,
    list_sentences,
    list_statuses,
    list_theme_names,
    list_visits,
)
from analysis.compare import describe_checked, describe_frame, describe_visits, join_words, name_day
from analysis.find.export import MADE, MOST_ROWS, cut_text, is_run, write_file
from analysis.find.query import QuestionError
from analysis.review import list_deciders, list_responses

if TYPE_CHECKING:
    from gptables import Cover, GPTable
    from gptables.core.wrappers import GPWorkbook

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
TOP = {"valign": "top"}
NO_ROWS = "[none]"


def write_workbook(
    tables: dict[str, pd.DataFrame],
    visits: pd.DataFrame,
    path: Path | str,
    *,
    folder: DataFolder | None = None,
    as_of: date | None = None,
) -> Path:
    """Write the workbook of the visits, and return its path.

    `visits` as `compare.select_visits` gives them. What the council does is read from `folder`, by default the one
    worked in, and is overdue against the day `as_of`, by default today. Raises QuestionError, which names the file,
    where it cannot be written or a sheet would have more rows than a spreadsheet holds.
    """
    path, as_of = Path(path), as_of or date.today()
    words = read_yaml("board/workbook.yml")
    sheets = make_sheets(tables, visits, words, folder, as_of)
    for tab, frame in sheets.items():
        if len(frame) > MOST_ROWS:
            raise QuestionError(f"{path.name}: {tab} would have {len(frame)} rows, more than a sheet holds")
    write_file(lay_out(sheets, words, describe_workbook(tables, visits, words, as_of)), path)
    return path


def make_sheets(
    tables: dict[str, pd.DataFrame],
    visits: pd.DataFrame,
    words: dict[str, Any],
    folder: DataFolder | None = None,
    as_of: date | None = None,
) -> dict[str, pd.DataFrame]:
    """Return the table of each sheet by its name, whose columns are the headings of workbook.yml (`words`).

    What one row of each is stands there too; missing is missing. `visits`, `folder` and `as_of` as in `write_workbook`.
    """
    responses = list_responses(tables, folder, as_of)
    frames = {
        "Visits": list_visits(tables, visits),
        "Findings": list_findings(tables, visits),
        "Sentences": list_sentences(tables, visits),
        "Areas for improvement": list_areas(tables, visits, responses),
        "Ledger": list_ledger(tables, visits, responses, list_deciders(tables, folder), words["said"]),
        "Statuses": list_statuses(tables, visits),
    }
    further = {"Sentences": map(head_theme, list_theme_names(tables)), "Statuses": visits["label"].tolist()}
    columns = {tab: [*words["sheets"][tab]["columns"], *further.get(tab, ())] for tab in frames}
    frames = {tab: frame.reindex(columns=columns[tab]) for tab, frame in frames.items()}
    return frames | {"Columns": explain_columns(words["sheets"], columns)}


def describe_workbook(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame, words: dict[str, Any], as_of: date
) -> dict[str, str]:
    """Return what the cover and the titles say of the visits: authority, visits, frame, checked and day.

    `visits` as `compare.select_visits` gives them, one row per visit; `words` is workbook.yml.
    """
    cover = words["cover"]
    return {
        "authority": join_words(visits["authority"].dropna().unique()) or cover["nobody"],
        "visits": describe_visits(visits),
        "frame": describe_frame(tables, visits) if len(visits) else "",
        "checked": describe_checked(tables, visits),
        "day": cover["day"].format(day=name_day(as_of)),
    }


def lay_out(sheets: dict[str, pd.DataFrame], words: dict[str, Any], facts: dict[str, str]) -> bytes:
    """Return the workbook of these sheets, by name, as bytes; `facts` as `describe_workbook` gives them."""
    import gptables  # here alone: it takes as long as all the rest of the room

    facts = {name: plain_text(fact) for name, fact in facts.items()}
    content = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a note that no sheet needs is none of the reader's business
        workbook = gptables.produce_workbook(
            content,
            {tab: make_gptable(tab, frame, words, facts) for tab, frame in sheets.items()},
            cover=make_cover(words, facts),
            contentsheet_label=words["tabs"]["contents"],
            contentsheet_options={
                "title": words["contents"]["title"],
                "column_names": words["contents"]["columns"],
                "instructions": words["contents"]["instructions"],
            },
            notes_table=pd.DataFrame(words["notes"].items(), columns=["name", words["notes_sheet"]["column"]]),
            notesheet_label=words["tabs"]["notes"],
            notesheet_options={key: words["notes_sheet"][key] for key in ("title", "instructions")},
            auto_width=False,
            workbook_options=OPTIONS,
        )
    finish(workbook, sheets, words)
    return content.getvalue()


def make_cover(words: dict[str, Any], facts: dict[str, str]) -> "Cover":
    """Return the cover; `facts` as `describe_workbook` gives them."""
    from gptables import Cover

    cover = words["cover"]
    intro, about = ([line.format(**facts) for line in cover[part]] for part in ("intro", "about"))
    return Cover(cover["title"].format(**facts), intro=intro, about=about, cover_label=words["tabs"]["cover"])


def make_gptable(tab: str, frame: pd.DataFrame, words: dict[str, Any], facts: dict[str, str]) -> "GPTable":
    """Return a sheet's table with its title, what a row is, its notes and the signs in it. `frame` has any columns."""
    from gptables import GPTable

    sheet = words["sheets"][tab]
    filled = fill_cells(frame, sheet, words)
    signs = [said for sign, said in words["signs"].items() if filled.isin([sign]).any(axis=None)]
    notes = "".join(f"$${note}$$" for note in sheet["notes"])
    days = [index for index, head in enumerate(frame) if sheet["columns"].get(head, {}).get("day")]
    run = [(row + 1, column) for column, head in enumerate(filled) for row in _find_run(filled[head])]
    formats = [{"column": {"columns": list(range(filled.shape[1])), "format": TOP}}]
    formats += [{"column": {"columns": days, "format": {"num_format": "yyyy-mm-dd", "align": "left"}}}] if days else []
    formats += [{"cell": {"cells": run, "format": {"quote_prefix": True}}}] if run else []
    return GPTable(
        filled,
        table_name=tab.replace(" ", "_").lower(),
        title=sheet["title"].format(**facts),
        instructions=words["one_table"].format(row=sheet["row"]) + (words["see"] + notes if notes else ""),
        legend=signs,
        index_columns={},
        additional_formatting=formats,
    )


def _find_run(column: pd.Series) -> list[int]:
    return [row for row, value in enumerate(column) if isinstance(value, str) and is_run(value)]


def fill_cells(frame: pd.DataFrame, sheet: dict[str, Any], words: dict[str, Any]) -> pd.DataFrame:
    """Return the rows of a table (any columns) with something in every cell: plain values, and a sign where none is.

    A table without rows has one, of the sign for nothing to list. `sheet` is what workbook.yml (`words`) says of it.
    """
    if frame.empty:
        return pd.DataFrame([[NO_ROWS] * len(frame.columns)], columns=[plain_text(head) for head in frame])
    columns = {}
    for head in frame:
        facts = sheet["columns"].get(head) or sheet["each"]
        none = facts.get("none", words["none"])
        columns[plain_text(head)] = [make_cell(value, none, words) for value in frame[head].tolist()]
    return pd.DataFrame({head: pd.Series(cells, dtype=object) for head, cells in columns.items()})


def make_cell(value: Any, none: str, words: dict[str, Any]) -> str | int | float | datetime:
    """Return what a cell holds: a number, a day, or a plain text; `none`, a sign, for a value that is missing."""
    if pd.isna(value):
        return none
    if isinstance(value, bool):
        return words["said"]["overdue"][value]
    if isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    if not isinstance(value, str):
        return round(value, 3) if isinstance(value, float) else value
    text = plain_text(value)
    if not text.strip():
        return none
    return text if any(sign.isascii() and sign.isalnum() for sign in text) else words["signs_alone"] + text


def plain_text(text: str) -> str:
    """Return a text that is nothing but a text to gptables too, to which [a](b) is a link and $$a$$ a note.

    >>> plain_text("see [page](http://example.org) for $$5")
    'see [page] (http://example.org) for $ $5'
    """
    return cut_text(clean_text(text).replace("](", "] (").replace("$$", "$ $"))


def finish(workbook: "GPWorkbook", sheets: dict[str, pd.DataFrame], words: dict[str, Any]) -> None:
    """Set widths, and what stays in view, and close the workbook. `sheets` by name, as `make_sheets` gives them."""
    from xlsxwriter.utility import xl_cell_to_rowcol

    widths = {words["tabs"]["contents"]: [30, 90], words["tabs"]["notes"]: [14, 110]}
    for tab, frame in sheets.items():
        facts = [words["sheets"][tab]["columns"].get(head) or words["sheets"][tab]["each"] for head in frame]
        widths[tab] = [fact.get("width", words["width"]) for fact in facts]
    for worksheet in workbook.worksheets():
        for index, width in enumerate(widths.get(worksheet.get_name(), ())):
            worksheet.set_column(index, index, width)
        for table in worksheet.tables:
            worksheet.freeze_panes(xl_cell_to_rowcol(table["range"].split(":")[0])[0] + 1, 0)
        worksheet.set_landscape()
        worksheet.set_paper(9)  # A4
        worksheet.fit_to_pages(1, 0)
    workbook.set_properties({"title": words["author"], "author": words["author"], "created": MADE})
    workbook.close()
