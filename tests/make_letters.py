"""Write the letters of made_up_letters.yml in every format that can be read.

python tests/make_letters.py FOLDER
"""

import html
import sys
import textwrap
from pathlib import Path

import docx
import yaml
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate

Item = tuple[str, list[str]]  # what it is in the letter, and its lines

SOURCE = Path(__file__).with_name("made_up_letters.yml")
PAGE = Path(__file__).with_name("made_up_page.html")


def read_letters() -> dict[str, dict]:
    """Return the made-up letters by name, each with what is expected of it and its items."""
    letters = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    for letter in letters.values():
        letter["letter"] = [(role, text.split("\\n")) for item in letter["letter"] for role, text in item.items()]
    return letters


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
    """Write a PDF of narrow pages, so that paragraphs run over page breaks, with a running head and page numbers."""
    body = ParagraphStyle("body", fontName="Helvetica", fontSize=12, leading=14.5, spaceAfter=10, alignment=TA_LEFT)
    styles = {
        "heading": ParagraphStyle("heading", body, fontName="Helvetica-Bold", fontSize=14, leading=17),
        "title": ParagraphStyle("title", body, fontName="Helvetica-Bold"),
        "bullet": ParagraphStyle("bullet", body, leftIndent=18, bulletIndent=0),
        "sub": ParagraphStyle("sub", body, leftIndent=36, bulletIndent=18),
    }
    marks = {"bullet": "•", "sub": "–"}
    story = [
        Paragraph("<br/>".join(map(html.escape, lines)), styles.get(role, body), bulletText=marks.get(role))
        for role, lines in items
    ]

    def decorate(canvas, document):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, 30, "Made-up letter of the tests, 2 to 3 May 2023")
        canvas.drawRightString(A4[0] - 72, 30, str(document.page))

    margins = {"leftMargin": 72, "rightMargin": 72, "topMargin": 72, "bottomMargin": 260}
    SimpleDocTemplate(str(path), pagesize=A4, invariant=1, **margins).build(
        story, onFirstPage=decorate, onLaterPages=decorate
    )


def write_docx(items: list[Item], path: Path) -> None:
    """Write a Word file with the styles of Word, and a foot that its pages share."""
    word = docx.Document()
    word.sections[0].footer.paragraphs[0].text = "Made-up letter of the tests"
    styles = {"title": "Heading 1", "heading": "Heading 2", "bullet": "List Bullet", "sub": "List Bullet 2"}
    for role, lines in items:
        word.add_paragraph("\n".join(lines), style=styles.get(role))
    word.save(path)


def write_html(items: list[Item], path: Path) -> None:
    """Write a report page with the menus, banner and links that such pages have around the text."""
    path.write_text(PAGE.read_text(encoding="utf-8").replace("<!-- letter -->", _html(items)), encoding="utf-8")


def _html(items: list[Item]) -> str:
    tags = {"title": "h1", "heading": "h2", "bullet": "li", "sub": "li"}
    parts, depth = [], 0
    for role, lines in items:
        level = {"bullet": 1, "sub": 2}.get(role, 0)
        parts.append("<ul>" * (level - depth) + "</ul>" * (depth - level))
        tag, depth = tags.get(role, "p"), level
        parts.append(f"<{tag}>{'<br>'.join(map(html.escape, lines))}</{tag}>")
    return "\n".join(parts)


def write_markdown(items: list[Item], path: Path) -> None:
    """Write Markdown, every paragraph on one line."""
    marks = {"title": "### **{}**", "heading": "### **{}**", "bullet": "- {}", "sub": "  - {}"}
    texts = [marks.get(role, "{}").format("  \n".join(lines)) for role, lines in items]
    path.write_text("\n\n".join(texts).replace("\n\n- ", "\n- ").replace("\n\n  - ", "\n  - "), encoding="utf-8")


def write_text(items: list[Item], path: Path) -> None:
    """Write plain text, wrapped at 72 characters, in which nothing marks a heading."""
    path.write_text("\n\n".join(_wrap(role, lines) for role, lines in items), encoding="utf-8")


def _wrap(role: str, lines: list[str]) -> str:
    marks = {"bullet": "• ", "sub": "    – "}
    mark = marks.get(role, "")
    return "\n".join(
        textwrap.fill(line, 72, initial_indent=mark, subsequent_indent=" " * len(mark), break_on_hyphens=False)
        for line in lines
    )


WRITERS = {"pdf": write_pdf, "docx": write_docx, "html": write_html, "md": write_markdown, "txt": write_text}


if __name__ == "__main__":
    for file in write_letters(Path(sys.argv[1])).values():
        print(file)
