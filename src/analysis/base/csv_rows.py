"""CSV files that people edit, as rows: what is wrong with one is reported, never raised."""

import csv
import io
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from analysis.base.encoding import decode
from analysis.base.problems import make_problem

csv.field_size_limit(2**31 - 1)  # a sentence can be longer than the 131,072 characters that csv expects

Row = dict[str, str]
Problem = dict[str, str | None]

DELIMITERS = ",;\t"  # Excel writes semicolons where the comma is the sign of decimals, and tabs in "Unicode text"
HINT = re.compile(r"\s*sep=.\s*", re.I)  # a first line that tells Excel the delimiter


def read_rows(
    path: Path,
    file: str,
    *,
    columns: Collection[str],
    needs: Collection[str],
    reason: str,
    row_reason: str | None = None,
) -> tuple[list[Row], list[Problem]]:
    """Return the rows of a CSV file and rows of `problems`; no file is no problem.

    A row has every one of `columns`, stripped ("" where blank), `line`, the line of the file on which it ends, and
    `over`, whether it has more cells than the head. Encoding and delimiter are told by the file, and the head may be in
    capitals or have spaces. `file` is what messages call it, `reason` the id in problems.yml for columns that are
    amiss, `row_reason` that for a row that cannot be parsed. Without all of `needs` no row can be used; a column that
    is not in `columns` is reported and left aside.
    """
    if not path.exists():
        return [], []
    if not path.is_file():
        return [], [make_problem(file, "unreadable", "It is a folder, a pipe or a device.")]
    try:
        text, _ = decode(path.read_bytes())
    except OSError as error:
        return [], [make_problem(file, "unreadable", f"{error.strerror}.")]
    except UnicodeDecodeError as error:
        return [], [make_problem(file, "not-utf8", f"Byte {error.start + 1} is not UTF-8.")]
    delimiter = find_delimiter(text, columns)
    parsed, faults = _parse_lines(text, delimiter)
    problems = [make_problem(file, row_reason or reason, fault) for fault in faults]
    head, *below = parsed or [(1, [])]
    names = [_plain(cell) for cell in head[1]]
    printed = [cell.strip() for cell in head[1] if cell.strip()]
    rows = [_make_row(line, cells, names, columns) for line, cells in below]
    if not set(filter(None, names)) <= set(columns) or not set(needs) <= set(names):
        problems.append(
            make_problem(file, reason, f"Its first line names the columns {', '.join(printed) or '(none)'}.")
        )
    return (rows if set(needs) <= set(names) else []), problems


def find_delimiter(text: str, columns: Collection[str]) -> str:
    """Return the delimiter by which the head names the most columns."""
    lines = (line for line in text.splitlines() if line.strip() and not HINT.fullmatch(line))
    head = next(lines, "").replace('"', "")
    return max(DELIMITERS, key=lambda sign: len({_plain(cell) for cell in head.split(sign)} & set(columns)))


def _parse_lines(text: str, delimiter: str) -> tuple[list[tuple[int, list[str]]], list[str]]:
    """Return (line, cells) of each row that is not blank, and what is wrong with the rows that are no CSV.

    Where the whole is none, for a quotation mark that is never closed takes in all that follows, each line is a row.
    """
    try:
        return list(_parse_csv(text, delimiter)), []
    except csv.Error:
        rows, faults = [], []
        for number, line in enumerate(io.StringIO(text, newline=None), start=1):
            try:
                rows += [(number, cells) for _, cells in _parse_csv(line, delimiter)]
            except csv.Error as error:
                faults.append(f"Line {number} is not CSV ({error}).")
        return rows, faults


def _parse_csv(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)
    for cells in reader:
        if any(cell.strip() for cell in cells) and not HINT.fullmatch(delimiter.join(cells)):
            yield reader.line_num, cells


def _make_row(line: int, cells: list[str], names: list[str], columns: Collection[str]) -> Row:
    known = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name in columns}
    return {name: known.get(name, "") for name in columns} | {"line": line, "over": len(cells) > len(names)}


def _plain(name: str) -> str:
    """Return the name of a column as the head of another program may write it.

    >>> _plain(" Start date "), _plain("VISIT-TYPE")
    ('start_date', 'visit_type')
    """
    return "_".join(name.strip().lower().replace("-", " ").replace("_", " ").split())
