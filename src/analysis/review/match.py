"""What a review means today: its ids change with the files beside them, the words that it is about do not."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from analysis.base.wording import fold_words
from analysis.tables import list_rows, untaken, visit_of, visits_of, without_day

Shelf = tuple[str, bool]  # the id of a visit, and whether a letter has replaced what lies here


class Shelves(NamedTuple):
    """Where documents that may be taken for one another lie together: those on one visit.

    `of_documents` has the shelf of each document on file, by visit_id; `of_names` that of an id which no document has
    today: of one that asked for it and got a number behind it, or has lost it since. `of_months` has that of the only
    document of an authority and kind in a month, for its day may have been learned or corrected.
    """

    of_documents: dict[str, Shelf]
    of_names: dict[str, Shelf]
    of_months: dict[str, Shelf]

    def find(self, visit_id: str) -> Shelf | None:
        """Return the shelf that a document of that id lies on, or once lay on; None where there is none."""
        known = self.of_documents.get(visit_id) or self.of_names.get(untaken(visit_id))
        return known or self.of_months.get(without_day(visit_id))


def arrange_documents(visits: pd.DataFrame) -> Shelves:
    """Return the documents of the table `visits` by visit.

    A letter lies apart from the press reports that it replaces: they are not compared with it.
    """
    rows = list_rows(visits, "visit_id", "same_visit", "superseded_by")
    shelves = {visit_id: (same_visit, pd.notna(letter)) for visit_id, same_visit, letter in rows}
    names = {untaken(visit_id): shelf for visit_id, shelf in reversed(shelves.items())}
    months = Counter(map(without_day, shelves))
    return Shelves(shelves, names, {one: shelf for v, shelf in shelves.items() if months[one := without_day(v)] == 1})


def stand_for(visit_ids: pd.Series, visits: pd.DataFrame) -> pd.Series:
    """Return the id that stands today for the visit of each id in a review, by their index; missing where none does.

    `visit_ids` are ids of documents, now or once; `visits` has the columns of the table of that name.
    """
    if visit_ids.empty:
        return visit_ids.astype("str")
    shelves = arrange_documents(visits)
    found = [(visit_id, shelves.find(visit_id)) for visit_id in visit_ids]
    standing = [shelf and (visit_id if shelf[1] else shelf[0]) for visit_id, shelf in found]
    return pd.Series(standing, index=visit_ids.index, dtype="str")


def match_ids(
    ids: pd.Series, texts: pd.Series, rows: pd.DataFrame, key: str, visits: pd.DataFrame | None = None
) -> pd.Series:
    """Return the id in `rows` that each id and text of a review mean today, by their index; missing for a stale one.

    Ids change when a letter is read anew, its words do not. `rows` has the column `key` (ids) and text. The id stands
    where its text does; otherwise the text is looked for in the id's visit, and counts where only one row there has
    it; then in all documents on that visit (`visits`, the table), where none may have it twice. White space is not
    compared.
    """
    shelves = Shelves({}, {}, {}) if visits is None else arrange_documents(visits)
    wanted = {shelves.find(visit_id) or visit_id for visit_id in visits_of(ids.fillna("")).unique()}
    lies = visits_of(rows[key]).map(lambda visit_id: (shelves.find(visit_id) or visit_id) in wanted)
    rows = rows[lies.astype(bool)]
    text_of = dict(zip(rows[key], map(fold, rows["text"]), strict=True))
    ids_of = defaultdict(list)  # by visit, or shelf, and text
    for row_id, text in text_of.items():
        ids_of[visit_of(row_id), text].append(row_id)
        if shelf := shelves.find(visit_of(row_id)):
            ids_of[shelf, fold_words(text)].append(row_id)
    pairs = zip(ids.fillna(""), texts.fillna("").map(fold), strict=True)
    found = [_match(row_id, text, text_of, ids_of, shelves.find(visit_of(row_id))) for row_id, text in pairs]
    return pd.Series(found, index=ids.index, dtype="str")


def _match(
    row_id: str, text: str, text_of: Mapping[str, str], ids_of: Mapping[tuple, list[str]], shelf: Shelf | None
) -> str | None:
    if not text:
        return None
    if text_of.get(row_id) == text:
        return row_id
    if found := ids_of.get((visit_of(row_id), text)):
        return found[0] if len(found) == 1 else None
    found = ids_of.get((shelf, fold_words(text)), [])
    return found[0] if found and len(set(map(visit_of, found))) == len(found) else None


def list_copies(rows: pd.DataFrame, key: str, visits: pd.DataFrame) -> dict[str, list[str]]:
    """Return for each id the ids of all rows that say the same in other documents on its visit; most have no entry.

    `rows` has the columns `key` (ids) and text; `visits` is the table.
    """
    shelves = arrange_documents(visits).of_documents
    several = {shelf for shelf in shelves.values() if list(shelves.values()).count(shelf) > 1}
    by_words = defaultdict(list)
    for row_id, text in list_rows(rows, key, "text") if several else ():
        if (shelf := shelves.get(visit_of(row_id))) in several:
            by_words[shelf, fold_words(text)].append(row_id)
    return {
        row_id: [other for other in same if visit_of(other) != visit_of(row_id)]
        for same in by_words.values()
        for row_id in same
    }


def fold(text: str) -> str:
    """Return text with every run of white space as one blank.

    >>> fold(" Plans  lag   behind. ")
    'Plans lag behind.'
    """
    return " ".join(text.split())
