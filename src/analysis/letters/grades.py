"""Grades: the table on the front of a report, and what each row of it is about."""

import re
from collections.abc import Sequence
from functools import cache

from analysis.letters.letter import Judgement
from analysis.letters.shapes import normal, read_data

LONGEST_AREA = 4  # lines; a row that finds no grade in so many is no row, and the table has ended


def read_grade_table(texts: Sequence[str]) -> tuple[list[Judgement], int]:
    """Return the graded areas at the start of some lines, and how many of the lines they take.

    A grade stands at the end of a line, on a line of its own, or on two:

    >>> lines = ["Children in care", "Good", "Overall effectiveness Requires improvement", "to be good"]
    >>> judgements, used = read_grade_table([*lines, "Leaders know"])
    >>> [(judgement.area, judgement.grade) for judgement in judgements], used
    ([('Children in care', 'Good'), ('Overall effectiveness', 'Requires improvement to be good')], 4)
    """
    rows: list[tuple[str, str]] = []
    area, used = [], 0
    for place, text in enumerate(texts):
        area.append(text)
        if rows and _grade_goes_on(rows[-1][1], area):
            rows[-1] = (rows[-1][0], f"{rows[-1][1]} {text}")
        elif match := _row().fullmatch(" ".join(area)):
            rows.append((match["area"], match["grade"]))
        elif len(area) == LONGEST_AREA:
            break
        else:
            continue
        area, used = [], place + 1
    return [make_judgement(*row) for row in rows], used


def make_judgement(area: str, grade: str) -> Judgement:
    """Return the judgement of an area, known by its printed name, with a printed grade.

    >>> make_judgement("2.2 Experiences and progress of care leavers", "Good").area_id
    'care_leavers'
    """
    named = normal(area)
    area_id = next(
        (row["area_id"] for row in read_data("grades.yml")["areas"] if re.search(row["like"], named)), "other"
    )
    return Judgement(area, area_id, grade, _ranks()[grade.casefold()])


@cache
def _ranks() -> dict[str, int]:
    return {row["grade"].casefold(): row["rank"] for row in read_data("grades.yml")["grades"]}


@cache
def _row() -> re.Pattern:
    grades = "|".join(row["grade"] for row in read_data("grades.yml")["grades"])
    return re.compile(rf"(?P<area>.+?)\s+(?P<grade>{grades})")


def _grade_goes_on(grade: str, area: list[str]) -> bool:
    """Tell whether a line is the second half of a grade, as in "Requires improvement / to be good"."""
    return len(area) == 1 and f"{grade} {area[0]}".casefold() in _ranks()
