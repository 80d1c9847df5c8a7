"""What the tables depend on, as it is now and as it was at the last build: what is unchanged is not read again."""

import errno
import functools
import hashlib
import json
import stat
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.base.folder import DataFolder, list_letters
from analysis.base.problems import make_problem
from analysis.base.resources import PACKAGE
from analysis.base.texts import UNPRINTED
from analysis.build.about import read_about
from analysis.tables import Tables, list_row_groups, pick_visit_rows, read_schemas, read_table

# The rooms of the package whose code and data stand behind the rows of every letter, and those behind what is made of
# letters that were read. No other room can change a table.
ROOMS_OF_LETTERS = ("base", "reference", "tables", "read", "letters", "coding", "build")
ROOMS_OF_HISTORY = ("review", "history")

# Reasons of problems.yml that may have passed by the next build; the second kind is tried in a process of its own.
PASSING = ("unreadable", "changed")
PASSING_OF_WORKERS = ("too-slow", "crashed")

STATE = ".state.json"
ENTRY = {"size", "changed", "sha256", "about"}  # what is known of a letter
CHUNK = 1 << 20
AT_A_TIME = 32  # files that a store is asked for
MOST_ASKED = 1000  # of them wait to be asked for


@dataclass(frozen=True)
class Inputs:
    """What the tables depend on.

    `letters`: fingerprint of what every letter's rows depend on, the rooms that read and the codebook; `history`: of
    the rooms behind what is made of the letters; `files`: size, time of change, SHA-256 and a fingerprint of the facts
    of about.csv of each letter; `texts`: fingerprints of about.csv and the reviews, by name; `problems`: rows of that
    table on about.csv, and on files that cannot be opened or named.
    """

    letters: str
    history: str
    files: dict[str, dict[str, Any]]
    texts: dict[str, str]
    problems: list[dict[str, str | None]]


@dataclass(frozen=True)
class LastBuild:
    """What still holds of the last build, whose tables are in `folder`.

    `all_visits` is its table of that name; `visits` the rows of it whose files and facts are as they were, and
    `content`, a fingerprint of a press report's words ("" for the others); `problems` the rows of that table on files
    that are as they were; `row_groups` the index of the one that holds a visit, by visit_id. `only_letters_changed`
    tells that a visit's rows are what they were where no letter of its authority has changed.
    """

    folder: Path
    all_visits: pd.DataFrame
    visits: pd.DataFrame
    problems: pd.DataFrame
    row_groups: dict[str, int]
    only_letters_changed: bool


def read_inputs(folder: DataFolder, before: Inputs | None) -> tuple[Inputs, dict[str, dict[str, Any]]]:
    """Return what the tables depend on now, and the facts of about.csv by file (`read_about`).

    A file whose size and time are as `before` is not hashed again.
    """
    listed = list_letters(folder)
    about, problems = read_about(folder.about, listed)
    unwritable = [file for file in listed if UNPRINTED.search(file)]
    problems += [make_problem(UNPRINTED.sub("?", file), "unwritable-name") for file in unwritable]
    files = {}
    for file, entry in _describe_all(folder, [file for file in listed if file not in unwritable], before):
        if isinstance(entry, OSError):
            problems.append(make_problem(file, "unreadable", f"{entry.strerror or type(entry).__name__}."))
        else:
            facts = hash_facts(about[file]) if file in about else NO_FACTS
            files[file] = entry | {"about": facts}
    texts = [path for path in (folder.about, *sorted(folder.review.glob("*.csv"))) if path.is_file()]
    return Inputs(
        letters=hash_reading(folder.codebook),
        history=hash_rooms(ROOMS_OF_HISTORY, PACKAGE),
        files=files,
        texts={path.name: _hash_text(path) for path in texts},
        problems=problems,
    ), about


def hash_reading(codebook: Path | None) -> str:
    """Return a fingerprint of what the rows of every letter depend on: our own rooms, and the analyst's codebook."""
    return hash_facts([hash_rooms(ROOMS_OF_LETTERS, PACKAGE), hash_file(codebook) if codebook else ""])


def _describe_all(
    folder: DataFolder, files: list[str], before: Inputs | None
) -> Iterator[tuple[str, dict[str, Any] | OSError]]:
    """Yield each file with its entry, or with why there is none."""

    def describe(file: str) -> dict[str, Any] | OSError:
        try:
            return _describe(folder.raw / file, before.files.get(file, {}) if before else {})
        except OSError as error:
            return error

    if isinstance(folder.raw, Path):
        yield from ((file, describe(file)) for file in files)
        return
    with ThreadPoolExecutor(AT_A_TIME) as pool:  # a store is far away, not slow
        for start in range(0, len(files), MOST_ASKED):
            part = files[start : start + MOST_ASKED]
            yield from zip(part, pool.map(describe, part), strict=True)


def _describe(path: Path, before: dict[str, Any]) -> dict[str, Any]:
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        raise OSError(errno.EINVAL, "It is a pipe or a device")  # which might never end
    entry = {"size": about.st_size, "changed": about.st_mtime_ns}
    same = all(before.get(fact) == value for fact, value in entry.items())
    return entry | {"sha256": before["sha256"] if same else hash_file(path)}


def _hash_text(path: Path) -> str:
    try:
        return hash_file(path)
    except OSError:  # its reader names it among the problems
        return ""


def read_last_inputs(processed: Path) -> Inputs | None:
    """Return the inputs of the last build; None where there was none, or where they or a table are gone or damaged."""
    try:
        written = json.loads((processed / STATE).read_text(encoding="utf-8"))
        inputs = Inputs(**written["inputs"])
        known = all(entry.keys() == ENTRY for entry in inputs.files.values())
        return inputs if known and written["sizes"] == _measure_tables(processed) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def forget_inputs(processed: Path) -> None:
    """Mark the tables as out of date: others are about to be moved over them."""
    (processed / STATE).unlink(missing_ok=True)


def write_inputs(inputs: Inputs, tables: Path) -> None:
    """Note beside the finished tables in a folder what they were made of."""
    state = {"inputs": vars(inputs), "sizes": _measure_tables(tables)}
    (tables / STATE).write_text(json.dumps(state), encoding="utf-8")


def _measure_tables(folder: Path) -> dict[str, int]:
    """Return the bytes of each table; a table that was cut off is known by them. Raises OSError where one is gone."""
    return {name: (folder / f"{name}.parquet").stat().st_size for name in read_schemas()}


def read_files_to_try_again(processed: Path, jobs: int | None) -> set[str]:
    """Return the files that the last build could not read for a reason that may have passed.

    One that hung or crashed its reader may do so again, so it is left alone where `jobs` gives no processes.
    """
    problems = read_table(processed, "problems")
    passing = PASSING if jobs is None else PASSING + PASSING_OF_WORKERS
    return set(problems.loc[problems["sha256"].notna() & problems["reason"].isin(passing), "file"])


def read_last_build(processed: Path, now: Inputs, before: Inputs | None, again: Collection[str]) -> LastBuild | None:
    """Return what still holds of the tables in `processed`, made of the inputs `before`; None where no file's rows do.

    The files `again` are read again, whatever is known of them. A duplicate is too: it has no rows, and whether it is
    one depends on the other files.
    """
    files = find_unchanged(now, before) - set(again) if before else set()
    if not files:
        return None
    visits, problems = read_table(processed, "visits"), read_table(processed, "problems")
    duplicates = set(problems.loc[problems["reason"] == "duplicate", "file"])
    own = visits[visits["file"].isin(files)]
    content = _find_content(processed, own.loc[own["source_type"] == "press", "visit_id"].tolist())
    of_letters = problems["sha256"].notna()  # the others are found anew each time
    return LastBuild(
        folder=processed,
        all_visits=visits,
        visits=own.assign(content=[content.get(visit_id, "") for visit_id in own["visit_id"]]),
        problems=problems[of_letters & problems["file"].isin(files - duplicates)],
        row_groups=list_row_groups(processed / "visits.parquet"),
        only_letters_changed=(now.letters, now.history, now.texts) == (before.letters, before.history, before.texts),
    )


def find_unchanged(now: Inputs, before: Inputs) -> set[str]:
    """Return the files whose rows at the last build would come out the same today."""
    if now.letters != before.letters:
        return set()
    facts = ("sha256", "about")
    return {
        file
        for file, entry in now.files.items()
        if file in before.files and all(before.files[file][fact] == entry[fact] for fact in facts)
    }


def _find_content(processed: Path, visit_ids: list[str]) -> dict[str, str]:
    """Return the fingerprint of the words of each visit's paragraphs, by visit_id."""
    if not visit_ids:
        return {}
    paragraphs = pick_visit_rows(Tables(processed), "paragraphs", visit_ids)
    texts = paragraphs.groupby("visit_id")["text"].agg(list).to_dict()
    return {visit_id: hash_content(texts.get(visit_id, [])) for visit_id in visit_ids}


def hash_content(texts: list[str]) -> str:
    """Return a fingerprint of the words of some paragraphs."""
    return hash_facts(" ".join(texts).split())


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def hash_facts(facts: Any) -> str:
    """Return a SHA-256 of plain data (dates as they are printed)."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()


NO_FACTS = hash_facts({})  # of a file that about.csv does not name


@functools.cache
def hash_rooms(rooms: tuple[str, ...], package: Path) -> str:
    """Return a fingerprint of rooms in the folder of the package: their code, and their data (codebook, phrases)."""
    digest = hashlib.sha256()
    for path in sorted(path for room in rooms for path in (package / room).rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
