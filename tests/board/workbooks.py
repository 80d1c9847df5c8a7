"""Workbooks as the tests read them back: each sheet as texts and numbers, straight from the XML."""

import zipfile
from pathlib import Path
from typing import NamedTuple

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Sheet(NamedTuple):
    """A sheet: its `rows` of cells, each a text, or a number as text; None for a blank one.

    `tree` is its XML, `head` the index of the row with the headings of its table (None without one).
    """

    rows: list[list[str | None]]
    tree: etree._Element
    head: int | None

    @property
    def table(self) -> list[dict[str, str | None]]:
        """The rows of its marked table, by heading."""
        headings, *rows = self.rows[self.head :]
        return [dict(zip(headings, row, strict=True)) for row in rows]


def read_workbook(path: Path) -> dict[str, Sheet]:
    """Return the sheets of a workbook by name."""
    files = zipfile.ZipFile(path)
    strings = etree.fromstring(files.read("xl/sharedStrings.xml"))
    texts = ["".join(text.itertext()) for text in strings.findall(f"{MAIN}si")]
    names = [sheet.get("name") for sheet in etree.fromstring(files.read("xl/workbook.xml")).iter(f"{MAIN}sheet")]
    sheets, n_tables = {}, 0
    for number, name in enumerate(names, start=1):
        tree = etree.fromstring(files.read(f"xl/worksheets/sheet{number}.xml"))
        cells = [[(cell.get("t"), cell.findtext(f"{MAIN}v")) for cell in row] for row in tree.iter(f"{MAIN}row")]
        rows = [[texts[int(value)] if kind == "s" else value for kind, value in row] for row in cells]
        head = None
        if tree.find(f"{MAIN}tableParts") is not None:
            n_tables += 1
            table = etree.fromstring(files.read(f"xl/tables/table{n_tables}.xml"))
            head = int("".join(filter(str.isdigit, table.get("ref").split(":")[0]))) - 1
        sheets[name] = Sheet(rows, tree, head)
    return sheets
