"""What a visit looked at, in the words of its letter (scope.yml)."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from analysis.letters.blocks import ITEMS
from analysis.letters.sections import PlacedBlock
from analysis.letters.shapes import normal, plain, read_data
from analysis.reference import find_authority

LONGEST_SENTENCE = 1_500  # characters; with a list
SENTENCE = re.compile(r"(?<=[.!?])(?<!\s\d\.)(?<!\s\d\d\.)\s+(?=[A-Z‘'“\"])")
PLACE = re.compile(r",? (?:in|of) (?=(?:the )?[A-Z])")
MARK = re.compile(r"(?:\d{1,2}[.)]|\([a-z]\)|[a-z]\))\s")  # of an item in a text that has no marks of its own
END = " .;:,"
JOINT = "; "


def find_scope(kind: str, texts: Iterable[str]) -> str | None:
    """Return the printed words that say what a visit looked at, those of several sentences joined; None where none do.

    >>> find_scope("visit", ["Inspectors looked at the council’s arrangements for care leavers.", "They met leaders."])
    'care leavers'
    >>> find_scope("visit", ["Inspectors looked at a range of evidence. They also looked at children’s records."])
    """
    return JOINT.join(dict.fromkeys(_list_scopes(kind, texts))) or None


def find_scope_of_letter(kind: str, placed: Iterable[PlacedBlock], title: str | None = None) -> str | None:
    """Return what a letter says in its title or introduction that the visit looked at (`find_scope`).

    Where no sentence says it, what stands below a heading that announces it.
    """
    introduction = [item for item in placed if item.part == "context"]
    return find_scope(kind, [title or "", *_join_lists(introduction)]) or _list_announced(introduction)


def _list_scopes(kind: str, texts: Iterable[str]) -> Iterator[str]:
    above = ""
    for text in texts:
        for sentence in _before_evidence(text):
            patterns = [*_patterns("says", kind), *(_patterns("goes_on", kind) if _fits("names_visit", above) else [])]
            match = next(filter(None, (pattern.search(plain(sentence)) for pattern in patterns)), None)
            if match and (words := _trim(sentence[slice(*match.span("words"))])):
                yield words
            above = plain(sentence)


def _before_evidence(text: str) -> Iterator[str]:
    """Yield the sentences of a paragraph up to the first that says how inspectors worked."""
    for sentence in SENTENCE.split(text):
        if _fits("evidence", plain(sentence)):
            return
        yield " ".join(sentence[:LONGEST_SENTENCE].split())


def _trim(words: str) -> str:
    """Return words without what leads to them and without the place; "" where they do not say what was looked at."""
    words = words.strip(END)
    lead = next(filter(None, (pattern.match(plain(words)) for pattern in _patterns("leads"))), None)
    words = words[lead.end() :] if lead else words
    for place in PLACE.finditer(words):
        if find_authority(words[place.end() :]):
            words = words[: place.start()]
            break
    return "" if _fits("nothing", plain(words)) else words.strip(END)


def _list_announced(introduction: Iterable[PlacedBlock]) -> str | None:
    """Return the items listed below a heading that announces what was looked at."""
    listed = (item for item in introduction if item.block.kind in ITEMS and item.section)
    announced = (item for item in listed if any(p.fullmatch(normal(item.section)) for p in _patterns("sections")))
    return JOINT.join(item.block.text.strip(END) for item in announced) or None


def _join_lists(introduction: Iterable[PlacedBlock]) -> Iterator[str]:
    """Yield the text of each paragraph, the items below it joined to it."""
    pieces: list[str] = []
    for item in introduction:
        text = item.block.text
        if pieces and not (item.block.kind in ITEMS or _goes_on(text, pieces)):
            yield _join(pieces)
            pieces = []
        pieces.append(text)
    yield from [_join(pieces)] if pieces else []


def _goes_on(text: str, above: list[str]) -> bool:
    """Tell whether a paragraph that is marked as no item is one, below words that lead to a list."""
    if not above[0].endswith(":"):
        return False
    return len(above) == 1 or MARK.match(text) is not None or (len(text.split()) < 12 and text[-1:].isalnum())


def _join(pieces: list[str]) -> str:
    """Return a paragraph and the items below it as one sentence.

    >>> _join(["Inspectors looked at:", "The quality of assessments.", "supervision; and", "staffing."])
    'Inspectors looked at: The quality of assessments; supervision; and staffing.'
    """
    *first, last = pieces
    ended = (f"{piece[:-1]};" if piece.endswith(".") and index else piece for index, piece in enumerate(first))
    return " ".join([*ended, last])


def _fits(field: str, text: str) -> bool:
    return any(pattern.search(text) for pattern in _patterns(field))


@cache
def _patterns(field: str, kind: str | None = None) -> list[re.Pattern]:
    entry = read_data("scope.yml")[field]
    return [re.compile(pattern) for pattern in (entry.get(kind, ()) if kind else entry)]
