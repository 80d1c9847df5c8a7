"""Bodies other than the council (subjects.yml): which one an item is addressed to, and which inspections look at it."""

import functools
import re

import pandas as pd

from analysis.history.subjects import read_subjects
from analysis.letters.shapes import plain

FIRST_SENTENCE = re.compile(r".*?(?:[.!?](?=\s)|$)", re.DOTALL)


@functools.lru_cache(maxsize=1 << 14)
def find_body(text: str, section: object = None, *, framework: str | None = None) -> str | None:
    """Return the body (subjects.yml) other than the council that an item is addressed to; None for the council itself.

    `section` is the heading that the item stands under, which goes before its words. `framework` is that of the letter
    it stands in, if known: an inspection asks nothing of a body that it does not look at.

    >>> find_body("Ensure the Board receives timely performance information.")
    'safeguarding board'
    >>> find_body("Evaluate the impact of training.", "The LSCB: Recommendations")
    'safeguarding board'
    >>> find_body("The police should improve the timeliness of their visits.")
    'police'
    >>> find_body("Work with the police to improve the timeliness of visits.")
    """
    body = _find_by_heading(section) if isinstance(section, str) else None
    body = body or _find_by_words(plain(text))
    return body if framework is None or looks_at(framework, body) else None


def looks_at(framework: str, body: str | None) -> bool:
    """Return whether inspections under a framework look at a body; all look at the council (None).

    >>> looks_at("SIF", "safeguarding board"), looks_at("ILACS", "safeguarding board"), looks_at("ILACS", None)
    (True, False, True)
    """
    return body is None or framework in read_subjects()["other_bodies"][body]["looked_at_by"]


def speaks_of(text: str, body: str) -> bool:
    """Return whether a text names a body, whatever it says of it.

    >>> speaks_of("Leaders shared this with the Local Safeguarding Children Board (LSCB).", "safeguarding board")
    True
    """
    return _compile(body, "names").search(plain(text)) is not None


def add_sections(improvements: pd.DataFrame, paragraphs: pd.DataFrame) -> pd.DataFrame:
    """Return the table `improvements` with the column `section`: the heading that each item stands under, if any."""
    sections = dict(zip(*(paragraphs[name].tolist() for name in ("paragraph_id", "section")), strict=True))
    return improvements.assign(section=[sections.get(paragraph) for paragraph in improvements["paragraph_id"].tolist()])


@functools.lru_cache(maxsize=1 << 10)  # a heading stands above many items
def _find_by_heading(section: str) -> str | None:
    """Return the body that a heading, or a part of it before or behind a colon, names and nothing else."""
    parts = [plain(part).strip(" .") for part in (section, *section.split(":"))]
    bodies = read_subjects()["other_bodies"]
    return next((body for body in bodies if any(_compile(body, "headings").fullmatch(part) for part in parts)), None)


def _find_by_words(text: str) -> str | None:
    """Return the body that an item in small letters is addressed to by its words."""
    bodies, first = read_subjects()["other_bodies"], FIRST_SENTENCE.match(text)[0]
    if not _read_words("council").search(first):
        named = (body for body in bodies if "named_as" in bodies[body] and _compile(body, "named_as").search(first))
        if body := next(named, None):
            return body
    if _read_words("council", "shared").search(text):
        return None
    return next((body for body in bodies if "doers" in bodies[body] and _compile(body, "openings").search(text)), None)


@functools.cache
def _compile(body: str, kind: str) -> re.Pattern:
    """Return the words of one kind that a body has, as one pattern; `openings` are those of all, with its doers."""
    facts = read_subjects()["other_bodies"][body]
    if kind != "openings":
        return re.compile("|".join(facts[kind]))
    doers = f"(?:{'|'.join(facts['doers'])})"
    return re.compile("|".join(opening.replace("{}", doers) for opening in read_subjects()["openings"]))


@functools.cache
def _read_words(*kinds: str) -> re.Pattern:
    return re.compile("|".join(word for kind in kinds for word in read_subjects()[kind]))
