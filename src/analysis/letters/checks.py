"""What was read, held against what the letter itself prints: numbers that run on, grades said twice."""

from collections.abc import Iterator

from analysis.letters.grades import find_area, parse_graded
from analysis.letters.letter import Letter
from analysis.reference import ask_back, match_authority

Note = tuple[str, str]  # a reason of problems.yml, and its detail


def check_letter(letter: Letter) -> Iterator[Note]:
    """Yield a note on everything in a letter that does not fit together, or that it ought to say and does not."""
    yield from _check_kind(letter)
    yield from _check_authority(letter)
    yield from _check_numbers(letter)
    yield from _check_grades(letter)


def _check_kind(letter: Letter) -> Iterator[Note]:
    if letter.framework == "other":
        yield "unknown-kind", ""
    elif not any(paragraph.kind == "finding" for paragraph in letter.paragraphs):
        yield "no-findings", ""


def _check_authority(letter: Letter) -> Iterator[Note]:
    if letter.authority is None:
        yield "unknown-authority", "It names none."
    elif match_authority(letter.authority) is None:
        yield "unknown-authority", f"It reads {letter.authority!r}. {ask_back(letter.authority)}"


def _check_numbers(letter: Letter) -> Iterator[Note]:
    numbers = [
        int(paragraph.number) for paragraph in letter.paragraphs if paragraph.number and paragraph.number.isdigit()
    ]
    missing = sorted(set(range(1, max(numbers, default=0))).difference(numbers))
    if missing:
        yield "missing-numbers", f"Missing: {', '.join(map(str, missing))}."


def _check_grades(letter: Letter) -> Iterator[Note]:
    """Yield a note for each section heading that states another grade than the table."""
    table = {judgement.area_id: judgement for judgement in letter.judgements}
    for section in dict.fromkeys(paragraph.section for paragraph in letter.paragraphs if paragraph.section):
        stated = parse_graded(section)
        judgement = table.get(find_area(section) or "")
        if stated and judgement and stated.grade_rank != judgement.grade_rank:
            yield "grades-differ", f"{section!r} is {judgement.grade!r} in the table."
