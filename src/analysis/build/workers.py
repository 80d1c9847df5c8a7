"""Work done in processes of their own: a letter that hangs or crashes its reader is given up, and no other is lost."""

import faulthandler
import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import IO, Any

SECONDS_A_FILE = 20  # that reading one may take; the slowest real letter takes half a second
SECONDS_TO_STOP = 5  # a process whose time is over, before it ends itself: whoever would stop it is gone

# Of work that is under way or done and not yet asked for: bounds the memory that results take.
MOST_AHEAD = 200

Answer = Any
Instead = Callable[[Any, str, str], Answer]  # from a thing, the id of a reason in problems.yml, and a detail


class Workers:
    """Some processes, or this one alone, that do the same work on many things."""

    def __init__(self, pool: Any = None):
        self._pool = pool

    def map(
        self,
        work: Callable[[Any], Answer],
        things: Iterable[Any],
        *,
        instead: Instead,
        seconds: float | None = None,
        ahead: int = MOST_AHEAD,
    ) -> Iterator[Answer]:
        """Begin, and return an iterator of what `work` makes of each thing, in their order; `ahead` are under way.

        In processes of their own, a thing that takes more than `seconds`, or ends its process, gives what `instead`
        says; the others are not touched by it. An error that `work` raises is raised by the iterator.
        """
        if self._pool is None:
            return map(work, things)
        if seconds:
            work = partial(_do_or_end, work, seconds + SECONDS_TO_STOP)

        def begin(thing: Any) -> tuple[Any, Any]:
            return thing, self._pool.schedule(work, args=(thing,), timeout=seconds)

        things = iter(things)
        begun = deque(map(begin, islice(things, ahead)))
        return _list_answers(begun, map(begin, things), seconds, instead)


def _do_or_end(work: Callable[[Any], Answer], seconds: float, thing: Any) -> Answer:
    """Return the answer to a thing; end this process after so many seconds, also where C code does not return.

    The process that began this one stops it sooner, unless it was ended itself.
    """
    faulthandler.dump_traceback_later(seconds, exit=True, file=_open_nowhere())  # no thread of Python's: C may hold it
    try:
        return work(thing)
    finally:
        faulthandler.cancel_dump_traceback_later()


@cache
def _open_nowhere() -> IO[bytes]:
    return Path(os.devnull).open("wb")  # for the traceback, which tells nobody anything


def _list_answers(begun: deque, rest: Iterator, seconds: float | None, instead: Instead) -> Iterator[Answer]:
    """Yield the answers to what was begun; for each a thing of the rest is begun."""
    while begun:
        yield _wait(*begun.popleft(), seconds, instead)
        begun.extend(islice(rest, 1))


def _wait(thing: Any, future: Any, seconds: float | None, instead: Instead) -> Answer:
    from pebble import ProcessExpired

    try:
        return future.result()
    except TimeoutError:
        return instead(thing, "too-slow", f"It took more than {seconds:.0f} seconds.")
    except ProcessExpired as error:
        return instead(thing, "crashed", f"Its reader ended with code {error.exitcode}.")


@contextmanager
def open_workers(jobs: int | None, *, most: int | None = None, has_threads: bool = False) -> Iterator[Workers]:
    """Give `jobs` processes to work with, but no more than the `most` that there is to do, and at least one.

    Without a number of jobs, the work is done in this process. `has_threads` tells that this process has threads of
    others, as a notebook's kernel has.
    """
    if jobs is None:
        yield Workers()
        return
    from pebble import ProcessPool

    workers = jobs if most is None else min(jobs, max(1, most))
    pool = ProcessPool(max_workers=workers, context=_choose_context(has_threads))
    try:
        yield Workers(pool)
    except BaseException:
        pool.stop()
        raise
    finally:
        pool.close()
        pool.join()


def _choose_context(has_threads: bool) -> multiprocessing.context.BaseContext:
    """Return how processes are started: on Linux as copies of this one, which need not load everything again.

    But not from one that has threads: a copy lacks them, and may wait for them for ever.
    """
    has_threads = has_threads or "ipykernel.kernelapp" in sys.modules
    return multiprocessing.get_context("fork" if sys.platform == "linux" and not has_threads else "spawn")
