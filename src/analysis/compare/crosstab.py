"""Tables as people read them: what is a row per thing and visit in the data, with a column per visit."""

import pandas as pd

from analysis.tables import list_rows


def cross_tabulate(rows: pd.DataFrame, names: list[str], column: str, cells: list) -> pd.DataFrame:
    """Return one row per thing (the columns `names` of it) and a column per value of `column`, in the order of `rows`.

    `cells` has what stands in the table for each of the `rows`; a cell is missing where there is no such row.

    >>> rows = pd.DataFrame({"theme": ["court", "court", "health"], "visit": ["May", "June", "May"]})
    >>> cross_tabulate(rows, ["theme"], "visit", ["mixed", "concern", "mixed"]).fillna("").to_dict("list")
    {'theme': ['court', 'health'], 'May': ['mixed', 'mixed'], 'June': ['concern', '']}
    """
    found = dict(zip(list_rows(rows, *names, column), cells, strict=True))
    things = list(dict.fromkeys(list_rows(rows, *names)))
    table = {name: [thing[index] for thing in things] for index, name in enumerate(names)}
    heads = {head: [found.get((*thing, head)) for thing in things] for head in rows[column].unique()}
    return pd.DataFrame(table | heads)
