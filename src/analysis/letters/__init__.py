"""Lines to one Letter: what kind of letter it is, and what it says."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from analysis.letters.broken_words import mend_words
from analysis.letters.checks import check_letter, check_pages
from analysis.letters.facts import apply_about
from analysis.letters.kinds import find_kind, find_parser
from analysis.letters.letter import Improvement, Inspector, Judgement, LeftOut, Letter, Paragraph
from analysis.read import Document
from analysis.reference import find_authority

__all__ = ["Improvement", "Inspector", "Judgement", "LeftOut", "Letter", "Paragraph", "find_authority", "parse_letter"]


def parse_letter(document: Document, about: Mapping[str, Any] | None = None) -> Letter:
    """Return the Letter that a document holds; `about`, its row of about.csv, wins over what is read.

    Raises ReadError for a kind of letter that is not complete (see `find_faults`).
    """
    about = about or {}
    document = replace(document, lines=tuple(mend_words(document.lines)))
    letter = find_parser(find_kind(document, about))(document)
    dropped = tuple(LeftOut(reason, text) for reason, text in document.dropped)
    letter = apply_about(replace(letter, pages=document.pages, left_out=letter.left_out + dropped), about)
    return replace(letter, notes=(*check_pages(document), *check_letter(letter)))
