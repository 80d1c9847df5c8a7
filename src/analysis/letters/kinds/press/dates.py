"""When the visit of an article took place, and when the article was published."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from analysis.base.sentences import split_sentences
from analysis.letters.dates import find_day, find_latest_period, find_month, find_period
from analysis.letters.phrases import find_phrase, span_phrases
from analysis.read import PRINT_OUT, Document

LONGEST_BYLINE = 80  # characters
MOST_WORDS_BESIDE = 9  # of a line that gives the day of publication
WEEK = timedelta(days=7)
MONTH_NAME = "January|February|March|April|May|June|July|August|September|October|November|December"
PART_OF_MONTH = re.compile(rf"\b(?:early|late|mid)[ -](?:in )?(?={MONTH_NAME})")
NAMED_BY_MONTH = re.compile(
    rf"(?:\b(?:the|its|an?) )?\b({MONTH_NAME})(?:[’']s)?( \d{{4}})? (?=(?:\w+ )?(?:visit|inspection))"
)
Period = tuple[date, date]


class Visit(NamedTuple):
    """A sentence that may give the days of a visit, without other days; `about` begins with what names the visit."""

    sentence: str
    about: str


def find_publication(document: Document) -> date | None:
    """Return the day of publication: what the page says of itself, else the date of a short line that says little else.

    A line that says that it was published goes before others; one on an update comes last. The day on which a browser
    printed the page is none.
    """
    if stated := document.facts.get("date"):
        try:
            return date.fromisoformat(stated[:10])
        except ValueError:
            if day := find_day(stated):
                return day
    dropped = [text for reason, text in document.dropped if reason != PRINT_OUT]
    printed = [line.text for line in document.lines] + dropped
    lines = [text for text in printed if len(text) < LONGEST_BYLINE and find_day(text)]
    lines = [text for text in lines if find_phrase("press", "published", [text]) or _says_little(text)]
    first = sorted(lines, key=_rank_of_publication)[:1]
    return find_day(first[0]) if first else None


def _says_little(text: str) -> bool:
    is_sentence = text.rstrip().endswith(".") or find_phrase("press", "on_visit", [text]) is not None
    return not is_sentence and len(text.split()) <= MOST_WORDS_BESIDE + 3


def _rank_of_publication(text: str) -> int:
    if find_phrase("press", "published", [text]):
        return 0
    return 2 if find_phrase("press", "updated", [text]) else 1


def find_visit(texts: Iterable[str], published: date | None, visit_type: str) -> tuple[Period | None, str | None]:
    """Return the first and last day of the visit, or the first of its month twice, and how precise that is.

    Of the days that sentences on a visit or inspection give, but for those of an earlier or a later one and those of
    publication, the latest counts: first of sentences that name this kind of visit, then of all. Days and months
    without a year are the latest before publication.
    """
    told = list(follow_visits(texts))
    named = [visit for visit in told if visit_type in visit.about.lower()]
    for visits in (named, told):
        if days := [period for visit in visits for period in list_days(visit.sentence, published)]:
            return max(days), "day"
    for visits in (named, told):
        if months := [month for visit in visits for month in _list_months(visit.sentence, published)]:
            return (max(months), max(months)), "month"
    return None, None


def follow_visits(texts: Iterable[str]) -> Iterator[Visit]:
    """Yield the sentences that may give the days of a visit, in order: those on it, and "It took place on ..."."""
    lead = ""  # the sentence that names the visit which those behind it may go on with
    for sentence in (sentence for text in texts for sentence in split_sentences(text)):
        if find_phrase("press", "on_visit", [sentence]):
            lead = "" if find_phrase("press", "compared", [sentence]) else sentence
            yield Visit(_blank_other_days(sentence), sentence)
        elif lead and find_phrase("press", "visit_goes_on", [sentence]):
            yield Visit(_blank_other_days(sentence), f"{lead} {sentence}")
        else:
            lead = ""


def _blank_other_days(sentence: str) -> str:
    """Return a sentence without the days of other visits and of publication (phrases.yml, other_days)."""
    for start, end in span_phrases("press", "other_days", sentence):
        sentence = sentence[:start] + " " * (end - start) + sentence[end:]
    return sentence


def list_days(sentence: str, published: date | None) -> Iterator[Period]:
    """Yield the first and last day that a sentence gives, if they are not behind the day of publication."""
    period = find_period(sentence)
    if period is None and published:
        period = find_latest_period(sentence, published)
    if period and not (published and period[0] > published):
        yield period


def _list_months(sentence: str, published: date | None) -> Iterator[date]:
    sentence = NAMED_BY_MONTH.sub(r"in \1\2 ", PART_OF_MONTH.sub("", sentence))
    if month := find_month(sentence, published):
        yield month
    if published is None:
        return
    if find_phrase("press", "this_month", [sentence]):
        yield published.replace(day=1)
    if find_phrase("press", "last_month", [sentence]):
        yield (published.replace(day=1) - timedelta(days=1)).replace(day=1)
    if find_phrase("press", "last_week", [sentence]):
        yield (published - WEEK).replace(day=1)
