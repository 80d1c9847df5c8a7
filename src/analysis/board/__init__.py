"""What leaves the house: charts as pictures, with their data and a text alternative."""

from analysis.board.exchange import write_codebook_exchange, write_project
from analysis.board.export import export, write_exhibit
from analysis.board.question_page import export_question_page, write_question_page

__all__ = [
    "export",
    "export_question_page",
    "write_codebook_exchange",
    "write_exhibit",
    "write_project",
    "write_question_page",
]
