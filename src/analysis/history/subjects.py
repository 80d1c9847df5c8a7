"""What an area for improvement or a sentence is about, as marks that can be compared: themes, people, telling words."""

import csv
import functools
import math
import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate, chain
from typing import Any

import pandas as pd

from analysis.base.resources import PACKAGE, read_empty_words, read_yaml

THEMES_COUNT = 2.0  # a theme or a group of people weighs this many times what a word of the same rarity weighs
PURPOSE_COUNTS = 0.5  # what only the purpose of an item names counts this much of what is asked for
FEWEST_ASKED = 12  # characters of an item that say what is asked for, before a purpose may begin
FEWEST_LETTERS = 4  # that stay of a word when its ending is taken off

_WORD = re.compile(r"[A-Za-z](?<!['’]s\b)[A-Za-z]*(?:['’]s\b)?")  # no s behind an apostrophe

Theme = tuple[str, str | None]  # theme, subtheme
Subject = dict[str, float]  # weight by mark: "theme:court", "people:care leavers", "word:threshold"


@functools.cache
def read_subjects() -> dict[str, Any]:
    """Return subjects.yml, with the words of each group of people as patterns.

    A pattern for each is searched for faster than one for all: most begin with a letter that few words begin with.
    """
    subjects = read_yaml("history/subjects.yml")
    for group in subjects["people"].values():
        group["patterns"] = [re.compile(word) for word in group["words"]]
    return subjects


@functools.cache
def read_rarity() -> dict[str, float]:
    """Return the weight of each mark: the logarithm of 1 in how many national areas for improvement bears it.

    From rarity.csv, which is shipped, so that a weight does not depend on the letters on file. "" holds the weight of
    a mark that is not in it. A word that stands in more than a tenth of all items tells no subject: its weight is 0.
    """
    lines = (PACKAGE / "history" / "rarity.csv").read_text(encoding="utf-8").splitlines()
    counts = {row["mark"]: int(row["n_items"]) for row in csv.DictReader(lines)}
    n_items = counts.pop("")
    weights = {mark: math.log(n_items / n) for mark, n in counts.items()}
    common = {mark: 0.0 for mark, n in counts.items() if mark.startswith("word:") and n > n_items / 10}
    return weights | common | {"": math.log(n_items)}


@functools.lru_cache(maxsize=1 << 14)  # whoever weighs an item asks
def find_people(text: str) -> frozenset[str]:
    """Return the groups of people (subjects.yml) that a text names.

    >>> sorted(find_people("The assessment of private fostering arrangements, and homeless 16-year-olds"))
    ['homeless 16- and 17-year-olds', 'privately fostered children']
    """
    return find_people_of([text])[0]


def find_people_of(texts: Sequence[str]) -> list[frozenset[str]]:
    """Return, by text, the groups of people that it names. All texts are searched together: many times faster."""
    lines = [text.lower().replace("\n", " ") for text in texts]
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    joined, named = "\n".join(lines), [set() for _ in lines]  # no pattern matches a line end
    for name, group in read_subjects()["people"].items():
        for pattern in group["patterns"]:
            for match in pattern.finditer(joined):
                named[bisect_right(starts, match.start()) - 1].add(name)
    return [frozenset(own) for own in named]


def find_marks(text: str, themes: Iterable[Theme]) -> frozenset[str]:
    """Return what a text is about: its telling words, the people it names, and its themes (theme, subtheme).

    >>> sorted(find_marks("Timeliness of pre-proceedings.", [("court", None)]))
    ['theme:court', 'word:pre', 'word:proceed', 'word:timelines']
    """
    no_subject = _list_no_subjects()
    return frozenset(
        [f"theme:{theme}/{subtheme}" if subtheme else f"theme:{theme}" for theme, subtheme in themes
         if theme not in no_subject]
        + [f"people:{name}" for name in find_people(text)]
        + [f"word:{word}" for word in find_words(text)]
    )  # fmt: skip


@functools.cache
def _list_no_subjects() -> frozenset[str | None]:
    """Return the themes that are no mark: those that tell no subject, and those that people stand for."""
    subjects = read_subjects()
    return frozenset([*subjects["no_subject"], *(group.get("theme") for group in subjects["people"].values())])


def group_themes(codes: pd.DataFrame, by: str) -> dict[str, set[Theme]]:
    """Return, by the values of a column of `codes`, the themes (theme, subtheme or None) of its rows."""
    themes: dict[str, set[Theme]] = {}
    for key, theme, subtheme in zip(*(codes[name].tolist() for name in (by, "theme", "subtheme")), strict=True):
        themes.setdefault(key, set()).add((theme, subtheme if isinstance(subtheme, str) else None))
    return themes


def weigh_marks(marks: Iterable[str]) -> Subject:
    """Return the weight of each mark, in their order, without those that weigh nothing. Rare ones weigh more."""
    rarity = read_rarity()
    weights = {mark: rarity.get(mark, rarity[""]) for mark in sorted(marks)}
    return {mark: w if mark.startswith("word:") else THEMES_COUNT * w for mark, w in weights.items() if w}


def weigh_item(text: str, themes: Iterable[Theme], aside: Collection[Theme] = ()) -> Subject:
    """Return what is compared of two items: their marks, weighed; what only purpose or details name counts half.

    `aside` are those of the themes that only purpose or details name (see `find_aside`).

    >>> whole = weigh_item("The timeliness of visits and reviews", [])
    >>> aside = weigh_item("The timeliness of visits to inform reviews", [])
    >>> aside["word:visit"] == whole["word:visit"], aside["word:review"] == whole["word:review"] / 2
    (True, True)
    """
    start = find_aside(text)
    asked = find_marks(text[:start], [theme for theme in themes if theme not in aside])
    rest = find_marks(text[start:], aside) - asked
    return weigh_marks(asked) | {mark: PURPOSE_COUNTS * weight for mark, weight in weigh_marks(rest).items()}


def weigh_asked(text: str, themes: Iterable[Theme]) -> Subject:
    """Return what sentences of a later visit must speak of: the marks of an item, weighed.

    The words of its purpose and of manner (subjects.yml) count nothing; themes and people count wherever they stand.

    >>> sorted(weigh_asked("The quality of recording, to ensure progress.", [("recording", None)]))
    ['theme:recording', 'word:record']
    """
    of_purpose = find_words(text) - find_words(text[: find_aside(text, "purpose")])
    return weigh_marks(find_marks(text, themes) - {f"word:{word}" for word in of_purpose} - _read_manner())


def find_aside(text: str, *kinds: str) -> int:
    """Return where an item stops to say what is asked for, and gives its purpose or details; else its length.

    >>> find_aside("The quality of plans, including those for return, so that children are safe")
    22
    >>> find_aside("The quality of plans, including those for return, so that children are safe", "purpose")
    50
    """
    found = _aside_pattern(kinds or ("purpose", "detail")).search(text, FEWEST_ASKED)
    return found.start() if found else len(text)


@functools.cache
def _aside_pattern(kinds: tuple[str, ...]) -> re.Pattern:
    return re.compile(rf"\b({'|'.join(words for kind in kinds for words in read_subjects()[kind])})\b")


@functools.cache
def _read_manner() -> frozenset[str]:
    return frozenset(f"word:{word}" for word in read_subjects()["manner"])


def list_people(subject: Iterable[str]) -> set[str]:
    """Return the groups of people among the marks of a subject."""
    return {mark.removeprefix("people:") for mark in subject if mark.startswith("people:")}


def find_words(text: str) -> frozenset[str]:
    """Return the words of a text that may tell its subject, in small letters, without their endings.

    >>> sorted(find_words("Auditing, and children’s plans"))
    ['audit', 'children', 'plan']
    """
    return frozenset().union(*map(_tell, set(_WORD.findall(text))))


def list_words(text: str) -> list[str]:
    """Return the words of `find_words` as often as they stand in a text, in their order.

    >>> list_words("Plans, and plans for children")
    ['plan', 'plan', 'children']
    """
    return list(chain.from_iterable(map(_tell, _WORD.findall(text))))


@functools.lru_cache(maxsize=1 << 16)
def _tell(word: str) -> tuple[str, ...]:
    """Return what a word of a text tells: nothing, itself without its ending, or what it is short for, sorted."""
    words = re.findall(r"[a-z]+", spell_out(re.split("['’]", word)[0]).lower())
    return tuple(sorted({_strip_ending(one) for one in set(words) - read_empty_words()}))


def spell_out(text: str) -> str:
    """Return a text with its short forms (subjects.yml) in full.

    >>> spell_out("The quality of PEPs, and the PLO")
    'The quality of personal education plan, and the public law outline'
    """
    forms = read_subjects()["short_forms"]
    return _short_form_pattern().sub(lambda match: forms[match[1]], text)


@functools.cache
def _short_form_pattern() -> re.Pattern:
    return re.compile(rf"\b({'|'.join(read_subjects()['short_forms'])})s?\b")


@functools.cache
def _strip_ending(word: str) -> str:
    for ending in read_subjects()["endings"]:
        if word.endswith(ending) and len(word) - len(ending) >= FEWEST_LETTERS:
            stem = word.removesuffix(ending)
            doubled = len(stem) > FEWEST_LETTERS and stem[-1] == stem[-2] and stem[-1] not in "sl"
            return stem[:-1] if doubled else stem
    return word


def measure_likeness(one: Subject, other: Subject) -> float:
    """Return how alike two subjects are, 0 to 1: the cosine of their weights (Salton and Buckley 1988).

    >>> round(measure_likeness({"theme:court": 6.0, "word:letter": 4.0}, {"theme:court": 6.0}), 2)
    0.83
    """
    shared = sum(weight * other[mark] for mark, weight in one.items() if mark in other)
    lengths = math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return shared / lengths if lengths else 0.0
