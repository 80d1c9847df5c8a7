"""What the doctor finds, in the words of doctor.yml."""

import functools
from collections.abc import Sequence
from typing import Any, NamedTuple

from analysis.base.resources import read_yaml

MOST_NAMES = 5  # that a sentence lists


class Finding(NamedTuple):
    """What was found of one thing: `state` is ok, look or broken; `text` says what is so, and what to do."""

    state: str
    about: str
    text: str

    def __str__(self) -> str:
        return f"{self.state:<7} {self.about}: {self.text}"


@functools.cache
def read_words() -> dict[str, Any]:
    """Return doctor.yml: what is said of each thing, and the names of what is looked for."""
    return read_yaml("doctor/doctor.yml")


def say(check: str, case: str, /, **facts: object) -> Finding:
    """Return the finding of a check that doctor.yml words for a case, with the facts filled in."""
    words = read_words()[check]
    state, _, text = words[case].partition(": ")
    return Finding(state, words["called"].format(**facts), " ".join(text.format(**facts).split()))


def list_names(names: Sequence[str]) -> str:
    """Return the first few names, and how many more there are.

    >>> list_names(["a.pdf", "b.pdf"]), list_names(list("abcdefg"))
    ('a.pdf, b.pdf', 'a, b, c, d, e and 2 more')
    """
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return ", ".join(names[:MOST_NAMES]) + more
