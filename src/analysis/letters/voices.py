"""The words that tell who speaks (speakers.yml), found in a sentence, and the names of people in it."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from analysis.base.resources import read_yaml

INSPECTOR, COUNCIL, OTHER = "inspector", "council", "other"
ROLES = (INSPECTOR, COUNCIL, OTHER)
ANY, VERB, ACCORDING, PRONOUN = "any", "verb", "according", "pronoun"
NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")


class Token(NamedTuple):
    """A word or some words that tell who speaks: what they are, and where they stand in the sentence."""

    kind: str  # inspector, council, other, any, topic, verb, according, pronoun
    start: int
    end: int
    is_person: bool = False
    hears: bool = False  # somebody told the inspectors


def find_tokens(text: str) -> Iterator[Token]:
    """Yield what tells who speaks in a text in small letters and plain quotes, in order."""
    rules = speaker_rules()
    for match in rules["tokens"].finditer(text):
        entry = rules["entries"][int(match.lastgroup[1:])]
        yield Token(entry["who"], match.start(), match.end(), entry.get("people", False), "hears" in entry)


def list_names(told: str) -> list[str]:
    """Return the surnames of the people named in a text, in order."""
    return [name for name, *_ in place_names(told)]


def place_names(told: str) -> Iterator[tuple[str, int, int]]:
    """Yield the surname of each person named in full, or with a title, and where the name stands."""
    unlike = speaker_rules()["not_names"]
    for run in NAME.finditer(told):
        words = [word.removesuffix("’s").removesuffix("'s") for word in run[0].split(" ")]
        own = [word for word in words if word.lower() not in unlike]
        is_titled = words[0].lower() in speaker_rules()["titles"]
        if own and own[-1] == words[-1] and (len(own) > 1 or is_titled):
            yield own[-1], run.start(), run.end()


@cache
def speaker_rules() -> dict[str, Any]:
    """Return speakers.yml with its patterns compiled: one for all that tells who speaks."""
    raw = read_yaml("letters/speakers.yml")
    unless = "".join(rf"(?<!\b{word} )" for word in raw["helpers"])
    verbs = "|".join([*raw["said"], *raw["judged"], *(f"{unless}{verb}" for verb in raw["bare"])])
    entries = [
        *raw["speakers"],
        {"who": ACCORDING, "like": raw["according"]},
        {"who": VERB, "like": verbs},
        {"who": PRONOUN, "people": True, "like": "|".join(raw["pronouns"]["person"])},
        {"who": PRONOUN, "like": "|".join(raw["pronouns"]["body"])},
    ]
    patterns = (
        rf"(?P<g{number}>\b(?:{re.sub(r'[(](?![?])', '(?:', entry['like'])})\b)" for number, entry in enumerate(entries)
    )
    return {
        "entries": entries,
        "tokens": re.compile("|".join(patterns)),
        "plans": re.compile(rf"\b(?:{raw['plans']})\b"),
        "passive": re.compile(rf"\b{raw['passive']} \Z"),
        "lead_in": re.compile(rf"(?:{raw['lead_in']})\b"),
        "said": re.compile("|".join([*raw["said"], *raw["bare"]])),
        "not_names": frozenset([*raw["titles"], *raw["not_names"]]),
        "titles": frozenset(raw["titles"]),
    }
