"""The English authorities (authorities.csv) and the other names they go by (authority_names.csv)."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Authority:
    """One authority. `neighbours` are the DfE codes of its statistical neighbours, nearest first."""

    name: str
    ons_code: str
    dfe_code: str
    region: str
    neighbours: tuple[str, ...]


def neighbours_of(name: str) -> tuple[Authority, ...]:
    """Return the statistical neighbours of an authority by its plain name, nearest first."""
    by_code = {authority.dfe_code: authority for authority in read_authorities()}
    own = next((authority for authority in read_authorities() if authority.name == name), None)
    return tuple(by_code[code] for code in own.neighbours if code in by_code) if own else ()


def plain(name: str) -> str:
    """Return a name as names are compared: small letters, no punctuation but apostrophes, & as and.

    >>> plain("Southend-on-Sea, St. Helen’s & Brighton")
    "southend on sea st helen's and brighton"
    """
    words = re.sub(r"[^\w\s']", " ", name.replace("’", "'").replace("&", " and "))
    return " ".join(words.split()).lower()


@cache
def read_authorities() -> tuple[Authority, ...]:
    """Return the authorities in the order of authorities.csv."""
    return tuple(
        Authority(
            name=row["name"],
            ons_code=row["ons_code"],
            dfe_code=row["dfe_code"],
            region=row["region"],
            neighbours=tuple(row["statistical_neighbours"].split()),
        )
        for row in _read_rows("authorities.csv")
    )


@cache
def read_names() -> dict[str, Authority | None]:
    """Return the authority by each of its names in plain form (`plain`); None for a name of something else."""
    names: dict[str, Authority | None] = {plain(authority.name): authority for authority in read_authorities()}
    return names | {plain(row["also"]): names.get(plain(row["name"])) for row in _read_rows("authority_names.csv")}


def _read_rows(name: str) -> list[dict[str, str]]:
    text = files("analysis.reference").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
