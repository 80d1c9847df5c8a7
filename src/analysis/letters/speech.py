"""Who speaks in the sentences of an article: inspectors, the council, somebody else.

Quoted words belong to the attribution before them, else to the one behind them, else to whoever spoke last.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from analysis.letters.attributions import LONGEST_SUBJECT, Attribution, Memory, find_attributions, find_subject
from analysis.letters.quotations import Quotation, find_quotations
from analysis.letters.shapes import plain
from analysis.letters.voices import (
    COUNCIL,
    INSPECTOR,
    OTHER,
    ROLES,
    find_tokens,
    list_names,
    place_names,
    speaker_rules,
)

SPOKEN_SHARE = 0.5  # of a sentence's words in quotation marks; below it the marks only lend it a phrase
LONGEST_SENTENCE = 2000  # characters that are read of one: more than any real one has, and a bound on the work
LONGEST_OPENING = 30  # characters
LONGEST_TAIL = 6  # words behind the verb of an attribution that ends a sentence: "..., inspectors said on Friday."
# Between an office and the name of who holds it, in either order.
BESIDE = re.compile(r"(?!.*\b(?:who|whose|told|said|and)\b)[\w\s,'’&-]{0,60}")
BEHIND = re.compile(r"(?! who|, who|.*\b(?:former|formerly)\b)[\s(,-][\w\s,'’(-]{0,50}")

__all__ = ["COUNCIL", "INSPECTOR", "Memory", "Speech", "follow_speech"]


class Speech(NamedTuple):
    """Who speaks in a sentence, in quoted words where they make up most of it; None where nothing tells."""

    who: str | None
    is_quoted: bool
    is_plan: bool = False  # the reporter tells what the council means to do


def follow_speech(sentences: Sequence[str], memory: Memory) -> tuple[list[Speech], Memory]:
    """Return who speaks in each sentence of a paragraph, and what is known after it.

    >>> follow_speech(["Ofsted found drift.", "“We know it well,” said Cllr Bell."], Memory())[0]
    [Speech(who='inspector', is_quoted=False, is_plan=False), Speech(who='council', is_quoted=True, is_plan=False)]
    """
    text = " ".join(sentences)
    quotations, still_open = find_quotations(text, still_open=memory.still_open)
    speeches, position, rest = [], 0, list(reversed(quotations))
    for sentence, below in zip(sentences, [*sentences[1:], ""], strict=True):
        end = position + len(sentence)
        inner = list(_take_quotations(rest, position, end))
        within = [Quotation(max(q.start - position, 0), min(q.end, end) - position, q.is_double) for q in inner]
        was_open = position > 0 or bool(memory.still_open)
        goes_on = bool(inner) and was_open and (inner[0].start < position or (position == 0 == inner[0].start))
        behind = _after_quotation(text, inner[-1].end) if inner and inner[-1].end > end else ""
        speech, memory = _follow_sentence(
            sentence[:LONGEST_SENTENCE], within, (behind or below)[:LONGEST_SUBJECT], memory, goes_on=goes_on
        )
        speeches.append(speech)
        position = end + 1
    return speeches, replace(memory, still_open=still_open)


def _take_quotations(rest: list[Quotation], start: int, end: int) -> Iterator[Quotation]:
    """Yield the quotations between two positions, and take those out of the rest, last first, that end there."""
    while rest and rest[-1].start < end:
        yield rest[-1]
        if rest[-1].end > end:
            return
        rest.pop()


def _after_quotation(text: str, end: int) -> str:
    """Return what follows a quotation that runs over sentences, to the end of that sentence."""
    return re.split(r"[.“\"]", text[end : end + LONGEST_SUBJECT], maxsplit=1)[0]


def _follow_sentence(
    text: str, quotations: list[Quotation], behind: str, memory: Memory, *, goes_on: bool
) -> tuple[Speech, Memory]:
    told = blank(text, quotations)
    found = list(find_attributions(told, memory))
    main = _choose_told(told, found) or _find_opening(told)
    longest = max(quotations, key=lambda q: q.end - q.start, default=None)
    owner = None
    if longest is not None:
        owned = _choose_quoting(longest, found) or (None if goes_on else _find_behind(behind, longest, text, memory))
        by = owned or main or _find_verbless(told, longest, memory)
        owner = memory.quoted if goes_on and longest.start == 0 else _name_owner(by) if by else memory.last
        main = main or by
    memory = _remember(told, main, replace(memory, quoted=owner or memory.quoted), owner)
    who = main.who if main else None
    quoted = owner is not None and _is_quoted(text, told, quotations, who)
    return Speech(owner if quoted else who, quoted, not quoted and who is None and _is_plan(told)), memory


def _name_owner(by: Attribution) -> str:
    return OTHER if by.hears or by.who is None else by.who


def _find_verbless(told: str, quotation: Quotation, memory: Memory) -> Attribution | None:
    """Return whose a quotation is that no verb leads to: "Cllr Bell: ...", "the leader is ..." """
    tokens = [t for t in find_tokens(plain(told)) if t.end <= quotation.start]
    who, is_person = find_subject(told, tokens, 0, quotation.start, memory, is_speech=False)
    return Attribution(who, quotation.start, quotation.start, is_person) if who else None


def blank(text: str, quotations: Sequence[Quotation]) -> str:
    """Return a text with its quotations as spaces, each character in its place."""
    for quotation in quotations:
        text = text[: quotation.start] + " " * (quotation.end - quotation.start) + text[quotation.end :]
    return text


def _is_quoted(text: str, told: str, quotations: Sequence[Quotation], who: str | None) -> bool:
    """Tell whether a sentence counts as its speaker's own words; of inspectors, some words in double marks suffice."""
    n_words = len(re.findall(r"\w+", text))
    share = 1 - len(re.findall(r"\w+", told)) / n_words if n_words else 0.0
    return share >= SPOKEN_SHARE or (who == INSPECTOR and any(q.is_double for q in quotations))


def _choose_told(told: str, found: list[Attribution]) -> Attribution | None:
    """Return the attribution of what is told: the one that ends the sentence after a comma, else the first."""
    known = [attribution for attribution in found if attribution.who]
    if known and known[-1] is not known[0]:
        last, before = known[-1], known[-2].end
        if len(told[last.end :].split()) <= LONGEST_TAIL and "," in told[before : last.start]:
            return last
    return known[0] if known else None


def _find_opening(told: str) -> Attribution | None:
    """Return the inspectors where a sentence without an attribution begins with them: "Inspectors also met ..." """
    first = next(find_tokens(plain(told)), None)
    begins = first is not None and first.kind == INSPECTOR and first.end <= LONGEST_OPENING
    return Attribution(INSPECTOR, first.end, first.end) if begins else None


def _choose_quoting(quotation: Quotation, found: list[Attribution]) -> Attribution | None:
    """Return the attribution of a quotation: the last of speech before it, else the first behind it."""
    before = [a for a in found if a.end <= quotation.start]
    after = [a for a in found if a.start >= quotation.end]
    return next(iter((*reversed(before), *after)), None)


def _find_behind(behind: str, quotation: Quotation, text: str, memory: Memory) -> Attribution | None:
    """Return the attribution of a quotation in the next sentence: "said the councillor.", "Cllr Bell said." """
    if quotation.end < len(text.rstrip()):
        return None
    told = blank(behind, find_quotations(behind)[0])
    first = next(find_attributions(told, memory), None)
    inverted = told.lstrip()[:1].islower()
    return first if first and (inverted or len(told[first.end :].split()) <= 2) else None


def _remember(told: str, main: Attribution | None, memory: Memory, owner: str | None) -> Memory:
    """Return what is known after a sentence, given who speaks in it."""
    names = dict(memory.names)
    tokens = [t for t in find_tokens(plain(told)) if t.kind in ROLES and t.is_person]
    for name, start, end in place_names(told):
        before = [t for t in tokens if t.end <= start and BESIDE.fullmatch(told[t.end : start])][-1:]
        behind = [t for t in tokens if t.start >= end and BEHIND.fullmatch(told[end : t.start])][:1]
        role = next((t.kind for t in (*before, *behind)), None)
        if role:
            names.setdefault(name, role)
            if main is None:  # somebody is only named: whoever "she" is in the next sentence
                memory = replace(memory, person=role, last=role)
    spoke = main.who if main and main.who else owner
    if main and main.is_person and main.who:
        memory = replace(memory, person=main.who)
        for name in list_names(told[max(0, main.start - LONGEST_SUBJECT) : main.start])[-1:]:
            names.setdefault(name, main.who)
    return replace(memory, last=spoke or memory.last, names=names)


def _is_plan(told: str) -> bool:
    """Tell whether the reporter tells what the council means to do, and not what inspectors found about it."""
    text = plain(told)
    plan = speaker_rules()["plans"].search(text)
    return bool(plan) and not any(t.kind == INSPECTOR and t.start < plan.start() for t in find_tokens(text))
