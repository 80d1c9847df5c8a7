"""Letters that were read wait on disk until their authority's turn: many take no more memory than few.

What a build had read when it was stopped waits for the next one, which goes on from there.
"""

import pickle
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from analysis.base.folder import WORKSHOP
from analysis.base.problems import describe_fault, make_problem
from analysis.build.inputs import hash_content, hash_facts, hash_file
from analysis.build.letter import Columns, LetterFile, Row, read_letter
from analysis.build.parts import ClusterError
from analysis.build.store import Address
from analysis.coding import CodebookError
from analysis.read import ReadError
from analysis.tables import read_schemas, rename_columns

TABLES = "tables"  # the folder in the workshop where they are made


class PlainUnpickler(pickle.Unpickler):
    """Reads plain data and days alone: what lies in a data folder may be anybody's, and must never run."""

    def find_class(self, module: str, name: str) -> type:
        """Return the class of a day; raise UnpicklingError for all else that may be asked for."""
        if (module, name) != ("datetime", "date"):
            raise pickle.UnpicklingError(f"{module}.{name} is no plain data")
        return date


class LetterSummary(NamedTuple):
    """What is known of a file that was read, while its rows wait on disk.

    `visit` has the facts that `list_facts` names, the id that it asks for among them; missing where the file could
    not be read. `problems` are rows of that table; `path` is the file in which its rows wait.
    """

    file: str
    problems: list[Row]
    visit: tuple | None = None  # no row by column: of all letters they are in memory at once
    path: Path | Address | None = None


def list_facts() -> list[str]:
    """Return what a summary says of a visit: the columns of `visits`, and `content`.

    That is a fingerprint of a press report's words, "" for the others.
    """
    return [*read_schemas()["visits"]["columns"], "content"]


@contextmanager
def open_workshop(processed: Path) -> Iterator[Path]:
    """Make a folder for what is unfinished. Letters that wait there since a build was stopped or cut off stay."""
    workshop = processed / WORKSHOP
    if workshop.is_symlink():  # no build makes one; it may lead anywhere
        workshop.unlink()
    shutil.rmtree(workshop / TABLES, ignore_errors=True)
    workshop.mkdir(exist_ok=True)
    try:
        yield workshop
    except (KeyboardInterrupt, ClusterError):
        raise
    except BaseException:
        shutil.rmtree(workshop, ignore_errors=True)
        raise
    shutil.rmtree(workshop, ignore_errors=True)


def read_to_disk(letter_file: LetterFile, workshop: Path | Address, made_by: str) -> LetterSummary:
    """Read a file, write its rows into the folder `workshop`, and return what else is known of it.

    A file whose rows wait there is not read again: they are known by the file, what about.csv says of it, and
    `made_by`, the fingerprint of what reads it. A file that cannot be read, or whose reading meets a fault of this
    package, gives a row of `problems` instead, so that no other letter is lost with it. Raises CodebookError and
    MemoryError, which are no fault of one letter.
    """
    facts = [made_by, letter_file.file, letter_file.sha256, letter_file.about]
    path = workshop / f"{hash_facts(facts)}.pickle"
    if path.exists() and (waiting := _read_summary(path)):
        return waiting
    try:
        tables, problems = read_letter(letter_file)
        _check_unchanged(letter_file)
    except ReadError as error:
        return give_up(letter_file, error.reason, error.detail)
    except (CodebookError, MemoryError):
        raise
    except Exception as error:  # hides nothing: the row names the kind of error and its line, and --strict ends with 1
        return give_up(letter_file, "program-fault", describe_fault(error))
    content = hash_content(tables["paragraphs"]["text"]) if tables["visits"]["source_type"] == ["press"] else ""
    visit = (*(value for (value,) in tables["visits"].values()), content)
    summary = LetterSummary(letter_file.file, problems, visit, path)
    _write_waiting(summary, tables)
    return summary


def _check_unchanged(letter_file: LetterFile) -> None:
    """Raise ReadError where a file is no longer the one that is known by its fingerprint."""
    try:
        same = hash_file(letter_file.path) == letter_file.sha256
    except OSError:
        same = False
    if not same:
        raise ReadError("changed")


def _write_waiting(summary: LetterSummary, tables: dict[str, Columns]) -> None:
    """Write what is known of a letter and its tables: on disk whole or not at all, whoever writes the same besides."""
    parts = (summary.file, summary.problems, summary.visit), tables
    content = b"".join(pickle.dumps(part, protocol=pickle.HIGHEST_PROTOCOL) for part in parts)
    if isinstance(summary.path, Address):
        summary.path.write_bytes(content)
        return
    unfinished = summary.path.with_suffix(f".{uuid4().hex}.writing")
    unfinished.write_bytes(content)
    unfinished.replace(summary.path)


def _read_summary(path: Path | Address) -> LetterSummary | None:
    """Return what is known of the letter whose rows wait in `path`; None where that, or a row, is damaged."""
    try:
        with path.open("rb") as stream:
            summary = LetterSummary(*PlainUnpickler(stream).load(), path)
            PlainUnpickler(stream).load()  # its tables: not every store writes a file whole or not at all
            return summary
    except Exception:  # what is no such file may raise anything, and the letter is read anew
        return None


def give_up(letter_file: LetterFile, reason: str, detail: str) -> LetterSummary:
    """Return what is known of a file that nothing could be read from: a row of `problems`."""
    return LetterSummary(letter_file.file, [make_problem(letter_file.file, reason, detail, sha256=letter_file.sha256)])


def read_waiting(path: Path | Address, visit_id: str) -> dict[str, Columns]:
    """Return the tables of the letter whose rows wait in `path`, plain columns by name, with `visit_id` in its ids."""
    with path.open("rb") as stream:
        PlainUnpickler(stream).load()  # its summary
        tables = PlainUnpickler(stream).load()
    (asked,) = tables["visits"]["visit_id"]
    new_ids = {asked: visit_id}
    return tables if asked == visit_id else {name: rename_columns(rows, new_ids) for name, rows in tables.items()}
