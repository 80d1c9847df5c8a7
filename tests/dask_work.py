"""Work for the workers of a cluster, who must be able to import it, and soon."""

import ctypes
import os
import time
from pathlib import Path
from types import SimpleNamespace


def is_refused_by_all(thing: str) -> str:
    """Answer, but act as a worker's end does where the thing is deadly."""
    if thing == "deadly":
        from distributed import KilledWorker

        raise KilledWorker("a part", SimpleNamespace(address="its worker"), 0)
    return thing.upper()


def hang_or_answer(thing: str) -> str:
    """Answer; never, or with the end of the process, where that is the thing."""
    if thing == "hang":
        time.sleep(1000)
    if thing == "crash":
        os._exit(3)
    return thing.upper()


def hang_for_good(path: Path) -> None:
    """Write which process this is, and hang where no signal is looked at, as a reader in C does."""
    path.write_text(str(os.getpid()), encoding="utf-8")
    ctypes.PyDLL(None).sleep(1000)


def fail_once(path: Path) -> str:
    """Fail as a folder that is away for a moment does."""
    if not path.exists():
        path.touch()
        raise OSError("the folder is away")
    return "there"


def say_why(thing: str, reason: str, detail: str) -> str:
    """Answer in the place of the work."""
    return f"{thing}: {reason}"
