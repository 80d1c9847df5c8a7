"""Reviewing in JupyterLab: sentences, and what became of areas for improvement; a few keys, and it is saved."""

from difflib import get_close_matches
from typing import TYPE_CHECKING

import pandas as pd
from IPython.display import display

from analysis.base.folder import DataFolder, find_data_folder
from analysis.compare import count_things, describe_responses, list_answered, list_improvements, set_side_by_side
from analysis.compare.selection import label_visits
from analysis.compare.words import count_improvements
from analysis.find.choices import pick_themes
from analysis.notebook.review.ledger_session import LedgerSession, list_pairs
from analysis.notebook.review.order import CHOSEN, list_evidence
from analysis.notebook.review.reviewer import parse_name, read_reviewer, write_reviewer
from analysis.notebook.review.session import ReviewSession
from analysis.notebook.show import say, show_table
from analysis.review import ReviewError, list_responses
from analysis.tables import visit_of

if TYPE_CHECKING:
    from analysis.notebook.review.form import ReviewForm

__all__ = ["open_sentence", "start_ledger_review", "start_responses", "start_review"]


def start_review(
    tables: dict[str, pd.DataFrame],
    visits: pd.DataFrame,
    reviewer: str | None,
    *,
    theme: str | None = None,
    visit: str | None = None,
    folder: DataFolder | None = None,
) -> None:
    """Show the page on which `reviewer` decides about the sentences of the visits; without a name, say how to start.

    `visits` as `choose_visits` gives them. `theme` and `visit` narrow it from the start, by id or by name, as a chart
    writes them. Decisions go into review/coding.csv, and into the tables at the next load. Raises QuestionError and
    ReviewError, in one plain sentence, for a theme, a visit or a name that cannot be used.
    """
    n = len(list_evidence(tables, visits))
    if not (reviewer or "").strip():
        waiting = count_things(n, "sentence").capitalize()
        say(f"{waiting} can be reviewed. Write your name into REVIEWER and run this again.")
        return
    from analysis.notebook.review.widget import ReviewPage  # only where somebody reviews

    folder, name = folder or find_data_folder(), parse_name(reviewer)
    session = ReviewSession(tables, visits, folder, name, visit=_pick_visit(visits, visit))
    if theme:
        session.theme, session.sample = pick_themes(theme)[0], CHOSEN
    write_reviewer(folder, name)
    display(ReviewPage(session).form)


def _pick_visit(visits: pd.DataFrame, asked: str | None) -> str | None:
    """Return the visit_id of the visit that is named by id or label; None for none. Raises ReviewError for another."""
    if not asked:
        return None
    ids = {label.casefold(): visit_id for visit_id, label in zip(visits["visit_id"], visits["label"], strict=True)}
    plain = " ".join(asked.split()).casefold()
    found = asked if asked in set(visits["visit_id"]) else ids.get(plain)
    if found is None:
        near = get_close_matches(plain, ids, n=1)
        labels = [label for label in visits["label"] if not near or label.casefold() in near]
        raise ReviewError(f"no visit that is compared is called {asked!r}; there are {', '.join(labels) or 'none'}")
    return found


def open_sentence(
    tables: dict[str, pd.DataFrame], sentence_id: str, *, folder: DataFolder | None = None
) -> "ReviewForm":
    """Return the form for one sentence of any letter on file, a widget: whoever saves it corrects the machine.

    It asks for the reviewer's name where none was ever given. The decision goes into review/coding.csv, with the
    sample chosen. Raises ReviewError for a sentence that is not on file.
    """
    from analysis.notebook.review.widget import ReviewPage, read_form  # only where somebody reviews

    if not (tables["sentences"]["sentence_id"] == sentence_id).any():
        raise ReviewError(read_form()["answers"]["gone"].format(asked=sentence_id))
    folder = folder or find_data_folder()
    visit = tables["visits"][tables["visits"]["visit_id"] == visit_of(sentence_id)]
    session = ReviewSession(tables, visit.assign(label=label_visits(visit)), folder, read_reviewer(folder), CHOSEN)
    return ReviewPage(session, alone=sentence_id).form


def start_ledger_review(
    tables: dict[str, pd.DataFrame],
    visits: pd.DataFrame,
    reviewer: str | None,
    *,
    asked_at: str | None = None,
    folder: DataFolder | None = None,
) -> None:
    """Show the page on which `reviewer` decides what became of areas for improvement.

    Without a name, show what was asked for and what is said of it side by side, and say how to start. `visits` has the
    columns as `choose_visits` gives them, `asked_at` is as `pick_list` takes it. Decisions go into review/ledger.csv,
    and into the tables at the next load. Raises QuestionError where `asked_at` is none of the visits.
    """
    if not (reviewer or "").strip():
        n = len(list_pairs(tables, visits, asked_at))
        waiting = count_things(n, "status", "statuses").capitalize()
        say(f"{waiting} can be checked. Write your name into REVIEWER and run this again." if n else "")
        side_by_side = set_side_by_side(tables, visits, asked_at)
        show_table(side_by_side, empty="No later visit says what became of what was asked for.")
        return
    from analysis.notebook.review.ledger_widget import LedgerPage  # only where somebody reviews

    session = LedgerSession(tables, visits, folder or find_data_folder(), reviewer.strip(), asked_at)
    display(LedgerPage(session).view)


def start_responses(
    tables: dict[str, pd.DataFrame],
    visits: pd.DataFrame,
    reviewer: str | None,
    *,
    folder: DataFolder | None = None,
) -> None:
    """Show the page on which `reviewer` writes down what the council does about areas for improvement of the visits.

    Without a name, show what is on file, and say how to start. `visits` as `choose_visits` gives them. What is written
    goes into review/responses.csv, and changes no table. Raises ReviewError for a name that cannot be used.
    """
    from analysis.notebook.review.response_page import ResponsePage, read_response_form

    folder, words = folder or find_data_folder(), read_response_form()["words"]
    n = len(list_improvements(tables, visits))
    if not n:
        say(words["none"])
        return
    if (reviewer or "").strip():
        display(ResponsePage(tables, visits, folder, parse_name(reviewer)).view)
        return
    say(words["start"].format(areas=count_improvements(n).capitalize()))
    responses = list_responses(tables, folder)
    say(describe_responses(tables, visits, responses))
    answered = list_answered(tables, visits, responses)[["improvement", "label", "status_label", "response", "due"]]
    if len(answered):
        show_table(answered)
