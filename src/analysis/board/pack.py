"""The board pack: everything on one authority that leaves the house, in a folder of its own."""

from datetime import date
from pathlib import Path

import pandas as pd

from analysis.base.folder import DataFolder
from analysis.board.exchange import write_codebook_exchange, write_project
from analysis.board.export import write_exhibit
from analysis.board.question_page import write_question_page
from analysis.board.report import write_report
from analysis.board.slides import write_slides
from analysis.board.workbook import write_workbook
from analysis.compare import exhibit_balance, exhibit_coverage, exhibit_ledger, exhibit_statuses
from analysis.review import list_quotes
from analysis.tables import slug


def write_pack(
    tables: dict[str, pd.DataFrame],
    visits: pd.DataFrame,
    themes: list[str],
    out: Path,
    *,
    folder: DataFolder,
    day: date,
) -> Path:
    """Write the pack on the visits, as `choose_visits` gives them, and return its folder, which is new.

    It lies in `out`, is called by the authority and the `day`, and gets a number where one of that name is there. In
    it are slides, a report, a workbook, a page that answers questions, exchange files for programs in which people
    code, and the charts with their data; kept quotations and responses are read from `folder`. Raises MendableError
    where there is nothing to report or a file cannot be written, and QuestionError for an unknown theme.
    """
    authority = next(iter(visits["authority"]), None)
    pack = _name_new(out / f"{slug(authority or 'board pack')}-{day:%Y-%m-%d}")
    name, quotes = slug(authority or "board pack"), list_quotes(tables, folder)
    pack.mkdir(parents=True)
    write_slides(tables, visits, themes, pack / f"{name}-slides.pptx", quotes)
    write_report(tables, visits, themes, pack / f"{name}-report.docx", quotes)
    write_workbook(tables, visits, pack / f"{name}-workbook.xlsx", folder=folder, as_of=day)
    write_question_page(tables, pack / f"{name}-ask.html", visits)
    write_project(tables, visits, pack / f"{name}-project.qdpx")
    write_codebook_exchange(pack / "codebook.qdc")
    exhibits = {
        "themes": exhibit_statuses(tables, visits, themes),
        "strengths and concerns": exhibit_balance(tables, visits, themes),
        "areas for improvement": exhibit_ledger(tables, visits),
        "coverage": exhibit_coverage(tables, visits),
    }
    for title, exhibit in exhibits.items():
        write_exhibit(exhibit, name=title, folder=pack / "charts")
    return pack


def _name_new(folder: Path) -> Path:
    """Return a folder that is not there yet: the one named, or with a number, from two, behind it.

    >>> _name_new(Path("no such folder")).name
    'no such folder'
    """
    names = [folder, *(folder.with_name(f"{folder.name}-{number}") for number in range(2, 1000))]
    return next(path for path in names if not path.exists())
