"""Exploring in JupyterLab: a question put by controls, its answer in words, marks that filter, sentences to keep."""

import pandas as pd
from IPython.display import display

from analysis.base.folder import DataFolder, find_data_folder
from analysis.base.settings import read_settings
from analysis.compare import Summary
from analysis.compare.words import label_theme, read_words
from analysis.find import describe_found, find
from analysis.notebook.choice import resolve_choice
from analysis.notebook.explore.question import read_page_words

EXAMPLE = ["label", "place", "file", "page", "stance", "text"]

__all__ = ["answer_example", "start_explore"]


def start_explore(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame | None = None, *, folder: DataFolder | None = None
) -> None:
    """Show the page on which questions are put to all letters on file.

    It begins with an example: the first theme that the notebooks follow, in the authority of `visits` (columns as
    `choose_visits` gives them), else in the chosen one.
    """
    from analysis.notebook.explore.page import ExplorePage  # only where somebody explores
    from analysis.notebook.explore.session import Exploration

    folder = folder or find_data_folder()
    display(ExplorePage(Exploration(tables, folder), make_example(tables, visits, folder)))


def answer_example(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame | None = None, *, folder: DataFolder | None = None
) -> Summary:
    """Return the answer to the question that the page begins with, in words and as a table: one row per sentence.

    Columns: label (of the letter), place, file and page, stance, text. `visits` as `start_explore` takes them.
    """
    from analysis.notebook.explore.session import Exploration, list_places

    folder = folder or find_data_folder()
    question = make_example(tables, visits, folder)
    found = find(tables, **question)
    asked = read_page_words()["example"].format(
        theme=label_theme(question["theme"]), authority=question.get("authority", "any authority")
    )
    exploration = Exploration(tables, folder)
    data = found.assign(label=found["visit_id"].map(exploration.labels), place=list_places(exploration, found))
    return Summary(data[EXAMPLE], f"{asked} {describe_found(tables, found, **question)}")


def make_example(tables: dict[str, pd.DataFrame], visits: pd.DataFrame | None, folder: DataFolder) -> dict[str, str]:
    """Return the question that the page begins with; `visits` has the columns as `choose_visits` gives them."""
    settings = read_settings(folder)
    own = visits["authority"].dropna() if visits is not None else ()
    authority = own.iloc[0] if len(own) else resolve_choice(tables, settings).authority
    theme = next(iter(settings.themes or read_words()["named_themes"]))
    return {"theme": theme} | ({"authority": authority} if authority else {})
