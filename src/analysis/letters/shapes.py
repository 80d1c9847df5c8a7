"""The shapes of letters (shapes.yml): which words open which part, as compiled patterns."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

PARAGRAPH_KINDS = frozenset({"overview", "finding", "improvement", "context", "closing"})
HEADING = "heading"  # why a heading is left out: it names no section, or no paragraph stands under it
PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "‑": "-", "\xa0": " "})


@dataclass(frozen=True)
class Opening:
    """Words that open a part: `part` is what they are themselves, `then` what follows (None: as before)."""

    like: re.Pattern
    part: str
    then: str | None
    named: bool


@dataclass(frozen=True)
class Shape:
    """The layout of one kind of letter."""

    begins_as: str
    paragraphs: tuple[Opening, ...]
    headings: tuple[Opening, ...]

    def heading(self, text: str) -> Opening | None:
        """Return what a heading opens; None for a heading that the shape does not know."""
        text = normal(text).rstrip(" :?.")
        return next((opening for opening in self.headings if opening.like.fullmatch(text)), None)

    def paragraph(self, text: str) -> Opening | None:
        """Return what a paragraph with these first words is and opens; None for ordinary text."""
        text = normal(text[:200])
        return next((opening for opening in self.paragraphs if opening.like.match(text)), None)

    def is_heading(self, text: str) -> bool:
        """Tell whether a line reads like one of the headings."""
        return len(text) < 120 and self.heading(text) is not None


def normal(text: str) -> str:
    """Return a text in small letters with plain quotes and dashes, as the patterns are written.

    >>> normal("Children’s  services")
    "children's services"
    """
    return " ".join(plain(text).split())


def plain(text: str) -> str:
    """Return a text in small letters with plain quotes and dashes, each character in its place.

    >>> plain("The Council’s plan – approved")
    "the council's plan - approved"
    """
    return text.translate(PLAIN).lower()


@cache
def read_data(name: str) -> Any:
    """Return the content of a YAML file of this package."""
    return yaml.safe_load(files("analysis.letters").joinpath(name).read_text(encoding="utf-8"))


@cache
def read_shape(kind: str) -> Shape:
    """Return the shape of one kind of letter from shapes.yml."""
    raw = read_data("shapes.yml")[kind]
    paragraphs = [
        Opening(re.compile(p["like"]), p["is"], p.get("then"), named=False) for p in raw["paragraphs"]
    ]
    headings = [
        Opening(re.compile(h["like"]), h.get("is", HEADING), h["opens"], named="is" not in h)
        for h in raw["headings"]
    ]
    return Shape(raw["begins_as"], tuple(paragraphs), tuple(headings))
