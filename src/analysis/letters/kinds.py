"""Which kind of letter a document is, told by the words near its beginning (kinds.yml)."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

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
    for kind, rules in read_data("kinds.yml").items():
        if any(about.get(fact) in values for fact, values in rules["about"].items()):
            return kind
    return None


@cache
def _marks() -> dict[str, list[re.Pattern]]:
    return {kind: [re.compile(mark) for mark in rules["marks"]] for kind, rules in read_data("kinds.yml").items()}
