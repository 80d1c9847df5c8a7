"""The data folder: rights, who builds, the tables against their schemas and their record, what problems they name."""

import os
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from analysis.base.folder import DataFolder, list_letters
from analysis.base.problems import read_reasons
from analysis.base.wording import count_plainly
from analysis.doctor.findings import Finding, list_names, say

OF_PEOPLE = "review-"  # how reasons of problems.yml begin that are about decisions
WAITING = "*.pickle"  # in the workshop: letters that a stopped build had read


def check_folder(folder: DataFolder) -> list[Finding]:
    """Return which data folder it is, and how many letters are in it."""
    letters = list_letters(folder)
    if not letters:
        return [say("folder", "empty", path=folder.raw)]
    return [say("folder", "fine", path=folder.raw.parent, files=count_plainly(len(letters), "letter"))]


def check_rights(folder: DataFolder) -> list[Finding]:
    """Return whether letters can be read, and tables, decisions and output be written."""
    letters = [folder.raw, *(folder.raw / name for name in list_letters(folder))]
    unreadable = [_name(path, folder) for path in letters if path.exists() and not os.access(path, os.R_OK)]
    written = (folder.processed, folder.review, folder.output)
    no_folders = [_name(path, folder) for path in written if path.exists() and not path.is_dir()]
    unwritable = [_name(path, folder) for path in written if not _may_write(path)]
    found = {"unreadable": unreadable, "no_folder": no_folders, "unwritable": unwritable}
    findings = [say("rights", case, names=list_names(names)) for case, names in found.items() if names]
    return findings or [say("rights", "fine")]


def _may_write(path: Path) -> bool:
    """Return whether files can be made in a folder, or the folder be made; what is no folder is another matter."""
    standing = next(folder for folder in (path, *path.parents) if folder.exists())
    return not standing.is_dir() or os.access(standing, os.W_OK | os.X_OK)


def _name(path: Path, folder: DataFolder) -> str:
    project = folder.raw.parent.parent
    return path.relative_to(project).as_posix() if path.is_relative_to(project) else str(path)


def check_building(folder: DataFolder) -> list[Finding]:
    """Return whether somebody builds at this moment, or was stopped before the end."""
    from analysis.build.switch import READY

    lock, waiting = folder.processed / ".lock", list(folder.processed.glob(f".workshop/{WAITING}"))
    if lock.is_file() and _is_held(lock):
        since = datetime.fromtimestamp(lock.stat().st_mtime)
        return [say("lock_of_tables", "held", since=f"{since:%d %B %Y, %H:%M}")]
    if (folder.processed / READY).is_dir():
        return [say("lock_of_tables", "ready")]
    if waiting:
        return [say("lock_of_tables", "stopped", waiting=count_plainly(len(waiting), "letter"))]
    return [say("lock_of_tables", "fine")]


def _is_held(lock: Path) -> bool:
    from filelock import FileLock, Timeout

    try:
        with FileLock(lock, timeout=0):
            return False
    except Timeout:
        return True


def check_tables(folder: DataFolder) -> list[Finding]:
    """Return whether the tables have the columns of tables.yml, and are those that the last build wrote."""
    from analysis.build.record import read_record
    from analysis.tables import read_schemas

    paths = {name: folder.processed / f"{name}.parquet" for name in read_schemas()}
    there = [path for path in paths.values() if path.exists()]
    if not there:
        return [say("tables", "none")]
    record = read_record(folder.processed)
    damaged = [path.name for path in there if not _is_whole(path, record)]
    other = [path.name for name, path in paths.items() if path.name not in damaged and not _has_columns(name, path)]
    found = {"damaged": damaged, "columns": other}
    findings = [say("tables", case, names=list_names(names)) for case, names in found.items() if names]
    if record is None:
        findings.append(say("tables", "no_record"))
    if findings:
        return findings
    began = datetime.fromisoformat(record["run"]["began"]).astimezone()
    return [say("tables", "fine", tables=count_plainly(len(there), "table"), began=f"{began:%d %B %Y, %H:%M}")]


def _is_whole(path: Path, record: dict[str, Any] | None) -> bool:
    """Return whether a table can be read, and is the one of which build.json has the fingerprint."""
    from analysis.build.inputs import hash_file

    written = record["fingerprints"]["tables"].get(path.stem) if record else None
    return _list_columns(path) is not None and written in (None, hash_file(path))


def _has_columns(name: str, path: Path) -> bool:
    from analysis.tables import read_schemas

    return path.exists() and _list_columns(path) == list(read_schemas()[name]["columns"])


def _list_columns(path: Path) -> list[str] | None:
    """Return the columns of a Parquet file; None where it is none."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.read_schema(path).names
    except (pa.ArrowException, OSError):
        return None


def check_files(folder: DataFolder) -> list[Finding]:
    """Return what was wrong with letters and about.csv at the last build, a line for each reason."""
    rows = _list_problems(folder)
    return _sum_up("problems", (row for row in rows if not row[1].startswith(OF_PEOPLE)))


def check_decisions(folder: DataFolder) -> list[Finding]:
    """Return what was wrong with people's decisions at the last build, a line for each reason."""
    rows = _list_problems(folder)
    return _sum_up("decisions", (row for row in rows if row[1].startswith(OF_PEOPLE)))


def _list_problems(folder: DataFolder) -> list[tuple[str, str]]:
    """Return the file and the reason of each row of the table `problems`; none where it cannot be read."""
    from analysis.tables import list_rows, read_table

    path = folder.processed / "problems.parquet"
    columns = _list_columns(path) if path.exists() else None
    if columns is None or not {"file", "reason"} <= set(columns):
        return []
    return list(list_rows(read_table(folder.processed, "problems"), "file", "reason"))


def _sum_up(check: str, problems: Iterable[tuple[str, str]]) -> list[Finding]:
    problems = list(problems)
    found = []
    for reason, count in sorted(Counter(reason for _, reason in problems).items()):
        names = list(dict.fromkeys(file for file, why in problems if why == reason))
        do = read_reasons().get(reason, {"do": ""})["do"]
        found.append(say(check, "some", count=count, reason=reason, names=list_names(names), do=do))
    return found or [say(check, "fine")]


def check_codebook(folder: DataFolder) -> list[Finding]:
    """Return whether the codebook that is in force can be used."""
    from analysis.coding import CodebookError, read_codebook

    try:
        read_codebook(folder.codebook)
    except CodebookError as error:
        return [say("codebook", "fault", fault=str(error).rstrip("."))]
    return [say("codebook", "fine", which=folder.codebook or "the suite's own")]
