"""Whether an article is on one council: a round-up of visits to several cannot be read as one visit."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from analysis.base.sentences import split_sentences
from analysis.letters.kinds.press.dates import Period, follow_visits, list_days
from analysis.letters.phrases import find_phrase
from analysis.reference import find_authority

LONGEST_HEADING = 6  # words: "London Borough of Richmond upon Thames"
MANY = 3  # councils that inspectors are said to have visited


def list_councils(texts: Sequence[str], published: date | None = None) -> list[str]:
    """Return the councils of a round-up, in printed order; empty for an article on one council.

    It has headings that are names of councils, or says of three, or of two more than once, what inspectors found
    there, or gives of two the days of a visit and what was found. An article that compares a council with others is
    none.
    """
    headings = list(dict.fromkeys(name for text in texts if (name := _name_heading(text))))
    visited = Counter(_list_visited(texts))
    several = [name for name, count in visited.items() if count > 1]
    councils = headings if len(headings) > 1 else list(visited) if len(visited) >= MANY else several
    return councils if len(councils) > 1 else _list_dated(texts, published)


def _name_heading(text: str) -> str | None:
    """Return the council that a heading consists of; None where it says anything else."""
    words = text.strip(" :").split()
    if len(words) > LONGEST_HEADING or not words or text.rstrip()[-1] in ".,;!?":
        return None
    authority = find_authority(text)
    is_alone = authority and find_phrase("press", "council_alone", [_without(text, authority.name)]) is not None
    return authority.name if is_alone else None


def _list_dated(texts: Sequence[str], published: date | None) -> list[str]:
    """Return the councils of an article, each with days on which it was visited; empty for fewer than two."""
    told = _list_told(texts)
    periods: dict[str, Period] = {}
    for visit in follow_visits(texts):
        authority = find_authority(visit.about)
        days = next(list_days(visit.sentence, published), None)
        if days and authority and authority.name in told and not find_phrase("press", "compared", [visit.about]):
            periods.setdefault(authority.name, days)
    apart = any(one[1] < other[0] or other[1] < one[0] for one, other in combinations(periods.values(), 2))
    return list(periods) if apart else []


def _list_told(texts: Sequence[str]) -> set[str]:
    """Return the councils of which an article tells what inspectors found, in sentences on it or behind those."""
    told, council = set(), None
    for sentence in (sentence for text in texts for sentence in split_sentences(text)):
        named = find_authority(sentence)
        council = named.name if named else council
        if council and find_phrase("press", "tells_findings", [sentence]):
            told.add(council)
    return told


def _without(text: str, name: str) -> str:
    name = name.lower().replace("-", " ")
    return " ".join(word for word in text.replace("-", " ").split() if word.lower() not in name)


def _list_visited(texts: Iterable[str]) -> Iterator[str]:
    """Yield a council for each sentence that says what inspectors found at it, and compares it with none."""
    for text in texts:
        for sentence in split_sentences(text):
            is_found = find_phrase("press", "found_at", [sentence]) and not find_phrase("press", "compared", [sentence])
            if is_found and (authority := find_authority(sentence)):
                yield authority.name
