"""Lines to one Letter: what kind of letter it is, and what it says."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from analysis.letters.broken_words import mend_words
from analysis.letters.checks import check_letter
from analysis.letters.facts import apply_about
from analysis.letters.kinds import OTHER, find_kind, find_parser, read_kinds
from analysis.letters.letter import Improvement, Inspector, Judgement, LeftOut, Letter, Paragraph
from analysis.letters.speech import COUNCIL, INSPECTOR, Memory, Speech, follow_speech
from analysis.read import Document
from analysis.reference import match_authority

__all__ = [
    "COUNCIL",
    "INSPECTOR",
    "Improvement",
    "Inspector",
    "Judgement",
    "LeftOut",
    "Letter",
    "Memory",
    "Paragraph",
    "Speech",
    "follow_speech",
    "match_authority",
    "parse_letter",
]

BESIDE = "mail"  # why the words of a document that lies beside the letter in one file are left out


def parse_letter(document: Document, about: Mapping[str, Any] | None = None) -> Letter:
    """Return the Letter that a document holds; `about`, its row of about.csv, wins over what is read.

    Raises ReadError for a kind of letter that is not complete (see `find_faults`).
    """
    about = about or {}
    document = choose_document(document)
    document = replace(document, lines=tuple(mend_words(document.lines)))
    letter = find_parser(find_kind(document, about))(document)
    dropped = tuple(LeftOut(reason, text) for reason, text in document.dropped)
    letter = apply_about(replace(letter, pages=document.pages, left_out=letter.left_out + dropped), about)
    return replace(letter, notes=(*document.notes, *(letter.notes or check_letter(letter))))


def choose_document(document: Document) -> Document:
    """Return the one of a file's documents that is a letter: the first of a known kind, an article after all letters.

    The words of the others are `dropped`, and a note names them. Without any of a known kind it is the first.
    """
    if not document.others:
        return document
    documents = (document, *document.others)
    kinds = [find_kind(one, {}) for one in documents]
    known = [index for index, kind in enumerate(kinds) if kind != OTHER]
    letters = [index for index in known if read_kinds()[kinds[index]]["source_type"] != "press"]
    chosen = documents[next(iter([*letters, *known, 0]))]
    rest = [one for one in documents if one is not chosen]
    dropped = tuple(
        (BESIDE, text) for one in rest for text in (*(line.text for line in one.lines), *_words_left_out(one))
    )
    notes = tuple(("mail-attachment", f"{_name(one)} lies beside {_name(chosen)}, which was read.") for one in rest)
    return replace(chosen, dropped=chosen.dropped + dropped, notes=chosen.notes + notes, others=())


def _words_left_out(document: Document) -> Iterator[str]:
    return (text for _, text in document.dropped)


def _name(document: Document) -> str:
    return document.facts.get("file", "the text of the mail")
