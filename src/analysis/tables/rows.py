"""Tables as plain rows, and plain rows as tables."""

from collections.abc import Iterator, Sequence

import pandas as pd


def list_rows(table: pd.DataFrame, *columns: str) -> Iterator[tuple]:
    """Return a tuple of these columns' values for each row of the table.

    Some ten times as fast as `itertuples` where they are text.

    >>> list(list_rows(pd.DataFrame({"visit_id": ["leeds-2021", "leeds-2022"], "order": [1, 2]}), "order", "visit_id"))
    [(1, 'leeds-2021'), (2, 'leeds-2022')]
    """
    return zip(*(table[column].tolist() for column in columns), strict=True)


def frame_rows(rows: Sequence[tuple], **dtypes: str) -> pd.DataFrame:
    """Return a table with a row per tuple and the columns and types of `dtypes`, which it has without rows too.

    >>> frame_rows([], visit_id="str", n="int64").dtypes.astype("str").tolist()
    ['str', 'int64']
    """
    columns = zip(*rows, strict=True) if rows else ((),) * len(dtypes)
    named = zip(dtypes.items(), columns, strict=True)
    return pd.DataFrame({name: pd.array(list(values), dtype=dtype) for (name, dtype), values in named})
