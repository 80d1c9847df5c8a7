"""What leaves the house: charts as pictures, with their data and a text alternative."""

from analysis.board.export import describe_export, export_chart, make_file_name

__all__ = ["describe_export", "export_chart", "make_file_name"]
