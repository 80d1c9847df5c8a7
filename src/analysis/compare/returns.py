"""What came back at one visit: areas for improvement of earlier visits that it asks for again, in full or in part."""

from typing import NamedTuple

import pandas as pd

from analysis.compare.improvements import AGAIN, IN_PART, follow_improvements, keep_improvements
from analysis.compare.letter import name_places
from analysis.tables import list_rows


class Return(NamedTuple):
    """An earlier area for improvement that a letter asks for again: `status` says whether in full or in part.

    `numbers` are those of the letter's own list (from 1) that ask for it, none where that cannot be told; `text`,
    `label` and `place` are of the earlier area, `before` the labels of visits that asked for it before that.
    `certainty` (0 to 1) is missing where a rule gives the status.
    """

    status: str
    numbers: tuple[int, ...]
    text: str
    label: str
    place: str
    certainty: float | None
    is_checked: bool
    before: tuple[str, ...] = ()


def follow_to_letter(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return what the last of the visits says of what each earlier one asked for, by the visit_id of the earlier one.

    The latest earlier visit comes first; those that list nothing are out. Rows as `follow_improvements` gives them.
    """
    followed = {}
    letter, listing = visits["visit_id"].iloc[-1], set(keep_improvements(tables, visits)["visit_id"])
    for visit_id in visits["visit_id"].iloc[-2::-1]:
        if visit_id in listing:
            rows = follow_improvements(tables, visits, visit_id)
            followed[visit_id] = rows[rows["later_visit_id"] == letter].reset_index(drop=True)
    return followed


def list_returns(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame, followed: dict[str, pd.DataFrame]
) -> list[Return]:
    """Return what came back at the last of the visits, asked again before in part, latest asked for first.

    `followed` as `follow_to_letter` gives it. Earlier areas of several visits that the same items ask for again are one
    row: the text is that of the latest.
    """
    numbers, places = find_numbers(tables, visits), name_places(tables, visits)
    paragraphs = dict(list_rows(keep_improvements(tables, visits), "improvement_id", "paragraph_id"))
    labels = dict(list_rows(visits, "visit_id", "label"))
    found: dict[tuple, list[Return]] = {}
    for visit_id, rows in followed.items():
        for row in rows[rows["status"].isin([AGAIN, IN_PART])].itertuples():
            own = numbers.get((row.improvement_id, row.status), ())
            certainty = None if pd.isna(row.certainty) or row.source == "reviewer" else row.certainty
            one = Return(row.status, own, row.improvement, labels[visit_id], places[paragraphs[row.improvement_id]],
                         certainty, row.source == "reviewer")  # fmt: skip
            found.setdefault((row.status, own or row.improvement_id), []).append(one)
    joined = [row for rows in found.values() for row in _join_returns(rows)]
    return sorted(joined, key=lambda row: row.status != AGAIN)


def _join_returns(rows: list[Return]) -> list[Return]:
    """Return rows of the same items, latest first, as those of the latest visit, with the visits before it."""
    latest = [row for row in rows if row.label == rows[0].label]
    before = tuple(dict.fromkeys(row.label for row in rows if row.label != rows[0].label))
    return [row._replace(before=before) for row in latest]


def find_numbers(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> dict[tuple[str, str], tuple[int, ...]]:
    """Return which items of the last visit's list (from 1) ask again for an earlier area, by improvement_id and status.

    What is asked again has one: the item that is linked best, else the one that the ledger's passages put first. What
    is asked for in part has all that are linked. `visits` as `set_beside` gives them.
    """
    own = keep_improvements(tables, visits.tail(1))
    order = {one: number for number, one in enumerate(own["improvement_id"], start=1)}
    links: dict[str, list[tuple]] = {}
    threads = tables["threads"][tables["threads"]["later"].isin(list(order))]
    for later, earlier, strength, score, source in list_rows(
        threads, "later", "earlier", "strength", "score", "source"
    ):
        weight = (source == "reviewer", strength == "same", 0.0 if pd.isna(score) else score)
        links.setdefault(earlier, []).append((weight, order[later]))
    listed = dict(zip(own["paragraph_id"], order.values(), strict=True))
    numbers = _find_in_passages(tables, visits["visit_id"].iloc[-1], listed)
    for earlier, linked in links.items():
        numbers[earlier, AGAIN] = (max(linked)[1],)
        numbers[earlier, IN_PART] = tuple(sorted(number for _, number in linked))
    return numbers


def _find_in_passages(
    tables: dict[str, pd.DataFrame], visit_id: str, listed: dict[str, int]
) -> dict[tuple[str, str], tuple[int, ...]]:
    """Return the first item among the ledger's passages, by improvement_id and status; `listed` by paragraph_id."""
    ledger = tables["ledger"]
    ledger = ledger[(ledger["later_visit_id"] == visit_id) & ledger["status"].isin([AGAIN, IN_PART])]
    sentences = tables["sentences"]
    paragraphs = sentences[sentences["paragraph_id"].isin(list(listed))]
    paragraphs = dict(list_rows(paragraphs, "sentence_id", "paragraph_id"))
    numbers: dict[tuple[str, str], tuple[int, ...]] = {}
    for improvement_id, status, sentence_id in list_rows(ledger, "improvement_id", "status", "sentence_id"):
        if sentence_id in paragraphs:
            numbers.setdefault((improvement_id, status), (listed[paragraphs[sentence_id]],))
    return numbers
