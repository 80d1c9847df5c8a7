"""Print time, memory and size against the number of letters: of a build, one letter more, and what is then asked.

    python benchmarks/scale.py [N ...] [--reports FOLDER] [--data FOLDER] [--jobs N]

Without numbers, 300 and 1,000. The letters are those of many_letters.py, for which REPORTS is a folder of real ones.
With --data they are made, or found, in a folder that stays, and what is built there is not built again. Each thing is
done in a process of its own. Beside seconds of the clock stand those of the processors, which hardly grow when other
work shares the machine; memory is the most that any one process took. Goals are those for 10,000 letters.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from many_letters import write_many
from run import CELLS, time_cells

NOTEBOOK = Path(__file__).parent.parent / "notebooks" / "02_recurring_themes.ipynb"
LOAD = """
import analysis, time
analysis.load()
clock, processor = time.perf_counter(), time.process_time()
analysis.load()
print(time.perf_counter() - clock, time.process_time() - processor)
"""
FIND = """
import analysis, sys, time
from analysis.find import describe_found
tables, question = analysis.load(), eval(sys.argv[1])
for _ in range(3):
    clock, processor = time.perf_counter(), time.process_time()
    describe_found(tables, analysis.find(tables, **question), **question)
    print(time.perf_counter() - clock, time.process_time() - processor)
"""
ROUNDS = 3  # of a notebook, of which the quickest counts: a machine is not always equally fast
AUTHORITY = "Barnet"  # real, so that it is there however many letters are made
QUESTIONS = {
    "of one authority": {"words": "agency staff OR locum*", "authority": AUTHORITY},
    "a rare phrase": {"words": '"private fostering"'},
    "words near each other": {"words": "child* NEAR alone"},
    "concern on a theme": {"theme": "permanence", "stance": "concern", "since": 2022},
}
GOALS = {"one letter more": "5 s", "load": "1 s", "02 of one authority": "8 s, 1,500 MB", "build": "600 MB a process"}


class Cost(NamedTuple):
    """What something took: seconds of the clock and of the processors, and the most MB of a process."""

    clock: float
    processor: float
    memory: float = 0.0

    def __str__(self) -> str:
        memory = f", {self.memory:.0f} MB" if self.memory else ""
        return f"{self.clock:.2f} s of the clock, {self.processor:.2f} s of the processors{memory}"


def run(*command: str | Path) -> tuple[Cost, str]:
    """Return what a command of Python took, the processes that it began among it, and what it printed."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE, text=True, cwd=NOTEBOOK.parent)
    printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command} ended with {process.returncode}")
    took = time.perf_counter() - start
    return Cost(took, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024), printed


def count_bytes(folder: Path) -> float:
    """Return the MB that the files of a folder hold."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def measure(n: int, data: Path, reports: Path | None, jobs: int) -> None:
    """Print the figures for `n` letters, made in a data folder where they are not there yet."""
    raw, processed = data / "raw", data / "processed"
    if not raw.exists():
        write_many(raw, n + 1, reports)
    os.environ["VISITS_DATA"] = str(data)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installation compiles its modules once
    last = max(path for path in raw.rglob("*") if path.is_file())
    held = shutil.move(last, data / last.name)
    build = ("-m", "analysis.cli", "build", "--jobs")
    is_new, whole = not processed.exists(), run(*build, str(jobs))[0]
    costs = {"build": whole} if is_new else {}
    print(f"{n} letters, {count_bytes(raw):.0f} MB; tables: {count_bytes(processed):.0f} MB")
    shutil.move(held, last)
    costs["one letter more"] = run(*build, "1")[0]
    costs["load"] = Cost(*map(float, run("-c", LOAD)[1].split()))
    for asked, question in QUESTIONS.items():
        done, printed = run("-c", FIND, repr(question))
        first, *_, again = (Cost(*map(float, line.split()), done.memory) for line in printed.splitlines())
        costs |= {f"find {asked}, the first time": first, f"find {asked}, again": again}
    run("-m", "analysis.cli", "choose", AUTHORITY)
    memory = run("-c", CELLS, NOTEBOOK)[0].memory
    costs["02 of one authority"] = min(Cost(*time_cells(NOTEBOOK), memory) for _ in range(ROUNDS))
    for done, cost in costs.items():
        goal = f" (goal: {GOALS[done]})" if done in GOALS else ""
        print(f"  {done}: {cost}{goal}")


def main() -> None:
    """Print the figures for each number of letters."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("n", type=int, nargs="*", default=[300, 1000])
    parser.add_argument("--reports", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    for n in given.n:
        with tempfile.TemporaryDirectory() as folder:
            measure(n, (given.data or Path(folder)) / str(n), given.reports, given.jobs)


if __name__ == "__main__":
    main()
