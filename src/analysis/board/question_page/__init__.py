"""A page that answers questions without a kernel: one HTML file with its data, for whoever has no Jupyter."""

from analysis.board.question_page.page import export_question_page, make_page, write_question_page

__all__ = ["export_question_page", "make_page", "write_question_page"]
