"""Write the letters of made_up_letters.yml in every format that can be read.

python tests/make_letters.py FOLDER
"""

import html
import sys
import textwrap
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart
from pathlib import Path

import docx
import yaml
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

Item = tuple[str, list[str]]  # what it is in the letter, and its lines

SOURCE = Path(__file__).with_name("made_up_letters.yml")
PAGE = Path(__file__).with_name("made_up_page.html")


def read_letters() -> dict[str, dict]:
    """Return the made-up letters by name, each with what is expected of it and its items."""
    letters = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    for letter in letters.values():
        letter["letter"] = [(role, _lines(role, text)) for item in letter["letter"] for role, text in item.items()]
    return letters


def _lines(role: str, text: str) -> list[str]:
    return text.split("|" if role == "row" else "\\n")


def write_letters(folder: Path) -> dict[tuple[str, str], Path]:
    """Write every letter in every format; return the files by letter and format."""
    files = {}
    for name, letter in read_letters().items():
        for suffix, write in WRITERS.items():
            path = folder / f"{name}.{suffix}"
            write(letter["letter"], path)
            files[name, suffix] = path
    return files


def write_pdf(items: list[Item], path: Path) -> None:
    """Write a PDF of short pages, so that paragraphs run over page breaks, with a running head and page numbers."""
    body = ParagraphStyle("body", fontName="Helvetica", fontSize=12, leading=14.5, spaceAfter=10)
    styles = {
        "heading": ParagraphStyle("heading", body, fontName="Helvetica-Bold", fontSize=14, leading=17),
        "title": ParagraphStyle("title", body, fontName="Helvetica-Bold"),
        "bullet": ParagraphStyle("bullet", body, leftIndent=18, bulletIndent=0),
        "sub": ParagraphStyle("sub", body, leftIndent=36, bulletIndent=18),
        "number": ParagraphStyle("number", body, leftIndent=28, bulletIndent=0),
        "cell": ParagraphStyle("cell", body, spaceAfter=2),
    }
    story = []
    for (role, lines), number in _numbered(items):
        if role == "row":
            story.append(Table([[Paragraph(html.escape(cell), styles["cell"]) for cell in lines]], [220, 220]))
            continue
        mark = {"bullet": "•", "sub": "–", "number": f"{number}."}.get(role)
        story.append(Paragraph("<br/>".join(map(html.escape, lines)), styles.get(role, body), bulletText=mark))

    def decorate(canvas, document):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, 30, "Made-up letter of the tests, 2 to 3 May 2023")
        canvas.drawRightString(A4[0] - 72, 30, str(document.page))

    margins = {"leftMargin": 72, "rightMargin": 72, "topMargin": 72, "bottomMargin": 260}
    SimpleDocTemplate(str(path), pagesize=A4, invariant=1, **margins).build(
        story, onFirstPage=decorate, onLaterPages=decorate
    )


def _numbered(items: list[Item]) -> Iterator[tuple[Item, int]]:
    """Yield each item with how many numbered paragraphs there are up to it."""
    number = 0
    for item in items:
        number += item[0] == "number"
        yield item, number


def write_docx(items: list[Item], path: Path) -> None:
    """Write a Word file with the styles of Word, its numbers left to Word, and a foot that its pages share."""
    word = docx.Document()
    word.sections[0].footer.paragraphs[0].text = "Made-up letter of the tests"
    styles = {"title": "Heading 1", "heading": "Heading 2", "bullet": "List Bullet", "sub": "List Bullet 2"}
    for role, lines in items:
        if role == "row":
            for cell, text in zip(word.add_table(1, len(lines)).rows[0].cells, lines, strict=True):
                cell.text = text
        else:
            word.add_paragraph("\n".join(lines), style={**styles, "number": "List Number"}.get(role))
    word.save(path)


def write_html(items: list[Item], path: Path) -> None:
    """Write a report page with the menus, banner and links that such pages have around the text."""
    path.write_text(PAGE.read_text(encoding="utf-8").replace("<!-- letter -->", _html(items)), encoding="utf-8")


def _html(items: list[Item]) -> str:
    tags = {"title": "h1", "heading": "h2", "bullet": "li", "sub": "li"}
    parts, depth = [], 0
    for (role, lines), number in _numbered(items):
        level = {"bullet": 1, "sub": 2}.get(role, 0)
        parts.append("<ul>" * (level - depth) + "</ul>" * (depth - level))
        tag, depth = tags.get(role, "p"), level
        texts = list(map(html.escape, lines))
        if role == "row":
            parts.append("<table><tr>" + "".join(f"<td>{text}</td>" for text in texts) + "</tr></table>")
        elif role == "number":
            parts.append(f'<ol start="{number}"><li>{texts[0]}</li></ol>')
        else:
            parts.append(f"<{tag}>{'<br>'.join(texts)}</{tag}>")
    return "\n".join(parts)


def write_markdown(items: list[Item], path: Path) -> None:
    """Write Markdown, every paragraph on one line."""
    marks = {"title": "### **{}**", "heading": "### **{}**", "bullet": "- {}", "sub": "  - {}", "row": "| {} |"}
    texts = []
    for (role, lines), number in _numbered(items):
        mark = f"{number}\\. {{}}" if role == "number" else marks.get(role, "{}")
        texts.append(mark.format((" | " if role == "row" else "  \n").join(lines)))
    tight = "\n\n".join(texts)
    for mark in ("- ", "  - ", "| "):
        tight = tight.replace(f"\n\n{mark}", f"\n{mark}")
    path.write_text(tight, encoding="utf-8")


def write_text(items: list[Item], path: Path) -> None:
    """Write plain text, wrapped at 72 characters, in which nothing marks a heading."""
    texts = [_wrap(role, lines, number) for (role, lines), number in _numbered(items)]
    path.write_text("\n\n".join(texts), encoding="utf-8")


def _wrap(role: str, lines: list[str], number: int) -> str:
    mark = {"bullet": "• ", "sub": "    – ", "number": f"{number}. "}.get(role, "")
    lines = ["  ".join(lines)] if role == "row" else lines
    return "\n".join(
        textwrap.fill(line, 72, initial_indent=mark, subsequent_indent=" " * len(mark), break_on_hyphens=False)
        for line in lines
    )


def write_mail(items: list[Item], path: Path) -> None:
    """Write a mail that forwards the letter as plain text, wrapped as mails are, below a note."""
    write_text(items, path)
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Date"] = "clerk@example.org", "pat@example.org", "Mon, 11 Nov 2024 09:00:00 +0000"
    head = "Please see below.\n\n-----Original Message-----\nFrom: Pat\nSent: 8 November 2024 10:00\nTo: Clerk\n\n"
    mail.set_content(head + path.read_text(encoding="utf-8"), cte="quoted-printable")
    path.write_bytes(mail.as_bytes())


def write_saved_page(items: list[Item], path: Path) -> None:
    """Write a report page saved by a browser as one file."""
    write_html(items, path)
    page = MIMEPart()
    page.set_content(path.read_text(encoding="utf-8"), subtype="html", cte="quoted-printable")
    saved = EmailMessage()
    saved["From"], saved["Date"] = "<Saved by Blink>", "Fri, 8 Nov 2024 10:00:00 -0000"
    saved["MIME-Version"] = "1.0"
    saved["Content-Type"] = 'multipart/related; type="text/html"; boundary="----MultipartBoundary--a1----"'
    saved.attach(page)
    path.write_bytes(saved.as_bytes())


WRITERS = {
    "pdf": write_pdf,
    "docx": write_docx,
    "html": write_html,
    "md": write_markdown,
    "txt": write_text,
    "eml": write_mail,
    "mht": write_saved_page,
}


if __name__ == "__main__":
    for file in write_letters(Path(sys.argv[1])).values():
        print(file)
