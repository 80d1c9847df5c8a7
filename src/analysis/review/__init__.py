"""What people decide about the coding: read, matched to today's sentences, settled, applied, recorded."""

from analysis.review.applying import apply_reviews
from analysis.review.files import Reviews, read_reviews
from analysis.review.placing import pick_reviews, place_reviews

__all__ = ["Reviews", "apply_reviews", "pick_reviews", "place_reviews", "read_reviews"]
