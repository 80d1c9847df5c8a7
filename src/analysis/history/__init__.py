"""Across the visits of each authority: what was looked at, what was said of each theme, what was asked for again."""

from analysis.history.derivation import derive_history

__all__ = ["derive_history"]
