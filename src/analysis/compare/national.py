"""What is usual in the letters on file: the areas for improvement most often asked for, and how grades moved.

Letters and authorities are counted, none is named: no table here is in the order of how well an authority does.
"""

import pandas as pd

from analysis.compare.alts import brief_asked, pick_alt
from analysis.compare.crosstab import cross_tabulate
from analysis.compare.exhibit import Exhibit, Summary
from analysis.compare.grades import find_ranks, join_grades, lack_overall
from analysis.compare.peers import describe_letters, list_letters
from analysis.compare.selection import is_full_inspection, select_all
from analysis.compare.titles import head_with_authority, pick_title
from analysis.compare.words import count_things, join_words, label_themes, name_part, read_words
from analysis.find import pick_known
from analysis.history.evidence import join_evidence
from analysis.history.subjects import read_subjects
from analysis.tables import frame_rows, list_rows

ASKED_COLUMNS = ["theme", "theme_label", "column", "n_asked", "n_letters"]
MOVES_COLUMNS = ["earlier", "later", "n_moves", "n_from"]


def select_inspections(tables: dict[str, pd.DataFrame], *, in_force: bool = False) -> pd.DataFrame:
    """Return the inspections of a whole service on file, by authority and date: columns of `visits`, grade, year.

    `in_force` keeps those under the framework in force (words.yml).
    """
    words, visits = read_words(), select_all(tables)
    counted = is_full_inspection(visits) & (visits["source_type"] != "press")
    if in_force:
        counted &= visits["framework"] == words["listing_framework"]
    visits = join_grades(tables, visits[counted].reset_index(drop=True))
    return visits.assign(year=visits["start_date"].dt.year.astype("str"))


def list_inspections(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return one row per inspection of a whole service on file; columns as `list_letters` gives them."""
    return list_letters(select_inspections(tables))


def exhibit_asked(tables: dict[str, pd.DataFrame], by: str) -> Exhibit:
    """Return the chart of the themes most often asked for, `by` grade or year; data as `count_asked` gives them.

    Raises QuestionError for anything else.
    """
    (by,) = pick_known([by], "column", ("grade", "year"))
    asked = count_asked(tables, by)
    listing = select_inspections(tables, in_force=True)
    title = head_with_authority(listing, head_asked(asked))
    cells = [name_part(*part) for part in list_rows(asked, "n_asked", "n_letters")]
    heads = asked.assign(column=asked["column"] + " (" + asked["n_letters"].astype("str") + ")")
    table = cross_tabulate(heads, ["theme_label"], "column", cells)
    alt = pick_alt(describe_asked(asked), brief_asked(asked)) if len(asked) else describe_asked(asked)
    return Exhibit(asked, "asked", title, alt, describe_letters(listing), table=table)


def count_asked(tables: dict[str, pd.DataFrame], by: str, n: int = 12) -> pd.DataFrame:
    """Return how many inspections asked for something on a theme: one row per theme and column.

    `by` (grade or year) says what the columns are. Only inspections of the framework in force (words.yml) count.
    Columns: theme, theme_label, column, n_asked (letters with at least one area for improvement on the theme),
    n_letters (letters of that grade or year that list any). The `n` themes
    that most letters ask for, most often asked for first; grades best first.
    """
    asked = join_evidence(tables)
    asked = asked[(asked["kind"] == "improvement") & ~asked["theme"].isin(read_subjects()["no_subject"])]
    asked = asked[["visit_id", "theme"]].drop_duplicates()
    listing = select_inspections(tables, in_force=True).dropna(subset=[by])
    listing = listing[listing["visit_id"].isin(tables["improvements"]["visit_id"])].rename(columns={by: "column"})
    rows = asked.merge(listing[["visit_id", "column"]], on="visit_id")
    themes = rows["theme"].value_counts().rename_axis("theme").reset_index()
    themes = themes.sort_values(["count", "theme"], ascending=[False, True])["theme"].head(n)
    order = [*read_words()["grades"], *sorted(set(listing["column"]) - set(read_words()["grades"]))]
    columns = [column for column in order if column in set(listing["column"])]
    every = pd.MultiIndex.from_product([themes, columns], names=["theme", "column"])
    counts = rows.groupby(["theme", "column"]).size().reindex(every, fill_value=0).rename("n_asked").reset_index()
    counts["n_letters"] = counts["column"].map(listing["column"].value_counts())
    return counts.assign(theme_label=label_themes(counts["theme"]))[ASKED_COLUMNS]


def describe_asked(asked: pd.DataFrame, n: int = 3) -> str:
    """Return a sentence per grade or year on the themes most often asked for. `asked` as `count_asked` gives it."""
    if not len(asked):
        return read_words()["national"]["nothing"]
    sentences = []
    for column, rows in asked.groupby("column", sort=False):
        most = rows[rows["n_asked"] > 0].sort_values("n_asked", ascending=False, kind="stable").head(n)
        letters = count_things(rows["n_letters"].iloc[0], "letter")
        named = join_words(f"{row.theme_label.lower()} ({row.n_asked})" for row in most.itertuples())
        sentences.append(f"{column[:1].upper()}{column[1:]}, {letters}: {named or 'none of these themes'}.")
    return " ".join(sentences)


def exhibit_moves(tables: dict[str, pd.DataFrame]) -> Exhibit:
    """Return the chart of how grades moved; data as `count_moves` gives them."""
    moves, inspections = count_moves(tables), select_inspections(tables)
    title = head_with_authority(inspections, head_moves(moves))
    cells = [name_part(*part) for part in list_rows(moves, "n_moves", "n_from")]
    table = cross_tabulate(moves.assign(later="then " + moves["later"]), ["earlier", "n_from"], "later", cells)
    return Exhibit(moves, "moves", title, pick_alt(describe_moves(moves)), describe_letters(inspections), table=table)


def count_moves(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return how overall grades moved from one inspection of an authority to its next: one row per pair of grades.

    Columns: earlier and later (grades, best first), n_moves (pairs of inspections), n_from (of all that began at the
    earlier grade). Every pair of grades has a row, unless no authority has two graded inspections on file.
    """
    graded = select_inspections(tables).dropna(subset=["grade_rank"])
    graded = graded.drop_duplicates(["authority", "start_date"], keep="last")
    graded = graded.assign(earlier=graded.groupby("authority")["grade"].shift())
    pairs = graded.dropna(subset=["earlier"])
    if not len(pairs):
        return pd.DataFrame(columns=MOVES_COLUMNS)
    grades = read_words()["grades"]
    every = pd.MultiIndex.from_product([grades, grades], names=["earlier", "later"])
    moves = pairs.groupby(["earlier", "grade"]).size().rename_axis(["earlier", "later"]).reindex(every, fill_value=0)
    moves = moves.rename("n_moves").reset_index()
    return moves.assign(n_from=moves.groupby("earlier")["n_moves"].transform("sum"))


def describe_moves(moves: pd.DataFrame) -> str:
    """Return a sentence that counts the grades that rose, fell and stayed. `moves` as `count_moves` gives it."""
    if not len(moves):
        return read_words()["national"]["no_moves"]
    rank = {grade: rank for rank, grade in enumerate(read_words()["grades"])}
    change = moves["later"].map(rank) - moves["earlier"].map(rank)
    better, worse, same = (int(moves.loc[mask, "n_moves"].sum()) for mask in (change < 0, change > 0, change == 0))
    pairs = count_things(better + worse + same, "pair")
    return (
        f"Of {pairs} of successive inspections of one authority, {better} ended with a better overall grade, "
        f"{same} with the same and {worse} with a worse one."
    )


def summarise_area_moves(tables: dict[str, pd.DataFrame]) -> Summary:
    """Return how grades moved where the later inspection has none overall; data as `count_area_moves` gives them."""
    moves = count_area_moves(tables)
    return Summary(moves, describe_area_moves(moves))


def count_area_moves(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return how the grades of each area moved to inspections without an overall grade: one row per area (words.yml).

    Columns: area, n_moves (pairs of an inspection and the one before it that both grade the area), n_better, n_same,
    n_worse. Without such a pair there is no row.
    """
    inspections = select_inspections(tables)
    inspections = inspections.drop_duplicates(["authority", "start_date"], keep="last", ignore_index=True)
    follows = inspections["authority"] == inspections["authority"].shift()
    counted = follows & lack_overall(inspections) & inspections["grade_rank"].isna()
    rows = []
    for area_id, area in read_words()["graded_areas"].items():
        ranks = find_ranks(tables, inspections, area_id)
        change = (ranks - ranks.shift())[counted].dropna()
        rows += [(area, len(change), *map(int, ((change < 0).sum(), (change == 0).sum(), (change > 0).sum())))]
    rows = [row for row in rows if row[1]]
    return frame_rows(rows, area="str", **dict.fromkeys(["n_moves", "n_better", "n_same", "n_worse"], "int64"))


def describe_area_moves(moves: pd.DataFrame) -> str:
    """Return sentences that count, area by area, the grades that rose, fell and stayed.

    `moves` as `count_area_moves` gives them.
    """
    words = read_words()["national"]
    if not len(moves):
        return words["no_area_moves"]
    counted = [
        f"{row.area}: of {count_things(row.n_moves, 'pair')} {row.n_better} better, {row.n_same} the same and "
        f"{row.n_worse} worse"
        for row in moves.itertuples()
    ]
    return f"{words['area_moves']} {'; '.join(counted).capitalize()}."


def head_asked(asked: pd.DataFrame) -> str:
    """Return a title that names the theme most letters ask for. `asked` as `count_asked` gives it."""
    if not len(asked):
        return ""
    first = asked[asked["theme"] == asked["theme"].iloc[0]]
    named = f"{first['theme_label'].iloc[0]} asked for most often"
    return pick_title(f"{named}, in {first['n_asked'].sum()} of {first['n_letters'].sum()} letters", named)


def head_moves(moves: pd.DataFrame) -> str:
    """Return a title with how many grades rose. `moves` as `count_moves` gives it."""
    rank = {grade: rank for rank, grade in enumerate(read_words()["grades"])}
    better = moves.loc[moves["later"].map(rank) < moves["earlier"].map(rank), "n_moves"].sum()
    return f"{better} of {moves['n_moves'].sum()} next inspections ended with a better grade"
