"""Which kind of letter a document is, told by the words near its beginning (kinds.yml), and what parses it.

A kind is a file of its name here, with a function `parse`.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any

from analysis.letters.letter import Letter
from analysis.letters.shapes import normal, read_data
from analysis.read import Document

BEGINNING = 80  # lines
LONGEST_BEGINNING = 20_000  # characters
OTHER = "other"


PRESS = "press"


def find_kind(document: Document, about: Mapping[str, Any]) -> str:
    """Return the name of the kind; `other` where no mark of any kind is found and the analyst names none."""
    if about.get("source_type") == PRESS:
        return PRESS
    beginning = normal(" ".join(line.text for line in document.lines[:BEGINNING])[:LONGEST_BEGINNING])
    marked = (kind for kind, marks in _marks().items() if any(mark.search(beginning) for mark in marks))
    return next(marked, None) or _named_kind(about) or OTHER


def _named_kind(about: Mapping[str, Any]) -> str | None:
    """Return the kind that an analyst's facts name."""
    for kind, rules in read_data("kinds/kinds.yml").items():
        if any(about.get(fact) in values for fact, values in rules["about"].items()):
            return kind
    return None


@cache
def _marks() -> dict[str, list[re.Pattern]]:
    return {kind: [re.compile(mark) for mark in rules["marks"]] for kind, rules in read_data("kinds/kinds.yml").items()}


def find_parser(kind: str) -> Callable[[Document], Letter]:
    """Return what parses a kind of letter: the function `parse` of the file of its name here."""
    return import_module(f"analysis.letters.kinds.{kind}").parse
