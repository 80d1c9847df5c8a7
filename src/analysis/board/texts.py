"""Texts of letters as any other program can take them: no sign that XML forbids, none that turns the line round."""

import re

import pandas as pd

# Control characters but for tab and line end, marks that set the direction of writing or do not show, halves of signs
# and what is no sign at all.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)


def clean_text(text: str) -> str:
    """Return a text without the signs of FORBIDDEN.

    >>> clean_text("tab\\tand \\x07bell, \\u202eturned\\u202c")
    'tab\\tand bell, turned'
    """
    return FORBIDDEN.sub("", text)


def clean_texts(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table, of any columns, with `clean_text` of every text in it."""
    texts = {column: clean_column(frame[column]) for column in frame.select_dtypes(["str", "object"])}
    return frame.assign(**texts)


def clean_column(column: pd.Series) -> pd.Series:
    """Return a column with `clean_text` of every text in it; what is no text stays as it is."""
    if isinstance(column.dtype, pd.StringDtype) and not any(map(FORBIDDEN.search, column.dropna())):
        return column  # as nearly every one is, and told at once
    return column.map(lambda value: clean_text(value) if isinstance(value, str) else value).astype(column.dtype)
