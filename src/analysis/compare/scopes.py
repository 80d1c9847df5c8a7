"""What focused and monitoring visits looked at: parts of the service, by the words that say what a visit looked at.

A part is an area of history/scopes.yml. Full inspections look at the whole service, so they stand in no table here.
"""

from collections.abc import Iterator

import pandas as pd

from analysis.compare.alts import pick_alt
from analysis.compare.exhibit import Exhibit
from analysis.compare.gaps import read_gap_words
from analysis.compare.peers import name_authority
from analysis.compare.selection import label_all, list_sources, select_all, select_visits
from analysis.compare.words import count_things, format_date, join_words, label_value
from analysis.history.coverage import find_parts, judge_part, read_scopes
from analysis.tables import frame_rows, list_rows

LOOKED_AT = ("named", "within")
MOST_NAMED = 3  # parts that a sentence names
SCOPES = dict.fromkeys(["part", "visit_id", "label", "source_type", "status", "why"], "str")
PARTS = {"part": "str", "column": "str"} | dict.fromkeys(["n_named", "n_within", "n_visits"], "int64")


def exhibit_scopes(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> Exhibit:
    """Return the chart of what each focused visit to the authority looked at; data as `keep_telling` gives them.

    `visits` are those compared, as `select_visits` gives them: they name the authority. Its focused and monitoring
    visits before the first of them are shown too, for what was never looked at is a matter of all on file.
    """
    authority = name_authority(visits)
    focused = keep_focused(select_visits(tables, authority=authority))
    scopes = judge_scopes(focused)
    if not len(scopes):
        nothing = read_gap_words()["scopes"]["none"].format(authority=authority or "any authority")
        return Exhibit(scopes, "scopes", "", nothing, "")
    title, unseen = head_scopes(scopes, authority), _describe_unseen(scopes)
    briefly = [" ".join([f"{title}.", *more]) for more in (unseen, unseen[-1:], [])]
    alt = pick_alt(describe_scopes(focused, scopes), *briefly)
    basis = f"{list_sources(focused)} {read_gap_words()['scopes']['selection']}"
    return Exhibit(keep_telling(scopes), "scopes", title, alt, basis, table=cross_scopes(scopes))


def keep_focused(visits: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `visits` that are focused or monitoring visits."""
    return visits[visits["visit_type"].isin(read_gap_words()["focused"])].reset_index(drop=True)


def judge_scopes(focused: pd.DataFrame) -> pd.DataFrame:
    """Return one row per part of the service and focused visit: whether the visit's scope has it, and why.

    `focused` are rows of `select_visits`, by date. Columns: part, visit_id, label, source_type, status (named, within,
    unknown, unnamed: `judge_part`), why.
    """
    rows = list(list_rows(focused, "visit_id", "label", "source_type", "scope"))
    judged = [
        (part, *visit, *judge_part(None if pd.isna(scope) else scope, part))
        for part in list_parts(focused)
        for *visit, scope in rows
    ]
    return frame_rows(judged, **SCOPES)


def list_parts(focused: pd.DataFrame) -> list[str]:
    """Return the parts of the service that a visit may look at, in the order of scopes.yml.

    What even full inspections do not look at, as the pandemic, is one only where the scope of a row of `focused`
    visits names it.
    """
    scopes = read_scopes()
    unusual = set(scopes["rules"]["inspection"]["except"])
    named = {part for scope in focused["scope"].dropna() for part in find_parts(scope)}
    return [part for part, area in scopes["areas"].items() if part in named or not unusual.issuperset(area["themes"])]


def keep_telling(scopes: pd.DataFrame) -> pd.DataFrame:
    """Return the rows on parts that some visit names or that no scope has. `scopes` as `judge_scopes` gives them.

    The rest only belong to what is named, or nobody can tell: a chart of all would bury what was looked at.
    """
    named = scopes.loc[scopes["status"] == "named", "part"]
    return scopes[scopes["part"].isin([*named, *find_unseen(scopes)[0]])].reset_index(drop=True)


def cross_scopes(scopes: pd.DataFrame) -> pd.DataFrame:
    """Return a row per part and a column per visit, in words. `scopes` as `judge_scopes` gives them."""
    values = list_rows(scopes, "status", "source_type")
    said = scopes.assign(said=[label_value("scopes", *value) for value in values])
    crossed = said.set_index(["part", "label"])["said"].unstack()  # noqa: PD010 - text, which pivot_table cannot hold
    return crossed.loc[scopes["part"].unique(), scopes["label"].unique()].rename_axis(columns=None).reset_index()


def find_unseen(scopes: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Return the parts that no scope has: those not looked at, and those of which nobody can tell.

    `scopes` as `judge_scopes` gives them. A visit that does not say what it looked at leaves no part unseen.
    """
    by_part = scopes.groupby("part", sort=False)["status"]
    unseen = [part for part, statuses in by_part if (statuses == "unnamed").all()]
    unknown = [part for part, statuses in by_part if not statuses.isin(LOOKED_AT).any() and part not in unseen]
    return unseen, unknown


def head_scopes(scopes: pd.DataFrame, authority: str) -> str:
    """Return a title with how many parts the visits name. `scopes` as `judge_scopes` gives them."""
    n_named = scopes.loc[scopes["status"] == "named", "part"].nunique()
    title = read_gap_words()["scopes"]["title"]
    return title.format(authority=authority, named=n_named, parts=scopes["part"].nunique())


def describe_scopes(focused: pd.DataFrame, scopes: pd.DataFrame) -> str:
    """Return sentences with the scope of each visit and what no scope has. `scopes` as `judge_scopes` gives them."""
    words = read_gap_words()["scopes"]
    said = [
        words["silent" if pd.isna(visit.scope) else "visit"].format(label=visit.label, scope=visit.scope)
        for visit in focused.itertuples()
    ]
    return " ".join([*said, *_describe_unseen(scopes)])


def _describe_unseen(scopes: pd.DataFrame) -> list[str]:
    """Return sentences on the parts that no scope has, and on those of which nobody can tell."""
    words, (unseen, unknown) = read_gap_words()["scopes"], find_unseen(scopes)
    said = words["unseen"].format(parts=join_words(unseen)) if unseen else words["all_seen"]
    return [*([words["unknown"].format(parts=join_words(unknown))] if unknown else []), said]


def list_scopes(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return one row per focused or monitoring visit on file, by authority and date: what its scope says.

    Columns: authority, visit, date, source, scope (may be missing), parts (of the service that it names), file.
    """
    focused = keep_focused(select_all(tables))
    named = [join_words(find_parts(scope)) if pd.notna(scope) else None for scope in focused["scope"]]
    table = focused.rename(columns={"visit_type": "visit", "source_type": "source"})
    table = table.assign(
        date=pd.array([format_date(visit) for visit in focused.itertuples()], dtype="str"),
        parts=pd.array([parts or None for parts in named], dtype="str"),
    )
    return table[["authority", "visit", "date", "source", "scope", "parts", "file"]]


def exhibit_parts(tables: dict[str, pd.DataFrame], n: int = 12) -> Exhibit:
    """Return the chart of how often focused visits name each part, year by year; data as `count_parts` gives them.

    The `n` parts named most often are drawn, the table has all. Only letters count: what a press report says of a
    scope is at second hand.
    """
    letters = _select_letters(tables)
    stated = letters[letters["scope"].fillna("").map(find_parts).astype("bool")].reset_index(drop=True)
    parts = count_parts(stated)
    if not len(parts):
        return Exhibit(parts, "parts", "", read_gap_words()["parts"]["none"], "")
    counts, *more = describe_parts(parts, judge_scopes(stated), len(letters) - len(stated))
    alt = pick_alt(" ".join([counts, *more]), counts, f"{head_parts(parts)}.")
    every = parts[parts["column"] == parts["column"].iloc[-1]].drop(columns="column")
    most = parts[parts["part"].isin(_rank_parts(parts).head(n).index)].reset_index(drop=True)
    return Exhibit(most, "parts", head_parts(parts), alt, _name_sources(stated), table=every)


def _select_letters(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    focused = keep_focused(select_all(tables))
    return label_all(focused[focused["source_type"] != "press"].reset_index(drop=True))


def count_parts(stated: pd.DataFrame) -> pd.DataFrame:
    """Return how many focused visits looked at each part of the service: one row per part and column.

    `stated` are visits whose scope names parts, as `label_all` gives them. A column is a year, and all of them.
    Columns: part, column, n_named (visits whose scope names the part), n_within (whose scope names what it belongs
    to), n_visits (of that column).
    """
    scopes = judge_scopes(stated)
    years = dict(zip(stated["visit_id"], stated["start_date"].dt.year.astype("str"), strict=True))
    rows = [row for column, visit_ids in _group_visits(years) for row in _count_column(scopes, column, visit_ids)]
    order = list(scopes["part"].unique())
    return frame_rows(sorted(rows, key=lambda row: order.index(row[0])), **PARTS)


def _group_visits(years: dict[str, str]) -> Iterator[tuple[str, set[str]]]:
    """Yield each year with its visits, then all of them under their name; the only year stands for all."""
    names = sorted(set(years.values()))
    for year in names:
        yield year, {visit_id for visit_id, own in years.items() if own == year}
    if len(names) > 1:
        yield read_gap_words()["parts"]["all"], set(years)


def _count_column(scopes: pd.DataFrame, column: str, visit_ids: set[str]) -> list[tuple]:
    own = scopes[scopes["visit_id"].isin(visit_ids)]
    return [
        (part, column, *(int((statuses == status).sum()) for status in LOOKED_AT), len(visit_ids))
        for part, statuses in own.groupby("part", sort=False)["status"]
    ]


def head_parts(parts: pd.DataFrame) -> str:
    """Return a title with the part named most often, or how many are. `parts` as `count_parts` gives it."""
    words, n_named = read_gap_words()["parts"], _rank_parts(parts)
    most = list(n_named[n_named == n_named.max()].index)
    if len(most) > 1:
        return words["title_many"].format(named=int((n_named > 0).sum()), parts=len(n_named))
    return words["title"].format(parts=most[0])


def describe_parts(parts: pd.DataFrame, scopes: pd.DataFrame, n_silent: int) -> list[str]:
    """Return sentences on the parts named most often, and on those in no scope. `parts` as `count_parts` gives it.

    `scopes` are the visits behind them, as `judge_scopes` gives them; `n_silent` letters more do not say what their
    visit looked at.
    """
    words, n_named = read_gap_words()["parts"], _rank_parts(parts)
    least = n_named.iloc[min(MOST_NAMED, len(n_named)) - 1]  # all that are named as often as the third
    named = join_words(f"{part} ({n})" for part, n in n_named.items() if n >= max(least, 1))
    said = [words["counts"].format(visits=scopes["visit_id"].nunique(), parts=named), *_describe_unseen(scopes)]
    return [*said, *([words["silent"].format(letters=n_silent)] if n_silent else [])]


def _rank_parts(parts: pd.DataFrame) -> pd.Series:
    """Return how many of all visits name each part, by part, the part named most often first."""
    every = parts[parts["column"] == parts["column"].iloc[-1]]
    return every.set_index("part")["n_named"].sort_values(ascending=False, kind="stable")


def _name_sources(stated: pd.DataFrame) -> str:
    years = stated["start_date"].dt.year
    span = str(years.min()) if years.min() == years.max() else f"{years.min()} to {years.max()}"
    visits = count_things(len(stated), "focused or monitoring visit")
    authorities = count_things(stated["authority"].nunique(), "authority", "authorities")
    return read_gap_words()["parts"]["sources"].format(visits=visits, authorities=authorities, span=span)
