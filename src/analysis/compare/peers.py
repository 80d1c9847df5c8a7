"""One authority among others: the latest comparable letter of each, and how usual a concern is among them.

Authorities are counted, never ranked: no table here is in the order of how well an authority does.
"""

import pandas as pd

from analysis.compare.selection import label_visits
from analysis.compare.words import count_things, format_date, join_words, label_theme, read_words
from analysis.history import list_comparable
from analysis.reference import neighbours_of

RAISED = ("asked for", "concern", "mixed")
WITHOUT_FINDINGS = ("not looked at", "not reported")
PLACE_COLUMNS = [
    "theme",
    "theme_label",
    "group",
    "n_group",
    "n_letters",
    "n_looked",
    "n_raised",
    "n_asked",
    "own_status",
]


def select_all(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return every visit on file that may be compared, by authority and date: the columns of `visits`.

    Undated visits and press reports whose letter is on file are out, and so are the frameworks of words.yml.
    """
    visits = list_comparable(tables["visits"])
    visits = visits[~visits["framework"].isin(read_words()["left_out_frameworks"]) & visits["authority"].notna()]
    return visits.sort_values(["authority", "start_date", "visit_id"], ignore_index=True)


def label_all(visits: pd.DataFrame) -> pd.DataFrame:
    """Return visits of many authorities, sorted by authority, with a label each: its name, month and kind of visit."""
    by_authority = visits.groupby("authority", sort=False)
    labels = [label for _, own in by_authority for label in label_visits(own.reset_index(drop=True))]
    return visits.assign(label=visits["authority"] + ", " + pd.Series(labels, dtype="str", index=visits.index))


def select_latest(tables: dict[str, pd.DataFrame], authority: str | None) -> pd.DataFrame:
    """Return the latest comparable letter of each authority, by name: the columns of `visits`, grade, grade_rank.

    Comparable is what has the framework and the kind of the authority's own latest full inspection, or, where it has
    none on file, of its latest letter. Press reports are no letters. Without a letter of its own there is no row.
    """
    letters = select_all(tables)
    letters = letters[letters["source_type"] != "press"]
    own = letters[letters["authority"] == authority].sort_values(["start_date", "visit_id"])
    full = own[own["visit_type"].isin(read_words()["full_inspections"])]
    if not len(own):
        return join_grades(tables, letters.head(0))
    pattern = (full if len(full) else own).iloc[-1]
    alike = letters[
        (letters["framework"] == pattern["framework"]) & (letters["visit_type"] == pattern["visit_type"])
    ]  # fmt: skip
    latest = alike.sort_values(["start_date", "visit_id"]).drop_duplicates("authority", keep="last")
    return join_grades(tables, latest.sort_values("authority", ignore_index=True))


def join_grades(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return the visits with grade_rank (1 Outstanding to 4 Inadequate, overall) and grade, one name for each rank."""
    overall = tables["judgements"][tables["judgements"]["area_id"] == "overall"].drop_duplicates("visit_id")
    ranks = visits["visit_id"].map(overall.set_index("visit_id")["grade_rank"]).astype("Int64")
    names = dict(enumerate(read_words()["grades"], start=1))
    return visits.assign(grade_rank=ranks, grade=ranks.map(names).astype("str"))


def group_peers(latest: pd.DataFrame, authority: str) -> pd.DataFrame:
    """Return one row per group and authority of it with a letter on file: group, authority; and n_group, its size.

    The groups are the statistical neighbours, the region, England, and the authorities with the same overall grade.
    The authority itself belongs to none. n_group is missing where the size of the group is not known.
    """
    words = read_words()["peers"]
    others = latest[latest["authority"] != authority]
    own = latest[latest["authority"] == authority]
    neighbours = {neighbour.name for neighbour in neighbours_of(authority)}
    region = own["region"].iloc[0] if len(own) else pd.NA
    grade = own["grade"].iloc[0] if len(own) else pd.NA
    groups = {words["neighbours"]: (others["authority"].isin(neighbours), len(neighbours))}
    if pd.notna(region):
        groups[words["region"].format(region=region)] = (others["region"] == region, pd.NA)
    groups[words["england"]] = (others["authority"].notna(), pd.NA)
    if pd.notna(grade):
        groups[words["grade"].format(grade=grade)] = (others["grade"] == grade, pd.NA)
    rows = [
        others.loc[members.fillna(False).astype(bool), ["authority", "visit_id"]].assign(group=group, n_group=size)
        for group, (members, size) in groups.items()
    ]
    return pd.concat(rows, ignore_index=True)[["group", "n_group", "authority", "visit_id"]]


def place_authority(
    tables: dict[str, pd.DataFrame], authority: str | None, themes: list[str] | None = None
) -> pd.DataFrame:
    """Return one row per theme and group of other authorities: how many of them a theme was raised with.

    Columns: theme, theme_label, group, n_group (authorities that belong to it, where known), n_letters (of these with
    a comparable letter on file), n_looked (of these where the visit could have spoken of the theme), n_raised (asked
    for, a concern, or praise and concern), n_asked, own_status (of the authority itself). Themes in the order given,
    else in the codebook's.
    """
    latest = select_latest(tables, authority)
    if not (latest["authority"] != authority).any():
        return pd.DataFrame(columns=PLACE_COLUMNS)
    history = tables["theme_history"]
    history = history[history["visit_id"].isin(latest["visit_id"])]
    order = list(history["theme"].unique()) if themes is None else themes
    peers = group_peers(latest, authority)
    own = latest.loc[latest["authority"] == authority, "visit_id"].iloc[0]
    status = history[history["visit_id"] == own].set_index("theme")["status"]
    rows = peers.merge(history[history["theme"].isin(order)][["visit_id", "theme", "status"]], on="visit_id")
    rows = rows.assign(
        n_letters=1,
        n_looked=~rows["status"].isin(WITHOUT_FINDINGS),
        n_raised=rows["status"].isin(RAISED),
        n_asked=rows["status"] == "asked for",
    )
    counts = rows.groupby(["theme", "group"], sort=False).agg(
        {"n_group": "first", "n_letters": "sum", "n_looked": "sum", "n_raised": "sum", "n_asked": "sum"}
    )
    groups = list(peers["group"].unique())
    counts = counts.reindex(pd.MultiIndex.from_product([order, groups], names=["theme", "group"])).reset_index()
    counts = counts.dropna(subset=["n_letters"]).astype(dict.fromkeys(PLACE_COLUMNS[4:8], "int64"))
    counts = counts.assign(theme_label=counts["theme"].map(label_theme), own_status=counts["theme"].map(status))
    return counts[PLACE_COLUMNS].reset_index(drop=True)


def describe_place(places: pd.DataFrame, authority: str | None, *themes: str) -> str:
    """Return a sentence per theme that places the authority among others. `places` as `place_authority` gives it."""
    if not len(places):
        return ""
    sentences, words = [], read_words()["statuses"]
    for theme in themes:
        own = places[places["theme"] == theme]
        counts = [f"{row.n_raised} of {row.n_looked} ({row.group})" for row in own.itertuples() if row.n_looked]
        if len(own) and counts:
            status = words.get(own["own_status"].iloc[0], "was not mentioned")
            label = own["theme_label"].iloc[0]
            sentences.append(f"{label} {status} in {authority}; it was raised with {'; '.join(counts)}.")
    return " ".join([*sentences, read_words()["checked"]["none"]]) if sentences else ""


def head_place(places: pd.DataFrame) -> str:
    """Return a title with how many of the first group raised the first theme. `places` from `place_authority`."""
    if not len(places):
        return ""
    row = places.iloc[0]
    return f"{row['theme_label']}: raised with {row['n_raised']} of {row['n_looked']} {row['group']}"


def describe_sample(tables: dict[str, pd.DataFrame], authority: str | None) -> str:
    """Return sentences that say which letters an authority is placed among, and what is missing to do it better."""
    words = read_words()["sample"]
    latest = select_latest(tables, authority)
    own = latest[latest["authority"] == authority]
    others = latest[latest["authority"] != authority]
    if not len(own):
        return words["no_letter"].format(authority=authority or "an authority")
    visit = next(own.itertuples())
    about = f"{authority} is placed by its {visit.visit_type} of {format_date(visit)} ({visit.framework})."
    if not len(others):
        return f"{about} {words['nobody']}"
    years = others["start_date"].dt.year
    span = f"in {years.min()}" if years.min() == years.max() else f"from {years.min()} to {years.max()}"
    sample = words["sample"].format(
        letters=count_things(len(others), "other authority", "other authorities"), span=span
    )
    return f"{about} {sample} {_describe_neighbours(others, authority)} {words['caution']}"


def name_authority(visits: pd.DataFrame) -> str | None:
    """Return the name of the authority whose visits are compared; None without visits."""
    return next(iter(visits["authority"]), None)


def list_letters(latest: pd.DataFrame) -> pd.DataFrame:
    """Return one row per letter that stands behind the counts, by authority: authority, visit, date, grade, file.

    `latest` as `select_latest` gives it.
    """
    dates = [format_date(visit) for visit in latest.itertuples()]
    table = latest.rename(columns={"visit_type": "visit"}).assign(date=dates)
    return table[["authority", "visit", "date", "grade", "file"]].reset_index(drop=True)


def describe_letters(visits: pd.DataFrame) -> str:
    """Return the line that names the letters a chart stands on, where they are too many to name each."""
    if not len(visits):
        return ""
    years = visits["start_date"].dt.year
    authorities = count_things(visits["authority"].nunique(), "authority", "authorities")
    letters = f"{count_things(len(visits), 'letter')} of {authorities}, {years.min()} to {years.max()}"
    return f"Sources: {letters}, listed at the end of the notebook."


def _describe_neighbours(others: pd.DataFrame, authority: str) -> str:
    words = read_words()["sample"]
    neighbours = [neighbour.name for neighbour in neighbours_of(authority)]
    if not neighbours:
        return words["no_neighbours"].format(authority=authority)
    missing = [name for name in neighbours if name not in set(others["authority"])]
    said = words["neighbours"].format(here=len(neighbours) - len(missing), all=len(neighbours))
    return f"{said} {words['missing'].format(names=join_words(sorted(missing)))}" if missing else said
