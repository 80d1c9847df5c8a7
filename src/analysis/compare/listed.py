"""What one letter lists, item by item, with what the council does about each."""

from itertools import repeat
from typing import NamedTuple

import pandas as pd

from analysis.compare.arrival import read_brief_words
from analysis.compare.findings import keep_improvements
from analysis.compare.letter import find_pages
from analysis.compare.responses import SAID, add_responses
from analysis.tables import list_rows


class ListedItem(NamedTuple):
    """An item of a letter's list: its number there (from 1), its kind, its words, and its page (may be missing).

    `response` is what the council does about it, in its words, and `due` when, each "" where nothing is known.
    """

    number: int
    kind: str
    text: str
    page: int | None
    response: str = ""
    due: str = ""


def list_asked(
    tables: dict[str, pd.DataFrame], letter: pd.DataFrame, responses: pd.DataFrame | None = None
) -> list[ListedItem]:
    """Return every item that a letter lists, in its order, with what the council does about it.

    `letter` is its row of `visits`, `responses` as `compose_brief` takes them.
    """
    own = add_responses(keep_improvements(tables, letter), responses)
    pages = find_pages(tables, own["paragraph_id"])["page"]
    answers = list_rows(own.fillna(dict.fromkeys(SAID, "")), *SAID) if "response" in own else repeat(("", ""))
    rows = zip(list_rows(own, "kind", "text"), pages, answers, strict=False)
    return [
        ListedItem(number, *facts, None if pd.isna(page) else int(page), *answer)
        for number, (facts, page, answer) in enumerate(rows, start=1)
    ]


def head_asked(asked: list[ListedItem], *, is_press: bool = False) -> str:
    """Return how many items of each kind a list has, in words of brief.yml; "" without any.

    >>> head_asked([ListedItem(1, "improvement", "Plans", 2), ListedItem(2, "priority_action", "Visits", 2)])
    '1 area for improvement, 1 priority action'
    """
    kinds = [item.kind for item in asked]
    counts = {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}
    words = read_brief_words()
    named = ", ".join(f"{n} {words['kinds'][kind][n > 1]}" for kind, n in counts.items())
    return named + words["asked"]["press"] * (is_press and bool(named))
