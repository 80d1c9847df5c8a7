"""The board pack: everything on one authority that leaves the house, in a folder of its own."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd

from analysis.base.folder import DataFolder
from analysis.base.whole import write_new_folder
from analysis.board.exchange import write_codebook_exchange, write_project
from analysis.board.export import write_exhibit
from analysis.board.kept import collect_records
from analysis.board.office import write_office
from analysis.board.paper import Paper, compose_paper
from analysis.board.question_page import write_question_page
from analysis.board.report import make_report
from analysis.board.slides import make_slides
from analysis.board.workbook import write_workbook
from analysis.find.query import QuestionError
from analysis.tables import lie_within, slug

KEYS = ("visit_id", "improvement_id", "sentence_id", "later")  # the first of these that a table has says whose a row is


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
    code, and the charts with their data; kept quotations and responses are read from `folder`. It is there whole or
    not at all. Raises MendableError where there is nothing to report or the folder or a file cannot be written, and
    QuestionError for an unknown theme.
    """
    records, tables = collect_records(tables, folder, day), narrow_tables(tables, visits)
    paper = compose_paper(tables, visits, themes, records)
    name = slug(paper.authority) or "board-pack"
    pack = out / f"{name}-{day:%Y-%m-%d}"

    def write(beside: Path) -> None:
        _write_documents(paper, beside, name)
        write_workbook(tables, visits, beside / f"{name}-workbook.xlsx", folder=folder, as_of=day)
        write_question_page(tables, beside / f"{name}-ask.html", visits)
        write_project(tables, visits, beside / f"{name}-project.qdpx")
        write_codebook_exchange(beside / "codebook.qdc")

    try:
        return write_new_folder(pack, write)
    except OSError as error:
        said = f"{pack} cannot be made ({error.strerror}); give a folder in which you may write"
        raise QuestionError(said) from error


def _write_documents(paper: Paper, pack: Path, name: str) -> None:
    """Write slides, report, and the charts with their data into the folder of the pack."""
    write_office(make_slides(paper).save, pack / f"{name}-slides.pptx")
    write_office(make_report(paper).save, pack / f"{name}-report.docx")
    exhibits = {
        "themes": paper.statuses,
        "strengths and concerns": paper.balance,
        "areas for improvement": paper.ledger,
        "coverage": paper.coverage,
    }
    for title, exhibit in exhibits.items():
        framed = replace(exhibit, sources=f"{paper.frame} {exhibit.sources}")
        write_exhibit(framed, name=title, folder=pack / "charts")


def narrow_tables(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the tables with the rows of the authorities of the visits alone, as few are quick to work with.

    The tables `visits` and `problems` stay whole: they tell what is on file.
    """
    on_file = tables["visits"]
    own = on_file["authority"].isin(visits["authority"]) | on_file["visit_id"].isin(visits["visit_id"])
    ids = on_file.loc[own, "visit_id"]
    narrowed = {}
    for name, table in tables.items():
        key = next((key for key in KEYS if key in table), None)
        if key is not None and name != "visits":
            table = table[table[key].isin(ids) if key == "visit_id" else lie_within(table[key], ids)]
        narrowed[name] = table
    return narrowed
