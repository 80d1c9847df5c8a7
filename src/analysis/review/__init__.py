"""What people decide: files (read, written), decide (between them), apply (in the tables), quotes, responses."""

from analysis.review.apply import apply_reviews, check_reviews, pick_reviews
from analysis.review.checked import find_checked, find_disputed, list_deciders, list_reviews
from analysis.review.files import ReviewError, Reviews, read_reviews, read_rules, write_decisions
from analysis.review.quotes import list_lost_quotes, list_quotes, write_quote
from analysis.review.responses import list_responses, write_response

__all__ = [
    "ReviewError",
    "Reviews",
    "apply_reviews",
    "check_reviews",
    "find_checked",
    "find_disputed",
    "list_deciders",
    "list_lost_quotes",
    "list_quotes",
    "list_responses",
    "list_reviews",
    "pick_reviews",
    "read_reviews",
    "read_rules",
    "write_decisions",
    "write_quote",
    "write_response",
]
