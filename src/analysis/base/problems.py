"""What can be wrong with a file, in plain words (problems.yml)."""

import functools
import traceback
from pathlib import Path
from typing import Any

from analysis.base.resources import PACKAGE, read_yaml


@functools.cache
def read_reasons() -> dict[str, dict[str, Any]]:
    """Return every reason id with its `wrong` and `do` texts, and perhaps `doubtful`."""
    return read_yaml("base/problems.yml")


def explain(reason: str, detail: str = "") -> str:
    """Return what is wrong and what to do about it, in one line.

    >>> explain("empty-file")
    'The file is empty. Download or copy it again.'
    """
    texts = read_reasons()[reason]
    line = f"{texts['wrong']} {texts['do']}".replace("{detail}", detail)
    return " ".join(line.split())


def is_doubtful(reason: str) -> bool:
    """Tell whether a file with such a problem was read, but perhaps not as it was printed.

    >>> is_doubtful("garbled"), is_doubtful("unknown-authority")
    (True, False)
    """
    return bool(read_reasons()[reason].get("doubtful"))


def make_problem(file: str, reason: str, detail: str = "", *, sha256: str | None = None) -> dict[str, str | None]:
    """Return a row of the table `problems`."""
    return {"file": file, "sha256": sha256, "reason": reason, "detail": explain(reason, detail)}


def describe_fault(error: Exception) -> str:
    """Return the detail of a `program-fault`: kind of error, what it says, and the line of the package it is from."""
    lines = traceback.extract_tb(error.__traceback__)
    own = [line for line in lines if Path(line.filename).is_relative_to(PACKAGE)]
    where = f" (in {Path(own[-1].filename).relative_to(PACKAGE).as_posix()}, line {own[-1].lineno})" if own else ""
    return f"{type(error).__name__}: {error}{where}."
