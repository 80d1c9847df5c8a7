"""The wording of evaluation, change and number: the phrases of the data files beside this one."""

from collections.abc import Iterator
from functools import cache

from analysis.base.resources import read_yaml

KINDS = ("stance", "pointing", "direction", "quantifiers", "amounts")


@cache
def read_wording(name: str) -> dict:
    """Return the data of `<name>.yml`, a file of this folder, by its keys."""
    return read_yaml(f"coding/{name}.yml")


def list_wording(kind: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield each phrase of `<kind>.yml` with its label (kind, key that it stands under)."""
    for value, phrases in read_wording(kind).items():
        for phrase in phrases:
            yield phrase, (kind, value)
