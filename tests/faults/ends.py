"""Work in a process of its own that is ended with signal 9: at a moment, or at a step on the disk.

A process that has imported the suite already makes a copy of itself for each, so that none has to begin with that.
"""

import multiprocessing
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from multiprocessing.connection import Connection
from typing import Any

import pytest

SEED = 20261127
ROUNDS = int(os.environ.get("FAULTS", 5))  # that a test tries; `make test-faults` asks for 200
STEPS = ("os.rename", "os.remove", "os.rmdir", "os.mkdir")  # what the system is asked for, and opening to write
WRITING = os.O_WRONLY | os.O_RDWR
ENDED = -signal.SIGKILL

PROCESSES = multiprocessing.get_context("forkserver" if sys.platform != "win32" else "spawn")


@cache
def start_copier() -> None:
    """Start the process that makes copies of itself. Where modules lie, Python before 3.13 does not tell it."""
    from multiprocessing import forkserver

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
        PROCESSES.set_forkserver_preload(["faults.warm"])
        forkserver.ensure_running()


class Work:
    """Work that was begun in a process of its own, with the processes that it starts itself."""

    def __init__(self, work: Callable[..., Any], *args: Any, step: int | None = None) -> None:
        start_copier()
        self.answers, theirs = PROCESSES.Pipe(duplex=False)
        self._process = PROCESSES.Process(target=_lead, args=(theirs, step, work, args))
        self._process.start()
        theirs.close()
        self.answers.recv()  # it leads its processes, and begins

    def end(self, after: float = 0) -> int:
        """End it and what it started after some seconds, and return how it ended: ENDED, or 0 where it was done."""
        self._process.join(after)
        with suppress(ProcessLookupError):  # where it is done
            os.killpg(self._process.pid, signal.SIGKILL)
        return self.wait()

    def wait(self) -> int:
        """Return how it ended, once it has."""
        self._process.join()
        return self._process.exitcode

    def list_answers(self) -> list[Any]:
        """Return what it has said up to now."""
        said = []
        while self.answers.poll():
            try:
                said.append(self.answers.recv())
            except EOFError:
                break
        return said


def _lead(answers: Connection, step: int | None, work: Callable[..., Any], args: tuple) -> None:
    os.setsid()
    if step is not None:
        sys.addaudithook(_end_at(step))
    answers.send("begun")
    for answer in work(*args):
        answers.send(answer)


def _end_at(step: int) -> Callable[[str, tuple], None]:
    """Return a hook that ends this process when it is about to take a step on the disk, the first being 1."""
    own, left = os.getpid(), [step]

    def look(event: str, args: tuple) -> None:
        if os.getpid() == own and (event in STEPS or (event == "open" and (args[2] or 0) & WRITING)):
            left[0] -= 1
            if not left[0]:
                os.kill(own, signal.SIGKILL)

    return look


def measure(work: Callable[..., Any], *args: Any) -> float:
    """Return the seconds that work takes where nobody ends it."""
    undisturbed = Work(work, *args)
    started = time.monotonic()
    assert undisturbed.wait() == 0
    return time.monotonic() - started


def choose_moments(seconds: float, rounds: int = ROUNDS) -> Iterator[float]:
    """Yield a moment for each round, spread over so many seconds by chance, the same at every run."""
    chance = random.Random(SEED)
    moments = [seconds * (number + chance.random()) / rounds for number in range(rounds)]
    chance.shuffle(moments)
    print(f"seconds after the beginning: {', '.join(f'{moment:.3f}' for moment in moments)}")
    yield from moments


def report(what: str, ended: list[int]) -> None:
    """Say how often something was tried, and ended before it was done; whoever gets here has survived all of it."""
    print(f"{what}: {len(ended)} tried ({ended.count(ENDED)} ended before they were done), {len(ended)} survived")
