"""Files written whole: whoever reads one, or ends its writer at any moment, meets the old bytes or the new ones.

So are new folders: one is there with all that belongs in it, or not at all.
"""

import errno
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

# Of an OSError: no room, or no right to write. A person can mend that, and nothing that was there has changed.
NO_ROOM_OR_RIGHT = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM)


def write_whole(path: Path, content: bytes, *, may_replace: Callable[[], bool] = lambda: True) -> bool:
    """Write the file whole beside the old one, make sure that it is on the disk, and move it to its name.

    It is moved only where `may_replace()` is true at that moment; returns whether it was. A link of either name is
    replaced and never followed: in a folder of somebody else's it may lead anywhere. Raises OSError where the file
    cannot be written; the old one stays as it was.
    """
    beside = path.with_name(f".{path.name}.writing")
    beside.unlink(missing_ok=True)  # of a writer that was ended
    try:
        with beside.open("xb") as stream:
            stream.write(content)
        sync(beside)
        with suppress(OSError):  # there is no old one, or it lies where rights cannot be given
            shutil.copymode(path, beside)  # who may read the old one may read the new one
        if replaced := may_replace():
            beside.replace(path)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)  # where it was not moved
    sync_folder(path.parent)
    return replaced


def write_new_folder(folder: Path, write: Callable[[Path], object]) -> Path:
    """Let `write` fill a folder beside, move it to its name, and return its path: `folder`, or with a number behind it.

    The number, from two, is the first that is free. What fails half-way leaves no folder; a writer that is ended leaves
    a hidden one. Raises OSError where it cannot be made or moved, and what `write` raises.
    """
    beside = make_free(folder.with_name(f".{folder.name}.writing"), lambda path: path.mkdir(parents=True))
    try:
        write(beside)
        return make_free(folder, beside.rename)
    finally:
        shutil.rmtree(beside, ignore_errors=True)  # where it was not moved


def make_free(path: Path, make: Callable[[Path], object]) -> Path:
    """Let `make` make what is called `path`, or with the first number behind it (from two) that is free; return which.

    Raises OSError, as `make` does where nothing of that name is there.
    """
    turn, named = 1, path
    while True:
        try:
            if not named.exists():
                make(named)
                return named
        except OSError:
            if not named.exists():  # else another was quicker
                raise
        turn += 1
        named = path.with_name(f"{path.name}-{turn}")


def sync(path: Path) -> None:
    """Wait until the bytes of a file are on the disk, where they outlast a loss of power."""
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; systems that keep them in another way have no such call."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
