"""Authorities named in running text, told from people, newspapers, streets and towns of like names (names.yml)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from analysis.reference.authorities import Authority, plain, read_names
from analysis.reference.typed import read_words

NEAR = 60  # characters that are looked at on each side of a name
WEIGHTS = {True: 3, False: 1}  # a council named as one tells more of what a document is about than a place
MOST_MENTIONS = 500  # that are counted
TITLE = 1  # what it weighs more in a title
POSTCODE = re.compile(r"[\s,]*\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b")
SENTENCE_START = re.compile(r"(?:^|[.!?:\n]\s*|\n)[\s\"'“‘(]*$")
CAPITAL_AFTER = re.compile(r"[^\S\n]+([A-Z][\w'’]*)")
CAPITAL_BEFORE = re.compile(r"([A-Z][\w'’.]*)[^\S\n]+$")
FEWEST_WORDS = 5  # of a line whose capitals say nothing, because all its words have them
PLAIN = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-"})


@dataclass(frozen=True)
class Mention:
    """One mention of an authority; `is_council` where its words name a council, and not the place alone."""

    authority: Authority
    is_council: bool


def find_authority(text: str) -> Authority | None:
    """Return the authority that a text names first, by its longest name; None where it names none.

    >>> find_authority("Inspection of Central Bedfordshire local authority children’s services").name
    'Central Bedfordshire'
    >>> find_authority("The Royal Borough of Windsor & Maidenhead").name
    'Windsor and Maidenhead'
    >>> find_authority("South Norfolk Council")  # is not Norfolk
    >>> find_authority("Reading the report in Newcastle-under-Lyme, the Sunderland Echo asked Jane Sutton")
    """
    first = next(_find_mentions(text), None)
    return first.authority if first else None


def find_main_authority(texts: Iterable[str]) -> Authority | None:
    """Return the authority that a document is about: the one that its title, the first of `texts`, and the others name
    most, councils before places.

    >>> find_main_authority(["Mum in Manchester thankful", "It follows a visit to Salford City Council."]).name
    'Salford'
    """
    title, *rest = [*texts, ""]
    votes: Counter[Authority] = Counter()
    for text, extra in ((title, TITLE), ("\n".join(rest), 0)):
        for mention in islice(_find_mentions(text), MOST_MENTIONS):
            votes[mention.authority] += WEIGHTS[mention.is_council] + extra
    return max(votes, key=votes.__getitem__) if votes else None  # of equals the first


def _find_mentions(text: str) -> Iterator[Mention]:
    """Yield the authorities that a text names, in order."""
    text = text.translate(PLAIN)
    names = read_names()
    for match in _pattern().finditer(text):
        authority = names[plain(match[0])]
        before, after = text[max(0, match.start() - NEAR) : match.start()], text[match.end() : match.end() + NEAR]
        is_council = any(_beside(before, after))
        if authority and _is_whole_name(text, match, before, after, is_council):
            yield Mention(authority, is_council)


def _is_whole_name(text: str, match: re.Match, before: str, after: str, is_council: bool) -> bool:
    """Tell whether a name is that of an authority, and no part of another name or of an address."""
    last_word = CAPITAL_BEFORE.search(before)
    if _joins().match(after) or POSTCODE.match(after) or (last_word and last_word[1].lower() in read_words()["parts"]):
        return False
    capitals = _has_capitals_only(text, match)
    if plain(match[0]) in read_words()["words_as_well"] and (capitals or SENTENCE_START.search(before)):
        return is_council
    return is_council or capitals or _stands_alone(before, after)


def _stands_alone(before: str, after: str) -> bool:
    """Tell whether the capitalised words beside a name may stand there without being part of it."""
    words = read_words()
    next_word, last_word = CAPITAL_AFTER.match(after), CAPITAL_BEFORE.search(before)
    return (next_word is None or next_word[1].lower() in words["beside_after"]) and (
        last_word is None or last_word[1].lower() in words["beside_before"]
    )


def _beside(before: str, after: str) -> Iterator[bool]:
    """Yield whether the words behind and before a name make it that of a council."""
    council_after, council_before = _council()
    yield council_after.match(after) is not None
    yield council_before.search(before) is not None


def _has_capitals_only(text: str, match: re.Match) -> bool:
    """Tell whether the line of a name writes all its longer words with capitals."""
    start, end = max(0, match.start() - NEAR), match.end() + NEAR
    line = text[start : match.start()].rpartition("\n")[2] + match[0] + text[match.end() : end].partition("\n")[0]
    words = re.findall(r"[^\W\d_]{4,}", line)
    return len(words) >= FEWEST_WORDS and all(word[0].isupper() for word in words)


@cache
def _pattern() -> re.Pattern:
    """Return what finds the longest name first, with a capital, whatever stands between its words."""
    longest_first = sorted(read_names(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?=[A-Z])(?i:{'|'.join(map(_spell, longest_first))})(?!\w)")


def _spell(name: str) -> str:
    words = [re.escape(word) for word in name.split()]
    spelled = r"[\s.,-]{1,3}".join(words)
    return spelled.replace(r"[\s.,-]{1,3}and[\s.,-]{1,3}", r"(?:[\s.,-]{1,3}and\s|\s?&\s?)")


@cache
def _joins() -> re.Pattern:
    return re.compile(rf"(?:-(?:{'|'.join(read_words()['joins'])})-|\s(?:under|upon)\s+(?=[A-Z]))")


@cache
def _council() -> tuple[re.Pattern, re.Pattern]:
    """Return what makes a name that of a council: behind it, after a possessive, and before it."""
    after, before = ("|".join(read_words()[name]) for name in ("council_after", "council_before"))
    return re.compile(rf"(?:'s?)?\s+(?:{after})", re.I), re.compile(rf"(?:{before})\s+$", re.I)
