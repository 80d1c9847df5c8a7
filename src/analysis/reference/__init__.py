"""Reference data: the English authorities, their codes, regions and statistical neighbours."""

from analysis.reference.authorities import Authority, find_authority, neighbours_of

__all__ = ["Authority", "find_authority", "neighbours_of"]
