"""What slides and report share as files: text that Office takes, pictures, descriptions, and writing to disk."""

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import matplotlib.pyplot as plt

from analysis.base.texts import clean_text
from analysis.charts import READERS_FONT, draw_exhibit, save_figure
from analysis.compare import Exhibit
from analysis.find.export import write_file

FONT = READERS_FONT  # the one that is as wide as that of the charts
LONGEST_NAME = 250  # characters of the title that a file has among its properties

RUN_BY_SHEETS = re.compile(r"\s*(?:[=+\-@{]|\w+:)")  # what a spreadsheet, or what writes it, takes for formula or link


def clean_line(text: object) -> str:
    """Return a text in one line, without characters that Office files cannot hold or that turn the writing around.

    >>> clean_line("Plans\\x0b are\\u202e weak\\x00")
    'Plans are weak'
    """
    return " ".join(clean_text(" ".join(str(text).split())).split())  # first what parts lines or words, then signs


def clean_label(text: object) -> str:
    """Return a text for the data sheet behind a chart: with a blank before what a sheet would run as a formula.

    >>> clean_label("=1+1"), clean_label("Oct 2024 focused visit")
    (' =1+1', 'Oct 2024 focused visit')
    """
    text = clean_line(text)
    return f" {text}" if RUN_BY_SHEETS.match(text) else text


def shorten_text(text: object, most: int) -> str:
    """Return a text of at most so many characters; what is cut shows as an ellipsis.

    >>> shorten_text("The quality of plans", 14)
    'The quality …'
    """
    text = clean_line(text)
    if len(text) <= most:
        return text
    whole, _, _ = text[: most - 1].rpartition(" ")
    return f"{whole or text[: most - 2]} …"


def clean_exhibit(exhibit: Exhibit) -> Exhibit:
    """Return an exhibit whose texts, those of its data too, have no characters that files cannot hold."""
    data = exhibit.data.map(lambda value: clean_line(value) if isinstance(value, str) else value)
    texts = {name: clean_line(getattr(exhibit, name)) for name in ("title", "alt", "sources")}
    return replace(exhibit, data=data, **texts)


def draw_picture(exhibit: Exhibit, use: str) -> BytesIO:
    """Return the chart of an exhibit as PNG, without title and sources: these stand beside it as text.

    It is drawn for that use, and holds its size: Office places it as it was drawn where no other size is given.
    """
    figure = draw_exhibit(replace(clean_exhibit(exhibit), title="", sources=""), use)
    picture = BytesIO(save_figure(figure, "png", Software=None))
    plt.close(figure)
    return picture


def write_office(save: Callable[[BytesIO], None], path: Path | str) -> Path:
    """Write what `save` writes into a stream to `path`, and return it. Raises QuestionError where that cannot be."""
    content = BytesIO()
    save(content)
    return write_file(content.getvalue(), Path(path))
