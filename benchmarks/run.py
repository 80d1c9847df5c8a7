"""Print how long `visits run` takes, and "Run All" of each notebook beyond the start of its kernel.

    python benchmarks/run.py [DATA]

on the shipped documents, or on a data folder whose tables are up to date: beside seconds of the clock, those of the
processor, which do not grow when other work shares the machine.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from shipped import REPOSITORY, copy_shipped

CELLS = """
import sys, time, nbformat
clock, processor, names = time.perf_counter(), time.process_time(), {}
for cell in nbformat.read(sys.argv[1], as_version=4).cells:
    if cell.cell_type == "code":
        exec(cell.source, names)
print(time.perf_counter() - clock, time.process_time() - processor, file=sys.stderr)
"""


def time_run() -> tuple[float, float]:
    """Return the seconds, of the clock and of the processors, that `visits run` takes."""
    with tempfile.TemporaryDirectory() as out:
        clock, before = time.perf_counter(), os.times()
        command = [sys.executable, "-m", "analysis.cli", "run", "--out", out]
        subprocess.run(command, check=True, cwd=REPOSITORY, capture_output=True)
        after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - clock, spent


def time_cells(notebook: Path) -> tuple[float, float]:
    """Return the seconds, of the clock and of the processor, that the cells of a notebook take in a fresh process."""
    command = [sys.executable, "-c", CELLS, str(notebook)]
    done = subprocess.run(command, check=True, cwd=notebook.parent, capture_output=True, text=True)
    clock, processor = map(float, done.stderr.split()[-2:])
    return clock, processor


def main() -> None:
    """Print the figures."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installation compiles its modules once
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VISITS_DATA"] = sys.argv[1] if len(sys.argv) > 1 else str(copy_shipped(Path(folder)))
        subprocess.run([sys.executable, "-m", "analysis.cli", "build"], check=True, capture_output=True)
        print("visits run:", "{:.1f} s of the clock, {:.1f} s of the processors".format(*time_run()))
        for notebook in sorted((REPOSITORY / "notebooks").glob("*.ipynb")):
            print(f"{notebook.stem}:", "{:.1f} s of the clock, {:.1f} s of the processor".format(*time_cells(notebook)))


if __name__ == "__main__":
    main()
