"""The grades of inspections: overall where there is one, else in the areas that are graded still."""

import pandas as pd

from analysis.compare.selection import is_full_inspection
from analysis.compare.words import read_words
from analysis.tables import list_rows


def join_grades(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `visits` with grade_rank (1 Outstanding to 4 Inadequate, overall), grade and area_grades.

    `grade` is the name of the rank, one for each; an inspection since overall grades ended says that there is none.
    `area_grades` names the grades of the areas of words.yml (may be missing).
    """
    ranks = find_ranks(tables, visits, "overall")
    names = ranks.map(dict(enumerate(read_words()["grades"], start=1))).astype("str")
    grade = names.mask(lack_overall(visits) & ranks.isna(), read_words()["no_overall"]["said"])
    return visits.assign(grade_rank=ranks, grade=grade, area_grades=name_area_grades(tables, visits))


def find_ranks(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, area_id: str) -> pd.Series:
    """Return the rank of the grade of an area at each of the `visits` (rows of that table), by their index.

    1 is Outstanding, 4 Inadequate; missing where the area is not graded.
    """
    found = dict(reversed(list(_grades_of(tables, area_id, "grade_rank"))))  # the one printed first counts
    ranks = [found.get(visit_id, pd.NA) for visit_id in visits["visit_id"].tolist()]
    return pd.Series(ranks, index=visits.index, dtype="Int64")


def find_overall_grades(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.Series:
    """Return the overall grade of each of the `visits` (rows of that table), by their index, one name for each grade.

    An inspection since overall grades ended says that there is none; missing where nothing is graded overall.
    """
    found = {
        visit_id: name_grade(*grade)
        for visit_id, *grade in reversed(list(_grades_of(tables, "overall", "grade", "grade_rank")))
    }
    grades = pd.Series([found.get(visit_id) for visit_id in visits["visit_id"]], index=visits.index, dtype="str")
    return grades.mask(lack_overall(visits) & grades.isna(), read_words()["no_overall"]["said"])


def name_grade(printed: str, rank: int | None) -> str:
    """Return what a grade is called, however it is printed: the name of its rank, or that of a grade of older letters.

    >>> name_grade("requires improvement to be good", 3), name_grade("Adequate", 3), name_grade("Met", None)
    ('Requires improvement', 'Adequate', 'Met')
    """
    words, own = read_words(), printed.strip().capitalize()
    return own if pd.isna(rank) or own in words["older_grades"] else words["grades"][int(rank) - 1]


def _grades_of(tables: dict[str, pd.DataFrame], area_id: str, *columns: str) -> list[tuple]:
    judgements = tables["judgements"]
    return list(list_rows(judgements[judgements["area_id"] == area_id], "visit_id", *columns))


def lack_overall(visits: pd.DataFrame) -> pd.Series:
    """Return, by the index of `visits` (rows of that table), whether it is an inspection without an overall grade.

    That is a full inspection since the day from which the inspectorate gives none (words.yml).
    """
    words = read_words()
    since = visits["start_date"] >= pd.Timestamp(words["no_overall"]["since"])
    return (since & is_full_inspection(visits) & (visits["framework"] == words["no_overall"]["framework"])).astype(
        "bool"
    )


def name_area_grades(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.Series:
    """Return the grades of the areas of words.yml in words, of each of the `visits` (rows of that table).

    By their index; missing where none of the areas is graded.
    """
    words = read_words()
    names = dict(enumerate(words["grades"], start=1))
    areas = {label: find_ranks(tables, visits, area_id) for area_id, label in words["graded_areas"].items()}
    named = [
        ", ".join(f"{label} {names[rank]}" for label, rank in zip(areas, ranks, strict=True) if pd.notna(rank)) or None
        for ranks in zip(*areas.values(), strict=True)
    ]
    return pd.Series(named, index=visits.index, dtype="str")
