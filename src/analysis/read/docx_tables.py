"""The rows of the tables of a Word file: cells in their columns, merged ones once."""

from collections.abc import Callable, Iterator
from itertools import chain

from docx.oxml.ns import qn
from lxml import etree

from analysis.read.document import Line
from analysis.read.tables import Items, parse_items, parse_numbered

Text = Callable[[etree._Element], str]  # the printed text of a paragraph
TABLE = "table"  # why the heads, numbers and owners in a table of items are left out


def parse_table(table: etree._Element, text: Text) -> tuple[list[Line], list[tuple[str, str]]] | None:
    """Return the lines of a table that lists items, and (reason, text) of its other words; None for other tables.

    `text` gives the printed text of a paragraph. An item is a bullet; where a number stands alone beside each text, it
    begins the line.
    """
    if table.find(f".//{qn('w:tc')}//{qn('w:tbl')}") is not None:
        return None
    rows = [_parse_row(row, text) for row in table.iter(qn("w:tr"))]
    rows = [row for row in rows if any(row)]
    if numbered := parse_numbered(rows):
        return [Line(words, gap=True) for words in numbered], []
    items = parse_items(rows)
    return (list(_make_lines(items)), [(TABLE, words) for words in items.rest]) if items else None


def list_cells(row: etree._Element) -> list[etree._Element]:
    """Return the cells of a row, also those that stand in content controls."""
    return [cell for cell in row.iter(qn("w:tc")) if next(cell.iterancestors(qn("w:tr"))) is row]


def _make_lines(items: Items) -> Iterator[Line]:
    titles = (Line(words, gap=True, bold=True) for words in items.titles)
    return chain(titles, (Line(words, kind="bullet", level=1, gap=True) for words in items.items))


def _parse_row(row: etree._Element, text: Text) -> list[str]:
    """Return the text of each column of a row: a cell that is wider than one stands in its first."""
    columns: list[str] = [""] * _number_in(row, "w:trPr", "w:gridBefore", 0)
    for cell in list_cells(row):
        texts = (" ".join(text(paragraph).split()) for paragraph in cell.iter(qn("w:p")))
        columns.append(" ".join(filter(None, texts)))
        columns += [""] * (_number_in(cell, "w:tcPr", "w:gridSpan", 1) - 1)
    return columns


def _number_in(element: etree._Element, properties: str, name: str, default: int) -> int:
    found = element.find(f"{qn(properties)}/{qn(name)}")
    value = "" if found is None else found.get(qn("w:val"), "")
    return min(int(value), 100) if value.isdecimal() else default
