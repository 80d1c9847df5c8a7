"""Where a chart is used: how wide it is drawn there, and how large its texts are."""

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from analysis.base.resources import read_yaml

CM = 2.54  # to an inch


class Use(NamedTuple):
    """A use of uses.yml: widths and height in inches, sizes of text in points.

    `high` is None where a picture may be of any height, and narrower than the use.
    """

    wide: float
    bars: float
    high: float | None
    column: float
    title: float
    label: float
    text: float
    small: float


@functools.cache
def read_uses() -> dict[str, Use]:
    """Return the uses of uses.yml by name."""
    uses = {}
    for name, one in read_yaml("charts/uses.yml").items():
        wide, high = one["wide"] / CM, one["high"] / CM if "high" in one else None
        sizes = {size: one[size] for size in ("title", "label", "text", "small")}
        bars = one.get("bars", one["wide"]) / CM
        uses[name] = Use(wide=wide, bars=bars, high=high, column=one["column"] / CM, **sizes)
    return uses


_IN_USE: ContextVar[str] = ContextVar("use", default="screen")


def find_use() -> Use:
    """Return the use for which a chart is being drawn."""
    return read_uses()[_IN_USE.get()]


@contextmanager
def drawn_for(name: str) -> Iterator[Use]:
    """Let what is drawn within be drawn for the use of that name; KeyError for one that uses.yml has not."""
    token = _IN_USE.set(name)
    try:
        yield find_use()
    finally:
        _IN_USE.reset(token)
