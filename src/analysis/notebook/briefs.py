"""Letters added, and the page on each: the command and the button do it alike."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.base.folder import DataFolder
from analysis.base.mendable import MendableError
from analysis.base.settings import read_settings
from analysis.board import list_outdated, write_brief
from analysis.build import load
from analysis.build.add import add_letters
from analysis.notebook.words import read_said
from analysis.review import list_responses


class NewLetters(NamedTuple):
    """What came of adding letters: `added` says what was read from each, `refused` which file was not added, and why.

    `pages` says where the page on each is and which older pages would now say something else, `unwritten` which page
    could not be written, and why. All are texts for a person.
    """

    added: list[str]
    refused: list[str]
    pages: list[str]
    unwritten: list[str]


def add_with_pages(files: Iterable[Path], folder: DataFolder, **options: Any) -> NewLetters:
    """Add letters, and write the page on each; `options` and what is raised are those of `add_letters`."""
    added, refused, names = add_letters(files, folder, **options)
    return NewLetters(added, refused, *(_write_pages(names, folder) if names else ([], [])))


def _write_pages(names: Sequence[str], folder: DataFolder) -> tuple[list[str], list[str]]:
    """Write the page on each visit of which a file was added; what cannot be written stops no other."""
    tables, pages, unwritten = load(folder), [], []
    visits, said = tables["visits"], read_said()["brief"]
    new = visits.loc[visits["file"].isin(names), "same_visit"].unique().tolist()
    for visit_id in new:
        try:
            pages.append(write_page(tables, visit_id, folder))
        except (MendableError, OSError) as error:
            unwritten.append(said["unwritten"].format(error=error))
    also, responses = read_settings(folder).also, list_responses(tables, folder)
    outdated = {
        older: None
        for visit_id in new
        for older in list_outdated(tables, visit_id, folder.output / "briefs", also, responses)
    }
    return [*pages, *(said["outdated"].format(visit_id=one) for one in outdated if one not in new)], unwritten


def write_page(tables: dict[str, pd.DataFrame], visit_id: str, folder: DataFolder, out: Path | None = None) -> str:
    """Write the page on a letter, and return a sentence that says where it is, and whether one there is replaced.

    `out` is output/briefs beside the data where none is given. Raises MendableError as `write_brief` does.
    """
    said, also, responses = read_said()["brief"], read_settings(folder).also, list_responses(tables, folder)
    written = write_brief(tables, visit_id, out or folder.output / "briefs", also, responses)
    done = said["replaced" if written.is_replaced else "written"]
    return said["page"].format(word=written.word, page=written.page.name, done=done)
