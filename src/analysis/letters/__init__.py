"""Lines to one Letter: what kind of letter it is, and what it says."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from analysis.letters import ilacs, jtai, lac, other, press, send, sif, visit
from analysis.letters.checks import check_letter
from analysis.letters.facts import apply_about
from analysis.letters.kinds import find_kind
from analysis.letters.letter import Improvement, Inspector, Judgement, LeftOut, Letter, Paragraph
from analysis.read import Document
from analysis.reference import find_authority

__all__ = ["Improvement", "Inspector", "Judgement", "LeftOut", "Letter", "Paragraph", "find_authority", "parse_letter"]

PARSERS = {
    "ilacs": ilacs.parse,
    "visit": visit.parse,
    "sif": sif.parse,
    "jtai": jtai.parse,
    "send": send.parse,
    "lac": lac.parse,
    "press": press.parse,
    "other": other.parse,
}


def parse_letter(document: Document, about: Mapping[str, Any] | None = None) -> Letter:
    """Return the Letter that a document holds; `about`, its row of about.csv, wins over what is read."""
    about = about or {}
    letter = PARSERS[find_kind(document, about)](document)
    dropped = tuple(LeftOut(reason, text) for reason, text in document.dropped)
    letter = apply_about(replace(letter, pages=document.pages, left_out=letter.left_out + dropped), about)
    return replace(letter, notes=tuple(check_letter(letter)))
