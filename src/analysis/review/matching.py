"""Which sentence (or item) a review is about: ids change when a letter is read anew, its words do not."""

from collections import defaultdict

import pandas as pd

from analysis.tables import visit_of, visits_of


def match_ids(ids: pd.Series, texts: pd.Series, things: pd.DataFrame, key: str) -> pd.Series:
    """Return the id in `things` that each id and text of a review mean today, missing for one that is stale.

    `things` has the column `key` (ids) and text. The id stands where its text does; otherwise the text is looked for
    in the id's visit, and counts where only one thing there has it. White space is not compared.
    """
    things = things[visits_of(things[key]).isin(visits_of(ids.fillna("")))]
    text_of = dict(zip(things[key], map(fold, things["text"]), strict=True))
    homes = defaultdict(list)
    for thing, text in text_of.items():
        homes[visit_of(thing), text].append(thing)
    pairs = zip(ids.fillna(""), texts.fillna("").map(fold), strict=True)
    return pd.Series([_match(thing, text, text_of, homes) for thing, text in pairs], index=ids.index, dtype="str")


def _match(thing: str, text: str, text_of: dict[str, str], homes: dict[tuple, list[str]]) -> str | None:
    if text and text_of.get(thing) == text:
        return thing
    found = homes.get((visit_of(thing), text), []) if text else []
    return found[0] if len(found) == 1 else None


def fold(text: str) -> str:
    """Return text with every run of white space as one blank.

    >>> fold(" Plans  lag   behind. ")
    'Plans lag behind.'
    """
    return " ".join(text.split())
