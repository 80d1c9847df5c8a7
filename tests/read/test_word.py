"""Word files as people leave them: tracked changes, links, controls, boxes, merged cells, notes and hidden text."""

import gc
import zipfile
from io import BytesIO

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.package import Package
from hostile import make_docx, paragraph

from analysis.read import ReadError, read_document
from analysis.read.docx import parse_docx

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
BY = 'w:id="1" w:author="a" w:date="2024-11-01T09:00:00Z"'
RUN = "<w:r><w:t>{}</w:t></w:r>"
CASELOADS = RUN.format("Caseloads are too high.")
BOX = "<w:txbxContent><w:p><w:r><w:t>Care leavers feel at home.</w:t></w:r></w:p></w:txbxContent>"
NEW_BOX = (
    f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>'
    f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
OLD_BOX = f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>"
SEEN = RUN.format("Children are seen.")


def read(*elements: str, notes: dict[str, str] | None = None):
    """Return the Document of a Word file with these elements in its body."""
    word = docx.Document()
    for element in elements:
        word.element.body.insert(-1, parse_xml(element.replace(">", f" {SPACES}>", 1)))
    return parse_word(word, notes or {})


def parse_word(word, notes=None):
    file = BytesIO()
    word.save(file)
    with zipfile.ZipFile(file, "a") as archive:
        for name, content in (notes or {}).items():
            archive.writestr(f"word/{name}.xml", content)
    return parse_docx(file.getvalue())


def texts_of(document):
    return [line.text for line in document.lines]


PLAIN = {
    "inserted": f"<w:p><w:pPr><w:rPr><w:ins {BY}/></w:rPr></w:pPr><w:ins {BY}>{CASELOADS}</w:ins></w:p>",
    "moved here": f"<w:p><w:moveTo {BY}>{CASELOADS}</w:moveTo></w:p>",
    "linked": f'<w:p><w:hyperlink w:anchor="x">{CASELOADS}</w:hyperlink></w:p>',
    "a field that links": f'<w:p><w:fldSimple w:instr="HYPERLINK">{CASELOADS}</w:fldSimple></w:p>',
    "in a control": f"<w:p><w:sdt><w:sdtContent>{CASELOADS}</w:sdtContent></w:sdt></w:p>",
    "a control of paragraphs": f"<w:sdt><w:sdtContent><w:p>{CASELOADS}</w:p></w:sdtContent></w:sdt>",
    "a smart tag": f'<w:p><w:smartTag w:element="x">{CASELOADS}</w:smartTag></w:p>',
    "inserted in a link": f'<w:p><w:hyperlink w:anchor="x"><w:ins {BY}>{CASELOADS}</w:ins></w:hyperlink></w:p>',
}


@pytest.mark.parametrize("what", PLAIN)
def test_a_paragraph_is_text_however_it_came_there(what):
    [line] = read(PLAIN[what]).lines
    assert (line.text, line.kind, line.bold) == ("Caseloads are too high.", "text", False)


@pytest.mark.parametrize("wrap", ["{}", f"<w:ins {BY}>{{}}</w:ins>", '<w:hyperlink w:anchor="x">{}</w:hyperlink>'])
def test_a_bold_paragraph_is_bold_however_it_came_there(wrap):
    run = "<w:r><w:rPr><w:b/></w:rPr><w:t>Main findings</w:t></w:r>"
    assert [line.bold for line in read(f"<w:p>{wrap.format(run)}</w:p>").lines] == [True]
    assert [line.bold for line in read(f"<w:p>{wrap.format(run)}{SEEN}</w:p>").lines] == [False]


def test_what_was_deleted_or_moved_away_is_not_printed():
    document = read(
        f"<w:p><w:r><w:t>Plans are </w:t></w:r><w:del {BY}><w:r><w:delText>not </w:delText></w:r></w:del>"
        "<w:r><w:t>clear.</w:t></w:r></w:p>",
        f"<w:p><w:moveFrom {BY}>{CASELOADS}</w:moveFrom></w:p>",
        f"<w:p><w:moveTo {BY}>{CASELOADS}</w:moveTo></w:p>",
    )
    assert texts_of(document) == ["Plans are clear.", "Caseloads are too high."]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    document = read(
        f"<w:p><w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr><w:r><w:t>Plans are </w:t></w:r></w:p>",
        "<w:p><w:r><w:t>clear.</w:t></w:r></w:p>",
    )
    assert texts_of(document) == ["Plans are clear."]


@pytest.mark.parametrize("box", [NEW_BOX, OLD_BOX], ids=["new", "old"])
def test_a_text_box_is_read_once_apart_from_its_paragraph(box):
    around = f"<w:p><w:r><w:t>Children are </w:t></w:r>{box}<w:r><w:t>seen.</w:t></w:r></w:p>"
    assert texts_of(read(around)) == ["Children are seen.", "Care leavers feel at home."]
    assert texts_of(read(f"<w:p>{box}</w:p>", f"<w:p>{SEEN}</w:p>")) == [
        "Care leavers feel at home.",
        "Children are seen.",
    ]
    assert [line.bold for line in read(around).lines] == [False, False]


HIDDEN = {
    "a run": ("<w:r><w:rPr><w:vanish/></w:rPr><w:t> NOTE</w:t></w:r>", True),
    "a run that says it is": ('<w:r><w:rPr><w:vanish w:val="1"/></w:rPr><w:t> NOTE</w:t></w:r>', True),
    "a run in a hidden style": ('<w:r><w:rPr><w:rStyle w:val="Clerk"/></w:rPr><w:t> NOTE</w:t></w:r>', True),
    "a run that says it is not": ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> NOTE</w:t></w:r>', False),
    "a run shown in a hidden style": (
        '<w:r><w:rPr><w:rStyle w:val="Clerk"/><w:vanish w:val="false"/></w:rPr><w:t> NOTE</w:t></w:r>',
        False,
    ),
}


@pytest.mark.parametrize("what", HIDDEN)
def test_hidden_text_is_left_out(what):
    run, hidden = HIDDEN[what]
    word = docx.Document()
    word.styles.add_style("Clerk", WD_STYLE_TYPE.CHARACTER).font.hidden = True
    word.element.body.insert(-1, parse_xml(f"<w:p {SPACES}>{SEEN}{run}</w:p>"))
    document = parse_word(word)
    assert texts_of(document) == ["Children are seen." if hidden else "Children are seen. NOTE"]
    assert document.dropped == ((("hidden text", "NOTE"),) if hidden else ())


def test_a_paragraph_in_a_hidden_style_is_left_out():
    word = docx.Document()
    word.styles.add_style("Notes", WD_STYLE_TYPE.PARAGRAPH).font.hidden = True
    word.add_paragraph("NOTE TO CLERK", style="Notes")
    word.add_paragraph("Children are seen.")
    document = parse_word(word)
    assert texts_of(document) == ["Children are seen."]
    assert document.dropped == (("hidden text", "NOTE TO CLERK"),)


def test_footnotes_endnotes_and_comments_are_left_out_not_lost():
    note = f'<w:{{0}}s {SPACES}><w:{{0}} w:id="2"><w:p><w:r><w:t>{{1}}</w:t></w:r></w:p></w:{{0}}></w:{{0}}s>'
    notes = {name + "s": note.format(name, f"A {name}.") for name in ("footnote", "endnote", "comment")}
    document = read(f'<w:p>{SEEN}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>', notes=notes)
    assert texts_of(document) == ["Children are seen."]
    assert document.dropped == (("footnote", "A footnote."), ("footnote", "A endnote."), ("comment", "A comment."))


def make_table(rows, merged=()):
    """Return a Word file with a table; `merged` names pairs of cells (row, column) to be merged."""
    word = docx.Document()
    table = word.add_table(len(rows), max(map(len, rows)))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    for first, last in merged:
        table.cell(*first).merge(table.cell(*last))
    return parse_word(word)


ITEMS = ["The quality of supervision.", "The timeliness of visits.", "Permanence planning."]
TABLES = {
    "number and owner": (
        [["No", "Area for improvement", "Owner"], *[[str(n), text, "DCS"] for n, text in enumerate(ITEMS, 1)]],
        [],
    ),
    "an owner for all": (
        [["No.", "Area for improvement", "Lead"], *[[f"{n}.", text, "DCS"] for n, text in enumerate(ITEMS, 1)]],
        [((1, 2), (3, 2))],
    ),
    "recommendation, action and date": (
        [
            ["Ref", "Recommendation", "Our response", "By when"],
            *[["R1", text, "We will act.", "May 2025"] for text in ITEMS],
        ],
        [],
    ),
    "what needs to improve": (
        [["What needs to improve?", "Who", "RAG rating"], *[[text, "Head of service", "Amber"] for text in ITEMS]],
        [],
    ),
    "no word for the items": ([["#", "Issue", "Timescale"], *[["a", text, "6 months"] for text in ITEMS]], []),
    "a priority action and its area": (
        [["Priority action", "Responsible officer"], *[[text, "DCS"] for text in ITEMS]],
        [],
    ),
}


@pytest.mark.parametrize("what", TABLES)
def test_the_items_of_a_table_are_its_items_alone(what):
    rows, merged = TABLES[what]
    document = make_table(rows, merged)
    assert [(line.kind, line.text) for line in document.lines] == [("bullet", text) for text in ITEMS]
    words = " ".join(text for _, text in document.dropped).split()
    assert set(words) >= {word for row in rows for cell in row if cell not in ITEMS for word in cell.split()}


def test_a_title_above_the_heads_of_a_table_stays_a_heading():
    rows = [
        ["Areas for improvement", "", ""],
        ["No", "Recommendation", "Owner"],
        *[["1", text, "DCS"] for text in ITEMS],
    ]
    document = make_table(rows, [((0, 0), (0, 2))])
    assert [(line.text, line.bold) for line in document.lines[:2]] == [
        ("Areas for improvement", True),
        (ITEMS[0], False),
    ]


def test_an_item_of_two_paragraphs_is_one():
    rows = [["No", "Recommendation"], ["1", "The quality of plans,\nand of reviews."], ["2", ITEMS[1]]]
    assert texts_of(make_table(rows)) == ["The quality of plans, and of reviews.", ITEMS[1]]


def test_numbers_beside_their_texts_begin_the_lines():
    document = make_table([[str(n), text] for n, text in enumerate(ITEMS, 1)])
    assert texts_of(document) == [f"{n}. {text}" for n, text in enumerate(ITEMS, 1)]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([["Overall effectiveness", "Good"], ["Leaders", "Outstanding"]], None),
        ([["Judgement", "Grade"], ["Overall effectiveness", "Good"]], None),
        ([["Judgement", "2018", "2024"], ["Overall effectiveness", "Inadequate", "Good"]], None),
        ([["Inspection dates:", "3 to 14 October 2022"], ["Lead inspector:", "Jo Marlow"]], None),
        ([["Name", "Role"], ["Jo Marlow", "Lead inspector"]], None),
        ([["", ""], ["Piccadilly Gate", "T 0300 123 1231"]], ["Piccadilly Gate T 0300 123 1231"]),
        ([["2018", "Requires improvement"], ["2024", "Good"]], None),
    ],
    ids=["grades", "grades with heads", "grades of two years", "labels", "people", "a letterhead", "years"],
)
def test_the_rows_of_other_tables_stay_lines(rows, lines):
    assert texts_of(make_table(rows)) == (lines or [" ".join(row) for row in rows])


def test_cells_in_content_controls_are_read():
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    row = f"<w:tr>{cell.format('Overall effectiveness')}{control.format(cell.format('Good'))}</w:tr>"
    assert texts_of(read(f"<w:tbl>{row}</w:tbl>")) == ["Overall effectiveness Good"]
    assert texts_of(read(f"<w:tbl>{control.format(row)}</w:tbl>")) == ["Overall effectiveness Good"]


@pytest.mark.parametrize(("before", "encoding"), [("", "utf-8"), (f"<!--{'x' * 5000}-->", "utf-8"), ("", "utf-16")])
def test_declared_entities_are_refused_wherever_they_stand(before, encoding):
    head = f'<?xml version="1.0" encoding="{encoding}"?>{before}<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    bomb = f'{head}<!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    data = make_docx(paragraph("&b;" * 50).join([b"", b""]))
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(file, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(
                name, (bomb + content.decode()).encode(encoding) if name == "word/document.xml" else content
            )
    with pytest.raises(ReadError, match="entities"):
        parse_docx(file.getvalue())


def test_a_word_file_that_was_read_leaves_no_parts_in_the_memory(tmp_path):
    word = docx.Document()
    word.add_paragraph("Leaders know their service.")
    word.save(tmp_path / "letter.docx")
    del word
    gc.collect()
    gc.disable()  # as good as it is in a build, which looks for circular garbage seldom
    try:
        read_document(tmp_path / "letter.docx")
        left = [thing for thing in gc.get_objects() if isinstance(thing, Package)]
    finally:
        gc.enable()
    assert left == []
