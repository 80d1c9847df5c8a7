"""Across visits: pure functions from the tidy tables to small tables, sentences and exhibits; nothing is drawn here."""

from analysis.compare.agreement import describe_pairs, exhibit_agreement, exhibit_confusion
from analysis.compare.answered import describe_responses, list_answered
from analysis.compare.arrival import match_letter
from analysis.compare.asked import find_asked
from analysis.compare.brief import compose_brief
from analysis.compare.checked import describe_checked
from analysis.compare.codebook import summarise_codebook
from analysis.compare.effect import exhibit_effect
from analysis.compare.errors import list_confused, list_theme_errors, summarise_errors
from analysis.compare.exhibit import Exhibit, Summary
from analysis.compare.files import (
    describe_problems,
    exhibit_coverage,
    exhibit_timeline,
    summarise_files,
    summarise_left_out,
)
from analysis.compare.findings import keep_improvements
from analysis.compare.frames import describe_frame, frame_visits
from analysis.compare.gaps import exhibit_gaps, summarise_gaps
from analysis.compare.improvements import (
    exhibit_ledger,
    follow_improvements,
    list_improvements,
    list_links,
    set_side_by_side,
)
from analysis.compare.letter import (
    exhibit_outline,
    name_place,
    quote_sentences,
    quote_themes,
    summarise_letter,
)
from analysis.compare.national import exhibit_asked, exhibit_moves, list_inspections, summarise_area_moves
from analysis.compare.peers import exhibit_peers, summarise_sample
from analysis.compare.published import exhibit_published, summarise_published
from analysis.compare.quotations import quote_statuses
from analysis.compare.scopes import exhibit_parts, exhibit_scopes, list_scopes
from analysis.compare.selection import describe_visits, find_standing, match_visit, pick_visit, select_visits
from analysis.compare.shares import exhibit_shares, summarise_changes
from analysis.compare.terms import exhibit_terms, summarise_keyword
from analysis.compare.themes import BALANCES, compare_statuses, describe_statuses, exhibit_balance, exhibit_statuses
from analysis.compare.topics import summarise_topics
from analysis.compare.traces import exhibit_traces
from analysis.compare.words import (
    count_things,
    join_words,
    label_theme,
    label_value,
    list_named_themes,
    name_day,
    name_part,
    read_labels,
    read_words,
)

__all__ = [
    "BALANCES",
    "Exhibit",
    "Summary",
    "compare_statuses",
    "compose_brief",
    "count_things",
    "describe_checked",
    "describe_frame",
    "describe_pairs",
    "describe_problems",
    "describe_responses",
    "describe_statuses",
    "describe_visits",
    "exhibit_agreement",
    "exhibit_asked",
    "exhibit_balance",
    "exhibit_confusion",
    "exhibit_coverage",
    "exhibit_effect",
    "exhibit_gaps",
    "exhibit_ledger",
    "exhibit_moves",
    "exhibit_outline",
    "exhibit_parts",
    "exhibit_peers",
    "exhibit_published",
    "exhibit_scopes",
    "exhibit_shares",
    "exhibit_statuses",
    "exhibit_terms",
    "exhibit_timeline",
    "exhibit_traces",
    "find_asked",
    "find_standing",
    "follow_improvements",
    "frame_visits",
    "join_words",
    "keep_improvements",
    "label_theme",
    "label_value",
    "list_answered",
    "list_confused",
    "list_improvements",
    "list_inspections",
    "list_links",
    "list_named_themes",
    "list_scopes",
    "list_theme_errors",
    "match_letter",
    "match_visit",
    "name_day",
    "name_part",
    "name_place",
    "pick_visit",
    "quote_sentences",
    "quote_statuses",
    "quote_themes",
    "read_labels",
    "read_words",
    "select_visits",
    "set_side_by_side",
    "summarise_area_moves",
    "summarise_changes",
    "summarise_codebook",
    "summarise_errors",
    "summarise_files",
    "summarise_gaps",
    "summarise_keyword",
    "summarise_left_out",
    "summarise_letter",
    "summarise_published",
    "summarise_sample",
    "summarise_topics",
]
