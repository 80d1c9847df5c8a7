"""What leaves the house: charts with their data and a text alternative, slides, a report, a workbook, other files."""

from analysis.board.brief import list_outdated, write_brief
from analysis.board.exchange import write_codebook_exchange, write_project
from analysis.board.export import export, write_exhibit
from analysis.board.flat import export_tables
from analysis.board.pack import write_pack
from analysis.board.question_page import export_question_page, write_question_page
from analysis.board.report import write_report
from analysis.board.slides import write_slides
from analysis.board.workbook import write_workbook

__all__ = [
    "export",
    "export_question_page",
    "export_tables",
    "list_outdated",
    "write_brief",
    "write_codebook_exchange",
    "write_exhibit",
    "write_pack",
    "write_project",
    "write_question_page",
    "write_report",
    "write_slides",
    "write_workbook",
]
