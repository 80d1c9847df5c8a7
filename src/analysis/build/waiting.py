"""Letters that were read wait on disk until their authority's turn: many take no more memory than few."""

import pickle
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from analysis.base.problems import describe_fault, make_problem
from analysis.build.inputs import hash_content, hash_facts
from analysis.build.letter import Columns, LetterFile, Row, read_letter
from analysis.coding import CodebookError
from analysis.read import ReadError
from analysis.tables import rename_columns


class LetterSummary(NamedTuple):
    """What is known of a file that was read, while its rows wait on disk.

    `visit` is its row of `visits`, with the id that it asks for and `content`, a fingerprint of a press report's words
    ("" for the others); missing where the file could not be read. `problems` are rows of that table; `path` is the
    file in which its rows wait.
    """

    file: str
    problems: list[Row]
    visit: Row | None = None
    path: Path | None = None


@contextmanager
def open_workshop(processed: Path) -> Iterator[Path]:
    """Make a folder for what is unfinished, without what a build that was cut off may have left there."""
    workshop = processed / ".workshop"
    shutil.rmtree(workshop, ignore_errors=True)
    workshop.mkdir()
    try:
        yield workshop
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def read_to_disk(letter_file: LetterFile, workshop: Path) -> LetterSummary:
    """Read a file, write its rows into the folder `workshop`, and return what else is known of it.

    A file that cannot be read, or whose reading meets a fault of this package, gives a row of `problems` instead, so
    that no other letter is lost with it. Raises CodebookError and MemoryError, which are no fault of one letter.
    """
    try:
        tables, problems = read_letter(letter_file)
    except ReadError as error:
        return give_up(letter_file, error.reason, error.detail)
    except (CodebookError, MemoryError):
        raise
    except Exception as error:  # hides nothing: the row names the kind of error and its line, and --strict ends with 1
        return give_up(letter_file, "program-fault", describe_fault(error))
    path = workshop / f"{hash_facts(letter_file.file)}.pickle"
    with path.open("wb") as stream:
        pickle.dump(tables, stream, protocol=pickle.HIGHEST_PROTOCOL)
    visit = {column: value for column, (value,) in tables["visits"].items()}
    content = hash_content(tables["paragraphs"]["text"]) if visit["source_type"] == "press" else ""
    return LetterSummary(letter_file.file, problems, visit | {"content": content}, path)


def give_up(letter_file: LetterFile, reason: str, detail: str) -> LetterSummary:
    """Return what is known of a file that nothing could be read from: a row of `problems`."""
    return LetterSummary(letter_file.file, [make_problem(letter_file.file, reason, detail, sha256=letter_file.sha256)])


def read_waiting(path: Path, visit_id: str) -> dict[str, Columns]:
    """Return the tables of the letter whose rows wait in `path`, plain columns by name, with `visit_id` in its ids."""
    with path.open("rb") as stream:
        tables = pickle.load(stream)
    (asked,) = tables["visits"]["visit_id"]
    new_ids = {asked: visit_id}
    return tables if asked == visit_id else {name: rename_columns(rows, new_ids) for name, rows in tables.items()}
