"""What a worker of a Dask cluster does: it says what it is, and does one part of the work after the other.

A part is done in a process of its own under the worker, so that a letter which hangs or crashes its reader is given up
alone there too, and no worker ends with it.
"""

import functools
import multiprocessing
import pickle
import platform
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from analysis.base.garbage import seldom_garbage
from analysis.base.mendable import MendableError
from analysis.base.resources import PACKAGE
from analysis.build.inputs import ROOMS_OF_HISTORY, ROOMS_OF_LETTERS, hash_file, hash_rooms
from analysis.build.store import Address
from analysis.build.workers import Answer, Instead, Workers, open_workers

SECONDS_IDLE = 60  # after which a worker ends a process that has nothing to do

# What letters are read with, and tables made: another version may do so in another way.
PACKAGES = (
    "visit-findings",
    "lxml",
    "numpy",
    "pandas",
    "pyarrow",
    "pypdfium2",
    "python-docx",
    "pyyaml",
    "scikit-learn",
    "trafilatura",
)

Place = Path | Address
Version = dict[str, str]


class ClusterError(MendableError):
    """A cluster that cannot be used, or that was lost; what was read by then waits for the next build."""


class Task(NamedTuple):
    """What is done with each thing of a part, as `Workers.map` takes it, and the version that must do it."""

    work: Callable[[Any], Answer]
    instead: Instead
    seconds: float | None
    version: Version


class WorkerFacts(NamedTuple):
    """What a worker says of itself: its version, and the place that it does not reach ("" where it reaches all)."""

    version: Version
    unreached: str


def describe_worker(files: Mapping[Place, str], mark: Place) -> WorkerFacts:
    """Return, on a worker, what it is and whether it reaches what the work needs.

    `files` are read, and must have these fingerprints; beside `mark`, which must be there, a file is written.
    """
    unreached = [place for place, fingerprint in files.items() if not _is_alike(place, fingerprint)]
    try:
        if mark.exists():
            own = mark.parent / f"{uuid4().hex}.mark"
            own.write_bytes(b"")
            own.unlink()
        else:
            unreached.append(mark.parent)
    except OSError:
        unreached.append(mark.parent)
    return WorkerFacts(describe_version(), str(unreached[0]) if unreached else "")


def _is_alike(place: Place, fingerprint: str) -> bool:
    try:
        return hash_file(place) == fingerprint
    except OSError:
        return False


@functools.cache
def describe_version() -> Version:
    """Return what must be alike on all machines: Python, packages, and the code and data of this one."""
    found = {"Python": ".".join(platform.python_version_tuple()[:2])}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "(none)"
    return found | {"code": hash_rooms(ROOMS_OF_LETTERS + ROOMS_OF_HISTORY, PACKAGE)[:12]}


def compare_versions(worker: str, there: Version, here: Version) -> str:
    """Return a sentence on what a worker has in another version than this machine; nothing where it has none.

    >>> compare_versions("tcp://10.0.0.7:4000", {"Python": "3.12"}, {"Python": "3.11"})
    'worker tcp://10.0.0.7:4000 has Python 3.12, and here it is 3.11; install the same versions on every machine'
    """
    other = [f"{name} {there.get(name)}, and here it is {own}" for name, own in here.items() if there.get(name) != own]
    return f"worker {worker} has {'; '.join(other)}; install the same versions on every machine" if other else ""


def do_part(task: Task, part: list[Any]) -> list[bytes]:
    """Return, on a worker, the packed answers to the things of a part, done in a process of its own.

    Raises ClusterError where this worker has another version, as one may that came after the build began.
    """
    from distributed import get_worker

    if fault := compare_versions(get_worker().address, describe_version(), task.version):
        raise ClusterError(fault)
    with borrow_workers() as workers:
        work, instead = partial(do_packed, task.work), partial(do_packed, task.instead)
        return list(workers.map(work, part, instead=instead, seconds=task.seconds))


def do_packed(work: Callable[..., Answer], *thing: Any) -> bytes:
    """Return the answer as bytes, which travel as they are: things in it that are one stay one."""
    with seldom_garbage():
        return pickle.dumps(work(*thing), protocol=pickle.HIGHEST_PROTOCOL)


def unpack(answer: bytes) -> Answer:
    """Return the answer that a worker packed."""
    return pickle.loads(answer)


class IdleWorkers(NamedTuple):
    """Workers that wait for the next part, with all that reading needs loaded. `timer` ends them through `stack`."""

    workers: Workers
    stack: ExitStack
    timer: threading.Timer


_idle: list[IdleWorkers] = []


@contextmanager
def borrow_workers() -> Iterator[Workers]:
    """Give one process, on a worker of a cluster; it stays for the next part, for a while, unless an error ends it."""
    try:
        workers, stack, timer = _idle.pop()
        timer.cancel()
    except IndexError:
        multiprocessing.current_process().daemon = False  # under a nanny it is one, and such may begin no process
        stack = ExitStack()
        workers = stack.enter_context(open_workers(1, has_threads=True))
    with ExitStack() as ending:
        ending.push(stack)
        yield workers
        ending.pop_all()
    timer = threading.Timer(SECONDS_IDLE, _end_idle, [stack])
    timer.daemon = True
    _idle.append(IdleWorkers(workers, stack, timer))
    timer.start()


def _end_idle(stack: ExitStack) -> None:
    for idle in [idle for idle in _idle if idle.stack is stack]:
        with suppress(ValueError):  # it was borrowed at this moment
            _idle.remove(idle)
            stack.close()
