"""A Dask cluster on this machine alone: a real scheduler and real workers, in processes of their own."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from distributed import Client
from shipped import REPOSITORY

LOOPBACK = ("--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0")
PATIENCE = 300  # seconds; a quiet machine needs three

SOURCES = REPOSITORY / "src"


class DaskCluster(NamedTuple):
    """The address of the scheduler, its process, and those of the workers; `folder` is for their notes."""

    address: str
    scheduler: subprocess.Popen
    workers: list[subprocess.Popen]
    folder: Path


@contextmanager
def open_dask(folder: Path, workers: list[tuple[str, ...]]) -> Iterator[DaskCluster]:
    """Give a cluster of workers with these further options; in the end no process of it is left."""
    facts = folder / "scheduler.json"
    scheduler = start(folder, "scheduler", "--port", "0", "--scheduler-file", str(facts))
    cluster = DaskCluster(read_address(facts, scheduler), scheduler, [], folder)
    try:
        for options in workers:
            add_worker(cluster, *options)
        yield cluster
    finally:
        for process in (*cluster.workers, scheduler):
            end(process)


def start(folder: Path, *arguments: str, sources: Path = SOURCES) -> subprocess.Popen:
    """Start a scheduler or a worker in a group of processes of its own."""
    paths = os.pathsep.join(map(str, (sources, REPOSITORY / "tests")))
    notes = (folder / f"{arguments[0]}-{time.monotonic_ns()}.txt").open("wb")
    with notes:
        return subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *LOOPBACK, *arguments[1:]],
            env=os.environ | {"PYTHONPATH": paths},
            cwd=folder,
            stdout=notes,
            stderr=notes,
            start_new_session=True,
        )


def add_worker(cluster: DaskCluster, *options: str, sources: Path = SOURCES) -> subprocess.Popen:
    """Start a worker of one thread and wait until the scheduler knows it."""
    at = (cluster.address, "--nthreads", "1", "--local-directory", str(cluster.folder))
    with Client(cluster.address, set_as_default=False) as client:
        known = len(client.nthreads())
        process = start(cluster.folder, "worker", *at, *options, sources=sources)
        cluster.workers.append(process)
        client.wait_for_workers(known + 1, timeout=PATIENCE)
    return process


def read_address(facts: Path, scheduler: subprocess.Popen) -> str:
    """Return the address that a scheduler writes into a file when it is up."""
    end_of_patience = time.monotonic() + PATIENCE
    while time.monotonic() < end_of_patience and scheduler.poll() is None:
        try:
            return json.loads(facts.read_text())["address"]
        except (OSError, ValueError):  # it is not there yet, or half of it
            time.sleep(0.05)
    raise TimeoutError("the scheduler did not start")


def end(process: subprocess.Popen) -> None:
    """End a process and all that it began, at once."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
