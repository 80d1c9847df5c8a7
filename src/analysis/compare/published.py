"""What inspectors ask for most, by the categories of a published hand analysis (published.yml), beside its order."""

import functools
from typing import Any

import numpy as np
import pandas as pd

from analysis.base.resources import read_yaml
from analysis.compare.crosstab import cross_tabulate
from analysis.compare.exhibit import Exhibit, Summary
from analysis.compare.findings import keep_improvements
from analysis.compare.national import select_inspections
from analysis.compare.peers import describe_letters
from analysis.compare.titles import head_with_authority
from analysis.compare.words import count_improvements, count_things, join_words, name_part, read_words
from analysis.history.bodies import add_sections, find_body
from analysis.history.evidence import join_evidence
from analysis.tables import frame_rows, list_rows

COLUMNS = ["category", "in_the_study", "place", "period", "n_items", "n_all", "n_letters"]


@functools.cache
def read_study() -> dict[str, Any]:
    """Return published.yml."""
    return read_yaml("compare/published.yml")


def exhibit_published(tables: dict[str, pd.DataFrame]) -> Exhibit:
    """Return the chart of what inspectors ask for beside the study's order; data as `count_published` gives them.

    `summarise_published` says how far the two orders go together, and what limits the comparison.
    """
    items, inspections = sort_items(tables), select_inspections(tables)
    counts = count_published(items)
    if not len(counts):
        return Exhibit(counts, "published", "", read_words()["national"]["nothing"], "")
    cells = [name_part(*part) for part in list_rows(counts, "n_items", "n_all")]
    heads = counts.assign(period=counts["period"] + " (" + counts["n_all"].astype("str") + ")")
    table = cross_tabulate(heads, ["category", "in_the_study"], "period", cells)
    listing = inspections[inspections["visit_id"].isin(items["visit_id"])]
    title = head_with_authority(listing, head_published(counts))
    return Exhibit(counts, "published", title, describe_counts(counts), describe_letters(listing), table=table)


def summarise_published(tables: dict[str, pd.DataFrame]) -> Summary:
    """Return how far our order and the study's go together: one row per period with any letter, and who is asked.

    Columns: period, asked (everybody, or the council alone), n_letters, n_all (areas for improvement), correlation,
    low and high (its 95% interval; missing where there are too few letters). The text names the study, and the limits
    of the comparison; it is empty where there is nothing to compare.
    """
    items, study, rows = sort_items(tables), read_study(), []
    for period, own in sorted(items.groupby("period"), reverse=True):
        for asked, some in ((study["asked"]["all"], own), (study["asked"]["council"], own[own["body"].isna()])):
            found = correlate_with_study(some) or (None, None, None)
            rows.append((period, asked, some["visit_id"].nunique(), some["improvement_id"].nunique(), *found))
    numbers = dict.fromkeys(("correlation", "low", "high"), "float")
    data = frame_rows(rows, period="str", asked="str", n_letters="int", n_all="int", **numbers)
    told = [_describe_correlations(period, rows) for period, rows in data.groupby("period", sort=False)]
    facts, (first, last) = study["study"], study["study"]["years"]
    limits = study["said"]["limits"].format(cited=facts["cited"], sample=facts["sample"], first=first, last=last)
    return Summary(data, " ".join([*told, limits]) if told else "")


def _describe_correlations(period: str, rows: pd.DataFrame) -> str:
    said, period = read_study()["said"], period[:1].upper() + period[1:]
    if rows["correlation"].isna().any():
        return said["few"].format(period=period, n_letters=count_things(rows["n_letters"].max(), "inspection"))
    all_bodies, council = (
        said["interval"].format(rho=f"{row.correlation:.2f}", low=f"{row.low:.2f}", high=f"{row.high:.2f}")
        for row in rows.itertuples()
    )
    return said["correlation"].format(period=period, all=all_bodies, council=council)


def sort_items(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return what the inspections of a whole service ask for: one row per area for improvement and category.

    Columns: visit_id, improvement_id, period (that of the study, or later), body (that is asked, such as a
    safeguarding board; missing for the council), category (missing for an area of none).
    """
    inspections, (_, last) = select_inspections(tables), read_study()["study"]["years"]
    items = add_sections(keep_improvements(tables, inspections), tables["paragraphs"])
    framework = dict(zip(inspections["visit_id"], inspections["framework"], strict=True))
    rows = list_rows(items, "visit_id", "text", "section")
    bodies = [find_body(text, section, framework=framework[visit_id]) for visit_id, text, section in rows]
    category = {theme: facts["label"] for facts in read_study()["categories"] for theme in facts["themes"]}
    themes = join_evidence(tables)[["paragraph_id", "theme"]]
    sorted_themes = themes.assign(category=themes["theme"].map(category)).dropna(subset=["category"])
    sorted_themes = sorted_themes[["paragraph_id", "category"]].drop_duplicates()
    years = dict(zip(inspections["visit_id"], inspections["start_date"].dt.year, strict=True))
    early = items["visit_id"].map(years) <= last
    names = read_study()["periods"]
    period = early.map({True: names["study"].format(last=last), False: names["later"].format(first=last + 1)})
    items = items.assign(period=period.astype("str"), body=pd.Series(bodies, index=items.index, dtype="str"))
    items = items.merge(sorted_themes, on="paragraph_id", how="left")
    return items[["visit_id", "improvement_id", "period", "body", "category"]]


def count_published(items: pd.DataFrame) -> pd.DataFrame:
    """Return how many areas for improvement fall into each category: one row per category and period with any letter.

    `items` as `sort_items` gives them. Columns: category (in the order of published.yml), in_the_study (its place in
    words), place (from one; missing where the study's summary does not name it), period, n_items, n_all (areas for
    improvement in the period; one may be of several categories) and n_letters (that list any).
    """
    rows, study = [], read_study()
    for period in sorted(items["period"].unique(), reverse=True):  # "to ..." before "from ..."
        own = items[items["period"] == period]
        in_all, letters = own["improvement_id"].nunique(), own["visit_id"].nunique()
        found = own.groupby("category")["improvement_id"].nunique()
        rows += [
            (facts["label"], place, facts.get("place"), period, int(found.get(facts["label"], 0)), in_all, letters)
            for facts in study["categories"]
            for place in [study["places"].get(facts.get("place"), study["not_named"])]
        ]
    return pd.DataFrame(rows, columns=COLUMNS).astype({"place": "Int64"})


def correlate_with_study(items: pd.DataFrame) -> tuple[float, float, float] | None:
    """Return Spearman's rank correlation of our order with the study's, and its 95% interval.

    `items` are rows of `sort_items`. Categories whose place is not known share the places that are left. The interval
    is the percentile bootstrap over letters (areas of one letter hang together). None for fewer letters than
    published.yml asks for.
    """
    study = read_study()
    letters = items["visit_id"].drop_duplicates().tolist()
    if len(letters) < study["least_letters"]:
        return None
    labels = [facts["label"] for facts in study["categories"]]
    counts = pd.crosstab(items["visit_id"], items["category"])
    counts = counts.reindex(index=letters, columns=labels, fill_value=0).to_numpy()
    draws = np.random.default_rng(0).multinomial(
        len(letters), np.full(len(letters), 1 / len(letters)), study["resamples"]
    )
    places = pd.Series([facts.get("place") for facts in study["categories"]], dtype="float")
    published = places.fillna(len(labels) + 1).rank()
    totals = np.vstack([counts.sum(axis=0), draws @ counts])
    rho = pd.DataFrame(-totals).rank(axis=1).corrwith(published, axis=1)
    low, high = np.nanpercentile(rho.iloc[1:], [2.5, 97.5])
    return float(rho.iloc[0]), float(low), float(high)


def head_published(counts: pd.DataFrame) -> str:
    """Return the title: the category most often asked for in the last period. `counts` as `count_published` has it."""
    said, latest = read_study()["said"], counts[counts["period"] == counts["period"].iloc[-1]]
    most = latest.sort_values("n_items", ascending=False, kind="stable").iloc[0]
    if most["n_letters"] < read_study()["least_letters"]:
        return said["title_few"]
    led = latest.loc[latest["place"] == 1, "category"].iloc[0]
    words = said["title_same"] if most["category"] == led else said["title"]
    return words.format(first=most["category"], published=led.lower())


def describe_counts(counts: pd.DataFrame, n: int = 2) -> str:
    """Return a sentence per period on what is most often asked for. `counts` as `count_published` gives them."""
    sentences = []
    for period, rows in counts.groupby("period", sort=False):
        most = rows[rows["n_items"] > 0].sort_values("n_items", ascending=False, kind="stable").head(n)
        named = join_words(f"{row.category.lower()} ({row.n_items})" for row in most.itertuples())
        said = {"period": period[:1].upper() + period[1:], "named": named}
        n_items, n_letters = rows["n_all"].iloc[0], count_things(rows["n_letters"].iloc[0], "inspection")
        sentences.append(
            read_study()["said"]["most"].format(**said, n_items=count_improvements(n_items), n_letters=n_letters)
        )
    return " ".join(sentences)
