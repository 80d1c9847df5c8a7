"""What leaves the house: charts as pictures, with their data and a text alternative."""

from analysis.board.export import export, write_exhibit

__all__ = ["export", "write_exhibit"]
