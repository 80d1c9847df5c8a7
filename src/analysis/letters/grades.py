"""Grades: the table on the front of a report, and what each row of it is about."""

import re
from collections.abc import Sequence
from functools import cache

from analysis.letters.letter import Judgement
from analysis.letters.shapes import normal, read_data

LONGEST_AREA = 4  # lines; a row that finds no grade in so many is no row, and the table has ended


def parse_grade_table(texts: Sequence[str]) -> tuple[list[Judgement], int]:
    """Return the graded areas at the start of some lines, and how many of the lines they take.

    A grade stands at the end of a line, on a line of its own, or on two:

    >>> lines = ["Children in care", "Good", "Overall effectiveness Requires improvement", "to be good"]
    >>> judgements, used = parse_grade_table([*lines, "Leaders know"])
    >>> [(judgement.area, judgement.grade) for judgement in judgements], used
    ([('Children in care', 'Good'), ('Overall effectiveness', 'Requires improvement to be good')], 4)
    """
    rows: list[tuple[str, str]] = []
    area, used = [], 0
    for index, text in enumerate(texts):
        area.append(text)
        row = _row().fullmatch(" ".join(area))
        if rows and _grade_goes_on(rows[-1][1], area):
            rows[-1] = (rows[-1][0], f"{rows[-1][1]} {text}")
        elif row and find_area(row["area"]):
            rows.append((row["area"], row["grade"]))
        elif row or len(area) == LONGEST_AREA:
            break
        else:
            continue
        area, used = [], index + 1
    return [make_judgement(*row) for row in rows], used


def find_overall(texts: Sequence[str]) -> Judgement | None:
    """Return the judgement that a sentence of one or two lines on the front page states.

    >>> find_overall(["Children’s services in Stoke-on-Trent require improvement to be", "good"]).grade
    'require improvement to be good'
    """
    for index in range(len(texts)):
        for lines in (texts[index : index + 2], texts[index : index + 1]):
            match = _sentence().fullmatch(" ".join(lines))
            if match and find_area(match["area"]):
                return make_judgement(match["area"], match["grade"])
    return None


def make_judgement(area: str, grade: str) -> Judgement:
    """Return the judgement of an area, known by its printed name, with a printed grade.

    >>> make_judgement("2.2 Experiences and progress of care leavers", "Good").area_id
    'care_leavers'
    """
    rank = next(row["rank"] for row in read_data("grades.yml")["grades"] if re.fullmatch(row["grade"], grade, re.I))
    return Judgement(area, find_area(area) or "other", grade, rank)


@cache
def find_area(name: str) -> str | None:
    """Return the id of a graded area by its printed name; None for what is no such name."""
    areas = read_data("grades.yml")["areas"]
    return next((row["area_id"] for row in areas if re.search(row["like"], normal(name))), None)


def parse_graded(heading: str) -> Judgement | None:
    """Return the judgement that a heading states; None for a heading without a grade.

    >>> parse_graded("The experiences and progress of children in care are: inadequate").grade_rank
    4
    """
    match = _graded().fullmatch(heading.strip())
    return make_judgement(match["area"], match["grade"]) if match else None


def ends_in_grade(text: str) -> bool:
    """Tell whether a text ends in a grade with a capital, as headings and rows of tables do.

    >>> ends_in_grade("Leadership, management and governance Requires improvement")
    True
    """
    return _row().fullmatch(text) is not None


def _grades() -> str:
    return "|".join(row["grade"] for row in read_data("grades.yml")["grades"])


@cache
def _row() -> re.Pattern:
    return re.compile(rf"(?P<area>.+?)\s+(?=[A-Z])(?P<grade>(?i:{_grades()}))")


@cache
def _graded() -> re.Pattern:
    return re.compile(rf"(?P<area>.+?)(?:\s+(?:is|are))?:?\s+(?P<grade>{_grades()})\.?", re.I)


@cache
def _sentence() -> re.Pattern:
    return re.compile(rf"(?P<area>.+?)\s+(?:(?:is|are)\s+|(?=requires?\s))(?P<grade>{_grades()})\.?", re.I)


def _grade_goes_on(grade: str, area: list[str]) -> bool:
    """Tell whether a line is the second half of a grade, as in "Requires improvement / to be good"."""
    return len(area) == 1 and re.fullmatch(_grades(), f"{grade} {area[0]}", re.I) is not None
