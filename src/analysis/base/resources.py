"""The package's own data files: what it knows, kept where a person can read and edit it."""

import functools
from importlib.resources import files
from pathlib import Path
from typing import Any

PACKAGE = Path(str(files("analysis")))


def read_yaml(name: str) -> Any:
    """Return what the YAML file `name` (a path below the package) holds."""
    import yaml  # here, so that the doctor can say that it is missing

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is ten times faster, where it was built
    return yaml.load((PACKAGE / name).read_text(encoding="utf-8"), Loader=loader)


@functools.cache
def read_empty_words() -> frozenset[str]:
    """Return the words that hold sentences together and tell no subject, in small letters (empty_words.yml)."""
    return frozenset(read_yaml("base/empty_words.yml")["empty_words"])
