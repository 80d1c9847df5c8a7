"""What is done in a process that is ended: each yields what it has to say."""

import os
from collections.abc import Iterator
from pathlib import Path

from analysis.base.folder import DataFolder
from analysis.base.mendable import MendableError
from analysis.build import build, load
from analysis.build.switch import make_ready, move_ready
from analysis.review import write_decisions

NOBODY = 65534  # the user who owns nothing


def build_tables(folder: DataFolder, jobs: int | None) -> Iterator[str]:
    """Build, and say what a person is told where that cannot be."""
    try:
        build(folder, jobs=jobs)
    except MendableError as error:
        yield str(error)


def build_with_room(folder: DataFolder, jobs: int | None, most: int) -> Iterator[str]:
    """Build where no file may have more than so many bytes."""
    import resource  # no other system than this one has it

    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    yield from build_tables(folder, jobs)


def build_as_nobody(folder: DataFolder, elsewhere: Path) -> Iterator[str]:
    """Build as somebody who may write nowhere; first elsewhere, for then all of the suite is loaded."""
    build(DataFolder(folder.raw, elsewhere))
    _be_nobody()
    yield from build_tables(folder, None)


def save_as_nobody(review: Path, decision: dict[str, str]) -> Iterator[str]:
    """Save a decision as somebody who may write nowhere."""
    _be_nobody()
    try:
        write_decisions(review, [decision])
    except MendableError as error:
        yield str(error)


def _be_nobody() -> None:
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def switch(processed: Path) -> Iterator[str]:
    """Let the tables that lie finished in the workshop be the tables."""
    make_ready(processed / ".workshop" / "tables", processed)
    move_ready(processed)
    yield "done"


def go_on_loading(folder: DataFolder, stop: Path) -> Iterator[str]:
    """Load as a notebook does, again and again until there is a file `stop`, and say what each time was read."""
    from faults.small import print_of

    while not stop.exists():
        yield print_of(load(folder))


def save(review: Path, name: str, decisions: list[dict[str, str]]) -> Iterator[int]:
    """Save decisions one after the other, and say how many are saved."""
    for number, decision in enumerate(decisions, start=1):
        write_decisions(review, [decision], name)
        yield number
