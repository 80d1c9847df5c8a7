"""Which visits are compared, and what they are called."""

from itertools import groupby
from operator import attrgetter

import pandas as pd

from analysis.base.wording import fold_words
from analysis.compare.words import count_things, format_date, read_words
from analysis.find import QuestionError
from analysis.tables import find_further, list_comparable, list_rows

NAMED_BY = ["start_date", "date_precision", "visit_type", "source_type"]
MOST_NAMED = 3  # later visits that a sentence names each; of more it names the latest


def select_visits(
    tables: dict[str, pd.DataFrame],
    *,
    authority: str | None,
    first: str | None = None,
    left_out_frameworks: tuple[str, ...] | None = None,
) -> pd.DataFrame:
    """Return the visits to compare, one row each, by date: the columns of `visits`, n_documents and `label`.

    Undated visits and press reports whose letter is on file are out, and so are the frameworks of words.yml
    (`left_out_frameworks` replaces them). `first` (a visit_id) is the visit that later ones are compared with:
    earlier ones are out; any document on it may be named.
    """
    first = find_standing(tables, first)
    visits = list_comparable(tables["visits"])
    out = read_words()["left_out_frameworks"] if left_out_frameworks is None else left_out_frameworks
    visits = visits[
        (visits["authority"] == authority) & (~visits["framework"].isin(out) | (visits["visit_id"] == first))
    ]
    visits = visits.sort_values(["start_date", "visit_id"], ignore_index=True)
    if first in set(visits["visit_id"]):
        visits = visits[visits.index >= visits.index[visits["visit_id"] == first][0]]
    return visits.assign(label=pd.array(label_visits(visits), dtype="str")).reset_index(drop=True)


def is_full_inspection(visits: pd.DataFrame) -> pd.Series:
    """Return, by the index of `visits` (rows of that table), whether it is an inspection of the whole service.

    >>> kinds = {"visit_type": ["inspection", "inspection", "focused visit"], "framework": ["SIF", "LAC", "ILACS"]}
    >>> is_full_inspection(pd.DataFrame(kinds)).tolist()
    [True, False, False]
    """
    full = read_words()["full_inspections"]
    return visits["visit_type"].isin(full["kinds"]) & ~visits["framework"].isin(full["not_under"])


def find_standing(tables: dict[str, pd.DataFrame], visit_id: str | None) -> str | None:
    """Return the visit_id of the document that stands for the visit of another; the same where it is not on file.

    >>> visits = pd.DataFrame({"visit_id": ["post", "herald"], "same_visit": "post"})
    >>> find_standing({"visits": visits}, "herald")
    'post'
    """
    return dict(list_rows(tables["visits"], "visit_id", "same_visit")).get(visit_id, visit_id)


def list_documents(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Return the files of the documents on each of the `visits` (rows of that table), by visit_id.

    A visit's are by the visit_id of the document; the one that stands for the visit comes first.
    """
    on_file = tables["visits"]
    further = find_further(on_file)
    files = dict(list_rows(on_file, "visit_id", "file"))
    documents = {visit_id: {visit_id: files[visit_id]} for visit_id in visits["visit_id"]}
    for visit_id, same_visit in further.items():
        if same_visit in documents:
            documents[same_visit][visit_id] = files[visit_id]
    return documents


def pick_visit(visits: pd.DataFrame, visit: str | None = None) -> pd.DataFrame:
    """Return the row of `visits` that a person names (`match_visit`), else the latest; no row where there is none.

    Raises QuestionError, which lists the visits, for one that is not among them.
    """
    return visits[visits["visit_id"] == match_visit(visits, visit)] if visit else visits.tail(1)


def match_visit(visits: pd.DataFrame, typed: str) -> str:
    """Return the visit_id of the visit that a person names by its id, by its label or date, or the beginning of one.

    `visits` as `select_visits` gives them. Raises QuestionError, which lists them, where none is meant, or several.

    >>> facts = {"visit_id": ["leeds"], "label": ["Oct 2024 focused visit"], "date_precision": ["month"]}
    >>> visits = pd.DataFrame(facts | {"start_date": pd.to_datetime(["2024-10-01"])})
    >>> [match_visit(visits, typed) for typed in ("leeds", "oct 2024", "October 2024", "2024-10", "2024")]
    ['leeds', 'leeds', 'leeds', 'leeds', 'leeds']
    """
    names = {visit.visit_id: list(map(fold_words, _list_names(visit))) for visit in visits.itertuples()}
    plain = fold_words(str(typed))
    found = [one for one, called in names.items() if typed == one or plain in called]
    found = found or [one for one, called in names.items() if plain and any(name.startswith(plain) for name in called)]
    if len(found) == 1:
        return found[0]
    labels = visits.loc[visits["visit_id"].isin(found), "label"] if found else visits["label"]
    asked = "fits several of the visits" if found else "is not among the visits compared"
    raise QuestionError(f"{typed!r} {asked}; they are {', '.join(labels) or 'none'}")


def _list_names(visit: tuple) -> list[str]:
    """Return what a person may call a visit, a row of `select_visits`: its label, and its date in three ways."""
    month = [f"{visit.start_date:%B %Y}"] if visit.date_precision == "day" else []
    return [visit.label, format_date(visit), f"{visit.start_date:%Y-%m-%d}", *month]


def select_all(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return every visit on file that may be compared, by authority and date: the columns of `visits`.

    Undated visits and press reports whose letter is on file are out, and so are the frameworks of words.yml.
    """
    visits = list_comparable(tables["visits"])
    visits = visits[~visits["framework"].isin(read_words()["left_out_frameworks"]) & visits["authority"].notna()]
    return visits.sort_values(["authority", "start_date", "visit_id"], ignore_index=True)


def label_all(visits: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `visits`, of many authorities in order, with a label: authority, month and kind of visit."""
    rows = visits[["authority", *NAMED_BY]].itertuples()
    by_authority = groupby(rows, key=attrgetter("authority"))
    labels = [f"{authority}, {name}" for authority, own in by_authority for name in _name_apart(list(own))]
    return visits.assign(label=pd.Series(labels, dtype="str", index=visits.index))


def label_visits(visits: pd.DataFrame) -> list[str]:
    """Return a short name for each row of `visits`, no two alike: month, kind, and whether only the press is on file.

    Visits of one kind in one month are told apart by the day, and those of one day by a number.
    """
    return _name_apart(list(visits[NAMED_BY].itertuples()))


def _name_apart(rows: list[tuple]) -> list[str]:
    """Return a name for each visit of one authority, no two alike: `rows` are its visits as named tuples."""
    months = [_name_visit(visit, format_date(visit, short=True)) for visit in rows]
    days = [_name_visit(visit, format_date(visit)) for visit in rows]
    names = [month if months.count(month) == 1 else day for month, day in zip(months, days, strict=True)]
    turns = [names[: index + 1].count(name) for index, name in enumerate(names)]
    return [name if turn == 1 else f"{name} ({turn})" for name, turn in zip(names, turns, strict=True)]


def _name_visit(visit: tuple, day: str) -> str:
    return f"{day} {visit.visit_type}{' (press)' if visit.source_type == 'press' else ''}"


def name_visit(visit: tuple) -> str:
    """Return what a visit was and where: a visit goes to an authority, an inspection is of one."""
    return f"{visit.visit_type} {'to' if visit.visit_type.endswith('visit') else 'of'} {visit.authority}"


def list_sources(visits: pd.DataFrame) -> str:
    """Return the line that names the letters a chart stands on, the rows of `visits`, each authority once."""
    named = [
        f"{name_visit(visit) if index == 0 else visit.visit_type}, {format_date(visit)} ({_name_source(visit)})"
        for _, own in visits.groupby(visits["authority"].fillna(""), sort=False)
        for index, visit in enumerate(own.itertuples())
    ]
    return "Sources: " + "; ".join(named) + "."


def _name_source(visit: tuple) -> str:
    n_documents = getattr(visit, "n_documents", 1)
    return f"{visit.source_type}, {count_things(n_documents, 'report')}" if n_documents > 1 else visit.source_type


def describe_visits(visits: pd.DataFrame) -> str:
    """Return a sentence that says which visits, the rows of `visits`, are compared."""
    if not len(visits):
        return "No dated letter is on file, so there is nothing to compare yet: put one into data/raw."
    first, *later = [f"{visit.visit_type} of {format_date(visit)}" for visit in visits.itertuples()]
    authority = visits["authority"].iloc[0]
    if not later:
        return f"Only one visit to {authority} is compared, the {first}: nothing can be said of change yet."
    if len(later) > MOST_NAMED:
        visits = count_things(len(later), "later visit")
        return f"{authority}: the {first} is compared with {visits}, the latest of them the {later[-1]}."
    return f"{authority}: the {first} is compared with {'; '.join(f'the {one}' for one in later)}."
