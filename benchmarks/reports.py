"""Print how fast a folder of real reports is built, as ratios within one run, and how much memory that takes.

    python benchmarks/reports.py FOLDER_OF_PDFS

Ratios, for times vary from machine to machine and from run to run. Every build runs in a process of its own.
"""

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pypdfium2


def extract_texts(files: list[Path]) -> float:
    """Return the seconds that the PDF library alone needs for the text of all pages."""
    start = time.perf_counter()
    for file in files:
        document = pypdfium2.PdfDocument(file)
        for page in document:
            page.get_textpage().get_text_range()
    return time.perf_counter() - start


def build(raw: Path, out: Path, *options: str) -> tuple[float, float]:
    """Return the seconds that `visits build` takes, start of Python included, and its peak memory in MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    start = time.perf_counter()
    command = [sys.executable, "-m", "analysis.cli", "build", "--raw", str(raw), "--out", str(out), *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start, max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


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
    kinds = ("-sif", "-jtai", "-send")
    files = [file for file in sorted(folder.glob("*.pdf")) if not file.stem.endswith(kinds) and is_pdf(file)]
    with tempfile.TemporaryDirectory() as place:
        some = copy_letters(files[: len(files) // 4], Path(place) / "some" / "raw")
        _, little = build(some, Path(place) / "out-some")
        raw = copy_letters(files, Path(place) / "all" / "raw")
        alone = extract_texts(files)
        one_job, memory = build(raw, Path(place) / "out-1", "--jobs", "1")
        two_jobs, _ = build(raw, Path(place) / "out-2", "--jobs", "2")
        last = files[-1]
        (raw / last.name).unlink()
        build(raw, Path(place) / "out-1")
        shutil.copyfile(last, raw / last.name)
        adding, _ = build(raw, Path(place) / "out-1")
        single, _ = build(copy_letters([last], Path(place) / "one" / "raw"), Path(place) / "out-one")
    print(f"{len(files)} letters; the PDF library alone: {alone:.1f} s")
    print(f"full build, one job:   {one_job:.1f} s, {one_job / alone:.2f} times the library alone (goal: at most 2.0)")
    print(f"full build, two jobs:  {two_jobs:.1f} s, {one_job / two_jobs:.2f} times faster (goal: at least 1.7)")
    print(f"adding one letter:     {adding - single:.2f} s beyond building that letter alone (goal: at most 1.5)")
    print(f"peak memory:           {memory:.0f} MB (goal: under 600), with a quarter of the letters {little:.0f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
