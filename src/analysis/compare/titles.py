"""Titles of charts: what the data show, in ten words or fewer, and whose data they are."""

import pandas as pd

from analysis.compare.words import count_things

MOST_WORDS = 10  # of a title, the authority's name not counted


def head_with_authority(visits: pd.DataFrame, finding: str) -> str:
    """Return a title: the authority of the rows of `visits`, or how many there are, and what the data show.

    Without an authority, or without anything to say, it is the finding as it stands.

    >>> head_with_authority(pd.DataFrame({"authority": ["Leeds", "Leeds"]}), "One visit on file")
    'Leeds: one visit on file'
    """
    authorities = list(visits["authority"].dropna().unique())
    if not authorities or not finding:
        return finding
    name = authorities[0] if len(authorities) == 1 else count_things(len(authorities), "authority", "authorities")
    spelled = finding if finding[1:2].isupper() else finding[:1].lower() + finding[1:]
    return f"{name[:1].upper()}{name[1:]}: {spelled}"


def pick_title(*titles: str) -> str:
    """Return the first of the titles, the fullest first, that has ten words or fewer, else the last.

    >>> pick_title("Raised at each and every one of the four visits: staffing", "Raised at two or more visits: one")
    'Raised at two or more visits: one'
    """
    return next((title for title in titles if len(title.split()) <= MOST_WORDS), titles[-1])


def keep_latest(rows: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Return the rows of the latest visit of which a letter is on file, and what a title calls it, in brackets.

    A press report is a journalist's selection: it heads a chart only where there is no letter, and is called so.
    `rows` have the columns visit_id and source_type, visits by date, and at least one row.
    """
    letters = rows[rows["source_type"] != "press"]
    told = letters if len(letters) else rows
    latest = told[told["visit_id"] == told["visit_id"].iloc[-1]]
    return latest, "(latest letter)" if len(letters) else "(press report)"
