"""Lines to one Letter: what kind of letter it is, and what it says."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from analysis.letters import ilacs, press, visit
from analysis.letters.facts import apply_about
from analysis.letters.kinds import find_kind
from analysis.letters.letter import Improvement, Inspector, Judgement, LeftOut, Letter, Paragraph
from analysis.read import Document

__all__ = ["Improvement", "Inspector", "Judgement", "LeftOut", "Letter", "Paragraph", "parse_letter"]

PARSERS = {"ilacs": ilacs.parse, "visit": visit.parse, "press": press.parse}


def parse_letter(document: Document, about: Mapping[str, Any] | None = None, *, file: str = "") -> Letter:
    """Return the Letter that a document holds; `about`, its row of about.csv, wins over what is read."""
    about = about or {}
    letter = PARSERS[find_kind(document, about)](document)
    dropped = tuple(LeftOut(reason, text) for reason, text in document.dropped)
    return apply_about(replace(letter, pages=document.pages, left_out=letter.left_out + dropped), about)
