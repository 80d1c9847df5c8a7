"""A table that leaves the house as a file for a spreadsheet, in which no text is ever run."""

import io
import math
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analysis.base.folder import output_folder
from analysis.find.query import QuestionError

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

RUN = "=+-@＝＋－＠"  # a spreadsheet runs a text that begins so (in some languages with the wide ones too)
MOST_LETTERS = 32_767  # that a cell of a workbook holds
LONGEST_HEADER = 200
MOST_ROWS = 1_048_575  # of a sheet, below its header
CUT = " ... (cut: a cell holds no more; the .csv has all)"
WIDTHS = (8, 80)  # of columns, in characters: at least and at most
SAMPLE = 200  # rows that are measured for a column's width
SHEET = "found"
FORMATS = {"plain": {}, "day": {"num_format": "yyyy-mm-dd"}, "guarded": {"quote_prefix": True}}  # of cells
MADE = datetime(2000, 1, 1)  # so that the same table gives the same bytes


def export(frame: pd.DataFrame, name: str, folder: Path | str | None = None) -> str:
    """Write a table, such as `analysis.find` gives, as a workbook or .csv file, and say what was written, and where.

    `frame` has any columns, and one row per row of the file; the ending of `name` is .xlsx or .csv; the folder is
    `output` beside the data, if none is given. A text that a spreadsheet would run (it begins with = + - @) stays a
    text. Charts leave the house by `analysis.board.export`. Raises QuestionError for what is no table, a name with
    another ending, or a file that cannot be written.
    """
    path = Path(output_folder(folder)) / name
    write_frame(frame, path)
    rows = f"{len(frame)} row{'' if len(frame) == 1 else 's'}"
    return f"Written to {path.parent.name}: {path.name} ({rows})."


def write_frame(frame: pd.DataFrame, path: Path) -> None:
    """Write a table as `export` does, by the ending of the path: `frame` has any columns.

    The same table gives the same bytes. Raises QuestionError as `export` does.
    """
    makers = {".xlsx": make_workbook, ".csv": make_csv}
    if not isinstance(frame, pd.DataFrame):
        raise QuestionError(
            f"{path.name}: only a table such as analysis.find gives can be written, and this is a "
            f"{type(frame).__name__} (charts are written by analysis.board.export)"
        )
    if path.suffix.lower() not in makers:
        raise QuestionError(f"{path.name}: give a name that ends in .xlsx or .csv")
    write_file(makers[path.suffix.lower()](frame), path)


def write_file(content: bytes, path: Path) -> Path:
    """Write what leaves the house as a file, in a folder that may be new, and return its path.

    A link of that name is replaced and never followed: it may lead anywhere. Raises QuestionError, which names the
    file, where it cannot be written: open in another program, or no rights.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink():
            path.unlink()
        path.write_bytes(content)
    except OSError as error:
        raise QuestionError(
            f"{path.name} cannot be written ({error.strerror}); close it where it is open, or give another name"
        ) from error
    return path


def make_csv(frame: pd.DataFrame) -> bytes:
    """Return a table as .csv, UTF-8 with the mark by which a spreadsheet knows it. `frame` has any columns.

    A text that a spreadsheet would run has an apostrophe before it.
    """
    plain = frame.apply(_guard_column)
    plain.columns = [_guard(str(column)) for column in frame.columns]
    return plain.to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\r\n").encode("utf-8-sig")


def _guard_column(column: pd.Series) -> pd.Series:
    """Return a column guarded; in one of text only what begins with neither letter nor number is looked at."""
    if not isinstance(column.dtype, pd.StringDtype):
        return column.map(_guard) if column.dtype == object else column
    looked_at = column.str.match("[^A-Za-z0-9]").fillna(False).astype(bool)
    return column.mask(looked_at, column[looked_at].map(_guard)) if looked_at.any() else column


def _guard(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and is_run(value) else value


def is_run(text: str) -> bool:
    """Return whether a spreadsheet would run a text instead of showing it.

    >>> is_run("=1+1"), is_run(" @SUM(A1)"), is_run("The plan = the aim")
    (True, True, False)
    """
    return text.lstrip()[:1] in tuple(RUN)


def make_workbook(frame: pd.DataFrame) -> bytes:
    """Return a table as a workbook of one sheet: header row fixed, long text wrapped. `frame` has any columns.

    Raises QuestionError where it has more rows than a sheet.
    """
    import xlsxwriter  # here alone: it takes longer than all the rest of the room

    if len(frame) > MOST_ROWS:
        raise QuestionError(f"{len(frame)} rows are more than a sheet holds ({MOST_ROWS}); give a name ending in .csv")
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content, {"in_memory": True})
    workbook.set_properties({"created": MADE})
    formats = {kind: workbook.add_format({"text_wrap": True, "valign": "top"} | more) for kind, more in FORMATS.items()}
    sheet = workbook.add_worksheet(SHEET)
    columns = [str(column) for column in frame.columns]
    for index, column in enumerate(columns):
        values = frame.iloc[:, index].tolist()
        for row, value in enumerate(values, start=1):
            _fill_cell(sheet, (row, index), value, formats)
        sheet.set_column(index, index, _measure(column, values[:SAMPLE]))
    if columns:
        headers = [{"header": header} for header in name_headers(columns)]
        sheet.add_table(0, 0, max(len(frame), 1), len(columns) - 1, {"name": SHEET, "columns": headers})
    sheet.freeze_panes(1, 0)
    workbook.close()
    return content.getvalue()


def name_headers(columns: Sequence[str]) -> list[str]:
    """Return the headers of a table for its columns: a workbook takes none that is empty, long, or there twice.

    >>> name_headers(["theme", "Theme", ""])
    ['theme', 'Theme (2)', 'column 3']
    """
    headers: list[str] = []
    for number, column in enumerate(columns, start=1):
        name = column.strip()[:LONGEST_HEADER] or f"column {number}"
        taken = {header.casefold() for header in headers}
        headers.append(f"{name} ({number})" if name.casefold() in taken else name)
    return headers


def _fill_cell(sheet: "Worksheet", cell: tuple[int, int], value: object, formats: "dict[str, Format]") -> None:
    """Put a value into a cell by its own type, so that no text is taken for a formula, a link or a number."""
    if not pd.api.types.is_scalar(value):
        value = str(value)
    if pd.isna(value):
        sheet.write_blank(*cell, None, formats["plain"])
    elif isinstance(value, datetime):
        sheet.write_datetime(*cell, value.replace(tzinfo=None), formats["day"])
    elif isinstance(value, bool):
        sheet.write_boolean(*cell, value, formats["plain"])
    elif isinstance(value, int | float) and math.isfinite(value):
        sheet.write_number(*cell, value, formats["plain"])
    else:
        text = cut_text(str(value))
        sheet.write_string(*cell, text, formats["guarded" if is_run(text) else "plain"])


def cut_text(text: str) -> str:
    """Return as much of a text as a cell of a workbook holds; one that is cut says so."""
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - len(CUT)] + CUT


def _measure(column: str, values: list) -> int:
    least, most = WIDTHS
    return min(max([least, len(column) + 3, *(len(str(value)) for value in values)]), most)
