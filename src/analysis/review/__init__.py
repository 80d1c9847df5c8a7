"""What people decide about the coding: read, matched to today's sentences, settled, applied, recorded."""

from analysis.review.applying import apply_reviews
from analysis.review.files import read_reviews

__all__ = ["apply_reviews", "read_reviews"]
