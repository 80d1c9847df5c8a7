"""What programs leave among letters is named for what it is; a letter is read whatever it is called."""

import zipfile
from io import BytesIO

import pytest
from hostile import make_docx, make_pdf, paragraph

from analysis.base.problems import explain
from analysis.read import ReadError, read_document


def make_zip(*names: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "words")
    return file.getvalue()


def make_compound(part: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + part.encode("utf-16-le") + b"\0" * 100


LEFTOVERS = {
    "Ofsted page.url": (b"[InternetShortcut]\r\nURL=https://example.org/letter\r\n", "shortcut"),
    "Ofsted.website": (b"[{000214A0-0000-0000-C000-000000000046}]\r\nProp3=19,2\r\n", "shortcut"),
    "Letter.webloc": (b'<?xml version="1.0"?><!DOCTYPE plist><plist><dict/></plist>', "shortcut"),
    "letter.gdoc": (b'{"doc_id": "abc", "email": "clerk@example.org"}', "Google Drive"),
    "letter (old).gdoc": (b'{"url": "https://example.org/open?id=abc"}', "Google Drive"),
    "desktop.ini": (b"[.ShellClassInfo]\r\nLocalizedResourceName=raw\r\n", "Windows"),
    "Desktop.ini": ("[.ShellClassInfo]\r\nIconResource=x\r\n".encode("utf-16"), "Windows"),
    "Thumbs.db": (make_compound("Catalog"), "Thumbs.db"),
    "Letter - Shortcut.lnk": (b"L\0\0\0\x01\x14\x02\0" + b"\0" * 60, "shortcut"),
    "~$tter to DCS.docx": (b"\x05Clerk" + b" " * 49 + b"\x05\0C\0l\0e\0r\0k\0", "open"),
    "~WRL0001.tmp": (make_compound("WordDocument"), "temporary"),
    "letter.pdf.crdownload": (b"%PDF-1.7\n" + b"\0" * 60, "unfinished"),
    "contacts.csv": (b"name,phone\nPat,1\nLee,2\n", "table"),
    "contacts.CSV": ("name;phone\nJosé;1\n".encode("cp1252"), "table"),
    "Visits.xlsx": (make_zip("[Content_Types].xml", "xl/workbook.xml"), "table"),
    "Lead.vcf": (b"BEGIN:VCARD\nFN:Pat\nEND:VCARD\n", "address card"),
    "script.js": (b"window.page = function () { return 1 }", "web page"),
    "empty.tmp": (b"", "temporary"),
    "link": (b"[InternetShortcut]\nURL=https://example.org/letter\n", "shortcut"),
    "data": (b'{"kind": "drive#file", "id": "1"}', "JSON"),
}

OTHER_FORMATS = {
    "mail.msg": (make_compound("__properties_version1.0"), "Outlook message (.msg)"),
    "letter.odt": (make_zip("mimetype", "content.xml", "styles.xml"), "OpenDocument file (.odt"),
    "letter.rtf": (rb"{\rtf1\ansi Dear Ms Parker}", "rich text document (.rtf)"),
    "letter.pages": (make_zip("Index/Document.iwa", "preview.jpg"), "Apple Pages"),
    "letter.epub": (make_zip("mimetype", "META-INF/container.xml"), "electronic book"),
    "locked.docx": (make_compound("EncryptedPackage"), "asks for a password"),
    "slides.pptx": (make_zip("ppt/presentation.xml"), "PowerPoint"),
    "workbook": (make_zip("xl/workbook.xml"), "Excel workbook"),
}


def write(folder, name: str, data: bytes):
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", LEFTOVERS)
def test_a_leftover_is_no_letter(tmp_path, name):
    data, says = LEFTOVERS[name]
    with pytest.raises(ReadError) as refusal:
        read_document(write(tmp_path, name, data))
    assert refusal.value.reason == "no-letter"
    assert says in refusal.value.detail
    assert explain("no-letter", refusal.value.detail).count(".") >= 2


@pytest.mark.parametrize("name", OTHER_FORMATS)
def test_a_document_that_is_not_read_is_named_for_what_it_is(tmp_path, name):
    data, says = OTHER_FORMATS[name]
    with pytest.raises(ReadError) as refusal:
        read_document(write(tmp_path, name, data))
    assert refusal.value.reason == "other-format"
    assert says in refusal.value.detail


def test_an_old_word_file_and_an_archive_are_named(tmp_path):
    for name, data, reason in (
        ("letter.doc", make_compound("WordDocument"), "old-word"),
        ("letters.zip", make_zip("a.pdf", "b.pdf"), "archive"),
    ):
        with pytest.raises(ReadError) as refusal:
            read_document(write(tmp_path, name, data))
        assert refusal.value.reason == reason


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("letter.tmp", make_pdf(["A line of the letter, long enough."]), "pdf"),
        ("letter.xml", make_docx(paragraph("Dear Ms Parker")), "docx"),
        ("letter.bak.txt", b"Dear Ms Parker", "text"),
        ("letter.old letters", b"Dear Ms Parker", "text"),
        ("~letter.txt", b"Dear Ms Parker", "text"),
        ("notes.text", b"[Draft] Dear Ms Parker", "text"),
        ("From the DCS.txt", b"From: the DCS\nTo: all\n\nDear all", "text"),
        ("memo.txt", b"To: all\nDate: 3 May 2023\nSubject: the visit\n\nInspectors came.", "text"),
        ("list.txt", b"{Draft} the letter of inspectors", "text"),
    ],
)
def test_a_letter_is_read_whatever_it_is_called(tmp_path, name, data, kind):
    assert read_document(write(tmp_path, name, data)).format == kind
