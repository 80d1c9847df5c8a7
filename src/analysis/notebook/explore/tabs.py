"""The tabs of the page: sentences that answer a question, areas asked for again and again, kept quotations."""

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets
import pandas as pd

from analysis.base.wording import count_plainly
from analysis.compare import find_asked
from analysis.compare.words import count_improvements
from analysis.find import export
from analysis.notebook.explore.cards import A_PAGE, make_area_cards
from analysis.notebook.explore.chart import draw_years
from analysis.notebook.explore.controls import Controls, SavedQuestions
from analysis.notebook.explore.crosstab import make_crosstab, parse_mark
from analysis.notebook.explore.parts import Answer, Cards, Notice
from analysis.notebook.explore.question import format_call, read_page_words
from analysis.notebook.explore.session import (
    Exploration,
    Pick,
    ask,
    count_stances,
    count_years,
    describe_pick,
    find_kept,
    list_cards,
    show,
)
from analysis.tables import slug

Message = dict[str, Any]
OnCard = Callable[[Message], None]
FOUND = "found"  # the name of a file of an answer to a question without a name
FEWEST, MOST = 2, 9  # visits running that can be asked for


class SentencesTab(widgets.VBox):
    """The question and its answer. `on_card` is given what is pressed on a card, but for its pages and `like`."""

    def __init__(self, exploration: Exploration, on_card: OnCard) -> None:
        self.exploration, self.on_card, self.mark = exploration, on_card, ""
        self.shown = pd.DataFrame()
        self.fault, self.notice = Notice(), Notice()
        self.fault.add_class("explore-fault")
        self.answer, self.cards, self.beside = Answer(), Cards(), widgets.VBox()
        self.controls = Controls(exploration.tables, lambda: self.fault.attempt(self.put))
        self.saved = SavedQuestions(exploration.folder, self.controls, self.export, self.notice)
        self.answer.on_msg(lambda _, message, __: self.fault.attempt(self._on_mark, message["mark"]))
        self.cards.on_msg(lambda _, message, __: self.fault.attempt(self._on_card, message))
        super().__init__([self.controls, self.fault, self.answer, self.saved, self.notice, self.beside, self.cards])

    def put(self) -> None:
        """Put the question of the controls and show the answer, the words of it first: what is drawn takes longer.

        Raises QuestionError where it cannot be understood; the last answer then stays.
        """
        exploration, question = self.exploration, self.controls.read()
        ask(exploration, question)
        with self.answer.hold_sync():
            self.answer.said, self.answer.call = exploration.said, format_call(question)
        self.pick(Pick(), "")
        self.answer.crosstab = make_crosstab(count_stances(exploration))
        self.answer.chart = draw_years(count_years(exploration))._asdict()

    def pick(self, pick: Pick, mark: str) -> None:
        """Show what a pick leaves of the answer, `mark` pressed. Raises QuestionError as `show` does."""
        shown = show(self.exploration, pick)
        self.exploration.pick, self.shown = pick, shown
        self.show_page(0)
        with self.answer.hold_sync():
            self.answer.shown, self.answer.picked = describe_pick(self.exploration, shown), mark

    def show_page(self, page: int) -> None:
        """Show a page of the cards, from 0."""
        self.cards.show(list_cards(self.exploration, self.shown, page), page=page, total=len(self.shown))

    def export(self, name: str) -> str:
        """Write what is shown as a workbook into output/ and say so. Raises QuestionError as `export` does."""
        return export(self.shown, f"{slug(name) or FOUND}.xlsx", self.exploration.folder.output)

    def _on_mark(self, mark: str) -> None:
        again = mark == self.answer.picked
        self.pick(Pick() if again else parse_mark(mark), "" if again else mark)

    def _on_card(self, message: Message) -> None:
        if message["do"] == "page":
            self.show_page(message["to"])
        elif message["do"] == "like":
            self.pick(Pick(like=message["id"]), "")
        else:
            self.on_card(message)


class AreasTab(widgets.VBox):
    """Areas for improvement that were asked for at several visits running; nothing is looked for until it is shown."""

    def __init__(self, exploration: Exploration, authority: str) -> None:
        words, names = read_page_words()["page"], exploration.tables["visits"]["authority"].dropna()
        self.exploration, self.runs = exploration, {}
        self.authority = widgets.Combobox(
            description=words["authority"], placeholder=words["authority_hint"], options=sorted(names.unique()),
            value=authority, continuous_update=False,
        )  # fmt: skip
        self.at_least = widgets.Dropdown(description=words["at_least"], options=range(FEWEST, MOST + 1), value=3)
        self.notice, self.cards = Notice(), Cards()
        for one in (self.authority, self.at_least):
            one.add_class("explore-control")
            one.observe(lambda _: self.look(), names="value")
        self.cards.on_msg(lambda _, message, __: self._show_page(message["to"]))
        controls = widgets.Box([self.authority, self.at_least])
        controls.add_class("explore-controls")
        super().__init__([controls, self.notice, self.cards])

    def look(self) -> None:
        """Look for the areas that the controls ask for and show them."""
        self.notice.say(read_page_words()["areas"]["working"])
        self.notice.attempt(self._look)

    def _look(self) -> str:
        words, n = read_page_words()["areas"], self.at_least.value
        found = self._find_runs(self.authority.value.strip())
        self.found = found[found["n_running"] >= n]
        self._show_page(0)
        where = words["where"].format(authority=self.authority.value.strip()) if self.authority.value.strip() else ""
        areas = count_improvements(self.found["first_id"].nunique())
        return words["some" if len(self.found) else "none"].format(areas=areas, n=n, where=where)

    def _find_runs(self, authority: str) -> pd.DataFrame:
        """Return what `find_asked` does, from two visits running on; kept, for all letters take seconds."""
        if authority not in self.runs:
            self.runs[authority] = find_asked(self.exploration.tables, authority or None, FEWEST)
        return self.runs[authority]

    def _show_page(self, page: int) -> None:
        first_ids = self.found["first_id"].unique()
        own = self.found[self.found["first_id"].isin(first_ids[page * A_PAGE : (page + 1) * A_PAGE])]
        cards = make_area_cards(own, self.exploration.tables, self.exploration.folder)
        self.cards.show(cards, page=page, total=len(first_ids))


class KeptTab(widgets.VBox):
    """The quotations that are kept. `on_card` is given what is pressed on a card, but for its pages."""

    def __init__(self, exploration: Exploration, on_card: OnCard) -> None:
        self.exploration, self.on_card = exploration, on_card
        self.notice, self.cards = Notice(), Cards()
        self.cards.on_msg(lambda _, message, __: self._on_card(message))
        super().__init__([self.notice, self.cards])
        self.show_page(0)

    def show_page(self, page: int) -> None:
        """Show a page of the quotations, from 0."""
        words, kept = read_page_words(), find_kept(self.exploration)
        n = count_plainly(len(kept), "quotation")
        self.notice.say(words["kept_said"].format(quotations=n) if len(kept) else words["no_kept"])
        self.cards.show(list_cards(self.exploration, kept, page), page=page, total=len(kept))

    def _on_card(self, message: Message) -> None:
        if message["do"] == "page":
            self.show_page(message["to"])
        else:
            self.on_card(message)
