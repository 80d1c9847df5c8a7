"""What the reviews made so far change."""

import pandas as pd

from analysis.compare.alts import pick_alt
from analysis.compare.crosstab import cross_tabulate
from analysis.compare.exhibit import Exhibit
from analysis.compare.selection import list_sources
from analysis.compare.themes import compare_statuses
from analysis.compare.titles import head_with_authority
from analysis.compare.words import count_things, label_value, list_named_themes
from analysis.history.derivation import derive_themes, join_tables
from analysis.history.evidence import join_evidence
from analysis.review import list_reviews
from analysis.tables import list_rows, make_table

BEFORE, AFTER = "by machine alone", "with the reviews"


def exhibit_effect(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, themes: list[str] | None = None) -> Exhibit:
    """Return the chart of the statuses that the reviews move, as they were and as they are.

    Data: the rows of `compare_effect` of these statuses; none where nothing moves, which the text says. Themes that are
    not given are those that the mission names.
    """
    effect = compare_effect(tables, visits, list_named_themes() if themes is None else themes)
    title = head_with_authority(visits, head_effect(effect))
    moved = effect[find_moved(effect)].reset_index(drop=True)
    cells = [label_value("statuses", *status) for status in list_rows(moved, "status", "source_type")]
    table = cross_tabulate(moved, ["theme_label", "label"], "way", cells)
    alt = pick_alt(describe_effect(tables, effect), f"{title}.")
    return Exhibit(moved, "effect", title, alt, list_sources(visits), table=table)


def find_moved(effect: pd.DataFrame) -> pd.Series:
    """Return, by the index of `effect` (`compare_effect` gives it), whether the reviews move that status."""
    return effect.groupby(["theme", "visit_id"])["status"].transform("nunique") > 1


def head_effect(effect: pd.DataFrame) -> str:
    """Return a title with how many statuses the reviews move. `effect` as `compare_effect` gives it."""
    statuses = effect.assign(moved=find_moved(effect)).drop_duplicates(["theme", "visit_id"])
    return f"Reviews move {statuses['moved'].sum()} of {len(statuses)} statuses"


def compare_effect(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame, themes: list[str] | None = None
) -> pd.DataFrame:
    """Return the statuses of the themes as the machine alone has them and with the reviews made so far.

    One row per theme, visit and way; columns as `compare_statuses` gives them, and `way` (by machine alone, with the
    reviews). By theme, then visit.
    """
    alone = tables | {"sentences": tables["machine_sentences"], "codes": tables["machine_codes"]}
    evidence = join_evidence(join_tables(alone))
    coverage, history = derive_themes(alone, evidence, list(tables["coverage"]["theme"].unique()))
    alone |= {"coverage": coverage, "theme_history": make_table("theme_history", history)}
    ways = [compare_statuses(own, visits, themes).assign(way=way) for own, way in ((alone, BEFORE), (tables, AFTER))]
    return pd.concat(ways).sort_index(kind="stable").reset_index(drop=True)


def describe_effect(tables: dict[str, pd.DataFrame], effect: pd.DataFrame) -> str:
    """Return in words what the reviews made so far change. `effect` as `compare_effect` gives it."""
    n = list_reviews(tables)["sentence_id"].nunique()
    if not n:
        return "No person has reviewed a sentence yet, so every status is the machine's, before and after alike."
    before, after = (effect[effect["way"] == way] for way in (BEFORE, AFTER))
    both_ways = before.merge(after, on=["theme", "theme_label", "visit_id", "label"], suffixes=("", "_now"))
    moved = both_ways[both_ways["status"] != both_ways["status_now"]]
    changes = [
        f"{row.theme_label} ({row.label}) from {label_value('statuses', row.status)} "
        f"to {label_value('statuses', row.status_now)}"
        for row in moved.itertuples()
    ]
    reviewed = f"{count_things(n, 'sentence').capitalize()} {'was' if n == 1 else 'were'} reviewed"
    return f"{reviewed}; that moves {'; '.join(changes)}." if changes else f"{reviewed}; no status moves by that."
