"""Shares of findings that speak of a theme, with intervals, and verdicts where two visits are alike."""

import numpy as np
import pandas as pd

from analysis.compare.alts import brief_shares, pick_alt
from analysis.compare.checked import describe_basis
from analysis.compare.exhibit import Exhibit, Summary
from analysis.compare.findings import count_findings, keep_evidence, list_findings
from analysis.compare.themes import count_pairs, list_statuses
from analysis.compare.titles import head_with_authority, keep_latest, pick_title
from analysis.compare.words import label_value, read_words
from analysis.find import pick_themes
from analysis.tables import list_rows

CHANGE_COLUMNS = [
    "theme", "theme_label", "first_id", "later_id", "label", "first_share", "later_share", "difference", "low", "high",
    "p_value", "verdict",
]  # fmt: skip


def exhibit_shares(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, themes: list[str] | None = None) -> Exhibit:
    """Return the chart of the shares of findings on the themes (else all); data as `share_findings` gives them."""
    shares = share_findings(tables, visits, themes)
    title = head_with_authority(visits, head_shares(shares))
    table = shares[["theme_label", "label", "n_theme", "n_findings", "share", "low", "high"]]
    alt = pick_alt(describe_shares(shares), *([brief_shares(shares)] if len(shares) else []))
    return Exhibit(shares, "shares", title, alt, describe_basis(tables, visits), table=table)


def head_shares(shares: pd.DataFrame) -> str:
    """Return a title on the theme that the latest letter's findings speak of most. `shares` as `share_findings` has it.

    Where several themes are level, or the theme has a name of many words, it counts the themes.
    """
    if not len(shares):
        return ""
    latest, which = keep_latest(shares)
    n_themes, most = (latest["n_theme"] > 0).sum(), latest[latest["n_theme"] == latest["n_theme"].max()]
    counted = f"Findings speak of {n_themes} of {len(latest)} themes {which}"
    if not n_themes or len(most) > 1:
        return counted
    row = next(most.itertuples())
    theme, share = row.theme_label.lower(), f"{row.n_theme} of {row.n_findings}"
    if len(latest) == 1:
        return pick_title(f"{share} findings speak of {theme} {which}", f"{share} findings speak of it {which}")
    return pick_title(f"Spoken of most: {theme}, {share} findings {which}", counted)


def summarise_changes(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame, themes: list[str] | None = None
) -> Summary:
    """Return how the shares of the themes (else all) changed since the first visit; data as `compare_shares` gives.

    All themes are compared, whichever are asked for: the correction for many comparisons needs them.
    """
    themes = pick_themes(themes)
    changes = compare_shares(share_findings(tables, visits), visits)
    if themes is not None:
        changes = changes[changes["theme"].isin(themes)]
    return Summary(changes, describe_changes(changes))


def share_findings(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame, themes: list[str] | None = None
) -> pd.DataFrame:
    """Return one row per theme and visit: the share (0 to 1) of the visit's findings that speak of the theme.

    Columns: theme, theme_label, visit_id, label, visit_type, framework, source_type, status, n_theme (findings on the
    theme), n_findings (of the visit), share, low, high, in_part, silence. `low` and `high` bound the Wilson 95%
    interval; a press report has none. `share` is missing where the theme was not looked at and no finding speaks of it,
    for then nothing was counted, and where pages of the document are lost (`in_part`), for then it would be the share
    of a part; `silence` says so in words.
    """
    from statsmodels.stats.proportion import proportion_confint  # slow to import

    rows = list_statuses(tables, visits, themes)
    evidence = keep_evidence(tables, visits)
    rows["n_theme"] = count_pairs((row[:2] for row in list_findings(tables, evidence)), rows)
    rows["n_findings"] = rows["visit_id"].map(count_findings(evidence, visits)).astype("int64")
    in_part = rows["visit_id"].isin(find_partly_read(tables))
    counted = (rows["n_findings"] > 0) & ((rows["n_theme"] > 0) | (rows["status"] != "not looked at")) & ~in_part
    rows["share"] = (rows["n_theme"] / rows["n_findings"]).where(counted)
    low, high = proportion_confint(rows["n_theme"], rows["n_findings"].clip(lower=1), method="wilson")
    with_interval = counted & (rows["source_type"] != "press")
    rows = rows.assign(low=low.where(with_interval), high=high.where(with_interval), in_part=in_part)
    silences = [
        read_words()["in_part"] if is_part else label_value("statuses", *status)
        for is_part, *status in list_rows(rows, "in_part", "status", "source_type")
    ]
    columns = ["theme", "theme_label", "visit_id", "label", "visit_type", "framework", "source_type", "status"]
    rows = rows[[*columns, "n_theme", "n_findings", "share", "low", "high", "in_part"]]
    return rows.assign(silence=pd.array(silences, dtype="str"))


def find_partly_read(tables: dict[str, pd.DataFrame]) -> set[str]:
    """Return the visit_ids of the documents of which pages are lost."""
    damaged = tables["problems"].loc[tables["problems"]["reason"] == "pages-lost", "file"]
    return set(tables["visits"].loc[tables["visits"]["file"].isin(damaged), "visit_id"])


def compare_shares(shares: pd.DataFrame, visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row per theme and later visit: its share against the first visit's, and a verdict in words.

    `shares` as `share_findings` gives them for all themes, `visits` the rows that it was given, by date. Columns:
    theme, theme_label, first_id and later_id (of the visits), label (of the later), first_share, later_share,
    difference (later less first), low, high, p_value, verdict. The interval is Newcombe's at 95% (1998, method 10),
    the p-value that of the score test. The named themes (words.yml) are tested as they are; the p-values of all others,
    visit by visit, are corrected after Benjamini and Hochberg. Only visits of one kind, both from a letter, are
    compared.
    """
    if len(visits) < 2:
        return pd.DataFrame(columns=CHANGE_COLUMNS)
    first = visits["visit_id"].iloc[0]
    rows = [dict(zip(shares, row, strict=True)) for row in list_rows(shares, *shares)]
    at_first = {row["theme"]: row for row in rows if row["visit_id"] == first}
    rows = [_compare_pair(at_first[row["theme"]], row) for row in rows if row["visit_id"] != first]
    changes = _correct(pd.DataFrame(rows, columns=[*CHANGE_COLUMNS, "blocked"]))
    verdicts = read_words()["verdicts"]
    judged = list_rows(changes, "blocked", "p_value", "low", "high", "difference")
    changes["verdict"] = [verdicts[_judge_change(*row)] for row in judged]
    return changes[CHANGE_COLUMNS]


def _compare_pair(first: dict, later: dict) -> dict:
    from statsmodels.stats.proportion import confint_proportions_2indep, test_proportions_2indep

    row = {
        "theme": later["theme"], "theme_label": later["theme_label"], "label": later["label"],
        "first_id": first["visit_id"], "later_id": later["visit_id"],
        "first_share": first["share"], "later_share": later["share"], "blocked": _why_not_compared(first, later),
    }  # fmt: skip
    if row["blocked"]:
        return row
    counts = (later["n_theme"], later["n_findings"], first["n_theme"], first["n_findings"])
    low, high = confint_proportions_2indep(*counts, method="newcomb", compare="diff")
    alike = later["n_theme"] + first["n_theme"] in (0, later["n_findings"] + first["n_findings"])  # all, or none
    with np.errstate(divide="ignore"):  # the test works out ratios too, which are not used
        test = None if alike else test_proportions_2indep(*counts, method="score", compare="diff")
    p_value = 1.0 if test is None else float(test.pvalue)
    return row | {"difference": later["share"] - first["share"], "low": low, "high": high, "p_value": p_value}


def _why_not_compared(first: dict, later: dict) -> str | None:
    if "press" in (first["source_type"], later["source_type"]):
        return "press"
    if (first["visit_type"], first["framework"]) != (later["visit_type"], later["framework"]):
        return "unlike"
    if first["in_part"] or later["in_part"]:
        return "in_part"
    if pd.isna(first["share"]) or pd.isna(later["share"]):
        return "unlooked"
    return "few" if min(first["n_findings"], later["n_findings"]) < read_words()["enough_findings"] else None


def _correct(changes: pd.DataFrame) -> pd.DataFrame:
    """Return the changes with the p-values of themes that nobody named corrected, visit by visit."""
    from statsmodels.stats.multitest import multipletests

    tested = changes["p_value"].notna() & ~changes["theme"].isin(read_words()["named_themes"])
    for _, group in changes[tested].groupby("later_id"):
        changes.loc[group.index, "p_value"] = multipletests(group["p_value"], method="fdr_bh")[1]
    return changes


def _judge_change(blocked: str | None, p_value: float, low: float, high: float, difference: float) -> str:
    if pd.notna(blocked):
        return blocked
    if p_value >= 0.05 or low <= 0 <= high:
        return "same"
    return "more" if difference > 0 else "fewer"


def describe_shares(shares: pd.DataFrame) -> str:
    """Return in words how many of each visit's findings speak of each theme. `shares` as `share_findings` gives it."""
    clauses = []
    for label, rows in shares.groupby("theme_label", sort=False):
        counts = [
            row.silence if pd.isna(row.share) else f"{row.n_theme} of {row.n_findings}" for row in rows.itertuples()
        ]
        named = [f"{count} ({visit})" for count, visit in zip(counts, rows["label"], strict=True)]
        clauses.append(f"{label}: {', '.join(named)}")
    return f"Findings that speak of a theme. {'; '.join(clauses)}." if clauses else "No visit is on file."


def describe_changes(changes: pd.DataFrame) -> str:
    """Return a sentence per theme with the verdict on each later visit. `changes` as `compare_shares` gives it."""
    if not len(changes):
        return "There is no later visit to compare with."
    sentences = []
    for label, rows in changes.groupby("theme_label", sort=False):
        sentences.append(f"{label}: {'; '.join(f'{row.label}, {row.verdict}' for row in rows.itertuples())}.")
    return " ".join(sentences)
