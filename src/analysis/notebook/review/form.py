"""The form as a widget: it shows what it is given, answers the keys, and says what was pressed. Decides nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

HERE = Path(__file__).parent


class ReviewForm(anywidget.AnyWidget):
    """The form in the browser (form.js, form.css).

    `fixed` holds what stays: words, keys, stances, directions and themes; `page` what changes with each sentence.
    `on_do` is given what a person does: a dictionary with `do`, the name of it.
    """

    _esm = HERE / "form.js"
    _css = HERE / "form.css"
    fixed = traitlets.Dict().tag(sync=True)
    page = traitlets.Dict().tag(sync=True)

    def __init__(self, fixed: dict[str, Any], on_do: Callable[[dict[str, Any]], None]) -> None:
        super().__init__(fixed=fixed)
        self.on_msg(lambda _widget, content, _buffers: on_do(content))

    def __repr__(self) -> str:
        return "ReviewForm()"  # the same from run to run, for the stored outputs of notebooks are compared
