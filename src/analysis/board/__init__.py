"""What leaves the house: charts as pictures, with their data and a text alternative."""

from analysis.board.export import export, write_exhibit
from analysis.board.question_page import export_question_page, write_question_page

__all__ = ["export", "export_question_page", "write_exhibit", "write_question_page"]
