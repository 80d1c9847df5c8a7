"""CSV files that people edit, as rows: what is wrong with one is reported, never raised."""

import csv
import io
from collections.abc import Collection
from pathlib import Path

from analysis.base.problems import make_problem

csv.field_size_limit(2**31 - 1)  # a sentence can be longer than the 131,072 characters that csv expects

Row = dict[str, str]


def read_rows(
    path: Path, file: str, *, columns: Collection[str], needs: Collection[str], reason: str
) -> tuple[list[Row], list[dict]]:
    """Return the rows of a CSV file and rows of `problems`; no file is no problem.

    A row has every one of `columns`, stripped ("" where blank), and `line`, the line of the file on which it ends.
    `file` is what messages call it, `reason` the id in problems.yml for columns that are amiss. Without all of
    `needs` no row can be used; a column that is not in `columns` is reported and left aside.
    """
    if not path.exists():
        return [], []
    if not path.is_file():
        return [], [make_problem(file, "unreadable", "It is a folder, a pipe or a device.")]
    try:
        lines = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), restval="")
        rows = [{name: (row.get(name) or "").strip() for name in columns} | {"line": lines.line_num} for row in lines]
        rows = [row for row in rows if any(row[name] for name in columns)]  # Excel leaves lines of commas alone
    except OSError as error:
        return [], [make_problem(file, "unreadable", f"{error.strerror}.")]
    except UnicodeDecodeError as error:
        return [], [make_problem(file, "not-utf8", f"Byte {error.start + 1} is not UTF-8.")]
    except csv.Error as error:
        return [], [make_problem(file, reason, f"Line {lines.line_num} is not CSV ({error}).")]
    names = [name for name in lines.fieldnames or [] if name]
    if set(names) <= set(columns) and set(needs) <= set(names):
        return rows, []
    problem = make_problem(file, reason, f"Its first line names the columns {', '.join(names) or '(none)'}.")
    return (rows if set(needs) <= set(names) else []), [problem]
