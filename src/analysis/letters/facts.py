"""What every kind of letter says about itself, and how the analyst's own facts win over it."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from analysis.letters.letter import Letter
from analysis.letters.phrases import find_phrase
from analysis.letters.sections import Body
from analysis.letters.shapes import read_data
from analysis.reference import find_main_authority, match_authority

FRONT_PAGE = "front page"  # why title, dates and grades are left out of the paragraphs: they are facts of the letter
FIELDS = frozenset(field.name for field in fields(Letter))


def make_letter(body: Body, *, kind: str, period: tuple[date, date] | None, **facts: Any) -> Letter:
    """Return the Letter of a body of text and the facts read about it; `period` is the first and last day.

    `kind` gives its framework and source_type, by its entry in kinds.yml.
    """
    start, end = period or (None, None)
    entry = read_data("kinds/kinds.yml")[kind]
    return Letter(
        framework=entry["framework"],
        source_type=entry["source_type"],
        start_date=start,
        end_date=end,
        date_precision="day" if start else None,
        paragraphs=body.paragraphs,
        improvements=body.improvements,
        left_out=body.left_out,
        **facts,
    )


def name_authority(kind: str, texts: Iterable[str]) -> str | None:
    """Return the plain name of the authority that these texts, a title first, are about, else the name they print.

    A title that names an authority which nobody knows, perhaps a new one, is not about the known one it came from.

    >>> name_authority("report", ["Inspection of children’s social care services", "Stoke-on-Trent City Council"])
    'Stoke-on-Trent'
    >>> name_authority("visit", ["Focused visit to Westmarsh children’s services"])
    'Westmarsh'
    >>> name_authority("visit", ["Visit to West Surrey children’s services", "They were at Surrey Council."])
    'West Surrey'
    >>> name_authority("visit", ["Focused visit to children’s services"])  # nobody's name
    """
    texts = list(texts)
    in_title = find_phrase(kind, "authority", texts[:1])
    known = find_main_authority(texts[:1] if in_title else texts)
    return known.name if known else in_title or find_phrase(kind, "authority", texts)


def apply_about(letter: Letter, about: Mapping[str, Any]) -> Letter:
    """Return the letter with the facts of about.csv in place of what was read.

    The authority may go by any of its names. A month or a year has no last day, so with such a precision an end date
    that was read is not kept.
    """
    known = {name: value for name, value in about.items() if name in FIELDS}
    if authority := match_authority(known.get("authority", "")):
        known["authority"] = authority.name
    if known.get("date_precision", "day") != "day":
        known.setdefault("end_date", None)
    return replace(letter, **known)
