"""The wording of evaluation, change and number: the phrases of the data files beside this one."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
KINDS = ("stance", "direction", "quantifiers", "pointing")


@cache
def read_wording(kind: str) -> dict:
    """Return the data of `<kind>.yml`."""
    return yaml.load(Path(__file__).with_name(f"{kind}.yml").read_text(encoding="utf-8"), _LOADER)


def wording_phrases(kind: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield each phrase of a file with its label (kind, value)."""
    for value, phrases in read_wording(kind).items():
        for phrase in phrases:
            yield phrase, (kind, value)
