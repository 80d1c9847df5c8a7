"""Draw small PDFs for tests: words, rules and shapes at places that the test gives, in points from the top left."""

import io
from collections.abc import Iterable

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

LEADING = 14


class Page:
    """A page that is written from the top down; `y` is where the next line stands."""

    def __init__(self, canvas: Canvas, top: float = 72):
        self.canvas, self.y = canvas, top

    def words(self, *lines: str, x: float = 66, size: float = 11, bold: bool = False, gap: float = 0) -> float:
        """Write lines below what there is; return where the first of them stands."""
        self.y += gap
        first = self.y
        self.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        for line in lines:
            self.canvas.drawString(x, A4[1] - self.y, line)
            self.y += LEADING
        return first

    def heading(self, text: str) -> None:
        self.words(text, size=13, bold=True, gap=12)
        self.y += 8

    def rule(self, x1: float, y1: float, x2: float, y2: float) -> None:
        self.canvas.line(x1, A4[1] - y1, x2, A4[1] - y2)

    def box(
        self, x1: float, y1: float, x2: float, y2: float, *, shade: float | None = None, stroke: bool = True
    ) -> None:
        if shade is not None:
            self.canvas.setFillGray(shade)
        self.canvas.rect(x1, A4[1] - y2, x2 - x1, y2 - y1, stroke=int(stroke), fill=int(shade is not None))
        self.canvas.setFillGray(0)

    def dot(self, x: float, y: float, radius: float = 1.8) -> None:
        self.canvas.circle(x, A4[1] - y, radius, stroke=0, fill=1)


def draw_pdf(*pages: Iterable) -> bytes:
    """Return a PDF of pages, each made by a function that is given its Page."""
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=A4, invariant=1)
    for draw in pages:
        draw(Page(canvas))
        canvas.showPage()
    canvas.save()
    return data.getvalue()
