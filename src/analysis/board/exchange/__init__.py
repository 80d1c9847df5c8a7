"""Exchange files (REFI-QDA) for those who code in NVivo, ATLAS.ti, MAXQDA or QualCoder: codebook and project."""

from analysis.board.exchange.codes import write_codebook_exchange
from analysis.board.exchange.marks import ExchangeError
from analysis.board.exchange.project import write_project

__all__ = ["ExchangeError", "write_codebook_exchange", "write_project"]
