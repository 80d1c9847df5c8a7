"""Who speaks in a press report: the inspectors, the council or the reporter."""

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from analysis.coding.phrases import Match, Phrases, Words, split_words
from analysis.coding.wording import list_wording

SPOKEN_SHARE = 0.5  # of a sentence's words inside quotation marks; below it the marks only lend it a phrase
_MARK = re.compile(r"[“”\"]")


class QuotationState(NamedTuple):
    """What is known after a sentence: is a quotation open, whose is it, who spoke last, and which role people have."""

    is_open: bool = False
    quoted: str = "reporter"
    last: str = "reporter"
    people: Mapping[str, str] = MappingProxyType({})


def code_speakers(paragraphs: list[tuple[str, list[str]]]) -> list[list[str]]:
    """Return the speaker of each sentence of a press report, given its paragraphs as (kind, sentences).

    A quotation runs on until it is closed, over paragraphs too. Quoted inspectors and the items that the
    article lists are `inspector`; the council's people and plans are `council`, quoted or not; the rest is
    `reporter`.
    """
    state, speakers = QuotationState(), []
    for kind, sentences in paragraphs:
        paragraph = []
        for text, after in pairwise([*sentences, ""]):
            speaker, state = _code_sentence(text, after, state, is_first=not paragraph)
            paragraph.append("inspector" if kind == "improvement" else speaker)
        speakers.append(paragraph)
    return speakers


def _code_sentence(text: str, after: str, state: QuotationState, *, is_first: bool) -> tuple[str, QuotationState]:
    """Return the speaker of a sentence and what is known after it; `after` is the next sentence of the paragraph."""
    pieces, is_open = split_quotation(text, is_open=state.is_open, is_first=is_first)
    begins = not state.is_open and any(is_quoted for _, is_quoted in pieces)
    told = "".join(" " * len(piece) if is_quoted else piece for piece, is_quoted in pieces)
    who, people = _who_says(told, state)
    if who is None and begins and not is_open:
        who, people = _who_says(after, state)  # "..." in one sentence, "said the councillor." in the next
    quoted = (who or state.last) if begins else state.quoted
    state = QuotationState(is_open, quoted, who or state.last, people)
    if _is_speech(text, told) or (who == "inspector" and begins):
        return quoted, state
    is_council = who == "council" or (who is None and _is_plan(told))
    return "council" if is_council else "reporter", state


def _is_speech(text: str, told: str) -> bool:
    """Return whether enough of a sentence is quoted, given what of it is told outside quotation marks."""
    n_words = len(split_words(text).texts)
    return n_words > 0 and 1 - len(split_words(told).texts) / n_words >= SPOKEN_SHARE


def split_quotation(text: str, *, is_open: bool, is_first: bool) -> tuple[list[tuple[str, bool]], bool]:
    """Return the pieces of a sentence, each with whether it is quoted, and whether a quotation stays open.

    A paragraph that begins with a mark while a quotation is open goes on with it:

    >>> split_quotation('"We do.', is_open=True, is_first=True)
    ([('We do.', True)], True)
    """
    pieces, start = [], 0
    for mark in _MARK.finditer(text):
        pieces.append((text[start : mark.start()], is_open))
        start = mark.end()
        goes_on = is_open and is_first and mark.start() == 0
        is_open = mark.group() == "“" or goes_on or (mark.group() == '"' and not is_open)
    pieces.append((text[start:], is_open))
    return [piece for piece in pieces if piece[0].strip()], is_open


def _who_says(told: str, state: QuotationState) -> tuple[str | None, Mapping[str, str]]:
    """Return who speaks by the words outside quotation marks, and the people known by then."""
    words = split_words(told)
    found = _find(words)
    verb = next((match for match in found if match.label[1] == "said"), None)
    if verb is None:
        return None, state.people
    roles = [match for match in found if match.label[1] in ("inspector", "council")]
    before = [match for match in roles if match.last < verb.first]
    if any(match.label[1] == "back" and match.last == verb.first - 1 for match in found):
        role = before[0].label[1] if before else state.last
    else:
        role = before[-1].label[1] if before else _known_person(told, words, verb, state)
    if role is None:
        role = next((match.label[1] for match in roles if match.first > verb.last), None)
    names = dict.fromkeys(_names(told[: words.starts[verb.first]]), role) if before else {}
    return role or "reporter", {**state.people, **names}


def _known_person(told: str, words: Words, verb: Match, state: QuotationState) -> str | None:
    return next((state.people[name] for name in _names(told[: words.starts[verb.first]]) if name in state.people), None)


def _names(text: str) -> list[str]:
    return re.findall(r"\b[A-Z][\w’'-]+", text)[-3:]


def _is_plan(told: str) -> bool:
    """Return whether the reporter tells what the council means to do, and not what inspectors found about it."""
    found = [match.label[1] for match in _find(split_words(told))]
    return "plans" in found and "inspector" not in found[: found.index("plans")]


def _find(words: Words) -> list[Match]:
    phrases = _phrases()
    return phrases.list_matches(phrases.find_all([words]), "speakers", 1)[0]


@cache
def _phrases() -> Phrases:
    return Phrases(list_wording("speakers"))
