"""What is installed in this Python: the suite, and the packages that it requires."""

import re
from importlib import metadata

SUITE = "visit-findings"


def find_version(name: str) -> str | None:
    """Return the version of a package that is installed; None where it is not."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def list_required(name: str = SUITE) -> list[str]:
    """Return what an installed package requires, as it declares it; nothing where it is not installed.

    The suite is not where only its sources are on the path, which is enough to run it.
    """
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []


def list_required_names() -> list[str]:
    """Return the names of the packages that the suite itself requires, but for those of its extras."""
    return sorted(re.match(r"[\w.-]+", line)[0].lower() for line in list_required() if "extra ==" not in line)
