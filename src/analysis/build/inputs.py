"""What the tables depend on, as it is now and as it was at the last build: what is unchanged is not read again."""

import errno
import functools
import hashlib
import json
from pathlib import Path
from typing import Any

from analysis.base.folder import DataFolder, list_letters
from analysis.base.problems import make_problem
from analysis.base.resources import PACKAGE
from analysis.tables import read_schemas

STATE = ".state.json"
CHUNK = 1 << 20


def take_stock(folder: DataFolder, about: dict[str, dict], before: dict[str, Any]) -> dict[str, Any]:
    """Return what the tables depend on.

    `reading`: the package and the codebook, on which every letter's rows depend; `files`: size, time of change,
    SHA-256 and facts of about.csv of each letter; `texts`: about.csv and the reviews, by name; `lost`: rows of
    `problems` for files that cannot be opened or named. A file whose size and time are as `before` is not hashed again.
    """
    files, lost = {}, []
    for file in list_letters(folder):
        if not _can_be_written(file):
            lost.append(make_problem(file.encode(errors="replace").decode(), "unwritable-name"))
            continue
        try:
            files[file] = _describe(folder.raw / file, before.get("files", {}).get(file, {}))
            files[file]["about"] = hash_facts(about.get(file, {}))
        except OSError as error:
            lost.append(make_problem(file, "unreadable", f"{error.strerror or type(error).__name__}."))
    codebook = hash_file(folder.codebook) if folder.codebook else ""
    texts = [path for path in (folder.about, *sorted(folder.review.glob("*.csv"))) if path.is_file()]
    return {
        "reading": hash_facts([hash_package(), codebook]),
        "files": files,
        "texts": {path.name: _hash_text(path) for path in texts},
        "lost": lost,
    }


def _can_be_written(name: str) -> bool:
    """Return whether a file's name is text; systems let it be any bytes."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _describe(path: Path, old: dict[str, Any]) -> dict[str, Any]:
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "It is a pipe or a device")  # which might never end
    stat = path.stat()
    entry = {"size": stat.st_size, "changed": stat.st_mtime_ns}
    same = all(old.get(fact) == value for fact, value in entry.items())
    return entry | {"sha256": old["sha256"] if same else hash_file(path)}


def _hash_text(path: Path) -> str:
    try:
        return hash_file(path)
    except OSError:  # its reader names it among the problems
        return ""


def unchanged_files(now: dict[str, Any], before: dict[str, Any]) -> set[str]:
    """Return the files whose rows at the last build would come out the same today."""
    if now["reading"] != before.get("reading"):
        return set()
    then = before["files"]
    return {
        file
        for file, entry in now["files"].items()
        if file in then and all(then[file][fact] == entry[fact] for fact in ("sha256", "about"))
    }


def only_letters_changed(now: dict[str, Any], before: dict[str, Any]) -> bool:
    """Return whether package, codebook, about.csv and reviews are as they were at the last build."""
    return bool(before) and all(now[fact] == before[fact] for fact in ("reading", "texts"))


def read_stock(processed: Path) -> dict[str, Any]:
    """Return the stock of the last build; empty where there was none, or where it or a table is gone or damaged."""
    try:
        written = json.loads((processed / STATE).read_text(encoding="utf-8"))
        return written["stock"] if written["sizes"] == _measure_tables(processed) else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def forget_stock(processed: Path) -> None:
    """Mark the tables as out of date; a build that stops half-way is begun anew by the next."""
    (processed / STATE).unlink(missing_ok=True)


def write_stock(stock: dict[str, Any], processed: Path) -> None:
    """Mark the tables as up to date with `stock`."""
    beside = processed / f"{STATE}.writing"
    beside.write_text(json.dumps({"stock": stock, "sizes": _measure_tables(processed)}), encoding="utf-8")
    beside.replace(processed / STATE)


def _measure_tables(processed: Path) -> dict[str, int]:
    """Return the bytes of each table; a table that was cut off is known by them. Raises OSError where one is gone."""
    return {name: (processed / f"{name}.parquet").stat().st_size for name in read_schemas()}


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def hash_facts(facts: Any) -> str:
    """Return a SHA-256 of plain data (dates as they are printed)."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()


@functools.cache
def hash_package() -> str:
    """Return a fingerprint of the package: its code and what it knows (codebook, phrases, authorities)."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
