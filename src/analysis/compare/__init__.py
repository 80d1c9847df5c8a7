"""Across visits: pure functions from the tidy tables to small tables and sentences; nothing is drawn here."""

from analysis.compare.asked import describe_items, follow_items, follow_sentences, list_items
from analysis.compare.findings import count_findings, join_findings
from analysis.compare.letter import describe_letter, list_themes_of_letter, outline_letter, quote_theme
from analysis.compare.selection import describe_visits, label_visits, list_sources, select_visits
from analysis.compare.shares import compare_shares, share_findings
from analysis.compare.themes import (
    compare_balance,
    compare_statuses,
    describe_balance,
    describe_recurring,
    describe_statuses,
    find_recurring,
)
from analysis.compare.words import label_theme

__all__ = [
    "compare_balance", "compare_shares", "compare_statuses", "count_findings", "describe_balance", "describe_items",
    "describe_letter", "describe_recurring", "describe_statuses", "describe_visits", "find_recurring", "follow_items",
    "follow_sentences", "join_findings", "label_theme", "label_visits", "list_items", "list_sources",
    "list_themes_of_letter", "outline_letter", "quote_theme", "select_visits", "share_findings",
]  # fmt: skip
