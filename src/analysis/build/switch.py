"""From the old tables to the new ones in one step: a build that is ended at any moment leaves the ones or the others.

All new tables are made in a folder of the workshop, with the note of what they were made of. That folder then gets the
name READY: this is the step. Before it the old tables are the tables; after it the new ones are, and whoever holds the
lock next moves them to their names, whatever ended the build that made them.
"""

import shutil
from pathlib import Path

from analysis.base.folder import WORKSHOP
from analysis.base.whole import sync, sync_folder
from analysis.build.inputs import STATE, forget_inputs
from analysis.tables import move_tables

READY = ".ready"


def make_ready(tables: Path, processed: Path) -> None:
    """Let the finished tables in a folder below `processed` be the tables from now on."""
    for path in sorted(tables.iterdir()):
        sync(path)
    sync_folder(tables)
    tables.replace(processed / READY)
    sync_folder(processed)


def move_ready(processed: Path) -> None:
    """Move the tables that are ready, if any are, to their names; one that was ended half-way is gone on with.

    The note of what they were made of is moved last: without it there is no build that a later one could rest on. The
    workshop goes with them.
    """
    ready = processed / READY
    if ready.is_symlink():  # no build makes one; it may lead anywhere
        ready.unlink()
    if not ready.is_dir():
        return
    if (ready / STATE).exists():
        forget_inputs(processed)
        move_tables(ready, processed)
        sync_folder(processed)
        (ready / STATE).replace(processed / STATE)
        sync_folder(processed)
    shutil.rmtree(processed / WORKSHOP, ignore_errors=True)  # nothing in it is needed any more
    shutil.rmtree(ready)
