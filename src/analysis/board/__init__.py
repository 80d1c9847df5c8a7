"""What leaves the house: charts as pictures with their data and a text alternative, a workbook, flat
files, exchange files, a page."""

from analysis.board.exchange import write_codebook_exchange, write_project
from analysis.board.export import export, write_exhibit
from analysis.board.flat import export_tables
from analysis.board.question_page import export_question_page, write_question_page
from analysis.board.workbook import write_workbook

__all__ = [
    "export",
    "export_question_page",
    "export_tables",
    "write_codebook_exchange",
    "write_exhibit",
    "write_project",
    "write_question_page",
    "write_workbook",
]
