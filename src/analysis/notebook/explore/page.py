"""The page in JupyterLab: three tabs around an exploration, and what is pressed on a card in any of them."""

from typing import Any

import ipywidgets as widgets

from analysis.notebook import review
from analysis.notebook.explore.question import read_page_words
from analysis.notebook.explore.session import Exploration, drop, keep
from analysis.notebook.explore.tabs import AreasTab, KeptTab, Message, SentencesTab


class ExplorePage(widgets.Tab):
    """The page: `sentences`, `areas` and `kept` are its tabs. It holds no judgement of its own; see session.py."""

    def __init__(self, exploration: Exploration, question: dict[str, Any]) -> None:
        self.exploration = exploration
        self.sentences = SentencesTab(exploration, self._on_card)
        self.areas = AreasTab(exploration, question.get("authority", ""))
        self.kept = KeptTab(exploration, self._on_card)
        super().__init__([self.sentences, self.areas, self.kept], selected_index=0)
        self.add_class("explore-page")
        self._name_tabs()
        self.observe(self._on_tab, names="selected_index")
        self.sentences.controls.fill(question)

    def __repr__(self) -> str:
        return read_page_words()["page"]["repr"]

    def _name_tabs(self) -> None:
        names = read_page_words()["page"]["tabs"]
        self.titles = [names["sentences"], names["areas"], names["kept"].format(n=len(self.exploration.kept))]

    def _on_tab(self, change: dict[str, Any]) -> None:
        if change["new"] == 1:
            self.areas.look()

    def _on_card(self, message: Message) -> None:
        if message["do"] == "correct":
            self._open(message["id"])
            return
        self.sentences.notice.attempt(self._keep, message)
        self.kept.show_page(0)
        self.sentences.show_page(self.sentences.cards.view["page"])
        self._name_tabs()

    def _keep(self, message: Message) -> str:
        words = read_page_words()
        if message["do"] == "keep":
            keep(self.exploration, message["id"], message["note"])
            return words["keep_done"]
        drop(self.exploration, message["id"])
        return words["drop_done"]

    def _open(self, sentence_id: str) -> None:
        """Show the form that corrects a sentence above the cards."""
        form = review.open_sentence(self.exploration.tables, sentence_id, folder=self.exploration.folder)
        close = widgets.Button(description=read_page_words()["page"]["back"])
        close.on_click(lambda _: setattr(self.sentences.beside, "children", ()))
        self.sentences.beside.children = (form, close)
        self.selected_index = 0
