"""The reviewer's page in JupyterLab: a form around a session. Whatever is saved is on the disk at once."""

import functools
from dataclasses import replace
from typing import Any

from analysis.base.mendable import MendableError
from analysis.base.resources import read_yaml
from analysis.coding import Codebook, read_codebook
from analysis.compare import find_standing, label_value
from analysis.notebook.review.form import ReviewForm
from analysis.notebook.review.goal import count_blind, describe_goal
from analysis.notebook.review.likely import list_frequent, list_probable
from analysis.notebook.review.look_up import look_up
from analysis.notebook.review.order import CHOSEN, RANDOM
from analysis.notebook.review.page import (
    compare_codings,
    describe_machine,
    describe_reviews,
    describe_sentence,
    list_decision_rows,
    split_themes,
)
from analysis.notebook.review.reviewer import parse_name, write_reviewer
from analysis.notebook.review.session import (
    Decision,
    ReviewSession,
    find_machine_coding,
    find_sentence,
    is_adjudicator,
    list_decided,
    list_reviews_of,
    list_waiting,
    make_decision,
    narrow,
    save_decision,
    tables_of,
)
from analysis.review import read_rules

NO_DIRECTION = "none"


@functools.cache
def read_form() -> dict[str, Any]:
    """Return form.yml: the words, keys and numbers of the page."""
    return read_yaml("notebook/review/form.yml")


class ReviewPage:
    """The page: `form` is what JupyterLab shows. It holds no judgement of its own; see session.py.

    `alone` is a page for one sentence that was asked for: it asks for the reviewer's name, and nothing comes next.
    `handle` takes what is pressed; `form.page` is what is shown.
    """

    def __init__(self, session: ReviewSession, *, alone: str | None = None) -> None:
        self.session, self.alone = session, alone
        self.codebook = read_codebook(session.folder.codebook)
        self.words, self.answers = read_form()["words"], read_form()["answers"]
        self.sentence_id, self.blind, self.turn = None, True, 0
        self.form = ReviewForm(_list_fixed(self.codebook), self.handle)
        self.show_sentence(alone) if alone else self.show_next()

    def handle(self, pressed: dict[str, Any]) -> None:
        """Do what was pressed: `do` names it, and what belongs to it stands beside. A mistake is said on the page."""
        if "turn" in pressed and pressed["turn"] != self.turn:
            return  # pressed twice, or in another view of the page: what it was about is done
        given = {name: value for name, value in pressed.items() if name not in ("do", "turn")}
        try:
            self._find_action(pressed["do"])(**given)
        except (MendableError, OSError) as error:
            is_save = pressed["do"] == "save"
            self._say(self.answers["not_saved"].format(error=error) if is_save else f"{error}", is_wrong=True)

    def _find_action(self, do: str) -> Any:
        return {"save": self._save, "later": self._leave, "back": self._go_back, "revise": self._revise,
                "narrow": self._narrow, "ask": self._ask, "name": self._set_name}[do]  # fmt: skip

    def show_next(self, message: str = "") -> None:
        """Show the next sentence that waits, or say that none does."""
        waiting = list_waiting(self.session)
        if waiting:
            self.show_sentence(waiting[0], blind=self.session.sample == RANDOM, message=message)
            return
        self.sentence_id, self.turn = None, self.turn + 1
        is_narrowed = self.session.visit or self.session.theme
        empty = self.answers["none_left_filtered" if is_narrowed else "none_left"]
        self.form.page = self._describe_around() | {"empty": empty, "message": message, "goal": ""}

    def show_sentence(self, sentence_id: str, *, blind: bool = False, message: str = "") -> None:
        """Show a sentence; unless blind, with the machine's coding beside it and in the form.

        What the reviewer said of it before stands in the form instead.
        """
        self.sentence_id, self.blind, self.turn = sentence_id, blind, self.turn + 1
        if not blind:
            self.session.unblinded.add(sentence_id)
        said = next((row for row in list_decided(self.session) if row["sentence_id"] == sentence_id), None)
        coding = None if blind else find_machine_coding(self.session, sentence_id)
        answer = self._fill(coding, said)
        self.form.page = self._describe_around() | {
            **describe_sentence(self.session, sentence_id, None if blind else coding.codes),
            "machine": [] if blind else describe_machine(coding),
            "reviews": self._describe_reviews(),
            "likely": self._list_likely(answer["themes"]),
            "answer": answer,
            "goal": self._describe_goal(),
            "message": message or (self.answers["revise"] if said else ""),
        }

    def _describe_around(self) -> dict[str, Any]:
        """Return what stands around the sentence, and what it would hold where there is none."""
        session, decided = self.session, list_decided(self.session)
        done = len({row["sentence_id"] for row in session.decisions})
        left = len(list_waiting(session)) if not self.alone else 0
        return {
            "turn": self.turn, "reviewer": session.reviewer, "blind": self.blind, "empty": "", "hits": [],
            "progress": "" if self.alone else self.answers["progress"].format(done=done, left=left),
            "choices": {} if self.alone else self._list_choices(),
            "decisions": [] if self.alone else list_decision_rows(decided[: read_form()["most_decisions"]]),
            "wrong": False, "asks_name": bool(self.alone),
        }  # fmt: skip

    def _list_choices(self) -> dict[str, Any]:
        session, orders = self.session, read_form()["orders"]
        visits = dict(zip(session.visits["visit_id"], session.visits["label"], strict=True))
        themes = {theme.id: theme.label for theme in self.codebook.themes.values()}
        return {
            "order": _make_choice(session.sample, orders, fixed=is_adjudicator(session)),
            "visit": _make_choice(session.visit, {"": self.words["all_visits"], **visits}),
            "theme": _make_choice(session.theme, {"": self.words["all_themes"], **themes}),
        }

    def _fill(self, coding: Any, said: Decision | None) -> dict[str, Any]:
        """Return what stands in the form at first: what she said before, else the machine's coding unless blind."""
        themes, stance, direction = (coding.themes, coding.stance, coding.direction) if coding else ([], None, None)
        if said and not self.blind:
            own = split_themes(said["themes"])
            themes = themes if own is None else own
            stance, direction = said["stance"] or stance, said["direction"] or direction
        note = (said["note"] or "") if said and not self.blind else ""
        return {"themes": themes, "stance": stance, "direction": direction or NO_DIRECTION, "note": note}

    def _list_likely(self, chosen: list[str]) -> list[str]:
        """Return the themes that stand on top: in a blind drawing those of the whole letter (`list_frequent`)."""
        rules, sentence_id = read_form(), self.sentence_id
        tables = tables_of(self.session, sentence_id)
        if self.blind:
            likely = list_frequent(tables, sentence_id, rules["most_likely"])
        else:
            likely = list_probable(tables, sentence_id, self.codebook, rules["most_likely"], rules["near_miss"])
        known = [theme for theme in dict.fromkeys([*chosen, *likely]) if theme in self.codebook.themes]
        return known[: max(rules["most_likely"], len(chosen))]

    def _describe_reviews(self) -> list[str]:
        is_shown = is_adjudicator(self.session)
        return describe_reviews(list_reviews_of(self.session, self.sentence_id)) if is_shown else []

    def _describe_goal(self) -> str:
        if not self.blind:
            return self.answers["chosen" if self.session.sample == RANDOM or self.alone else "mends"]
        visit_id = find_standing(self.session.tables, find_sentence(self.session, self.sentence_id).visit_id)
        return describe_goal(count_blind(self.session, visit_id), read_form()["goal"], self.answers)

    def _say(self, message: str, *, is_wrong: bool = False) -> None:
        """Say something on the page as it stands: what is in the form stays."""
        self.form.page = self.form.page | {"message": message, "wrong": is_wrong}

    def _save(self, themes: list[str], stance: str | None, direction: str, note: str) -> None:
        if self.sentence_id is None:
            return
        if not self.session.reviewer or stance is None:
            self._say(self.words["name_first"] if stance else self.answers["no_stance"], is_wrong=True)
            return
        decision = make_decision(
            self.session, self.sentence_id, themes=themes, stance=stance, direction=direction, note=note,
            sample=RANDOM if self.blind else CHOSEN,
        )  # fmt: skip
        save_decision(self.session, decision)
        machine = find_machine_coding(self.session, self.sentence_id)
        message = compare_codings(decision, machine, self.answers)
        self.show_sentence(self.alone, message=message) if self.alone else self.show_next(message)

    def _leave(self) -> None:
        if self.sentence_id and self.sentence_id in list_waiting(self.session):
            self.session.skipped.append(self.sentence_id)
        self.show_next()

    def _go_back(self) -> None:
        """Show what she decided last; from there, the one before it."""
        decided = [row["sentence_id"] for row in list_decided(self.session)]
        index = decided.index(self.sentence_id) + 1 if self.sentence_id in decided else 0
        if index < len(decided):
            self.show_sentence(decided[index])
        else:
            self._say(self.answers["nothing_back"])

    def _revise(self, sentence_id: str) -> None:
        self.show_sentence(sentence_id)

    def _narrow(self, order: str, visit: str, theme: str) -> None:
        before = self.session.theme
        narrow(self.session, sample=order, visit=visit or None, theme=theme or None)
        turned = theme and self.session.sample != order, before and theme and not self.session.theme
        self.show_next(self.answers["theme_unblinds"] if turned[0] else self.answers["all_themes"] if turned[1] else "")

    def _ask(self, text: str) -> None:
        """Show the sentence that is meant, or list those that may be. Whoever asks for one has seen its coding."""
        found = look_up(self.session, text, self.answers["gone"])
        if len(found) == 1:
            self.show_sentence(found[0])
            return
        if not found:
            self._say(self.answers["no_words"].format(asked=text), is_wrong=True)
            return
        shown = found[: read_form()["most_hits"]]
        said = self.answers["hits" if len(found) == len(shown) else "most_hits"].format(n=len(found), shown=len(shown))
        hits = [{"sentence_id": one, "text": find_sentence(self.session, one).text, "said": ""} for one in shown]
        self.form.page = self.form.page | {"hits": hits, "message": said, "wrong": False}

    def _set_name(self, name: str) -> None:
        name = parse_name(name)
        write_reviewer(self.session.folder, name)
        self.session = replace(self.session, reviewer=name, decisions=[], on_disk=[])
        self.form.page = self.form.page | {"reviewer": name, "message": "", "wrong": False}


def _make_choice(value: str | None, options: dict[str, str], *, fixed: bool = False) -> dict[str, Any]:
    return {"value": value or "", "options": [[key, label] for key, label in options.items()], "fixed": fixed}


def _list_fixed(codebook: Codebook) -> dict[str, Any]:
    """Return what the form holds for good: words, keys, stances, directions, and each theme with what it includes."""
    form, values = read_form(), read_rules()["coding.csv"]["values"]
    return {
        "words": form["words"],
        "keys": form["keys"],
        "stances": [[stance, label_value("stances", stance)] for stance in values["stance"]],
        "directions": [[direction, direction] for direction in values["direction"]],
        "themes": [[theme.id, theme.label, theme.definition] for theme in codebook.themes.values()],
    }
