"""The widgets of the page that are our own: the answer, whose marks can be pressed, cards, and what went wrong."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import anywidget
import ipywidgets as widgets
import traitlets

from analysis.base.mendable import MendableError
from analysis.base.resources import PACKAGE
from analysis.notebook.explore.cards import A_PAGE, Card
from analysis.notebook.explore.question import read_page_words

FOLDER = PACKAGE / "notebook" / "explore"


def _read_code(name: str) -> str:
    return "\n".join((FOLDER / file).read_text(encoding="utf-8") for file in ("dom.js", name))


class Answer(anywidget.AnyWidget):
    """The answer in words, as bars by year and as a crosstab. A press on a mark comes back as a message `mark`."""

    _esm = _read_code("answer.js")
    _css = (FOLDER / "explore.css").read_text(encoding="utf-8")
    words = traitlets.Dict(read_page_words()["answer"]).tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)
    call = traitlets.Unicode().tag(sync=True)
    shown = traitlets.Unicode().tag(sync=True)
    picked = traitlets.Unicode().tag(sync=True)
    chart = traitlets.Dict({"svg": "", "marks": {}}).tag(sync=True)
    crosstab = traitlets.Dict({"head": [], "rows": []}).tag(sync=True)


class Cards(anywidget.AnyWidget):
    """Cards, a page of them at a time. What is pressed comes back as a message: `do`, and `id` or `to`."""

    _esm = _read_code("cards.js")
    _css = (FOLDER / "explore.css").read_text(encoding="utf-8")
    words = traitlets.Dict(read_page_words()["cards"]).tag(sync=True)
    view = traitlets.Dict({"said": "", "cards": [], "page": 0, "pages": 0}).tag(sync=True)

    def show(self, cards: Sequence[Card], *, page: int, total: int) -> None:
        """Show the cards of a page, from 0, of so many in all."""
        words = read_page_words()
        first = page * A_PAGE
        said = words["pages"].format(first=first + 1, last=first + len(cards), all=total) if total else words["none"]
        self.view = {"said": said, "cards": list(cards), "page": page, "pages": -(-total // A_PAGE)}


class Notice(widgets.HTML):
    """A sentence that says what was done, or what went wrong; nothing while there is nothing to say."""

    def attempt(self, action: Callable[..., str | None], *given: Any) -> None:
        """Do something and say what it returns; say why where a person can mend what went wrong."""
        try:
            said = action(*given)
        except MendableError as error:
            self.say(str(error), role="alert")
        else:
            self.say(said or "")

    def say(self, said: str, role: str = "status") -> None:
        """Show a sentence."""
        is_name = "." in said.split(" ")[0]  # of a file
        sentence = (said[:1] if is_name else said[:1].upper()) + said[1:].rstrip(".") + "."
        self.value = f'<p role="{role}">{escape(sentence)}</p>' if said else ""
