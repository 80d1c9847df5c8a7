"""Authorities as people type them: any case, with or without "Council", a short form or a unique beginning."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache

from analysis.base.resources import read_yaml
from analysis.reference.authorities import Authority, plain, read_authorities, read_names

MOST = 3  # names that are suggested


def match_authority(typed: str) -> Authority | None:
    """Return the authority of which a whole text is a name; None for no name of one, and for one that fits several.

    >>> match_authority("leeds city council").name
    'Leeds'
    >>> match_authority("City of Stoke-on-Trent").name, match_authority("bourne").name
    ('Stoke-on-Trent', 'Bournemouth, Christchurch and Poole')
    >>> match_authority("Kingston")  # upon Hull or upon Thames
    """
    whole, bare = plain(typed), bare_name(typed)
    for name in (whole, bare):
        if name in read_names():
            return read_names()[name]
    begun = match_beginning(bare, [authority.name for authority in read_authorities()])
    return read_names()[plain(begun)] if begun else None


def match_beginning(typed: str, names: Iterable[str]) -> str | None:
    """Return the one of some names that begins as typed; None where none does, or several, or too little is typed."""
    bare = bare_name(typed)
    found = [name for name in names if plain(name).startswith(bare)]
    return found[0] if len(found) == 1 and len(bare) >= read_words()["shortest_beginning"] else None


def suggest_authorities(typed: str, names: Iterable[str] | None = None) -> list[str]:
    """Return the names (of all authorities, or of those given) that may have been meant, by likeness.

    >>> suggest_authorities("Leedz"), suggest_authorities("Sussex")
    (['Leeds'], ['East Sussex', 'West Sussex'])
    """
    if names is None:
        by_plain = {name: authority.name for name, authority in read_names().items() if authority}
    else:
        by_plain = {plain(name): name for name in names}
    bare = bare_name(typed)
    if not bare:
        return []
    holding = [name for name in by_plain if re.search(rf"\b{re.escape(bare)}", name)]
    first_words = {name.split()[0]: whole for name, whole in reversed(by_plain.items())}
    alike = get_close_matches(bare, first_words | by_plain, n=MOST, cutoff=0.75)
    found = [by_plain[name] for name in holding] or [(first_words | by_plain)[name] for name in alike]
    return list(dict.fromkeys(found))[:MOST]


def ask_back(typed: str, names: Iterable[str] | None = None) -> str:
    """Return the question which authority was meant; "" where nothing is like it.

    >>> ask_back("Sussex")
    'Did you mean East Sussex or West Sussex?'
    """
    suggested = suggest_authorities(typed, names)
    return f"Did you mean {' or '.join(suggested)}?" if suggested else ""


def bare_name(typed: str) -> str:
    """Return a name in plain form without the words that councils add to it.

    >>> bare_name("The London Borough of Hackney"), bare_name("BCP Council’s")
    ('hackney', 'bcp')
    """
    name = re.sub(r"'s?$", "", plain(typed)) if plain(typed) not in read_names() else plain(typed)
    for pattern in _left_away():
        name = pattern.sub("", name)
    return name


@cache
def read_words() -> dict:
    """Return names.yml."""
    return read_yaml("reference/names.yml")


@cache
def _left_away() -> list[re.Pattern]:
    return [re.compile(pattern) for pattern in read_words()["left_away"]]
