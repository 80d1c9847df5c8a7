"""The workers of a Dask cluster, on other machines: they do what Workers does, a part of the things at a time.

Each part is done in a process of its own under the worker, so that a letter which hangs or crashes its reader is given
up alone there too, and no worker ends with it. Paths go out; what comes back is small, or finished tables, packed.
"""

import functools
import logging
import multiprocessing
import pickle
import platform
import threading
import time
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from analysis.base.mendable import MendableError
from analysis.base.resources import PACKAGE
from analysis.build.inputs import ROOMS_OF_HISTORY, ROOMS_OF_LETTERS, hash_rooms
from analysis.build.store import Address
from analysis.build.workers import MOST_AHEAD, Answer, Instead, Workers, open_workers, seldom_garbage

PARTS_A_THREAD = 4  # at the least, so that none waits long for the last one
UNDER_WAY = 2  # parts for each thread of the cluster: one is done, and one waits
SECONDS_TO_ANSWER = 15  # of a scheduler
SECONDS_WITHOUT_WORKERS = 60  # after which a build is given up
SECONDS_A_LOOK = 2  # between two looks whether the cluster is still there
SECONDS_IDLE = 60  # after which a worker ends a process that has nothing to do

# What letters are read with: another version may read them in another way.
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

AS_THEY_WERE = "The tables are as they were, and the next build goes on from what was read"

Place = Path | Address
Version = dict[str, str]


class ClusterError(MendableError):
    """A cluster that cannot be used, or that was lost; what was read by then waits for the next build."""


class Task(NamedTuple):
    """What is done with each thing of a part, as `Workers.map` takes it, and the version that must do it."""

    do: Callable[[Any], Answer]
    instead: Instead
    seconds: float | None
    version: Version


class Cluster:
    """The workers of a cluster, with the interface of Workers."""

    def __init__(self, client: Any, address: str):
        self._client = client
        self._address = address
        self._version = describe_version()

    def map(
        self,
        work: Callable[[Any], Answer],
        things: Iterable[Any],
        *,
        instead: Instead,
        seconds: float | None = None,
        ahead: int = MOST_AHEAD,
    ) -> Iterator[Answer]:
        """Begin, and return an iterator of what `work` makes of each thing, in their order; see `Workers.map`.

        A part has at most half of what may be `ahead`, and each thread of the cluster has two parts under way. A part
        that two times ends its workers is halved until the thing is alone, for which `instead` answers. Raises
        ClusterError where the cluster is lost or a worker has another version, and what `work` raises; after an
        OSError, which may pass, the part is tried once more.
        """
        task = Task(work, instead, seconds, self._version)
        things = list(things)
        threads = max(1, self._count_threads())
        size = min(ahead // 2, ceil(len(things) / (PARTS_A_THREAD * threads)))
        parts = iter(cut_parts(things, max(1, size)))

        def begin(part: list[Any]) -> tuple[list[Any], Any]:
            return part, self._submit(task, part)

        begun = deque(map(begin, islice(parts, UNDER_WAY * threads)))
        return self._list_answers(task, begun, map(begin, parts))

    def _list_answers(self, task: Task, begun: deque, rest: Iterator) -> Iterator[Answer]:
        while begun:
            yield from self._finish(task, *begun.popleft())
            begun.extend(islice(rest, 1))

    def _submit(self, task: Task, part: list[Any]) -> Any:
        with self._or_lost():
            return self._client.submit(do_part, task, part, key=f"visits-{uuid4().hex}", pure=False)

    def _finish(self, task: Task, part: list[Any], future: Any, *, again: bool = False) -> Iterator[Answer]:
        """Yield the answers to the things of a part; `again` tells that it failed before."""
        from distributed import KilledWorker

        try:
            answers = self._wait(future)
        except (KilledWorker, OSError) as error:
            if not again:
                yield from self._finish(task, part, self._submit(task, part), again=True)
            elif isinstance(error, OSError):
                raise
            elif len(part) == 1:
                yield task.instead(part[0], "crashed", "Each worker of the cluster that read it came to its end.")
            else:
                halves = [(half, self._submit(task, half)) for half in cut_parts(part, ceil(len(part) / 2))]
                for half in halves:
                    yield from self._finish(task, *half)
            return
        yield from map(_unpack, answers)

    def _wait(self, future: Any) -> list[bytes]:
        """Return the packed answers to a part; raise what its work raised, or that all workers are lost."""
        since = time.monotonic()
        try:
            while not self._is_done(future):
                if self._count_threads():
                    since = time.monotonic()
                elif time.monotonic() - since > SECONDS_WITHOUT_WORKERS:
                    raise ClusterError(
                        f"{self._address}: the cluster has had no worker for {SECONDS_WITHOUT_WORKERS} seconds; start "
                        f"some. {AS_THEY_WERE}"
                    )
            return future.result()
        finally:
            future.release()

    def _is_done(self, future: Any) -> bool:
        with self._or_lost():
            try:
                future.exception(timeout=SECONDS_A_LOOK)
            except TimeoutError:
                return False
            return True

    def _count_threads(self) -> int:
        with self._or_lost():
            return sum(self._client.nthreads().values())

    @contextmanager
    def _or_lost(self) -> Iterator[None]:
        """Raise ClusterError where the scheduler cannot be spoken to, which shows in several ways."""
        from distributed import CancelledError

        try:
            yield
        except (CancelledError, OSError, RuntimeError) as error:
            raise ClusterError(f"{self._address}: the scheduler of the cluster was lost. {AS_THEY_WERE}") from error


def cut_parts(things: list[Any], size: int) -> list[list[Any]]:
    """Return things in parts of that size, the last one perhaps smaller.

    >>> cut_parts([1, 2, 3, 4, 5], 2)
    [[1, 2], [3, 4], [5]]
    """
    return [things[start : start + size] for start in range(0, len(things), size)]


@contextmanager
def open_cluster(address: str, places: Sequence[Place]) -> Iterator[Cluster]:
    """Give the workers of the cluster whose scheduler is at `address`.

    Raises ClusterError where none answers there, where there are no workers, or one of them has another version or does
    not see the `places`: the folder of the letters, and the one in which they wait.
    """
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise ClusterError("--cluster needs the package distributed; run pip install '.[cluster]'") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters ends in a sentence of ours
    try:
        client = Client(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise ClusterError(f"{address}: no scheduler of a Dask cluster answers there ({error})") from error
    try:
        check_workers(client, address, places)
        yield Cluster(client, address)
    finally:
        client.close(timeout=1)


def check_workers(client: Any, address: str, places: Sequence[Place]) -> None:
    """Raise ClusterError unless every worker has the version of this machine and reads and writes the `places`."""
    waiting = places[-1]
    mark = f"{uuid4().hex}.mark"
    (waiting / mark).write_bytes(b"")
    try:
        answers = client.run(describe_worker, places, mark, on_error="return")
    finally:
        (waiting / mark).unlink(missing_ok=True)
    if not answers:
        raise ClusterError(f"{address}: the cluster has no worker; start some and build again")
    for worker, answer in sorted(answers.items()):
        if isinstance(answer, Exception):
            raise ClusterError(
                f"worker {worker} cannot do the work: it has no visit-findings of this version ({answer})"
            )
        there, unseen = answer
        if fault := compare_versions(worker, there, describe_version()):
            raise ClusterError(fault)
        if unseen:
            raise ClusterError(
                f"worker {worker} does not reach {unseen}; letters and tables must lie in a folder that all machines "
                "share, under the same path, or at an address"
            )


def describe_worker(places: Sequence[Place], mark: str) -> tuple[Version, str]:
    """Return, on a worker, its version, and the place that it does not reach ("" where it reaches all)."""
    *read, waiting = places
    unseen = [place for place in read if not place.exists()]
    own = waiting / f"{uuid4().hex}.mark"
    try:
        if not (waiting / mark).exists():
            unseen.append(waiting)
        else:
            own.write_bytes(b"")
            own.unlink(missing_ok=True)
    except OSError:
        unseen.append(waiting)
    return describe_version(), str(unseen[0]) if unseen else ""


@functools.cache
def describe_version() -> Version:
    """Return what must be alike on all machines: Python, packages, and the code and data of this one."""
    found = {"Python": ".".join(platform.python_version_tuple()[:2])}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "none"
    return found | {"the code of visit-findings": hash_rooms(ROOMS_OF_LETTERS + ROOMS_OF_HISTORY, PACKAGE)[:12]}


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
        do, instead = partial(_do_packed, task.do), partial(_do_packed, task.instead)
        return list(workers.map(do, part, instead=instead, seconds=task.seconds))


def _do_packed(work: Callable[..., Answer], *thing: Any) -> bytes:
    """Return the answer as bytes: frames that are one thing stay one, and tables take a quarter of the room."""
    with seldom_garbage():
        return zlib.compress(pickle.dumps(work(*thing), protocol=pickle.HIGHEST_PROTOCOL), level=1)


def _unpack(answer: bytes) -> Answer:
    return pickle.loads(zlib.decompress(answer))


class IdleWorkers(NamedTuple):
    """Workers that wait for the next part: what they have loaded is loaded. `timer` ends them, through `stack`."""

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
        workers = stack.enter_context(open_workers(1))
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
