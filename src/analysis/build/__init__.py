"""The one way from data/raw to data/processed: only what changed is read again."""

import gc
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

import pandas as pd
from filelock import FileLock

from analysis.build.about import read_about
from analysis.coding import read_codebook
from analysis.base.folder import DataFolder, FolderError, find_data_folder, list_letters
from analysis.build.visits import Kept, merge_problems, settle_visits
from analysis.build.batches import Part, cut_parts, keep_last_build, make_part
from analysis.build.letter import Source
from analysis.review import place_reviews, read_reviews
from analysis.build.waiting import Shelved, give_up, shelve_letter
from analysis.build.inputs import forget_stock, only_letters_changed, read_stock, take_stock, unchanged_files, write_stock
from analysis.tables import check_tables, make_table, move_tables, prepare_checks, read_table, read_tables, write_tables
from analysis.build.workers import SECONDS_A_FILE, Workers, open_workers

SELDOM = 50_000, 20, 100  # new objects before Python looks for garbage among them, among older and the oldest ones
PASSING = ("unreadable",)  # reasons of problems.yml that may have passed by the next build
PASSING_OF_WORKERS = ("too-slow", "crashed")
PARTS_AHEAD = 3  # are made before they are written, at the most

Progress = Callable[[Iterable[Shelved], int], Iterable[Shelved]]


@dataclass(frozen=True)
class Built:
    """What a build did: where its tables are, and the files that were read anew."""

    folder: DataFolder
    read: list[str]

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """All tables by name, as they are when first asked for."""
        with _lock(self.folder):
            return read_tables(self.folder.processed)

    def read_table(self, name: str) -> pd.DataFrame:
        """Return one table: all of them together need much memory where there are many letters."""
        with _lock(self.folder):
            return read_table(self.folder.processed, name)


def load(folder: DataFolder | None = None) -> dict[str, pd.DataFrame]:
    """Return the tables by name, brought up to date with the data folder first. Prints nothing."""
    return build(folder or find_data_folder()).tables


def build(folder: DataFolder, *, jobs: int | None = None, progress: Progress = lambda letters, _: letters) -> Built:
    """Bring `folder.processed` up to date with `folder.raw` and return the tables, and what was read for it.

    `jobs` processes do the work, so that a file which hangs or crashes its reader is given up alone; without a number
    this process does it. An incremental build equals a clean one byte for byte. `progress` wraps the letters as they
    are read and is told how many there will be. A lock keeps two builds of one folder apart. Raises CodebookError for
    an analyst's codebook that cannot be used; the tables then stay as they were.
    """
    _check_folder(folder)
    with _lock(folder), _little_garbage():
        return Built(folder, _bring_up_to_date(folder, jobs, progress))


def _check_folder(folder: DataFolder) -> None:
    """Make the folder of the tables; raise FolderError where that cannot be, or where it lies among the letters."""
    if folder.processed.resolve().is_relative_to(folder.raw.resolve()):
        raise FolderError(
            f"{folder.processed} lies among the letters in {folder.raw}; name another folder for the tables"
        )
    try:
        folder.processed.mkdir(parents=True, exist_ok=True)
        with _lock(folder):
            pass
    except OSError as error:
        raise FolderError(
            f"{folder.processed}: tables cannot be written there ({error.strerror}); name another folder for them"
        ) from error


def _bring_up_to_date(folder: DataFolder, jobs: int | None, progress: Progress) -> list[str]:
    """Make the tables anew where anything changed, and return the files that were read for it."""
    about, problems = read_about(folder.about, list_letters(folder))
    last = read_stock(folder.processed)
    now = take_stock(folder, about, last)
    again = _list_to_try_again(folder, jobs) if last else set()
    if now == last and not again:
        return []
    codebook = read_codebook(folder.codebook)
    reviews, wrong = read_reviews(folder.review, codebook)
    unchanged = unchanged_files(now, last) - again if last else set()
    kept = keep_last_build(folder.processed, unchanged) if unchanged else None
    sources = _list_sources(folder, now["files"], about, kept)
    with _make_workshop(folder) as workshop, open_workers(jobs and min(jobs, max(1, len(sources)))) as workers:
        reading = workers.map(partial(shelve_letter, shelf=workshop), sources, seconds=SECONDS_A_FILE, instead=give_up)
        prepare_checks()  # while the workers read
        letters = list(progress(reading, len(sources)))
        visits, duplicates = settle_visits(kept, letters)
        reviews, lost = place_reviews(reviews, visits)
        same = only_letters_changed(now, last)
        parts = cut_parts(visits, letters, reviews, folder.processed, kept, same=same)
        of_letters = [problem for letter in letters for problem in letter.problems]
        found = make_table("problems", [*problems, *now["lost"], *of_letters, *duplicates, *wrong, *lost])
        known = [found, kept.problems] if kept else [found]
        write_tables(_make_all(workers, parts, list(codebook.themes), known), workshop / "tables")
        forget_stock(folder.processed)
        move_tables(workshop / "tables", folder.processed)
        write_stock(now, folder.processed)
    return [letter.file for letter in letters]


def _lock(folder: DataFolder) -> FileLock:
    return FileLock(folder.processed / ".lock")


@contextmanager
def _make_workshop(folder: DataFolder) -> Iterator[Path]:
    """Make a folder for what is unfinished, without what a build that was cut off may have left there."""
    workshop = folder.processed / ".workshop"
    shutil.rmtree(workshop, ignore_errors=True)
    workshop.mkdir()
    try:
        yield workshop
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


@contextmanager
def _little_garbage() -> Iterator[None]:
    """Look for circular garbage seldom: a build makes millions of small things and hardly any of that."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _list_to_try_again(folder: DataFolder, jobs: int | None) -> set[str]:
    """Return the files that the last build could not read for a reason that may have passed.

    One that hung or crashed its reader may do so again, and is tried in a process of its own alone.
    """
    problems = read_table(folder.processed, "problems")
    passing = PASSING if jobs is None else PASSING + PASSING_OF_WORKERS
    return set(problems.loc[problems["sha256"].notna() & problems["reason"].isin(passing), "file"])


def _list_sources(folder: DataFolder, files: dict[str, dict], about: dict, kept: Kept | None) -> list[Source]:
    """Return the files that must be read: all but those whose rows, or problems, still hold."""
    still = {*kept.visits["file"], *kept.problems["file"]} if kept else set()
    return [
        Source(folder.raw / file, file, entry["sha256"], about.get(file, {}), folder.codebook)
        for file, entry in files.items()
        if file not in still
    ]


def _make_all(
    workers: Workers, parts: list[Part], themes: list[str], problems: list[pd.DataFrame]
) -> Iterator[dict[str, pd.DataFrame]]:
    """Yield the tables a part at a time; last the table `problems`, with those known and those found on the way.

    Raises TableError where they are not what tables.yml says.
    """
    make = partial(make_part, themes=themes)
    made = workers.map(make, parts, instead=lambda part, *_: make(part), ahead=PARTS_AHEAD)
    for part, tables in zip(parts, made, strict=True):
        problems.append(tables.pop("problems"))
        if part.changed:
            check_tables(tables)
        yield tables
    last = {"problems": merge_problems(problems)}
    check_tables(last)
    yield last
