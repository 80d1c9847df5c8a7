"""Whose the verbs of a sentence are: "Ofsted said", "said the councillor", "staff were praised"."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from analysis.letters.shapes import plain
from analysis.letters.voices import (
    ACCORDING,
    ANY,
    COUNCIL,
    INSPECTOR,
    OTHER,
    PRONOUN,
    ROLES,
    VERB,
    Token,
    find_tokens,
    list_names,
    speaker_rules,
)

LONGEST_SUBJECT = 300  # characters before a verb in which who speaks is looked for
MOST_TOKENS = 30  # on either side of a verb
FARTHEST_AGENT = 40  # characters between a passive verb and by whom it was done
JOINT = re.compile(r"\b(?:and|as|because|when) (?:the |an? |its )?$")  # with somebody behind it, begins a clause
BOUNDARY = re.compile(r"[;:]|,? \b(?:but|while|whereas|although|though)\b|, and\b")
COMMA = re.compile(r",|\s[-–—]\s")
RELATIVE = re.compile(r"\s*(?:who|whose|which|where)\b(?! (?:is|was|leads|led|runs|heads|headed|chairs|oversees)\b)")
WHO = re.compile(r"\s*(?:who|which)(?: \w+ly| also)? *")


class Attribution(NamedTuple):
    """A verb and whose it is; `who` is None where nothing tells."""

    who: str | None
    start: int
    end: int
    is_person: bool = False
    is_speech: bool = True
    hears: bool = False  # of what somebody told the inspectors, who pass it on


@dataclass(frozen=True)
class Memory:
    """What is known after a sentence: who spoke last, who of them is a person, who is quoted, the names of people."""

    last: str | None = None
    person: str | None = None
    quoted: str | None = None
    still_open: str = ""  # the mark of a quotation that the last paragraph left open
    names: Mapping[str, str] = field(default_factory=dict)


def find_attributions(told: str, memory: Memory) -> Iterator[Attribution]:
    """Yield the attributions of a sentence in order, given its words outside quotation marks."""
    text = plain(told)
    tokens = list(find_tokens(text))
    for index, token in enumerate(tokens):
        near = tokens[max(0, index - MOST_TOKENS) : index]
        behind = tokens[index + 1 : index + 1 + MOST_TOKENS]
        if token.hears:
            yield Attribution(INSPECTOR, token.start, token.end, hears=True)
        elif token.kind == ACCORDING:
            who, is_person = _name_role(told[token.end :][:LONGEST_SUBJECT], _until_verb(behind), memory)
            yield Attribution(who, token.start, token.end, is_person)
        elif token.kind == VERB:
            begin = max(0, token.start - LONGEST_SUBJECT, _clause_start(text, near, token.start))
            yield from _attribute(told, token, [t for t in near if t.start >= begin], behind, begin, memory)


def _attribute(
    told: str, verb: Token, before: list[Token], behind: list[Token], begin: int, memory: Memory
) -> Iterator[Attribution]:
    """Yield the attribution of a verb, if it has one, by what stands before it in its clause, and behind it."""
    text = plain(told)
    is_speech = speaker_rules()["said"].fullmatch(text, verb.start, verb.end) is not None
    who, is_person = find_subject(told, before, begin, verb.start, memory, is_speech=is_speech)
    if speaker_rules()["passive"].search(text, begin, verb.start):
        if who != INSPECTOR:
            who, is_person = _find_agent(text, behind, verb.end) or (INSPECTOR, False)
        yield Attribution(who, verb.start, verb.end, is_person, is_speech)
        return
    inverted = told[: verb.start].endswith("  ") or not told[begin : verb.start].strip()
    if inverted:  # "...," said the councillor
        who, is_person = _name_role(told[verb.end :][:LONGEST_SUBJECT], _until_verb(behind), memory)
    if who or is_speech:
        yield Attribution(who, verb.start, verb.end, is_person, is_speech)


def _find_agent(text: str, after: list[Token], end: int) -> tuple[str, bool] | None:
    by = re.compile(r"\bby\b").search(text, end, end + FARTHEST_AGENT)
    role = next((t for t in after if t.kind in ROLES), None) if by else None
    return (role.kind, role.is_person) if role and role.start - by.end() < FARTHEST_AGENT else None


def find_subject(
    told: str, tokens: list[Token], begin: int, end: int, memory: Memory, *, is_speech: bool
) -> tuple[str | None, bool]:
    """Return whose a verb is by the words before it, and whether that is a person."""
    parts = _list_parts(told, begin, end)
    if not parts:
        return None, False
    trailing = not told[parts[-1][0] : parts[-1][1]].strip()
    chosen = parts[:-1] if trailing and len(parts) > 1 else parts[-1:]
    if WHO.fullmatch(told[chosen[-1][0] : end]):  # "welcomed by the leader, who said"
        nearest = [t for t in tokens if t.kind in ROLES][-1:]
        return (nearest[0].kind, nearest[0].is_person) if nearest else (None, False)
    for index, (left, right) in enumerate(chosen):
        if index and RELATIVE.match(told[left:right].lower()):
            break
        inner = [t for t in tokens if left <= t.start < right]
        who, is_person = _name_role(told[left:right], inner, memory, strangers=is_speech and not trailing)
        if who:
            return who, is_person or any(t.is_person for t in inner)
    if is_speech and any(list_names(told[left:right]) for left, right in chosen):
        return OTHER, True
    return None, False


def _list_parts(told: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Return where the parts between commas lie, without those at the front that only lead up to who speaks."""
    cuts = [begin, *(begin + m.end() for m in COMMA.finditer(told[begin:end])), end]
    parts = list(pairwise(cuts))
    while len(parts) > 1 and speaker_rules()["lead_in"].match(plain(told[parts[0][0] : parts[0][1]]).strip(" ,-")):
        if len(parts) == 2 and not told[parts[1][0] : parts[1][1]].strip():
            break
        parts = parts[1:]
    return parts


def _name_role(told: str, tokens: list[Token], memory: Memory, *, strangers: bool = False) -> tuple[str | None, bool]:
    """Return the role that words name first, and whether it is a person's: by a word, a pronoun or a known name."""
    first = next((t for t in tokens if t.kind in (*ROLES, ANY, PRONOUN)), None)
    names = list_names(told)
    if first is None or first.kind == PRONOUN:
        known = next((memory.names[name] for name in names if name in memory.names), None)
        if known:
            return known, True
    if first is None:
        return (OTHER, True) if strangers and names else (None, False)
    if first.kind == PRONOUN:
        if first.is_person:
            return memory.person or (OTHER if memory.last == INSPECTOR else memory.last), True
        return memory.last, False
    is_person = first.is_person or bool(names)
    if first.kind == ANY:
        owner = next((t for t in tokens if t.kind in ROLES), None)
        return (owner.kind if owner else COUNCIL), True
    return first.kind, is_person


def _until_verb(tokens: list[Token]) -> list[Token]:
    stop = next((index for index, t in enumerate(tokens) if t.kind == VERB), len(tokens))
    return tokens[:stop]


def _clause_start(text: str, before: list[Token], end: int) -> int:
    """Return where the clause of a verb begins: behind a conjunction, or an "and" with somebody right behind it."""
    low = max(0, end - LONGEST_SUBJECT)
    marks = [low + m.end() for m in BOUNDARY.finditer(text[low:end])]
    told = next((t.end for t in before if t.kind == VERB or t.hears), end)
    marks += [t.start for t in before if t.kind in ROLES and t.start > told and JOINT.search(text[: t.start][-14:])]
    return max(marks, default=0)
