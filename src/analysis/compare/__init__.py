"""Across visits: pure functions from the tidy tables to small tables and sentences; nothing is drawn here."""

from analysis.compare.agreement import (
    count_confusion,
    describe_agreement,
    describe_confusion,
    describe_pairs,
    measure_agreement,
    pair_people,
    pair_with_machine,
)
from analysis.compare.asked import describe_items, follow_items, follow_sentences, list_items, list_links
from analysis.compare.checked import (
    compare_effect,
    count_checked,
    describe_checked,
    describe_effect,
    find_sentences_behind,
)
from analysis.compare.errors import describe_errors, list_confused, list_theme_errors, score_themes
from analysis.compare.files import (
    compare_coverage,
    describe_coverage,
    describe_files,
    describe_problems,
    describe_timeline,
    list_timeline,
    list_visits,
    name_undated,
)
from analysis.compare.findings import count_findings, join_findings
from analysis.compare.headlines import head_coverage, head_items, head_outline, head_statuses, head_timeline
from analysis.compare.letter import (
    describe_letter,
    describe_outline,
    list_themes_of_letter,
    outline_letter,
    quote_sentences,
    quote_themes,
)
from analysis.compare.selection import describe_visits, label_visits, list_sources, pick_visit, select_visits
from analysis.compare.shares import compare_shares, describe_changes, describe_shares, share_findings
from analysis.compare.themes import (
    compare_balance,
    compare_statuses,
    describe_balance,
    describe_recurring,
    describe_statuses,
    find_recurring,
)
from analysis.compare.words import label_theme, list_named_themes

__all__ = [
    "compare_balance",
    "compare_coverage",
    "compare_effect",
    "compare_shares",
    "compare_statuses",
    "count_checked",
    "count_confusion",
    "count_findings",
    "describe_agreement",
    "describe_balance",
    "describe_changes",
    "describe_checked",
    "describe_confusion",
    "describe_coverage",
    "describe_effect",
    "describe_errors",
    "describe_files",
    "describe_items",
    "describe_letter",
    "describe_outline",
    "describe_pairs",
    "describe_problems",
    "describe_recurring",
    "describe_shares",
    "describe_statuses",
    "describe_timeline",
    "describe_visits",
    "find_recurring",
    "find_sentences_behind",
    "follow_items",
    "follow_sentences",
    "head_coverage",
    "head_items",
    "head_outline",
    "head_statuses",
    "head_timeline",
    "join_findings",
    "label_theme",
    "label_visits",
    "list_confused",
    "list_items",
    "list_links",
    "list_named_themes",
    "list_sources",
    "list_theme_errors",
    "list_themes_of_letter",
    "list_timeline",
    "list_visits",
    "measure_agreement",
    "name_undated",
    "outline_letter",
    "pair_people",
    "pair_with_machine",
    "pick_visit",
    "quote_sentences",
    "quote_themes",
    "score_themes",
    "select_visits",
    "share_findings",
]
