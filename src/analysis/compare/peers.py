"""One authority among others: the latest comparable letter of each, and how usual a concern is among them.

Authorities are counted, never ranked: no table here is in the order of how well an authority does.
"""

from collections import Counter

import pandas as pd

from analysis.compare.alts import pick_alt
from analysis.compare.exhibit import Exhibit, Summary
from analysis.compare.grades import join_grades
from analysis.compare.selection import is_full_inspection, select_all
from analysis.compare.titles import head_with_authority, pick_title
from analysis.compare.words import count_things, format_date, join_words, label_theme, label_value, read_words
from analysis.find import pick_themes
from analysis.history.themes import is_raised
from analysis.reference import neighbours_of
from analysis.tables import frame_rows, list_rows

WITHOUT_FINDINGS = ("not looked at", "not reported")
COLUMNS = ["theme", "theme_label", "group", "n_group", "n_letters", "n_looked", "n_raised", "n_asked", "own_status"]


def exhibit_peers(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, themes: list[str] | None = None) -> Exhibit:
    """Return the chart of how usual the themes (else all) are among others; data as `count_peers` gives them.

    `visits` are those of the authority, as `select_visits` gives them.
    """
    authority, themes = name_authority(visits), pick_themes(themes)
    peers = count_peers(tables, authority, themes)
    title = head_with_authority(visits, head_peers(peers))
    shown = list(peers["theme"].unique() if themes is None else themes)
    texts = [describe_peers(peers, authority, *some) for some in (shown, shown[:1])]
    texts = [text for text in texts if text] or [describe_sample(tables, authority)]
    alt = pick_alt(*texts, f"{title}. {read_words()['checked']['none']}") if len(peers) else texts[0]
    table = peers[["theme_label", "own_status", "group", "n_letters", "n_looked", "n_raised", "n_asked"]]
    return Exhibit(peers, "peers", title, alt, describe_letters(select_latest(tables, authority)), table=table)


def summarise_sample(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> Summary:
    """Return the letters that an authority is counted among; data as `list_letters` gives them.

    `visits` are those of the authority, as `select_visits` gives them.
    """
    authority = name_authority(visits)
    return Summary(list_letters(select_latest(tables, authority)), describe_sample(tables, authority))


def select_latest(tables: dict[str, pd.DataFrame], authority: str | None) -> pd.DataFrame:
    """Return the latest comparable letter of each authority, by name: columns as `join_grades` gives them.

    Comparable is what has the framework and the kind of the authority's own latest full inspection, or, where it has
    none on file, of its latest letter. Press reports are no letters. Without a letter of its own there is no row.
    """
    letters = select_all(tables)
    letters = letters[letters["source_type"] != "press"]
    own = letters[letters["authority"] == authority]
    if not len(own):
        return join_grades(tables, own)
    full = own[is_full_inspection(own)]
    pattern = (full if len(full) else own).iloc[-1]
    alike = (letters["framework"] == pattern["framework"]) & (letters["visit_type"] == pattern["visit_type"])
    alike = letters[alike]
    return join_grades(tables, alike.drop_duplicates("authority", keep="last", ignore_index=True))


def group_peers(latest: pd.DataFrame, authority: str) -> dict[str, tuple[int | None, dict[str, str]]]:
    """Return for each group of other authorities its size, where known, and the visit_id of each one on file, by name.

    The groups are the statistical neighbours, the region, England, and the authorities with the same overall grade, or,
    where there is none any more, with the same grades in all areas.
    `latest` as `select_latest` gives it.
    """
    words = read_words()["peers"]
    rows = list(latest.itertuples())
    own = next((row for row in rows if row.authority == authority), None)
    neighbours = {neighbour.name for neighbour in neighbours_of(authority)}
    groups = {words["neighbours"]: (len(neighbours), lambda other: other.authority in neighbours)}
    if own and pd.notna(own.region):
        groups[words["region"].format(region=own.region)] = (None, lambda other: other.region == own.region)
    groups[words["england"]] = (None, lambda other: True)
    if own and own.grade == read_words()["no_overall"]["said"]:
        groups[words["areas"]] = (None, lambda other: other.area_grades == own.area_grades)
    elif own and pd.notna(own.grade):
        groups[words["grade"].format(grade=own.grade)] = (None, lambda other: other.grade == own.grade)
    others = [row for row in rows if row.authority != authority]
    return {
        group: (size, {other.authority: other.visit_id for other in others if belongs(other)})
        for group, (size, belongs) in groups.items()
    }


def count_peers(
    tables: dict[str, pd.DataFrame], authority: str | None, themes: list[str] | None = None
) -> pd.DataFrame:
    """Return one row per theme and group of other authorities: how many of them a theme was raised with.

    Columns: theme, theme_label, group, n_group (authorities that belong to it, where known), n_letters (of these with
    a comparable letter on file), n_looked (of these where the visit could have spoken of the theme), n_raised
    (`is_raised`), n_asked, own_status (of the authority itself). Themes in the order given,
    else in the codebook's.
    """
    latest = select_latest(tables, authority)
    if not (latest["authority"] != authority).any():
        return pd.DataFrame(columns=COLUMNS)
    history = tables["theme_history"][tables["theme_history"]["visit_id"].isin(latest["visit_id"])]
    order = list(history["theme"].unique()) if themes is None else themes
    pairs = list(list_rows(history, "visit_id", "theme"))
    statuses = dict(zip(pairs, history["status"].tolist(), strict=True))
    raised = dict(zip(pairs, is_raised(history).tolist(), strict=True))
    own = dict(list_rows(latest, "authority", "visit_id"))[authority]
    groups, rows = group_peers(latest, authority), []
    for theme in order:
        label = label_theme(theme)
        for group, (n_group, peers) in groups.items():
            found = Counter(statuses[pair] for visit_id in peers.values() if (pair := (visit_id, theme)) in statuses)
            n_looked = found.total() - sum(found[status] for status in WITHOUT_FINDINGS)
            n_raised = sum(raised.get((visit_id, theme), False) for visit_id in peers.values())
            facts = (theme, label, group, n_group, found.total(), n_looked, n_raised, found["asked for"])
            rows += [(*facts, statuses.get((own, theme)))] if found else []
    counts = dict.fromkeys(["n_letters", "n_looked", "n_raised", "n_asked"], "int64")
    return frame_rows(rows, theme="str", theme_label="str", group="str", n_group="object", **counts, own_status="str")


def describe_peers(peers: pd.DataFrame, authority: str | None, *themes: str) -> str:
    """Return a sentence per theme that sets the authority among others. `peers` as `count_peers` gives them."""
    if not len(peers):
        return ""
    sentences = []
    for theme in themes:
        own = peers[peers["theme"] == theme]
        counts = [f"{row.n_raised} of {row.n_looked} ({row.group})" for row in own.itertuples() if row.n_looked]
        if len(own) and counts:
            status = own["own_status"].iloc[0]
            status = label_value("status_sentences", "not mentioned" if pd.isna(status) else status)
            label = own["theme_label"].iloc[0]
            sentences.append(f"{label} {status} in {authority}; it was raised with {'; '.join(counts)}.")
    return " ".join([*sentences, read_words()["checked"]["none"]]) if sentences else ""


def head_peers(peers: pd.DataFrame) -> str:
    """Return a title with how many of the first group raised the first theme. `peers` as `count_peers` gives them."""
    if not len(peers):
        return ""
    row = peers.iloc[0]
    raised = f"raised with {row['n_raised']} of {row['n_looked']} {row['group']}"
    return pick_title(f"{row['theme_label']} {raised}", raised)


def describe_sample(tables: dict[str, pd.DataFrame], authority: str | None) -> str:
    """Return sentences that say which letters an authority is counted among, and what is missing to do it better."""
    words, no_overall = read_words()["sample"], read_words()["no_overall"]
    latest = select_latest(tables, authority)
    own = latest[latest["authority"] == authority]
    others = latest[latest["authority"] != authority]
    if not len(own):
        return words["no_letter"].format(authority=authority or "an authority")
    visit = next(own.itertuples())
    about = f"{authority} is set among others by its {visit.visit_type} of {format_date(visit)} ({visit.framework})."
    about = f"{about} {no_overall['among']}" if visit.grade == no_overall["said"] else about
    if not len(others):
        return f"{about} {words['nobody']}"
    years = others["start_date"].dt.year
    span = f"in {years.min()}" if years.min() == years.max() else f"from {years.min()} to {years.max()}"
    sample = words["sample"].format(
        letters=count_things(len(others), "other authority", "other authorities"), span=span
    )
    return f"{about} {sample} {_describe_neighbours(others, authority)} {words['caution']}"


def name_authority(visits: pd.DataFrame) -> str | None:
    """Return the name of the authority of the rows of `visits`; None without a row."""
    return next(iter(visits["authority"]), None)


def list_letters(latest: pd.DataFrame) -> pd.DataFrame:
    """Return one row per letter that stands behind the counts, by authority: authority, visit, date, grade, file.

    `latest` as `select_latest` gives it.
    """
    dates = [format_date(visit) for visit in latest.itertuples()]
    table = latest.rename(columns={"visit_type": "visit"}).assign(date=dates)
    return table[["authority", "visit", "date", "grade", "file"]].reset_index(drop=True)


def describe_letters(visits: pd.DataFrame) -> str:
    """Return the line that names the letters a chart stands on, the rows of `visits`, too many to name each."""
    if not len(visits):
        return ""
    years = visits["start_date"].dt.year
    authorities = count_things(visits["authority"].nunique(), "authority", "authorities")
    letters = f"{count_things(len(visits), 'letter')} of {authorities}, {years.min()} to {years.max()}"
    return f"Sources: {letters}, listed at the end of the page."


def _describe_neighbours(others: pd.DataFrame, authority: str) -> str:
    words = read_words()["sample"]
    neighbours = [neighbour.name for neighbour in neighbours_of(authority)]
    if not neighbours:
        return words["no_neighbours"].format(authority=authority)
    missing = [name for name in neighbours if name not in set(others["authority"])]
    here = words["neighbours"].format(here=len(neighbours) - len(missing), all=len(neighbours))
    return f"{here} {words['missing'].format(names=join_words(sorted(missing)))}" if missing else here
