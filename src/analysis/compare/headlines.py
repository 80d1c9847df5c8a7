"""What a chart says, in ten words or fewer: computed titles, true of the data that the chart draws."""

import pandas as pd

from analysis.compare.words import join_words
from analysis.history.themes import is_raised

FEW = 3  # so many themes are named in a title; more are counted


def head_timeline(timeline: pd.DataFrame) -> str:
    """Return a title for the visits in time. `timeline` as `list_timeline` gives it.

    >>> head_timeline(pd.DataFrame({"start_date": pd.to_datetime(["2020-09-29", "2024-10-01"])}))
    '2 visits, 2020 to 2024'
    """
    if len(timeline) < 2:
        return "One visit on file"
    years = timeline["start_date"].dt.year
    return f"{len(timeline)} visits, {years.min()} to {years.max()}"


def head_statuses(statuses: pd.DataFrame) -> str:
    """Return a title with the themes that two or more visits raised. `statuses` as `compare_statuses` gives them."""
    raised = statuses[is_raised(statuses["status"])]
    times = raised.groupby("theme_label", sort=False).size()
    again = [label.lower() for label in times[times > 1].index]
    if statuses["visit_id"].nunique() < 2:
        return f"{len(times)} of {statuses['theme'].nunique()} themes raised"
    if len(again) > FEW:
        return f"{len(again)} of {statuses['theme'].nunique()} themes raised at two or more visits"
    return f"Raised at two or more visits: {join_words(again) or 'none'}"


def head_coverage(coverage: pd.DataFrame) -> str:
    """Return a title on the themes that the latest visit left out. `coverage` as `compare_coverage` gives it."""
    latest = coverage[coverage["label"] == coverage["label"].iloc[-1]]
    unseen = ((latest["status"] == "outside_scope") & ~latest["covered"]).sum()
    return f"The latest visit left out {unseen} of {len(latest)} themes"


def head_outline(outline: pd.DataFrame) -> str:
    """Return a title with how many findings voice concern. `outline` as `outline_letter` gives it."""
    concern = outline["concern"].sum() + outline["both"].sum()
    return f"{concern} of {outline['n_theme'].sum()} findings voice concern"


def head_items(followed: pd.DataFrame) -> str:
    """Return a title with how many items a later visit asked for again. `followed` as `follow_items` gives it."""
    again = followed.loc[followed["status"] == "asked again", "improvement_id"].nunique()
    return f"{again} of {followed['improvement_id'].nunique()} items asked for again"


def head_agreement(agreement: pd.DataFrame) -> str:
    """Return a title with kappa for each value. `agreement` as `measure_agreement` gives it."""
    kappas = agreement[(agreement["measure"] == "kappa") & agreement["estimate"].notna()]
    return f"Kappa: {', '.join(f'{row.value} {row.estimate:.2f}' for row in kappas.itertuples()) or 'cannot be told'}"


def head_confusion(confusion: pd.DataFrame) -> str:
    """Return a title with how often people and machine differ on stance. `confusion` as `count_confusion` gives it."""
    wrong = confusion.loc[confusion["person"] != confusion["machine"], "n_codings"].sum()
    return f"Stance: people and machine differ in {wrong} of {confusion['n_codings'].sum()} codings"


def head_effect(effect: pd.DataFrame) -> str:
    """Return a title with how many statuses the reviews move. `effect` as `compare_effect` gives it."""
    n_ways = effect.groupby(["theme", "visit_id"])["status"].nunique()
    return f"Reviews move {(n_ways > 1).sum()} of {len(n_ways)} statuses"
