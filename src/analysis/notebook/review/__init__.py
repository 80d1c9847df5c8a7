"""Reviewing in JupyterLab: sentences in their context, the machine's coding, a few clicks, and it is saved."""

import pandas as pd
from IPython.display import display

from analysis.base.folder import DataFolder, find_data_folder
from analysis.coding import read_codebook
from analysis.compare import count_things
from analysis.notebook.review.order import list_evidence
from analysis.notebook.review.session import ReviewSession
from analysis.notebook.show import say

__all__ = ["start_review"]


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
