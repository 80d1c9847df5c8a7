"""What can be wrong with a file, in plain words (problems.yml)."""

import functools

from analysis.base.resources import read_yaml


@functools.cache
def read_reasons() -> dict[str, dict[str, str]]:
    """Return every reason id with its `wrong` and `do` texts."""
    return read_yaml("base/problems.yml")


def explain(reason: str, detail: str = "") -> str:
    """Return what is wrong and what to do about it, in one line.

    >>> explain("empty-file")
    'The file is empty. Download or copy it again.'
    """
    texts = read_reasons()[reason]
    line = f"{texts['wrong']} {texts['do']}".replace("{detail}", detail)
    return " ".join(line.split())


def make_problem(file: str, reason: str, detail: str = "", *, sha256: str | None = None) -> dict[str, str | None]:
    """Return a row of the table `problems`."""
    return {"file": file, "sha256": sha256, "reason": reason, "detail": explain(reason, detail)}
