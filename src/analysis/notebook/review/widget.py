"""The reviewer's page in JupyterLab: buttons around a session. Every click that decides is on the disk at once."""

from html import escape
from typing import Any

import ipywidgets as widgets

from analysis.coding import Codebook
from analysis.notebook.review.order import CHOSEN, RANDOM
from analysis.notebook.review.page import render_coding, render_comparison, render_context, render_reviews
from analysis.notebook.review.session import (
    ReviewSession,
    find_machine_coding,
    is_adjudicator,
    list_reviews_of,
    list_waiting,
    make_decision,
    save_decision,
)
from analysis.review import ReviewError, read_rules

ORDERS = {"at random and blind: measures": RANDOM, "least certain, most influential first: mends": CHOSEN}
WIDE, LINE = {"description_width": "6em"}, {"width": "36em"}


class ReviewPage:
    """The page: `view` is what JupyterLab shows. It holds no judgement of its own; see session.py."""

    def __init__(self, session: ReviewSession, codebook: Codebook) -> None:
        self.session, self.sentence_id = session, None
        self.order = widgets.Dropdown(
            options=ORDERS, value=session.sample, disabled=is_adjudicator(session), description="Order", style=WIDE,
            layout=LINE,
        )  # fmt: skip
        self.progress, self.context, self.machine, self.message = (widgets.HTML() for _ in range(4))
        self.themes = {theme.id: _make_checkbox(theme) for theme in codebook.themes.values()}
        values = read_rules()["coding.csv"]["values"]
        self.stance = widgets.ToggleButtons(options=values["stance"], value=None, description="Stance", style=WIDE)
        self.direction = widgets.ToggleButtons(options=values["direction"], description="Direction", style=WIDE)
        self.note = widgets.Text(description="Note", placeholder="why, if it is not plain", style=WIDE, layout=LINE)
        self.save = widgets.Button(description="Save, next", button_style="primary", icon="check")
        self.skip = widgets.Button(description="Later", tooltip="Leave this sentence for the end")
        self.back = widgets.Button(description="Last one again", tooltip="Decide the last sentence anew")
        self.save.on_click(self._on_save)
        self.skip.on_click(self._on_skip)
        self.back.on_click(self._on_back)
        self.order.observe(self._on_order, names="value")
        grid = widgets.GridBox([*self.themes.values()], layout={"grid_template_columns": "repeat(3, 24em)"})
        buttons = widgets.HBox([self.save, self.skip, self.back])
        self.view = widgets.VBox(
            [self.order, self.progress, self.context, self.machine, grid, self.stance, self.direction, self.note,
             buttons, self.message]
        )  # fmt: skip
        self.show_next()

    def show_next(self) -> None:
        """Show the next sentence that waits, or say that none does."""
        waiting = list_waiting(self.session)
        done = len(self.session.decisions)
        self.progress.value = f"<p>{done} decided in this sitting, {len(waiting)} left.</p>"
        if waiting:
            self.show_sentence(waiting[0])
            return
        self.sentence_id, self.save.disabled, self.machine.value = None, True, ""
        self.context.value = "<p>No sentence waits for you.</p>"

    def show_sentence(self, sentence_id: str, *, blind: bool | None = None) -> None:
        """Show a sentence; unless blind, with the machine's coding beside it and in the form."""
        self.sentence_id, self.save.disabled = sentence_id, False
        self.blind = self.session.sample == RANDOM if blind is None else blind
        self.context.value = render_context(self.session, sentence_id)
        coding = find_machine_coding(self.session, sentence_id)
        self.machine.value = "" if self.blind else render_coding(coding, self._text())
        if is_adjudicator(self.session):
            self.machine.value += render_reviews(list_reviews_of(self.session, sentence_id))
        if not self.blind:
            self.session.unblinded.add(sentence_id)
        self._fill([], None, "none") if self.blind else self._fill(coding.themes, coding.stance, coding.direction)

    def _text(self) -> str:
        return self.session.tables["sentences"].set_index("sentence_id").loc[self.sentence_id, "text"]

    def _fill(self, themes: list[str], stance: str | None, direction: str) -> None:
        for theme, box in self.themes.items():
            box.value = theme in themes
        self.stance.value, self.direction.value, self.note.value = stance, direction, ""

    def _on_save(self, _: Any) -> None:
        if self.stance.value is None:
            self.message.value = "<p>Choose a stance first.</p>"
            return
        decision = make_decision(
            self.session, self.sentence_id, themes=[theme for theme, box in self.themes.items() if box.value],
            stance=self.stance.value, direction=self.direction.value, note=self.note.value,
            sample=RANDOM if self.blind else CHOSEN,
        )  # fmt: skip
        try:
            save_decision(self.session, decision)
        except ReviewError as error:
            self.message.value = f"<p><b>Not saved:</b> {escape(str(error))}.</p>"
            return
        self.message.value = render_comparison(decision, find_machine_coding(self.session, self.sentence_id))
        self.show_next()
        (next(iter(self.themes.values())) if self.blind else self.save).focus()  # where the keyboard is needed next

    def _on_skip(self, _: Any) -> None:
        self.session.skipped.append(self.sentence_id)
        self.show_next()

    def _on_back(self, _: Any) -> None:
        if self.session.decisions:
            last = self.session.decisions[-1]
            self.show_sentence(last["sentence_id"], blind=False)
            self._fill(last["themes"].split(";"), last["stance"], last["direction"])

    def _on_order(self, change: dict[str, Any]) -> None:
        self.session.sample = change["new"]
        self.show_next()


def _make_checkbox(theme: Any) -> widgets.Checkbox:
    return widgets.Checkbox(description=theme.label, tooltip=theme.definition, indent=False, layout={"width": "auto"})
