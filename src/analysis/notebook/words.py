"""What the notebooks say beside the results (words.yml)."""

import functools
from typing import Any

from analysis.base.resources import read_yaml


@functools.cache
def read_said() -> dict[str, dict[str, Any]]:
    """Return words.yml: what is said, by the subject and the occasion."""
    return read_yaml("notebook/words.yml")
