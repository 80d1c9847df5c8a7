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


def find_kind(document: Document, about: Mapping[str, Any]) -> str:
    """Return the name of the kind; `other` where no mark of any kind is found."""
    if about.get("source_type") == "press":
        return "press"
    beginning = normal(" ".join(line.text for line in document.lines[:BEGINNING])[:LONGEST_BEGINNING])
    return next((kind for kind, marks in _marks().items() if any(m.search(beginning) for m in marks)), OTHER)


@cache
def _marks() -> dict[str, list[re.Pattern]]:
    return {kind: [re.compile(mark) for mark in marks] for kind, marks in read_data("kinds.yml").items()}
