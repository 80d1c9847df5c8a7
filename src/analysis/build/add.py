"""Letters that a person adds: each is checked, copied into data/raw, and said in a few lines."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pandas as pd

from analysis.base.folder import ABOUT, DataFolder, list_files
from analysis.base.problems import describe_fault, explain
from analysis.base.texts import UNPRINTED
from analysis.base.whole import write_whole
from analysis.base.wording import count_plainly
from analysis.build import Progress, build
from analysis.build.workers import SECONDS_A_FILE, open_workers
from analysis.read import ReadError, is_archive, read_document, write_unpacked
from analysis.tables import pick_visit_rows


class Addition(NamedTuple):
    """What came of adding letters: `added` has a text of a few lines per letter, `refused` a sentence per file.

    `files` are those of the letters added, paths below data/raw, in the order of `added`.
    """

    added: list[str]
    refused: list[str]
    files: list[str]


class GivenFile(NamedTuple):
    """A file to add: its path, its name below data/raw, what messages call it, and why it cannot be added, if known."""

    path: Path
    name: str
    shown: str
    fault: str = ""


def add_letters(
    files: Iterable[Path],
    folder: DataFolder,
    *,
    progress: Progress = lambda letters, _: letters,
    jobs: int | None = 1,
    below: Path | None = None,
) -> Addition:
    """Check letters, copy them into `raw`, build, and return in words what was read from each, and what was not added.

    A folder, or a ZIP archive, stands for the files in it. A file that cannot be read is not copied, and none that is
    there is overwritten. Messages name a file by its path, or by the part of it that is `below` a folder. `progress`
    and `jobs` as `build` takes them; raises what `build` raises.
    """
    with TemporaryDirectory() as unpacked:
        given = [
            letter._replace(shown=letter.shown.removeprefix(f"{below}{os.sep}") if below else letter.shown)
            for place, path in enumerate(files)
            for letter in list_given(path, Path(unpacked, str(place)))
        ]
        faults = [letter.fault or fault for letter, fault in zip(given, find_faults(given), strict=True)]
        faults = [fault or copy_letter(letter, folder) for letter, fault in zip(given, faults, strict=True)]
    refused = [f"{letter.shown}: not added. {fault}" for letter, fault in zip(given, faults, strict=True) if fault]
    names = list(dict.fromkeys(letter.name for letter, fault in zip(given, faults, strict=True) if not fault))
    if not names:
        return Addition([], refused, [])
    built = build(folder, jobs=jobs, progress=progress)
    return Addition([describe_reading(built.tables, name) for name in names], refused, names)


def list_given(path: Path, unpacked: Path) -> Iterator[GivenFile]:
    """Yield the files that a path stands for: itself, or those in a folder or in an archive, unpacked into a folder."""
    try:
        if path.is_dir():
            within = path
        elif is_archive(path):
            within = unpacked
            write_unpacked(path, within)
        else:
            yield GivenFile(path, path.name, str(path))
            return
    except ReadError as error:
        yield GivenFile(path, path.name, str(path), explain(error.reason, error.detail))
        return
    names = list_files(within)
    for name in names:
        fault = "" if _lies_in(within / name, within) else "It is a link to a file elsewhere; add that file itself."
        yield GivenFile(within / name, name, f"{path}: {name}", fault)
    if (within / ABOUT).exists():
        yield GivenFile(within, ABOUT, f"{path}: {ABOUT}", "Put its lines into the about.csv of data/raw.")
    elif not names:
        yield GivenFile(path, path.name, str(path), "No letter is in it.")


def _lies_in(path: Path, folder: Path) -> bool:
    """Tell whether a file lies in the folder, or a link leads to one that does."""
    return path.resolve().is_relative_to(folder.resolve())


def find_faults(files: Sequence[GivenFile]) -> list[str]:
    """Return why each file cannot be read, and what to do about it; nothing where it can."""
    with open_workers(1) as workers:
        paths = [file.path for file in files]
        return list(workers.map(find_fault, paths, seconds=SECONDS_A_FILE, instead=lambda _, *fault: explain(*fault)))


def find_fault(file: Path) -> str:
    """Return why a file cannot be read, and what to do about it; nothing where it can."""
    try:
        read_document(file)
    except ReadError as error:
        return explain(error.reason, error.detail)
    except Exception as error:  # a fault of this package costs one file, and is named
        return explain("program-fault", describe_fault(error))
    return ""


def copy_letter(file: GivenFile, folder: DataFolder) -> str:
    """Copy a letter into `raw`, whole or not at all; return why that cannot be.

    Where another file of that name is there it stays, and nothing is written through a link that leads out of `raw`.
    """
    target = folder.raw / file.name
    if UNPRINTED.search(file.name):
        return explain("unwritable-name")
    if not _lies_in(target, folder.raw):
        return f"{target} is, or lies behind, a link to another folder; take the link out, or give another name."
    if target.is_dir() or (target.exists() and target.read_bytes() != file.path.read_bytes()):
        return f"{target} is there already and differs; give the new letter another name, or take the old one out."
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, file.path.read_bytes())
    return ""


def describe_reading(tables: dict[str, pd.DataFrame], file: str) -> str:
    """Return in a few lines what was read from a file, and what could not be told."""
    problems = [f"  {detail}" for detail in tables["problems"].loc[tables["problems"]["file"] == file, "detail"]]
    found = tables["visits"][tables["visits"]["file"] == file]
    if not len(found):
        return "\n".join([f"{file}: not read.", *problems])
    visit = found.iloc[0]
    names = ("improvements", "judgements", "paragraphs", "coverage")
    own = {name: pick_visit_rows(tables, name, [visit["visit_id"]]) for name in names}
    facts = {"authority": "the authority", "start_date": "the date of the visit"}
    untold = [f"  Could not tell {name}: about.csv can." for fact, name in facts.items() if pd.isna(visit[fact])]
    if not (own["coverage"]["status"] == "in_scope").any():
        untold.append("  Could not tell what was looked at: where it is silent on a theme, nobody knows why.")
    return "\n".join(
        [
            f"{file}: {visit['visit_type']}, {visit['visit_id']}",
            f"  {count_plainly((own['paragraphs']['kind'] == 'finding').sum(), 'finding')}, "
            f"{count_plainly(len(own['improvements']), 'item')} to improve, "
            f"{count_plainly(len(own['judgements']), 'grade')}.",
            *untold,
            *problems,
        ]
    )
