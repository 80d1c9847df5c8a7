"""References behind listed items (references.yml): to the national framework, or to the kind of item."""

import re
from functools import cache
from typing import NamedTuple

from analysis.letters.shapes import plain, read_data

JOINT = r"(?:\s*[,;:/&–-]\s*|\s+(?:and|of|in|from|within|under)\s+(?:the\s+)?|\s+)"


class References(NamedTuple):
    """An item without the words behind it, those words as printed, and what of the national framework they name."""

    text: str
    printed: tuple[str, ...] = ()
    framework: tuple[str, ...] = ()


def split_references(text: str) -> References:
    """Return a listed item with the references at its end set apart; the punctuation around them stays with the item.

    >>> found = split_references("Plans for children (outcomes 1 and 2, national framework).")
    >>> found.text, found.printed, found.framework
    ('Plans for children.', ('(outcomes 1 and 2, national framework)',), ('Outcome 1', 'Outcome 2'))
    >>> split_references("The quality of plans. (Recommendation)").framework
    ()
    >>> split_references("The work of the multi-agency safeguarding hub (MASH).").printed
    ()
    """
    printed: list[str] = []
    framework: list[str] = []
    while match := _find_last(plain(text)):
        start, end = match.span("reference")
        printed.insert(0, text[start:end])
        framework[:0] = _name_references(text[slice(*match.span("words"))])
        text = text[:start].rstrip()
        ending = match["ending"]
        text += ending if text and text[-1] not in ".?!;:," else ""
    return References(text, tuple(printed), tuple(dict.fromkeys(framework)))


def _find_last(text: str) -> re.Match | None:
    """Return the last reference of an item in small letters, if it ends in one: in brackets, or after a full stop."""
    return next((match for pattern in _patterns() if (match := pattern.search(text))), None)


@cache
def _patterns() -> tuple[re.Pattern, ...]:
    data = read_data("references.yml")
    framework, marker = data["framework"], "|".join(data["markers"])
    one = _one_reference()
    named = rf"(?:{'|'.join(data['parts'])}):\s[^()\[\]]+"
    # In brackets what follows a reference is its name: "(Enabler 2: Leaders drive conditions for effective practice)".
    inside = (
        rf"(?:{framework}{JOINT})?{one}(?:{JOINT}[^()\[\]]*)?|(?:{framework}{JOINT})?{named}"
        rf"|[^()\[\]]+[,;:]\s*{framework}|{framework}|{marker}"
    )
    alone = rf"{framework}{JOINT}{one}|{one}{JOINT}{framework}|{named}[,;:]\s*{framework}"
    ending = r"(?P<ending>[.;:,]?(?: and)?)\s*$"
    return (
        re.compile(rf"(?P<reference>[(\[]\s*(?P<words>{inside})\s*\.?[)\]]){ending}"),
        re.compile(rf"(?:^|(?<=[.;:,!?)])\s+|(?<=\s)(?=[–-]\s))(?P<reference>(?:[–-]\s+)?(?P<words>{alone})){ending}"),
        re.compile(rf"(?:^|(?<=[.;!?])\s+|(?<=\s)(?=[–-]\s))(?P<reference>(?:[–-]\s+)?(?P<words>{one})){ending}"),
    )


@cache
def _one_reference() -> str:
    data = read_data("references.yml")
    number = rf"(?:\d\d?|{'|'.join(data['numbers'])})\b"
    return rf"(?:{'|'.join(data['parts'])})s?\s+{number}(?:(?:\s*[,/&]\s*|,?\s+(?:and|&|or)\s+){number})*"


def _name_references(words: str) -> list[str]:
    """Return what a reference names of the national framework, with capitals, each number by itself.

    >>> _name_references("outcome four and enabler 2, national framework")
    ['Outcome Four', 'Enabler 2']
    >>> _name_references("enabler: leaders drive conditions for effective practice, national framework")
    ['Enabler: leaders drive conditions for effective practice']
    """
    data = read_data("references.yml")
    if re.fullmatch("|".join(data["markers"]), plain(words)):
        return []
    found = []
    for match in re.finditer(_one_reference(), plain(words)):
        part, *numbers = re.findall(r"\w+", match[0])
        found += [f"{part.removesuffix('s')} {number}".title() for number in numbers if number not in ("and", "or")]
    if found:
        return found
    framework = rf"{data['framework']}{JOINT}|{data['framework']}"
    name = re.fullmatch(rf"(?:{framework})?(?P<name>.+?)(?:[,;:]\s*{data['framework']})?", plain(words))
    name = words[slice(*name.span("name"))] if name and not re.fullmatch(framework, plain(words)) else words
    return [name[:1].upper() + name[1:]]
