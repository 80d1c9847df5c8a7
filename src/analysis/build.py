"""The one way from data/raw to data/processed: only what changed is read again."""

import gc
import multiprocessing
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

import pandas as pd
from filelock import FileLock

from analysis.about import read_about
from analysis.coding import read_codebook
from analysis.folder import DataFolder, find_data_folder, list_letters
from analysis.history import derive_history, renew_history
from analysis.merge import keep_rows, merge_letters
from analysis.reading import Reading, Source, read_letter
from analysis.review import apply_reviews, read_reviews
from analysis.stock import forget_stock, only_letters_changed, read_stock, take_stock, unchanged_files, write_stock
from analysis.tables import make_table, read_schemas, read_tables, write_tables

SELDOM = 50_000, 20, 100  # new objects before Python looks for garbage among them, among older and the oldest ones

Progress = Callable[[Iterable[Reading], int], Iterable[Reading]]


class Built(NamedTuple):
    """What a build did: the tables, and the files that were read anew."""

    tables: dict[str, pd.DataFrame]
    read: list[str]


def load(folder: DataFolder | None = None) -> dict[str, pd.DataFrame]:
    """Return the tables by name, brought up to date with the data folder first. Prints nothing."""
    return build(folder or find_data_folder()).tables


def build(folder: DataFolder, *, jobs: int = 1, progress: Progress = lambda readings, _: readings) -> Built:
    """Bring `folder.processed` up to date with `folder.raw` and return the tables, and what was read for it.

    An incremental build equals a clean one byte for byte. `progress` wraps the readings as they come in and is told
    how many there will be. A lock keeps two builds of one folder apart. Raises CodebookError for an analyst's
    codebook that cannot be used; the tables then stay as they were.
    """
    folder.processed.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.processed / ".lock"), _little_garbage():
        about, problems = read_about(folder.about, list_letters(folder))
        before = read_stock(folder.processed)
        now = take_stock(folder, about, before)
        if now == before:
            return Built(read_tables(folder.processed), [])
        codebook = read_codebook(folder.codebook)
        old = read_tables(folder.processed) if before else {}
        kept = keep_rows(old, unchanged_files(now, before)) if before else {}
        sources = _list_sources(folder, now["files"], about, kept)
        readings = list(progress(_read_all(sources, jobs), len(sources)))
        read = [reading.file for reading in readings]
        tables = merge_letters(kept, readings, [*problems, *now["lost"]])
        del readings  # the tables hold all of it
        tables |= apply_reviews(tables, read_reviews(folder.review, codebook))
        if only_letters_changed(now, before) and not len(tables["thread_reviews"]):
            tables |= renew_history(tables, list(codebook.themes), old)
        else:
            tables |= derive_history(tables, list(codebook.themes))
        tables = {name: make_table(name, tables[name]) for name in read_schemas()}
        forget_stock(folder.processed)
        write_tables(tables, folder.processed)
        write_stock(now, folder.processed)
        return Built(tables, read)


@contextmanager
def _little_garbage() -> Iterator[None]:
    """Look for circular garbage seldom: a build makes millions of small things and hardly any of that."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _list_sources(
    folder: DataFolder, files: dict[str, dict], about: dict, kept: dict[str, pd.DataFrame]
) -> list[Source]:
    still = set(kept["visits"]["file"]) | set(kept["problems"]["file"]) if kept else set()
    return [
        Source(folder.raw / file, file, entry["sha256"], about.get(file, {}), folder.codebook)
        for file, entry in files.items()
        if file not in still
    ]


def _read_all(sources: list[Source], jobs: int) -> Iterator[Reading]:
    if jobs == 1 or len(sources) < 2:
        yield from map(read_letter, sources)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(jobs, mp_context=_choose_context()) as pool:
        yield from pool.map(read_letter, sources, chunksize=2)


def _choose_context() -> multiprocessing.context.BaseContext:
    """Return how processes are started: on Linux as copies of this one, which need not load everything again."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
