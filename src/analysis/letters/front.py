"""The front page of a report: its title, and the lines that a label begins (front.yml)."""

import re
from collections.abc import Sequence
from functools import cache

from analysis.letters.blocks import join_lines
from analysis.letters.shapes import normal, read_data

TITLE = "title"


def parse_labels(texts: Sequence[str]) -> dict[str, str]:
    """Return the labelled values of a front page, lines kept; the title is what stands before all labels.

    >>> parse_labels(["Barnet", "Inspection dates: 13 to 24 May 2019", "Lead inspector: Andy Whippey", "HMI"])
    {'title': 'Barnet', 'dates': '13 to 24 May 2019', 'lead': 'Andy Whippey\\nHMI'}
    """
    values: dict[str, list[str]] = {TITLE: []}
    field = TITLE
    for text in texts:
        own, value = split_label(text)
        if own:
            field = own
            values[field] = []
        if value:
            values[field].append(value)
    return {field: "\n".join(lines) for field, lines in values.items()}


def parse_title(labels: dict[str, str]) -> str:
    """Return the title of a front page on one line.

    >>> parse_title({"title": "Area SEND inspection of Stoke-on-\\nTrent Local Area Partnership"})
    'Area SEND inspection of Stoke-on-Trent Local Area Partnership'
    """
    return join_lines(labels[TITLE].splitlines())


def split_label(text: str) -> tuple[str | None, str]:
    """Return the field that a line's label names (None where it has none), and the rest of the line.

    >>> split_label("Lead inspector: Caroline Walsh")
    ('lead', 'Caroline Walsh')
    """
    plain = normal(text)
    for field, pattern in _labels():
        if match := pattern.match(plain):
            return field, text[match.end() :].strip()
    return None, text


@cache
def _labels() -> list[tuple[str, re.Pattern]]:
    return [(label["field"], re.compile(label["like"])) for label in read_data("front.yml")["labels"]]
