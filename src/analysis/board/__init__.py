"""What leaves the house."""

from analysis.board.export import export_chart, make_file_name

__all__ = ["export_chart", "make_file_name"]
