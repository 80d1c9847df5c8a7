"""Reference data: the English authorities, their names, codes, regions and statistical neighbours."""

from analysis.reference.authorities import Authority, neighbours_of
from analysis.reference.mentions import find_authority, find_main_authority
from analysis.reference.typed import ask_back, match_authority, match_beginning, suggest_authorities

__all__ = [
    "Authority",
    "ask_back",
    "find_authority",
    "find_main_authority",
    "match_authority",
    "match_beginning",
    "neighbours_of",
    "suggest_authorities",
]
