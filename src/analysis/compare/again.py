"""What "asked again" means for all that say it: the status of the table `ledger`; and which areas ask again."""

from collections import defaultdict
from typing import NamedTuple

import pandas as pd

from analysis.compare.findings import keep_improvements
from analysis.history.ledger import AGAIN, IN_PART
from analysis.tables import list_rows

Pair = tuple[str, str]  # an improvement_id and the visit_id of a later visit


class Asking(NamedTuple):
    """How a later visit asks again for an area for improvement: `status` says whether in full or in part.

    `items` are the areas (improvement_ids) of that visit's list that ask for it: one where it is asked again, none
    where that cannot be told. `score` is that of the link to the first of them (the table `threads`), missing where
    there is none; `source` is that of the status.
    """

    status: str
    source: str
    items: tuple[str, ...]
    score: float


def find_statuses(ledger: pd.DataFrame) -> dict[Pair, tuple[str, str]]:
    """Return status and source by area for improvement and later visit; `ledger` has the columns of that table."""
    pairs = ledger.drop_duplicates(["improvement_id", "later_visit_id"])
    columns = "improvement_id", "later_visit_id", "status", "source"
    return {(one, later): (status, source) for one, later, status, source in list_rows(pairs, *columns)}


def list_askings(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> dict[Pair, Asking]:
    """Return how areas for improvement of the visits are asked for again, by area and later visit.

    The ledger alone says whether one is asked again: a link of the table `threads` says which item of the later list
    asks for it. What is asked again has one: the item that is linked best, else the one that the ledger's passages put
    first. What is asked for in part has all that are linked, else that one.
    """
    own = keep_improvements(tables, visits)
    at = dict(list_rows(own, "improvement_id", "visit_id"))
    ledger = tables["ledger"]
    ledger = ledger[ledger["status"].isin([AGAIN, IN_PART]) & ledger["improvement_id"].isin(list(at))]
    ledger = ledger[ledger["later_visit_id"].isin(visits["visit_id"])]
    links, shown = _group_links(tables["threads"], at), _find_in_passages(ledger, tables["sentences"], own)
    askings = {}
    for pair, (status, source) in find_statuses(ledger).items():
        linked = sorted(links.get(pair, ()), reverse=True)
        items = [later for *_, later in linked] or [one for one in (shown.get(pair),) if one]
        score = linked[0][-2] if linked else float("nan")
        askings[pair] = Asking(status, source, tuple(items if status == IN_PART else items[:1]), score)
    return askings


def _group_links(threads: pd.DataFrame, at: dict[str, str]) -> dict[Pair, list[tuple[bool, float, str]]]:
    """Return the links by earlier area and the visit (`at`) of the later one: kept by a person, score, later area."""
    links = defaultdict(list)
    for later, earlier, score, source in list_rows(threads, "later", "earlier", "score", "source"):
        if earlier in at and later in at:
            links[earlier, at[later]].append((source == "reviewer", 0.0 if pd.isna(score) else score, later))
    return links


def _find_in_passages(ledger: pd.DataFrame, sentences: pd.DataFrame, listed: pd.DataFrame) -> dict[Pair, str]:
    """Return the first listed item among the ledger's passages, by area and later visit; `listed` by paragraph_id."""
    of_paragraph = dict(list_rows(listed, "paragraph_id", "improvement_id"))
    own = sentences[sentences["paragraph_id"].isin(list(of_paragraph))]
    of_sentence = {one: of_paragraph[paragraph] for one, paragraph in list_rows(own, "sentence_id", "paragraph_id")}
    items: dict[Pair, str] = {}
    for one, later, sentence_id in list_rows(ledger, "improvement_id", "later_visit_id", "sentence_id"):
        if sentence_id in of_sentence:
            items.setdefault((one, later), of_sentence[sentence_id])
    return items


def count_again(followed: pd.DataFrame) -> tuple[int, int]:
    """Return how many areas for improvement were asked again, and how many others in part alone.

    `followed` has the columns improvement_id and status.
    """
    again = set(followed.loc[followed["status"] == AGAIN, "improvement_id"])
    return len(again), len(set(followed.loc[followed["status"] == IN_PART, "improvement_id"]) - again)


def head_again(followed: pd.DataFrame, words: str) -> str:
    """Return a title with how many areas for improvement came again, in the `words` given, and how many more in part.

    `followed` has the columns improvement_id and status.
    """
    (again, in_part), n = count_again(followed), followed["improvement_id"].nunique()
    if in_part:
        return f"{again} of {n} areas {words}, {in_part} in part"
    return f"{again} of {n} areas for improvement {words}"
