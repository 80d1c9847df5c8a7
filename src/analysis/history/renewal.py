"""The history of the authorities whose visits changed; that of all others stands as it was."""

import pandas as pd

from analysis.history.derivation import derive_history
from analysis.tables import visits_of

# The column that says to which visit a row of each derived table belongs.
VISIT_IN = {"coverage": "visit_id", "theme_history": "visit_id", "threads": "later", "ledger": "improvement_id"}


def renew_history(
    tables: dict[str, pd.DataFrame], themes: list[str], before: dict[str, pd.DataFrame]
) -> dict[str, pd.DataFrame]:
    """Return what `derive_history` returns for `tables`, at the cost of the authorities whose visits changed.

    `before` holds the tables of the last build; only letters may have come, gone or changed since. An authority's
    history rests on its own visits alone, so that of the others is taken over.
    """
    visits = tables["visits"]
    changed = visits["authority"].isna() | visits["authority"].isin(find_changed(before["visits"], visits))
    same = set(visits.loc[~changed, "visit_id"])
    fresh = derive_history(_without_visits(tables, same), themes)
    place = {visit: number for number, visit in enumerate(visits["visit_id"].tolist())}
    renewed = {"problems": tables["problems"]}
    for name, column in VISIT_IN.items():
        old = before[name][visits_of(before[name][column]).isin(same)]
        rows = pd.concat([old, fresh[name]], ignore_index=True)
        order = visits_of(rows[column]).map(place).sort_values(kind="stable").index
        renewed[name] = rows.loc[order]
    renewed["threads"] = renewed["threads"].sort_values(["later", "earlier"])
    return renewed


def find_changed(before: pd.DataFrame, now: pd.DataFrame) -> set[str]:
    """Return the authorities with a visit that is new, gone, or not what it was. Both are tables `visits`."""
    old, new = (set(visits.astype("str").itertuples(index=False, name=None)) for visits in (before, now))
    place = list(now.columns).index("authority")
    return {visit[place] for visit in old ^ new}


def _without_visits(tables: dict[str, pd.DataFrame], ids: set[str]) -> dict[str, pd.DataFrame]:
    """Return the tables of letters that a history rests on, without the rows of some visits."""
    column = {"visits": "visit_id", "paragraphs": "visit_id", "sentences": "visit_id", "improvements": "visit_id"}
    column |= {"codes": "sentence_id"}
    kept = {name: tables[name][~visits_of(tables[name][where]).isin(ids)] for name, where in column.items()}
    return kept | {"problems": tables["problems"]}
