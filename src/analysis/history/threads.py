"""Links between what inspectors ask for and what they asked for before, for each authority."""

import itertools
from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import pandas as pd

from analysis.base.problems import make_problem
from analysis.history.bodies import find_body, looks_at, speaks_of
from analysis.history.subjects import Subject, Theme, measure_likeness, weigh_item

# A link needs this much likeness, a strong one that much. Chosen on 99 links that people agreed on among 1,486 pairs of
# 62 authorities (benchmarks/threads.py), where F1 is 0.80 or more from 0.24 to 0.32.
PARTIAL, SAME = 0.28, 0.42

COLUMNS = ["later", "earlier", "score", "strength", "source"]


def link_improvements(
    improvements: pd.DataFrame,
    themes: Mapping[str, set[Theme]],
    visits: pd.DataFrame,
    aside: Mapping[str, set[Theme]] = MappingProxyType({}),
) -> pd.DataFrame:
    """Return the table `threads`: one row per link from an item to one of an earlier visit of the same authority.

    `visits` are those that may be compared, `themes` the themes of each item by its paragraph_id, and `aside` those
    of them that only its purpose or details name (see `find_aside`). The score is the
    likeness (0 to 1) of what the two items are about: their themes, the people concerned, their telling words.
    It rests on the two items alone, not on what else is on file. What was asked of a body that the later visit does
    not look at (see `find_body`, which reads the column `section` where there is one) is asked again only where the
    later item names that body.
    """
    items = improvements.merge(visits[["visit_id", "authority", "start_date", "framework"]], on="visit_id")
    asked_at = items.groupby("authority")["start_date"].transform("nunique")
    items = items[asked_at > 1]
    sections = items["section"] if "section" in items else itertools.repeat(None)
    bodies = {
        item.improvement_id: find_body(item.text, section, framework=item.framework)
        for item, section in zip(items.itertuples(), sections, strict=False)
    }
    items = items.assign(
        subject=[
            weigh_item(item.text, themes.get(item.paragraph_id, ()), aside.get(item.paragraph_id, ()))
            for item in items.itertuples()
        ],
    )  # fmt: skip
    links, of_authority = [], defaultdict(list)
    for item in items.itertuples():
        of_authority[item.authority].append(item)
    for rows in of_authority.values():
        for later, earlier in itertools.product(rows, rows):
            if later.start_date > earlier.start_date and _may_answer(later, bodies[earlier.improvement_id]):
                score = measure_likeness(later.subject, earlier.subject)
                if score >= PARTIAL and _share_subject(later.subject, earlier.subject):
                    strength = "same" if score >= SAME else "partial"
                    links.append((later.improvement_id, earlier.improvement_id, round(score, 4), strength, "model"))
    return pd.DataFrame(links, columns=COLUMNS).sort_values(["later", "earlier"], ignore_index=True)


def _may_answer(later: NamedTuple, body: str | None) -> bool:
    """Return whether a later item may ask again for what was asked of a body."""
    return looks_at(later.framework, body) or speaks_of(later.text, body)


def _share_subject(one: Subject, other: Subject) -> bool:
    """Return whether two items share more than the people: these alone are no subject."""
    return any(not mark.startswith("people:") for mark in one.keys() & other.keys())


def apply_thread_reviews(
    threads: pd.DataFrame, reviews: pd.DataFrame, improvements: pd.DataFrame, visits: pd.DataFrame
) -> tuple[pd.DataFrame, list[dict]]:
    """Return the table `threads` with what people decided, and a row of `problems` for each decision that cannot be.

    `reviews` has one row per decided pair of items: later, earlier, keep (yes, no), reviewer. A link that is kept has
    the source reviewer and the machine's score and strength; one that only a reviewer saw is `same` and has no score;
    one that is not kept is gone. Both items must be asked for by one authority, the later one at a later visit.
    """
    dated = improvements.merge(visits[["visit_id", "authority", "start_date"]], on="visit_id")
    dated = dated.set_index("improvement_id")[["authority", "start_date"]]
    possible = [_may_be_linked(dated, row.later, row.earlier) for row in reviews.itertuples()]
    problems = [
        make_problem("review/threads.csv", "review-no-link", f"{row.later} and {row.earlier}.")
        for row, fine in zip(reviews.itertuples(), possible, strict=True)
        if not fine
    ]
    decided = reviews.loc[possible, ["later", "earlier", "keep"]]
    rows = threads.merge(decided, on=["later", "earlier"], how="outer")
    rows["source"] = rows["source"].where(rows["keep"].isna(), "reviewer")
    rows["strength"] = rows["strength"].fillna("same")
    rows = rows[rows["keep"] != "no"]
    return rows[COLUMNS].sort_values(["later", "earlier"], ignore_index=True), problems


def _may_be_linked(dated: pd.DataFrame, later: str, earlier: str) -> bool:
    if later not in dated.index or earlier not in dated.index:
        return False
    now, then = dated.loc[later], dated.loc[earlier]
    return bool(now["authority"] == then["authority"] and now["start_date"] > then["start_date"])
