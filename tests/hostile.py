"""Files that ought to be refused, or read at no great cost: made here, so that none of them lies in the repository."""

import zipfile
import zlib
from io import BytesIO

import docx
from reportlab.pdfgen.canvas import Canvas

WORD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'


def make_pdf(texts: list[str], **options) -> bytes:
    """Return a PDF with a page for each text."""
    file = BytesIO()
    canvas = Canvas(file, invariant=1, **options)
    for text in texts:
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def make_raw_pdf(objects: list[bytes]) -> bytes:
    """Return a PDF file of these objects, of which the first is the catalogue."""
    file = BytesIO(b"%PDF-1.7\n")
    file.seek(0, 2)
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(file.tell())
        file.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = file.tell()
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    file.write(b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table))
    file.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, start))
    return file.getvalue()


def pdf_of_nested_forms(depth: int) -> bytes:
    """Return a PDF whose page draws a form eight times, which draws a form eight times, and so on."""
    form = b"<</Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>/Length 47>>stream\n%s\nendstream"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    forms = [form % (number + 1, b" ".join([b"/X Do"] * 8)) for number in range(5, 5 + depth)]
    last = b"<</Subtype/Form/BBox[0 0 9 9]/Length 1>>stream\n \nendstream"
    return make_raw_pdf([*CATALOGUE, page, _stream(b"/X Do"), *forms, last])


def pdf_of_nested_page_trees(depth: int) -> bytes:
    """Return a PDF whose one page stands at the end of a long chain of page trees."""
    trees = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 1) for number in range(2, depth)]
    return make_raw_pdf([CATALOGUE[0], *trees, b"<</Type/Page/MediaBox[0 0 595 842]>>"])


def pdf_bomb(size: int) -> bytes:
    """Return a small PDF whose page unpacks to `size` bytes."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    return make_raw_pdf([*CATALOGUE, page, _stream(b" " * size)])


CATALOGUE = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)


def make_docx(body: bytes = b"", **parts: bytes) -> bytes:
    """Return a Word file with this body (WordprocessingML) and these parts more (name without folder)."""
    whole, file = BytesIO(), BytesIO()
    docx.Document().save(whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for name in source.namelist():
            target.writestr(name, WORD % body if name == "word/document.xml" else source.read(name))
        for name, content in parts.items():
            target.writestr(f"word/{name}", content)
    return file.getvalue()


def paragraph(text: str) -> bytes:
    """Return a paragraph of a Word file."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>".encode()
