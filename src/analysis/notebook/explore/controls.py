"""The controls of the page: those that put a question, and those that save and export it."""

from collections.abc import Callable
from functools import partial
from typing import Any

import ipywidgets as widgets
import pandas as pd

from analysis.base.folder import DataFolder
from analysis.find import QuestionError
from analysis.notebook.explore.parts import Notice
from analysis.notebook.explore.question import Control, fill_form, list_controls, make_question, read_page_words
from analysis.notebook.explore.saved import read_questions, write_question

Question = dict[str, Any]


class Controls(widgets.Box):
    """The controls, `fields` by name, in rows; `put` is given the question whenever one is changed."""

    def __init__(self, tables: dict[str, pd.DataFrame], put: Callable[[], None]) -> None:
        self.put, self.is_filling = put, False
        self.offered = {control.name: control for control in list_controls(tables)}
        self.fields = {name: make_field(control) for name, control in self.offered.items()}
        for one in self.fields.values():
            one.observe(self._on_change, names="value")
        super().__init__([*self.fields.values()])
        self.add_class("explore-controls")
        self.add_class("explore-question")

    def read(self) -> Question:
        """Return the question that the controls put. Raises QuestionError as `make_question` does."""
        return make_question({name: one.value for name, one in self.fields.items()})

    def fill(self, question: Question) -> None:
        """Set the controls to a question and put it.

        Raises QuestionError where a control does not offer what is asked for; they then stay as they were.
        """
        form = fill_form(question)
        for name, value in form.items():
            offered = [choice for _, choice in self.offered[name].choices]
            if isinstance(self.fields[name], widgets.Dropdown) and value not in offered:
                raise QuestionError(read_page_words()["not_shown"].format(name=name, value=value))
        self.is_filling = True
        for name, value in form.items():
            self.fields[name].value = value
        self.is_filling = False
        self.put()

    def _on_change(self, _: Any) -> None:
        if not self.is_filling:
            self.put()


def make_field(control: Control) -> widgets.DOMWidget:
    """Return a control as a widget: one that takes text, with suggestions or without, else one that lets choose."""
    words, named = read_page_words(), {"description": control.label}
    if control.name in words["suggesting"]:
        names = [label for label, _ in control.choices]
        made = widgets.Combobox(options=names, placeholder=control.hint, continuous_update=False, **named)
    elif control.name in words["typed"]:
        made = widgets.Text(placeholder=control.hint, continuous_update=False, **named)
    else:
        made = widgets.Dropdown(options=control.choices, value="", **named)
    made.add_class("explore-control")
    made.add_class(f"explore-{control.name}")
    return made


class SavedQuestions(widgets.Box):
    """Questions saved by name, in a line: choose one, save the present one, take one away, export what is shown."""

    def __init__(self, folder: DataFolder, controls: Controls, export: Callable[[str], str], notice: Notice) -> None:
        words = read_page_words()["page"]
        self.folder, self.controls, self.export, self.notice = folder, controls, export, notice
        self.chosen = widgets.Dropdown(description=words["saved"], options=[(words["saved_any"], "")])
        self.name = widgets.Text(description=words["name"], placeholder=words["name_hint"])
        self.buttons = {name: widgets.Button(description=words[name]) for name in ("save", "remove", "export", "clear")}
        for name, button in self.buttons.items():
            button.on_click(partial(self._on_click, getattr(self, f"_{name}")))
        self.chosen.observe(lambda change: notice.attempt(self._open, change["new"]), names="value")
        super().__init__([self.chosen, self.name, *self.buttons.values()])
        self.add_class("explore-controls")
        for one in (self.chosen, self.name):
            one.add_class("explore-control")
        notice.attempt(self._list)

    def _on_click(self, action: Callable[[], str | None], _: Any) -> None:
        self.notice.attempt(action)

    def _list(self, chosen: str = "") -> None:
        saved = read_questions(self.folder)
        self.chosen.options = [(read_page_words()["page"]["saved_any"], ""), *((name, name) for name in saved)]
        self.chosen.value = chosen

    def _open(self, name: str) -> None:
        if name and name != self.name.value:
            self.controls.fill(read_questions(self.folder)[name])
            self.name.value = name

    def _save(self) -> str:
        name = self.name.value
        write_question(self.folder, name, self.controls.read())
        self._list()
        return read_page_words()["saved"].format(name=name)

    def _remove(self) -> str:
        name = self.name.value
        write_question(self.folder, name, None)
        self._list()
        return read_page_words()["removed"].format(name=name)

    def _export(self) -> str:
        return self.export(self.name.value)

    def _clear(self) -> None:
        self.name.value = self.chosen.value = ""
        self.controls.fill({})
