"""Print how fast a folder of real reports is built, as ratios within one run, and how much memory that takes.

    python benchmarks/reports.py FOLDER_OF_PDFS

Ratios, for times vary from machine to machine and from run to run; for the same reason each is taken three times, in
turn, and the shortest counts. Where other work shares the machine, the seconds of the processors tell more than those
of the clock. Everything runs in a process of its own, which memory is counted for.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 3
LIBRARY = """
import sys, time, pathlib, pypdfium2
files = sorted(pathlib.Path(sys.argv[1]).iterdir())
clock, processor = time.perf_counter(), time.process_time()
for file in files:
    for page in pypdfium2.PdfDocument(file):
        page.get_textpage().get_text_range()
print(time.perf_counter() - clock, time.process_time() - processor)
"""


def extract_texts(raw: Path) -> tuple[float, float]:
    """Return the seconds, of the clock and of the processor, that the PDF library alone needs for the text of all
    pages, its loading not counted.
    """
    done = subprocess.run([sys.executable, "-c", LIBRARY, raw], check=True, capture_output=True, text=True)
    clock, processor = map(float, done.stdout.split())
    return clock, processor


def build(raw: Path, out: Path, *options: str) -> tuple[float, float, float]:
    """Return the seconds, of the clock and of the processors, that `visits build` takes, start of Python included, and
    the most MB of a process.
    """
    start = time.perf_counter()
    command = [sys.executable, "-m", "analysis.cli", "build", "--raw", str(raw), "--out", str(out), *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"visits build ended with {process.returncode}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def is_pdf(file: Path) -> bool:
    """Return whether a file holds a PDF (some that are called so are web pages)."""
    return file.read_bytes()[:5] == b"%PDF-"


def copy_letters(files: list[Path], raw: Path) -> Path:
    """Copy letters into a new folder and return it."""
    raw.mkdir(parents=True)
    for file in files:
        shutil.copyfile(file, raw / file.name)
    return raw


def main(folder: Path) -> None:
    """Print the figures for the ILACS reports in `folder` (names without -sif, -jtai, -send)."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installation compiles its modules once
    kinds = ("-sif", "-jtai", "-send")
    files = [file for file in sorted(folder.glob("*.pdf")) if not file.stem.endswith(kinds) and is_pdf(file)]
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        raw = copy_letters(files, place / "all" / "raw")
        some = copy_letters(files[: len(files) // 4], place / "some" / "raw")
        rounds = [
            (
                extract_texts(raw),
                build(raw, place / f"one-{number}", "--jobs", "1"),
                build(raw, place / f"two-{number}", "--jobs", "2"),
            )
            for number in range(ROUNDS)
        ]
        *_, little = build(some, place / "some-out")
        last = files[-1]
        (raw / last.name).unlink()
        build(raw, place / "one-0")
        shutil.copyfile(last, raw / last.name)
        adding, *_ = build(raw, place / "one-0")
        single, *_ = build(copy_letters([last], place / "single" / "raw"), place / "single-out")
    library, one, two = ([min(column) for column in zip(*runs, strict=True)] for runs in zip(*rounds, strict=True))
    memory = max(peak for _, *builds in rounds for *_, peak in builds)
    print(f"{len(files)} letters; the PDF library alone: {library[0]:.1f} s")
    print(
        f"full build, one job:   {one[0]:.1f} s, {one[0] / library[0]:.2f} times the library alone (goal: at most 3.5)"
    )
    print(f"  of the processors:   {one[1]:.1f} s, {one[1] / library[1]:.2f} times the library alone")
    print(f"full build, two jobs:  {two[0]:.1f} s, {one[0] / two[0]:.2f} times faster (goal: at least 1.8)")
    print(f"adding one letter:     {adding - single:.2f} s beyond building that letter alone (goal: at most 1.5)")
    print(f"peak memory:           {memory:.0f} MB (goal: under 600), with a quarter of the letters {little:.0f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
