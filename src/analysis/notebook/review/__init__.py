"""Reviewing in JupyterLab: sentences, and what became of areas for improvement; a few clicks, and it is saved."""

import pandas as pd
from IPython.display import display

from analysis.base.folder import DataFolder, find_data_folder
from analysis.coding import read_codebook
from analysis.compare import count_things, set_side_by_side
from analysis.notebook.review.ledger_session import LedgerSession, list_pairs
from analysis.notebook.review.order import list_evidence
from analysis.notebook.review.session import ReviewSession
from analysis.notebook.show import say, show_table

__all__ = ["start_ledger_review", "start_review"]


def start_review(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame, reviewer: str | None, *, folder: DataFolder | None = None
) -> None:
    """Show the page on which `reviewer` decides about the sentences of the visits; without a name, say how to start.

    `visits` as `choose_visits` gives them. Decisions go into review/coding.csv, and into the tables at the next
    load.
    """
    n = len(list_evidence(tables, visits))
    if not (reviewer or "").strip():
        waiting = count_things(n, "sentence").capitalize()
        say(f"{waiting} can be reviewed. Write your name into REVIEWER and run this again.")
        return
    from analysis.notebook.review.widget import ReviewPage  # only where somebody reviews

    folder = folder or find_data_folder()
    session = ReviewSession(tables, visits, folder.review, reviewer.strip())
    display(ReviewPage(session, read_codebook(folder.codebook)).view)


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
