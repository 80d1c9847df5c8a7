"""What a reviewer reads of an area for improvement, as HTML: it and the later document's passages on it, in columns."""

import re
from html import escape

import pandas as pd

from analysis.compare import label_value, name_place
from analysis.notebook.review.ledger_session import (
    ALL_LISTS,
    LedgerSession,
    Link,
    Pair,
    Passage,
    list_pairs,
    list_passages,
)
from analysis.notebook.review.page import MARK

COLUMNS = '<div style="display:grid; grid-template-columns:minmax(0,2fr) minmax(0,3fr); gap:2em; line-height:1.5">'
NO_PASSAGE = "<p>No passage on it was found. Where the document speaks of it all the same, say so.</p>"


def render_pair(session: LedgerSession, pair: Pair) -> str:
    """Return as HTML, side by side, an area for improvement with its status and the passages on it, best first."""
    pairs = list_pairs(session.tables, session.visits, session.asked_at, ALL_LISTS)
    source_type = session.visits.set_index("visit_id").loc[pair[1], "source_type"]
    row = next(pairs[(pairs["improvement_id"] == pair[0]) & (pairs["later_visit_id"] == pair[1])].itertuples())
    area = f"<p><b>{escape(row.asked)}</b>{escape(_find_place(session, pair[0]))} asked for:</p>"
    area += f"<p>{escape(row.improvement)}</p>{_render_status(row, source_type)}"
    passages = "".join(map(render_passage, list_passages(session, pair))) or NO_PASSAGE
    return f"{COLUMNS}<div>{area}</div><div><p><b>{escape(row.later)}</b> says:</p>{passages}</div></div>"


def _find_place(session: LedgerSession, improvement_id: str) -> str:
    improvements = session.tables["improvements"].set_index("improvement_id")
    paragraphs = session.tables["paragraphs"]
    own = paragraphs[paragraphs["paragraph_id"] == improvements.loc[improvement_id, "paragraph_id"]]
    return "".join(f", {name_place(row.number, row.page, row.order)}," for row in own.itertuples())


def _render_status(row: tuple, source_type: str) -> str:
    status = f"<b>{escape(label_value('ledger', row.status, source_type))}</b>"
    if row.source == "reviewer":
        return f"<p>A person says: {status}.</p>"
    certainty = "no certainty given" if pd.isna(row.certainty) else f"certainty {row.certainty:.2f}"
    return f"<p>The machine says: {status} ({certainty}).</p>"


def render_passage(passage: Passage) -> str:
    """Return as HTML where a passage stands, and its paragraph with the sentences on the area marked."""
    place = name_place(passage.number, passage.page, passage.order)
    return f"<p><b>{escape(place)}</b>: {mark_sentences(passage.text, passage.sentences)}</p>"


def render_link(link: Link) -> str:
    """Return as HTML an area that the later document lists, and whether it asks for the same thing."""
    said = {"yes": "You said: the same thing.", "no": "You said: another thing.", None: "Is it the same thing?"}
    return f"It lists: <i>{escape(link.text)}</i> {said[link.keep]}"


def mark_sentences(paragraph: str, sentences: list[str]) -> str:
    """Return a paragraph as HTML with some sentences marked.

    >>> mark_sentences("Plans lag. Visits & plans are late. Staff go.", ["Staff go.", "Plans lag."]).count("</mark>")
    2
    """
    if not sentences:
        return escape(paragraph)
    longest_first = sorted(sentences, key=len, reverse=True)
    pieces = re.split(f"({'|'.join(map(re.escape, longest_first))})", paragraph)
    return "".join(
        f'<mark style="{MARK}">{escape(piece)}</mark>' if index % 2 else escape(piece)
        for index, piece in enumerate(pieces)
    )
