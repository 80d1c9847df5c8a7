"""The page on which a person decides what became of areas for improvement: a click or key each, saved at once."""

from functools import partial
from html import escape
from typing import Any

import ipywidgets as widgets

from analysis.compare import label_value
from analysis.notebook.review.ledger_page import render_link, render_pair
from analysis.notebook.review.ledger_session import (
    ALL_LISTS,
    HEADLINES,
    ONE_LIST,
    PRINTED,
    UNSURE,
    LedgerSession,
    Link,
    decide_link,
    decide_status,
    list_links,
    list_waiting_pairs,
    undo_last,
)
from analysis.review import ReviewError, read_rules

LISTS = {
    "the list that is followed": ONE_LIST,
    "only headlines: what has a verdict there": HEADLINES,
    "all lists of these visits": ALL_LISTS,
}
ORDERS = {"least certain first": UNSURE, "as printed": PRINTED}
MENTIONED = "mentioned, no verdict"  # as an answer; for a reader it is an invitation to read
UNDO, SAME, ANOTHER = "0", "s", "x"
WIDE, LINE = {"description_width": "6em"}, {"width": "36em"}


class LedgerPage:
    """The page: `view` is what JupyterLab shows. It holds no judgement of its own; see ledger_session.py."""

    def __init__(self, session: LedgerSession) -> None:
        self.session, self.pair = session, None
        self.lists = widgets.Dropdown(options=LISTS, value=session.lists, description="Areas", style=WIDE, layout=LINE)
        self.order = widgets.Dropdown(options=ORDERS, value=session.order, description="Order", style=WIDE, layout=LINE)
        self.progress, self.text, self.message = (widgets.HTML() for _ in range(3))
        statuses = read_rules()["ledger.csv"]["values"]["status"]
        self.answers = {
            status: widgets.Button(description=f"{key} {_name_answer(status)}", layout={"width": "auto"})
            for key, status in enumerate(statuses, start=1)
        }
        self.key = widgets.Text(
            description="Key",
            placeholder=f"1 to {len(statuses)}, {UNDO} undo, {SAME} same, {ANOTHER} another",
            style=WIDE,
        )
        self.links = widgets.VBox()
        self.note = widgets.Text(description="Note", placeholder="why, if it is not plain", style=WIDE, layout=LINE)
        self.skip = widgets.Button(description="Later", tooltip="Leave this one for the end")
        self.undo = widgets.Button(description=f"{UNDO} Undo", tooltip="Decide the last one anew")
        self._connect()
        grid = widgets.GridBox([*self.answers.values()], layout={"grid_template_columns": "repeat(4, 16em)"})
        rest = widgets.HBox([self.skip, self.undo, self.key])
        self.view = widgets.VBox(
            [self.lists, self.order, self.progress, self.text, self.links, grid, self.note, rest, self.message]
        )
        self.show_next()

    def _connect(self) -> None:
        for status, button in self.answers.items():
            button.on_click(partial(self._on_answer, status))
        self.skip.on_click(self._on_skip)
        self.undo.on_click(self._on_undo)
        self.key.observe(self._on_key, names="value")
        self.lists.observe(self._on_filter, names="value")
        self.order.observe(self._on_filter, names="value")

    def show_next(self) -> None:
        """Show the next pair that waits, or say that none does."""
        waiting = list_waiting_pairs(self.session)
        self.pair = waiting[0] if waiting else None
        self.progress.value = f"<p>{len(self.session.decisions)} decided in this sitting, {len(waiting)} left.</p>"
        self.text.value = render_pair(self.session, self.pair) if waiting else "<p>No status waits for you.</p>"
        self.note.value = ""
        self._show_links()
        for button in (*self.answers.values(), self.skip):
            button.disabled = not waiting

    def _on_answer(self, status: str, _: Any = None) -> None:
        if self.pair is None:
            return
        try:
            decide_status(self.session, self.pair, status, self.note.value)
        except ReviewError as error:
            self.message.value = f"<p><b>Not saved:</b> {escape(str(error))}.</p>"
            return
        self.message.value = f"<p>Saved: {escape(_name_answer(status))}.</p>"
        self.show_next()

    def _show_links(self) -> None:
        links = list_links(self.session, self.pair) if self.pair else []
        self.links.children = [widgets.HBox(self._make_link(link)) for link in links]

    def _make_link(self, link: Link) -> list[widgets.Widget]:
        buttons = []
        for keep, name in ((True, f"{SAME} The same"), (False, f"{ANOTHER} Another")):
            button = widgets.Button(description=name, layout={"width": "8em", "flex": "none"})
            button.on_click(partial(self._on_link, link, keep))
            buttons.append(button)
        return [*buttons, widgets.HTML(render_link(link))]

    def _on_link(self, link: Link, keep: bool, _: Any = None) -> None:
        try:
            decide_link(self.session, self.pair, link.later, keep=keep)
        except ReviewError as error:
            self.message.value = f"<p><b>Not saved:</b> {escape(str(error))}.</p>"
            return
        self.message.value = f"<p>Saved: {'the same thing' if keep else 'another thing'}.</p>"
        self._show_links()

    def _on_skip(self, _: Any) -> None:
        if self.pair in self.session.skipped:
            self.session.skipped.remove(self.pair)
        self.session.skipped.append(self.pair)
        self.show_next()

    def _on_undo(self, _: Any = None) -> None:
        last = undo_last(self.session)
        if last is None:
            self.message.value = "<p>Nothing is decided in this sitting.</p>"
            return
        self.show_next()
        self.note.value = last["note"]
        said = escape(_name_answer(last["status"]))
        self.message.value = f"<p>You said: {said}. It stands until you decide anew.</p>"

    def _on_key(self, change: dict[str, Any]) -> None:
        key = change["new"].strip()
        if not key:
            return
        self.key.value = ""
        if key == UNDO:
            self._on_undo()
        elif key.lower() in (SAME, ANOTHER):
            open_links = [link for link in list_links(self.session, self.pair) if not link.keep] if self.pair else []
            for link in open_links[:1]:
                self._on_link(link, key.lower() == SAME)
        elif key in (keys := dict(zip(map(str, range(1, len(self.answers) + 1)), self.answers, strict=True))):
            self._on_answer(keys[key])

    def _on_filter(self, _: dict[str, Any]) -> None:
        self.session.lists, self.session.order = self.lists.value, self.order.value
        self.show_next()


def _name_answer(status: str) -> str:
    return MENTIONED if status == "mentioned" else label_value("ledger", status)
