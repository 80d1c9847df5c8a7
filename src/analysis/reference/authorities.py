"""The English authorities (authorities.csv), found by any of the names they go by (authority_names.csv)."""

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


def find_authority(text: str) -> Authority | None:
    """Return the authority that a text names first, by its longest name; None where it names none.

    >>> find_authority("Inspection of Central Bedfordshire local authority children’s services").name
    'Central Bedfordshire'
    >>> find_authority("The Royal Borough of Windsor & Maidenhead").name
    'Windsor and Maidenhead'
    >>> find_authority("Children are reading more, and the borough knows why")
    """
    names, pattern = _names()
    plain = _plain(text)
    capital = (match for match in pattern.finditer(plain.lower()) if plain[match.start()].isupper())
    match = next(capital, None)
    return names[match[0]] if match else None


def neighbours_of(name: str) -> tuple[Authority, ...]:
    """Return the statistical neighbours of an authority by its plain name, nearest first."""
    by_code = {authority.dfe_code: authority for authority in _authorities()}
    own = next((authority for authority in _authorities() if authority.name == name), None)
    return tuple(by_code[code] for code in own.neighbours if code in by_code) if own else ()


def _plain(text: str) -> str:
    """Return a text as names are compared: no punctuation, & as and.

    >>> _plain("Southend-on-Sea, St. Helen’s & Brighton")
    'Southend on Sea St Helens and Brighton'
    """
    text = text.replace("&", " and ")
    return " ".join(re.sub(r"[^\w\s]", lambda mark: "" if mark[0] in "'’" else " ", text).split())


@cache
def _authorities() -> tuple[Authority, ...]:
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
def _names() -> tuple[dict[str, Authority], re.Pattern]:
    """Return each authority by each of its names, and a pattern that finds the longest name first."""
    names = {_plain(authority.name).lower(): authority for authority in _authorities()}
    for row in _read_rows("authority_names.csv"):
        names[_plain(row["also"]).lower()] = names[_plain(row["name"]).lower()]
    longest_first = sorted(names, key=len, reverse=True)
    return names, re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


def _read_rows(name: str) -> list[dict[str, str]]:
    text = files("analysis.reference").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
