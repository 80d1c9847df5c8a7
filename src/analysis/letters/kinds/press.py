"""Newspaper articles about a visit: a journalist's selection, between advertising lines and credits."""

from dataclasses import replace
from datetime import date

from analysis.letters.blocks import split_blocks
from analysis.letters.dates import find_day, find_latest_period, find_month, find_period
from analysis.letters.facts import FRONT_PAGE, make_letter, name_authority
from analysis.letters.letter import LeftOut, Letter
from analysis.letters.people import make_inspectors, parse_names
from analysis.letters.phrases import find_phrase, find_phrases
from analysis.letters.scope import find_scope
from analysis.letters.sections import parse_body, place_blocks
from analysis.letters.shapes import read_shape
from analysis.read import Document

LONGEST_BYLINE = 80  # characters


def parse(document: Document) -> Letter:
    """Return the Letter of a newspaper article; its headline is the title."""
    shape = read_shape("press")
    headline, *rest = split_blocks(document.lines, shape)
    body = parse_body(place_blocks(rest, shape))
    texts = [headline.text, *(paragraph.text for paragraph in body.paragraphs)]
    published = find_publication(document)
    letter = make_letter(
        replace(body, left_out=(LeftOut(FRONT_PAGE, headline.text), *body.left_out)),
        kind="press",
        visit_type=(find_phrase("press", "visit_type", texts) or "inspection").lower(),
        authority=name_authority("press", texts),
        period=find_visit(texts, published),
        published_date=published,
        title=headline.text,
        scope=find_scope("press", texts),
        inspectors=make_inspectors(leads=parse_names(find_phrase("press", "inspectors", texts) or "")),
    )
    month = (
        None if letter.start_date else next(filter(None, (find_month(t, published) for t in _on_visit(texts))), None)
    )
    return replace(letter, start_date=month, date_precision="month") if month else letter


def find_publication(document: Document) -> date | None:
    """Return the day of publication: what the page says of itself, else a date in a short line."""
    if stated := document.facts.get("date"):
        try:
            return date.fromisoformat(stated[:10])
        except ValueError:
            pass
    printed = [line.text for line in document.lines] + [text for _, text in document.dropped]
    return next(filter(None, (find_day(text) for text in printed if len(text) < LONGEST_BYLINE)), None)


def find_visit(texts: list[str], published: date | None) -> tuple[date, date] | None:
    """Return the days of the visit; days without a year are the latest before publication."""
    sentences = _on_visit(texts)
    whole = next(filter(None, map(find_period, sentences)), None)
    if whole or published is None:
        return whole
    return next(filter(None, (find_latest_period(sentence, published) for sentence in sentences)), None)


def _on_visit(texts: list[str]) -> list[str]:
    """Return the sentences of an article that speak of a visit or inspection."""
    return list(find_phrases("press", "dates", texts))
