"""The shapes of letters (shapes.yml): which words open which part, as compiled patterns."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from analysis.base.resources import read_yaml

PARAGRAPH_KINDS = frozenset({"overview", "finding", "improvement", "context", "closing"})
HEADING = "heading"  # why headings are left out of the paragraphs: they are the section of those below them
CONTENTS = "contents"
PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "‑": "-", "\xa0": " "})
LONGEST_HEADING = 160  # characters
LONGEST_TITLE = 400  # characters, without a full stop: titles of joint inspections name all that was looked at
LONGEST_ALONE = 120  # characters
CONTENTS_LINE = re.compile(r"\s[\d.]+$")  # a heading with its page number stands in a table of contents


@dataclass(frozen=True)
class Opening:
    """Words that open a part of a letter: what they are themselves, and what follows them."""

    like: re.Pattern
    part: str  # what they are
    then: str | None  # the part that follows; None: the one before goes on
    level: int = 0  # of a heading: 1 for a main section, 2 for a section below one, 0 where it names none
    asks: str = "improvement"  # the kind of the items listed below it
    last: bool = False  # nothing opens after it
    box: bool = False  # a heading of a box: the next numbered paragraph stands where the last one before it stood
    table: bool = False  # the head of a table: headings stand below it that look like text
    body: bool = False  # a main heading on another body than the council: the sections of its lists begin with it
    outside: frozenset[str] = frozenset()  # parts in which a heading opens nothing

    @property
    def is_title(self) -> bool:
        """Tell whether it is the title of the letter."""
        return self.part == "front page"

    @property
    def named(self) -> bool:
        """Tell whether the heading names a section."""
        return self.level > 0


@dataclass(frozen=True)
class Shape:
    """The layout of one kind of letter."""

    begins_as: str
    paragraphs: tuple[Opening, ...]
    headings: tuple[Opening, ...]
    alone: re.Pattern  # what the lines that are paragraphs of their own begin with, as printed
    ends_lists: bool = False  # by any heading, one below their own aside: few headings of such a document are known

    def heading(self, text: str, part: str = "") -> Opening | None:
        """Return what a heading opens in a part of the letter; None for one that the shape does not know there."""
        if len(text) > LONGEST_TITLE or CONTENTS_LINE.search(text):
            return None
        too_long = len(text) > LONGEST_HEADING
        if too_long and "." in text:
            return None
        text = normal(text).rstrip(" :?.")
        fitting = (opening for opening in self.headings if opening.is_title or not too_long)
        known = (opening for opening in fitting if opening.like.fullmatch(text))
        return next((opening for opening in known if part not in opening.outside), None)

    def paragraph(self, text: str) -> Opening | None:
        """Return what a paragraph with these first words is and opens; None for ordinary text."""
        text = normal(text[:200])
        return next((opening for opening in self.paragraphs if opening.like.match(text)), None)

    def stands_alone(self, text: str) -> bool:
        """Tell whether a line is a paragraph of its own, whatever stands around it."""
        return self.alone.match(text) is not None and len(text) < LONGEST_ALONE

    def is_heading(self, text: str) -> bool:
        """Tell whether a line reads like one of the headings."""
        return self.heading(text) is not None


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
    return read_yaml(f"letters/{name}")


@cache
def read_shape(kind: str) -> Shape:
    """Return the shape of one kind of letter from shapes.yml, with what all kinds share."""
    raw, shared = read_data("shapes.yml")[kind], read_data("shapes.yml")["all"]
    paragraphs = [*raw.get("paragraphs", ()), *shared["paragraphs"]]
    headings = [*raw.get("headings", ()), *shared["headings"]]
    alone = "|".join(p["like"] for p in paragraphs if "alone" in p).replace("'", "['’]")
    return Shape(
        raw["begins_as"],
        tuple(Opening(re.compile(p["like"]), p["is"], p.get("then"), last="last" in p) for p in paragraphs),
        tuple(_heading(heading) for heading in headings),
        re.compile(alone, re.I),
        "ends_lists" in raw,
    )


def _heading(raw: dict[str, Any]) -> Opening:
    return Opening(
        like=re.compile(raw["like"]),
        part=raw.get("is", HEADING),
        then=raw["opens"],
        level=0 if "is" in raw else raw.get("level", 1),
        asks=raw.get("asks", "improvement"),
        last="last" in raw,
        box="box" in raw,
        body="body" in raw,
        table="table" in raw,
        outside=frozenset(raw.get("outside", ())),
    )
