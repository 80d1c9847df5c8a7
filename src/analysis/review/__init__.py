"""What people decide about the coding: files (read and written), decide (between them), apply (in the tables)."""

from analysis.review.apply import apply_reviews, check_reviews, pick_reviews
from analysis.review.checked import find_checked, find_disputed, list_reviews
from analysis.review.files import ReviewError, Reviews, read_reviews, read_rules, write_decisions

__all__ = [
    "ReviewError",
    "Reviews",
    "apply_reviews",
    "check_reviews",
    "find_checked",
    "find_disputed",
    "list_reviews",
    "pick_reviews",
    "read_reviews",
    "read_rules",
    "write_decisions",
]
