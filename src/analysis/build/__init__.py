"""The one way from data/raw to data/processed: only what changed is read again.

One letter goes through this room like this:

- `inputs` finds that its file is new or not what it was: it becomes a LetterFile.
- `letter` reads, parses and codes it: its rows, table by table, with the ids that the letter asks for.
- `waiting` puts these rows on disk and hands on a LetterSummary, its row of `visits` among it.
- `visits` settles which document is which visit, by which id, beside what still holds of the LastBuild.
- `batches` takes the rows back, with the settled ids, when the turn of its authority comes: it makes all tables of
  that batch, with what people decided (`review`) and what rests on several visits (`history`).
- When the tables of all batches are finished, `switch` lets them be the tables, in one step, with the `record` that a
  person reads of how they came about, and the note of `inputs` of what they were made of.

`workers` do the reading and making, in processes of their own where there are any, or those of a `cluster` do. Letters
and tables may lie in a `store`.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import pandas as pd
from filelock import FileLock

from analysis.base.folder import DataFolder, FolderError, find_data_folder
from analysis.base.garbage import seldom_garbage
from analysis.base.whole import NO_ROOM_OR_RIGHT
from analysis.build.batches import cut_batches, make_batches
from analysis.build.cluster import open_cluster
from analysis.build.inputs import (
    Inputs,
    LastBuild,
    hash_file,
    hash_reading,
    read_files_to_try_again,
    read_inputs,
    read_last_build,
    read_last_inputs,
    write_inputs,
)
from analysis.build.letter import LetterFile
from analysis.build.record import RECORD, StepTimes, write_record
from analysis.build.store import locate_tables
from analysis.build.switch import make_ready, move_ready
from analysis.build.visits import settle_visits
from analysis.build.waiting import TABLES, LetterSummary, give_up, open_workshop, read_to_disk
from analysis.build.workers import SECONDS_A_FILE, open_workers
from analysis.coding import CodebookError, read_codebook
from analysis.review import check_reviews, read_reviews
from analysis.tables import Tables, make_table, read_table, write_tables

Progress = Callable[[Iterable[LetterSummary], int], Iterable[LetterSummary]]


@dataclass(frozen=True)
class BuildResult:
    """What a build did: where its tables are, and the files that were read for it."""

    folder: DataFolder
    files_read: list[str]

    @cached_property
    def tables(self) -> Tables:
        """All tables by name, with the columns of tables.yml, as they are on disk when this is first asked for."""
        with _hold_tables(self.folder):
            return Tables(self.folder.processed)

    def read_table(self, name: str) -> pd.DataFrame:
        """Return the table `name`: all of them together need much memory where there are many letters."""
        with _hold_tables(self.folder):
            return read_table(self.folder.processed, name)


def load(folder: DataFolder | None = None) -> Tables:
    """Return all tables by name, brought up to date with the data folder first; each is read when it is asked for.

    Their columns are those of tables.yml. Prints nothing. Raises FolderError where there is no data folder, and what
    `build` raises.
    """
    return build(folder or find_data_folder()).tables


def build(
    folder: DataFolder,
    *,
    jobs: int | None = None,
    cluster: str | None = None,
    progress: Progress = lambda letters, _: letters,
) -> BuildResult:
    """Bring `folder.processed` up to date with `folder.raw` and return the tables, and what was read for it.

    `jobs` processes do the work, so that a file which hangs or crashes its reader is given up alone; without a number
    this process does it. `cluster`, the address of a Dask scheduler, hands it to that cluster's workers instead, who
    must see the folder under the same path. An incremental build equals a clean one byte for byte. `progress` wraps
    the letters as they are read and is told how many there will be. A lock keeps two builds of one folder apart. Raises
    FolderError where the tables cannot be written, ClusterError where the cluster cannot be used or is lost, and
    CodebookError for an analyst's codebook that cannot be used; the tables then stay as they were. So they do where it
    is ended in any way; the letters that were read are then not read again.
    """
    _check_folder(folder)
    try:
        with _hold_tables(folder), seldom_garbage():
            return BuildResult(folder, _bring_up_to_date(folder, jobs, cluster, progress))
    except OSError as error:
        if error.errno not in NO_ROOM_OR_RIGHT:
            raise
        raise FolderError(
            f"{folder.processed}: the tables cannot be written there ({os.strerror(error.errno)}); make room, or close "
            "what holds them open, and build again. The tables are as they were"
        ) from error


def _bring_up_to_date(folder: DataFolder, jobs: int | None, cluster: str | None, progress: Progress) -> list[str]:
    """Make the tables anew where anything changed, and return the files that were read for it."""
    times = StepTimes()
    # What is there: the letters with what is known of them, and what the last build made its tables of.
    before = read_last_inputs(folder.processed)
    now, about = read_inputs(folder, before)

    # What changed: perhaps nothing; else the letters whose rows of the last build do not hold are read.
    again = read_files_to_try_again(folder.processed, jobs) if before else set()
    if now == before and not again and (folder.processed / RECORD).exists():
        return []
    codebook = read_codebook(folder.codebook)
    reviews, review_problems = read_reviews(folder.review, codebook)
    last = read_last_build(folder.processed, now, before, again)
    letter_files = _list_letter_files(folder, now, about, last)
    times.end("look")

    with (
        open_workshop(folder.processed) as workshop,
        open_cluster(cluster, _list_examples(letter_files), folder.workshop)
        if cluster
        else open_workers(jobs, most=len(letter_files)) as workers,
    ):
        # Read: each file becomes rows, which wait in the workshop; what the next step needs comes back.
        read = partial(read_to_disk, workshop=folder.workshop, made_by=now.letters)
        reading = workers.map(read, letter_files, seconds=SECONDS_A_FILE, instead=give_up)
        summaries = list(progress(reading, len(letter_files)))
        times.end("read")

        # Settle: which documents are which visits, by which ids, and which reviews are about them.
        visits, duplicates = settle_visits(last, summaries)
        reviews, unplaced = check_reviews(reviews, visits)
        of_letters = [problem for summary in summaries for problem in summary.problems]
        found = make_table("problems", [*now.problems, *of_letters, *duplicates, *review_problems, *unplaced])

        # Make, a batch of authorities at a time, and put in place when all are made and checked.
        batches = cut_batches(visits, summaries, reviews, last)
        if last and folder.store:  # there all machines see the tables of the last build
            batches = [batch._replace(last=locate_tables(folder.store)) for batch in batches]
        problems = [found, last.problems] if last else [found]
        files_read = [summary.file for summary in summaries]
        del summaries  # the batches take their memory
        times.end("settle")
        made = make_batches(workers, batches, list(codebook.themes), problems)
        write_tables(times.follow(made, "make", then="write"), workshop / TABLES)
        write_record(workshop / TABLES, now, folder.codebook, files_read, times)
        _check_codebook(folder, now)
        write_inputs(now, workshop / TABLES)
        make_ready(workshop / TABLES, folder.processed)
        move_ready(folder.processed)
    return files_read


def _list_letter_files(
    folder: DataFolder, now: Inputs, about: dict[str, dict[str, Any]], last: LastBuild | None
) -> list[LetterFile]:
    """Return the files that must be read: all but those whose rows, or problems, still hold."""
    still = {*last.visits["file"], *last.problems["file"]} if last else set()
    return [
        LetterFile(folder.raw / file, file, entry["sha256"], about.get(file, {}), folder.codebook)
        for file, entry in now.files.items()
        if file not in still
    ]


def _list_examples(letter_files: list[LetterFile]) -> dict[Path, str]:
    """Return fingerprints, by path, of a letter and of the analyst's codebook: what all machines must find alike."""
    codebooks = {letter.codebook: hash_file(letter.codebook) for letter in letter_files[:1] if letter.codebook}
    return {letter.path: letter.sha256 for letter in letter_files[:1]} | codebooks


def _check_codebook(folder: DataFolder, now: Inputs) -> None:
    """Raise CodebookError where the codebook is not the one that the build began with: letters may be coded by both."""
    if hash_reading(folder.codebook) != now.letters:
        raise CodebookError("the codebook changed while letters were coded by it; build again when it is finished")


def _check_folder(folder: DataFolder) -> None:
    """Make the folder of the tables.

    Raises FolderError where that cannot be, where it lies among the letters, or is a link beside them.
    """
    if isinstance(folder.raw, Path) and folder.processed.resolve().is_relative_to(folder.raw.resolve()):
        raise FolderError(
            f"{folder.processed} lies among the letters in {folder.raw}; name another folder for the tables"
        )
    if folder.processed.is_symlink() and folder.processed.parent == folder.raw.parent:
        raise FolderError(
            f"{folder.processed} is a link to another folder, and no link in a data folder is written through; take it "
            "out, or name the other folder with --out"
        )
    try:
        folder.processed.mkdir(parents=True, exist_ok=True)
        with _lock(folder):
            pass
    except OSError as error:
        raise FolderError(
            f"{folder.processed}: tables cannot be written there ({error.strerror}); name another folder for them"
        ) from error


@contextmanager
def _hold_tables(folder: DataFolder) -> Iterator[None]:
    """Keep every other build of the folder waiting. What one of them left ready is first moved to its name."""
    with _lock(folder):
        move_ready(folder.processed)
        yield


def _lock(folder: DataFolder) -> FileLock:
    return FileLock(folder.processed / ".lock")
