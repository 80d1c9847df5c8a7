"""Print what a build of many letters takes by one job, by two, and by a Dask cluster of two workers on this machine.

python benchmarks/cluster.py FOLDER [LETTERS]

FOLDER has the letters; the first LETTERS of them are built (200). Seconds of processor time are those of the process
that builds and of those that read. They change little where others use the machine too; seconds by the clock do, and so
does what Dask itself takes, which is therefore printed as a share of a core.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import psutil
from builds import bytes_of
from dask_cluster import open_dask


class Cost(NamedTuple):
    """Of a build: seconds by the clock, of processor time where it was begun, in all, of Dask; bytes of a worker."""

    clock: float
    builder: float
    processor: float
    dask: float
    memory: int


def main() -> None:
    """Print the figures."""
    letters = sorted(Path(sys.argv[1]).glob("*.*"))[: int(sys.argv[2]) if len(sys.argv) > 2 else 200]
    with tempfile.TemporaryDirectory() as folder, open_dask(Path(folder), [("--no-nanny",), ("--no-nanny",)]) as dask:
        raw = Path(folder, "data", "raw")
        raw.mkdir(parents=True)
        for path in letters:
            shutil.copyfile(path, raw / path.name)
        workers = [psutil.Process(process.pid) for process in dask.workers]
        print(f"{len(letters)} letters, {sum(path.stat().st_size for path in letters) / 1e6:.0f} MB")
        ways = {
            "one job": ("--jobs", "1"),
            "two jobs": ("--jobs", "2"),
            "two workers, cold": ("--cluster", dask.address),
            "two workers, warm": ("--cluster", dask.address),
        }
        costs, tables = {}, []
        for way, options in ways.items():
            out = Path(folder, way.replace(" ", "-"))
            costs[way] = measure(raw, out, options, workers if "--cluster" in options else [])
            tables.append(bytes_of(out))
            print(describe(way, costs[way], costs["one job"], len(letters)))
        are = "are alike" if all(found == tables[0] for found in tables) else "ARE NOT ALIKE"
        print(f"The tables of all four {are}; they have {size_of(out) / 1e6:.1f} MB.")


def measure(raw: Path, out: Path, options: tuple[str, ...], workers: list[psutil.Process]) -> Cost:
    """Return what a build takes; `workers` are those of the cluster that it is done on, if any."""
    used, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    before = [(time_of(worker), time_of_readers(worker)) for worker in workers]
    command = (sys.executable, "-m", "analysis.cli", "build", "--raw", str(raw), "--out", str(out), *options)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    clock, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    builder = after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime
    dask = sum(time_of(worker) - own for worker, (own, _) in zip(workers, before, strict=True))
    readers = sum(time_of_readers(worker) - theirs for worker, (_, theirs) in zip(workers, before, strict=True))
    return Cost(clock, builder, builder + readers, dask, max(map(memory_of_tree, workers), default=0))


def time_of(process: psutil.Process) -> float:
    """Return the seconds of processor time that a process itself has taken."""
    return process.cpu_times().user + process.cpu_times().system


def time_of_readers(worker: psutil.Process) -> float:
    """Return the seconds of processor time of the processes that a worker began, what has ended included."""
    ended = worker.cpu_times().children_user + worker.cpu_times().children_system
    return ended + sum(map(time_of, worker.children(recursive=True)))


def memory_of_tree(process: psutil.Process) -> int:
    """Return the bytes that a process and all that it began hold now."""
    return sum(part.memory_info().rss for part in (process, *process.children(recursive=True)))


def describe(way: str, cost: Cost, one: Cost, n_letters: int) -> str:
    """Return a line on a build, beside that of one job."""
    return (
        f"{way + ':':19}{cost.clock:6.1f} s by the clock ({one.clock / cost.clock:.2f} times as fast as one job), "
        f"{cost.processor:6.1f} s of processor time ({cost.processor / one.processor:.2f}), {cost.builder:5.1f} s "
        f"of it where it was begun; {n_letters / cost.processor:.1f} letters a second and core"
        + (f"; a worker held {cost.memory / 1e6:.0f} MB" if cost.memory else "")
        + (f", Dask took {50 * cost.dask / cost.clock:.0f}% of a core for each" if cost.dask else "")
    )


def size_of(folder: Path) -> int:
    """Return the bytes of the tables in a folder."""
    return sum(path.stat().st_size for path in folder.glob("*.parquet"))


if __name__ == "__main__":
    os.environ.pop("VISITS_DATA", None)
    main()
