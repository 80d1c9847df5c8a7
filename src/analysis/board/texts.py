"""Tables whose texts any other program can take."""

import pandas as pd

from analysis.base.texts import FORBIDDEN, clean_text


def clean_texts(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table, of any columns, with `clean_text` of every text in it."""
    texts = {column: clean_column(frame[column]) for column in frame.select_dtypes(["str", "object"])}
    return frame.assign(**texts)


def clean_column(column: pd.Series) -> pd.Series:
    """Return a column with `clean_text` of every text in it; what is no text stays as it is."""
    if isinstance(column.dtype, pd.StringDtype) and not any(map(FORBIDDEN.search, column.dropna())):
        return column  # as nearly every one is, and told at once
    return column.map(lambda value: clean_text(value) if isinstance(value, str) else value).astype(column.dtype)
