"""What leaves the house: charts as pictures with their data, slides, a report, and the page that asks."""

from analysis.board.export import export, write_exhibit
from analysis.board.question_page import export_question_page, write_question_page
from analysis.board.report import write_report
from analysis.board.slides import write_slides

__all__ = [
    "export",
    "export_question_page",
    "write_exhibit",
    "write_question_page",
    "write_report",
    "write_slides",
]
