"""The folder of real reports as documents: read in two processes, and anew only where a reader or a report changed."""

import hashlib
import pickle
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from pathlib import Path

from analysis.base.resources import PACKAGE
from analysis.read import Document, ReadError, read_document

READERS = [*(PACKAGE / "read").glob("*.*"), PACKAGE / "base" / "resources.py"]  # what reading depends on, besides:
LIBRARIES = ("lxml", "pypdfium2")


def read_reports(folder: Path, cache: Path | None) -> dict[str, Document | str]:
    """Return by file name the document of each report, or the reason why it cannot be read.

    `cache` is a folder in which they are kept for the next run.
    """
    paths = sorted(folder.iterdir())
    kept = cache / f"{_fingerprint(paths)}.pickle" if cache else None
    if kept and kept.is_file():
        return pickle.loads(kept.read_bytes())
    with ProcessPoolExecutor(2) as pool:
        documents = {
            path.name: read for path, read in zip(paths, pool.map(read_report, paths, chunksize=8), strict=True)
        }
    if kept:
        for old in cache.glob("*.pickle"):
            old.unlink()
        beside = kept.with_suffix(".writing")
        beside.write_bytes(pickle.dumps(documents))
        beside.replace(kept)
    return documents


def read_report(path: Path) -> Document | str:
    """Return the document of a report, or the reason why it cannot be read."""
    try:
        return read_document(path)
    except ReadError as error:
        return error.reason


def _fingerprint(reports: list[Path]) -> str:
    """Return a hash of all that decides what is read: reports, readers, and the libraries below them."""
    digest = hashlib.sha256(repr([version(library) for library in LIBRARIES]).encode())
    for path in (*sorted(READERS), *reports):
        digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
