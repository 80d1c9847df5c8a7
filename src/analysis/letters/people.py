"""The inspectors: names without titles, from the lines and sentences that list them."""

import re
from collections.abc import Sequence
from functools import cache

from analysis.letters.letter import Inspector
from analysis.letters.shapes import read_data

SEPARATOR = re.compile(r"\s*(?:,|;|&|\band\b|\n)\s*")
PERSON = r"[A-Z][\w’'.-]*(?:\s+(?:de|van|von|der|la|le|[A-Z][\w’'.-]*)){1,4}"
NAME = re.compile(PERSON)


def parse_names(text: str) -> list[str]:
    """Return the names in a list of people, their titles left away.

    >>> parse_names("Rebecca Quested, His Majesty’s Inspector, and Matthew Reed, His Majesty’s Inspector")
    ['Rebecca Quested', 'Matthew Reed']
    >>> parse_names("Yours sincerely Gwen Ashby, His Majesty’s Inspector")
    ['Gwen Ashby']
    >>> parse_names("Peter McEntee HMI, Alison Smale HMI and Tonwen Empson HMI")
    ['Peter McEntee', 'Alison Smale', 'Tonwen Empson']
    """
    pieces = [piece.strip(" .") for piece in SEPARATOR.split(_titles().sub(",", text))]
    return [piece for piece in pieces if NAME.fullmatch(piece)]


def parse_team(texts: Sequence[str]) -> tuple[Inspector, ...]:
    """Return the inspectors of a list of people whose titles say who led.

    >>> parse_team(["Jenny Thomas, Ofsted HMI lead inspector Louise Holland, CQC lead inspector"])
    (Inspector(name='Jenny Thomas', role='lead'), Inspector(name='Louise Holland', role='lead'))
    """
    words = "|".join(read_data("people.yml")["team_titles"])
    member = re.compile(rf"(?P<name>.+?),?\s+(?P<title>(?:(?i:{words})\b,?\s*)+)")
    return tuple(
        Inspector(match["name"], "lead" if "lead" in match["title"].lower() else "inspector")
        for match in member.finditer(" ".join(texts))
        if NAME.fullmatch(match["name"])
    )


def make_inspectors(*, leads: list[str], names: Sequence[str] = ()) -> tuple[Inspector, ...]:
    """Return the inspectors in printed order, leads first where the list of `names` leaves them out."""
    everyone = [lead for lead in leads if lead not in names] + list(names)
    return tuple(Inspector(name, "lead" if name in leads else "inspector") for name in everyone)


@cache
def _titles() -> re.Pattern:
    return re.compile(rf",?\s*\b(?:{'|'.join(read_data('people.yml')['titles'])})\b", re.I)
