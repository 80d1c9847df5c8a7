"""Tables that list items: which cells are the items, and which number them or say who acts by when (tables.yml)."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from analysis.base.resources import read_yaml

Row = Sequence[str]  # the text of each cell; "" for an empty one, and where a merged cell goes on

LONGEST_HEAD = 8  # words
DEEPEST_HEAD = 3  # rows: a title, and who keeps the table, may stand above its heads
NUMBER = re.compile(r"\(?(\d{1,3}|[a-z]|[ivx]{1,4})[.):]?", re.I)


class Items(NamedTuple):
    """A table of items: the titles above its heads, the items in order, and all its other words."""

    titles: list[str]
    items: list[str]
    rest: list[str]


def parse_items(rows: Sequence[Row]) -> Items | None:
    """Return the items that a table lists; None for a table of anything else.

    >>> parse_items([("No", "Recommendation", "Owner"), ("1", "Improve supervision.", "DCS")]).items
    ['Improve supervision.']
    >>> parse_items([("Overall effectiveness", "Good"), ("Leaders", "Outstanding")])
    """
    index = next((index for index, row in enumerate(rows[:DEEPEST_HEAD]) if _is_head(row)), None)
    if index is None or len(rows) < index + 2:
        return None
    above, head, below = rows[:index], rows[index], rows[index + 1 :]
    columns = _find_item_columns(head, below)
    items, rest = [], [text for text in head if text]
    for row in below:
        own = " ".join(row[column] for column in columns if column < len(row) and row[column])
        items += [own] if own else []
        rest += [text for column, text in enumerate(row) if text and column not in columns]
    return Items([text for row in above for text in row if text], items, rest)


def parse_numbered(rows: Sequence[Row]) -> list[str] | None:
    """Return "1. text" of each row of a table of numbers and texts beside them; None for any other table.

    >>> parse_numbered([("1", "Children are seen."), ("2.", "Plans are clear.")])
    ['1. Children are seen.', '2. Plans are clear.']
    """
    filled = [[text for text in row if text] for row in rows]
    if len(rows) < 2 or any(len(row) != 2 or not NUMBER.fullmatch(row[0]) for row in filled):
        return None
    numbers = [row[0].strip("().:") for row in filled]
    return [f"{number}. {row[1]}" for number, row in zip(numbers, filled, strict=True)] if _run_on(numbers) else None


def _run_on(numbers: list[str]) -> bool:
    """Tell whether numbers are digits that count up by one."""
    digits = [int(number) for number in numbers if number.isdigit()]
    return len(digits) == len(numbers) and digits == list(range(digits[0], digits[0] + len(digits)))


def _is_head(row: Row) -> bool:
    heads = [text for text in row if text]
    short = all(len(text.split()) <= LONGEST_HEAD for text in heads)
    side = [_is_like("side", text) and not _is_like("item", text) for text in heads]
    return len(heads) > 1 and short and any(side) and not all(side)


def _find_item_columns(head: Row, below: Sequence[Row]) -> list[int]:
    """Return the columns of the items: those that say so, else those that do not say that they hold anything else.

    Where several say so, it is the one with the most words.
    """
    named = [column for column, text in enumerate(head) if text and _is_like("item", text)]
    if named:
        return [max(named, key=lambda column: sum(len(row[column]) for row in below if column < len(row)))]
    return [column for column, text in enumerate(head) if text and not _is_like("side", text)]


def _is_like(group: str, head: str) -> bool:
    words = " ".join(re.sub(r"[^\w\s#]", " ", head.lower().replace("'", "").replace("’", "")).split())
    return any(pattern.fullmatch(words) for pattern in _patterns()[group])


@cache
def _patterns() -> dict[str, tuple[re.Pattern, ...]]:
    return {group: tuple(map(re.compile, heads)) for group, heads in read_yaml("read/tables.yml").items()}
