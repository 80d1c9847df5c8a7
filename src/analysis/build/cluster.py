"""The workers of a Dask cluster, on other machines: they do what Workers does, a part of the things at a time.

Paths go out to them; what comes back is small, or finished tables, packed (`parts`).
"""

import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from math import ceil
from typing import Any
from uuid import uuid4

from analysis.build.parts import (
    ClusterError,
    Place,
    Task,
    compare_versions,
    describe_version,
    describe_worker,
    do_part,
    unpack,
)
from analysis.build.workers import MOST_AHEAD, Answer, Instead

PARTS_A_THREAD = 4  # at the least, so that none waits long for the last one
UNDER_WAY = 2  # parts for each thread of the cluster: one is done, and one waits
SECONDS_TO_ANSWER = 30  # of a scheduler
SECONDS_A_LOOK = 2  # between two looks whether the cluster is still there
SECONDS_WITHOUT_WORKERS = 60  # after which a build is given up

AS_THEY_WERE = "The tables are as they were, and the next build goes on from what was read"


class Cluster:
    """The workers of a cluster, with the interface of Workers."""

    def __init__(self, client: Any, address: str):
        self._client = client
        self._address = address

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
        under which workers end, time and again, is halved until the thing is alone, for which `instead` answers.
        Raises ClusterError where the cluster is lost or a worker has another version, and what `work` raises; after
        an OSError, which may pass, the part is tried once more.
        """
        task = Task(work, instead, seconds, describe_version())
        things = list(things)
        threads = max(1, self._count_threads())
        most = min(ahead // 2, ceil(len(things) / (PARTS_A_THREAD * threads)))
        parts = iter(cut_parts(things, max(1, most)))

        def begin(part: list[Any]) -> tuple[list[Any], Any]:
            return part, self._submit(task, part)

        begun = deque(map(begin, islice(parts, UNDER_WAY * threads)))
        return self._list_answers(task, begun, map(begin, parts))

    def _list_answers(self, task: Task, begun: deque, rest: Iterator) -> Iterator[Answer]:
        """Yield the answers to the parts that were begun; for each a part of the rest is begun."""
        while begun:
            yield from self._finish(task, *begun.popleft())
            begun.extend(islice(rest, 1))

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
                yield task.instead(part[0], "crashed", "Each worker of the cluster that had it came to its end.")
            else:
                halves = [(half, self._submit(task, half)) for half in cut_parts(part, ceil(len(part) / 2))]
                for half in halves:
                    yield from self._finish(task, *half)
        else:
            yield from map(unpack, answers)

    def _submit(self, task: Task, part: list[Any]) -> Any:
        with self._or_lost():
            return self._client.submit(do_part, task, part, key=f"visits-{uuid4().hex}", pure=False)

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
        """Wait for a moment, and tell whether the part is done, well or not."""
        with self._or_lost():
            try:
                future.exception(timeout=SECONDS_A_LOOK)
            except TimeoutError:
                return False
            if future.cancelled():
                raise ConnectionError("the scheduler took its work with it")
            return True

    def _count_threads(self) -> int:
        with self._or_lost():
            return sum(self._client.nthreads().values())

    @contextmanager
    def _or_lost(self) -> Iterator[None]:
        """Raise ClusterError where the scheduler cannot be spoken to, which shows in several ways."""
        try:
            yield
        except (OSError, RuntimeError) as error:
            raise ClusterError(f"{self._address}: the scheduler of the cluster was lost. {AS_THEY_WERE}") from error


def cut_parts(things: list[Any], most: int) -> list[list[Any]]:
    """Return things in parts of that many, the last one perhaps smaller.

    >>> cut_parts([1, 2, 3, 4, 5], 2)
    [[1, 2], [3, 4], [5]]
    """
    return [things[start : start + most] for start in range(0, len(things), most)]


@contextmanager
def open_cluster(address: str, files: Mapping[Place, str], waiting: Place) -> Iterator[Cluster]:
    """Give the workers of the cluster whose scheduler is at `address`.

    Raises ClusterError where none answers there, where there are no workers, or where one of them has another version,
    does not find the `files` with these fingerprints, or cannot write into the folder in which letters wait.
    """
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise ClusterError("--cluster needs the package distributed; run pip install '.[cluster]'") from error
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters ends in a sentence of ours
    try:
        client = Client(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise ClusterError(f"{address}: no scheduler of a Dask cluster answers there ({error})") from error
    try:
        check_workers(client, address, files, waiting)
        yield Cluster(client, address)
    finally:
        client.close(timeout=1)


def check_workers(client: Any, address: str, files: Mapping[Place, str], waiting: Place) -> None:
    """Raise ClusterError as `open_cluster` does."""
    mark = waiting / f"{uuid4().hex}.mark"
    mark.write_bytes(b"")
    try:
        answers = client.run(describe_worker, files, mark, on_error="return")
    finally:
        mark.unlink()
    if not answers:
        raise ClusterError(f"{address}: the cluster has no worker; start some and build again")
    for worker, facts in sorted(answers.items()):
        if isinstance(facts, Exception):
            raise ClusterError(f"worker {worker} has no visit-findings of this version: {facts!r}; install it there")
        if fault := compare_versions(worker, facts.version, describe_version()):
            raise ClusterError(fault)
        if facts.unreached:
            raise ClusterError(
                f"worker {worker} does not reach {facts.unreached}, or finds another file there; letters and tables "
                "must lie in a folder that all machines share, under the same path, or at an address"
            )
