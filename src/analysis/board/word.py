"""Pieces of a Word file: its styles, captions that number themselves, tables whose head is marked and comes again."""

from datetime import datetime

from docx.document import Document as WordFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from analysis.board.office import FONT, LONGEST_NAME, clean_line, shorten_text
from analysis.charts.style import read_looks

SIZES = {"Normal": 12, "List Bullet": 12, "Title": 24, "Heading 1": 18, "Heading 2": 14, "Caption": 12, "Quote": 12}
HEADS = ("Title", "Heading 1", "Heading 2", "Caption")
PAGE = (21.0, 29.7)  # cm: A4
MARGIN = 2.0


def style_word(report: WordFile, date: datetime, title: str) -> None:
    """Give a new Word file the house's page, font, sizes and colours, a style for sources, language and fixed dates."""
    section = report.sections[0]
    section.page_width, section.page_height = map(Cm, PAGE)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN)
    for name, size in SIZES.items():
        style_paragraphs(report.styles[name], size, is_head=name in HEADS)
    report.styles["Caption"].paragraph_format.space_before = Pt(14)
    source = report.styles.add_style("Source", report.styles["Normal"].type)
    source.base_style = report.styles["Normal"]
    source.paragraph_format.left_indent, source.paragraph_format.space_after = Cm(1), Pt(12)
    report.styles["Quote"].paragraph_format.left_indent = Cm(1)
    report.styles["Quote"].paragraph_format.space_after = Pt(2)
    report.styles["Quote"].font.italic = False
    report.styles.element.xpath("//w:docDefaults//w:lang")[0].set(qn("w:val"), "en-GB")
    about = report.core_properties
    about.title = shorten_text(title, LONGEST_NAME)
    about.author, about.last_modified_by, about.comments = "", "", ""
    about.created = about.modified = date
    about.language = "en-GB"


def style_paragraphs(style: ParagraphStyle, size: int, *, is_head: bool) -> None:
    """Give a style the house's font, of so many points; heads are bold, in colour, and stay with what follows."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)  # a theme's font would go before the one that is named
    style.font.name, style.font.size = FONT, Pt(size)
    colour = read_looks()["colours"]["main"].removeprefix("#") if is_head else "000000"
    style.font.color.rgb = RGBColor.from_string(colour)
    if is_head:
        style.font.bold = True
        style.paragraph_format.keep_with_next = True


def add_caption(report: WordFile, kind: str, text: str) -> Paragraph:
    """Add a caption that numbers itself among those of its kind (Table, Figure), and return it."""
    caption = report.add_paragraph(f"{kind} ", style="Caption")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f"SEQ {kind} \\* ARABIC")
    caption._p.append(field)
    number = caption.add_run(str(1 + sum(is_caption(one, kind) for one in report.paragraphs[:-1])))
    field.append(number._r)
    caption.add_run(f": {clean_line(text)}")
    return caption


def is_caption(paragraph: Paragraph, kind: str) -> bool:
    """Return whether a paragraph is the caption of a thing of that kind."""
    return paragraph.style.name == "Caption" and paragraph.text.startswith(f"{kind} ")


def add_table(report: WordFile, rows: list[list[str]], widths: list[float], title: str) -> Table:
    """Add a caption and a table with its heads first, and return the table; `widths` of its columns in cm."""
    add_caption(report, "Table", title)
    table = report.add_table(len(rows), len(widths), style="Table Grid")
    table.autofit = False
    describe_table(table, clean_line(title))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row, texts in zip(table.rows, rows, strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = Cm(width)
            cell.paragraphs[0].add_run(clean_line(text))
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
    mark_head(table.rows[0])
    return table


def describe_table(table: Table, title: str) -> None:
    """Give a table its alt text, and say that its first row is its head and its first column none."""
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is not None:
        look.attrib.clear()
        for name, value in {"val": "0020", "firstRow": "1", "lastRow": "0", "firstColumn": "0", "lastColumn": "0",
                            "noHBand": "0", "noVBand": "0"}.items():  # fmt: skip
            look.set(qn(f"w:{name}"), value)
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), title)
    table._tbl.tblPr.append(caption)


def mark_head(row: _Row) -> None:
    """Mark a row as the head of its table, which comes again on each page, never alone; in bold on grey."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in row.cells:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), "F2F2F2")
        cell._tc.get_or_add_tcPr().append(shade)
        cell.paragraphs[0].paragraph_format.keep_with_next = True
        for run in cell.paragraphs[0].runs:
            run.font.bold = True
