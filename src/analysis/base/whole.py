"""Files written whole: whoever reads one, or ends its writer at any moment, meets the old bytes or the new ones."""

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
