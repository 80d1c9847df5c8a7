"""What the tables depend on, as fingerprints: tables are brought up to date exactly where one of these changed."""

import functools
import hashlib
import json
from pathlib import Path
from typing import Any

from analysis.resources import PACKAGE

CHUNK = 1 << 20


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
