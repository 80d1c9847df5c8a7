"""What a person types, as the tables have it: themes, values, days, authorities. a miss is one plain sentence."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from difflib import get_close_matches

import pandas as pd

from analysis.base.folder import find_codebook
from analysis.coding import read_codebook
from analysis.find.query import QuestionError, name_fault
from analysis.reference import match_authority, match_beginning, neighbours_of, suggest_authorities
from analysis.tables import read_schemas

MOST_NAMES = 12  # that a message lists

Asked = str | Iterable[str] | None  # one or more, in any case; None or nothing where all are meant


def pick_themes(asked: Asked) -> list[str] | None:
    """Return the ids of themes that were asked for by id or by name; None where all are meant.

    Raises QuestionError for one that the codebook (the analyst's own, else the package's) does not have.
    """
    themes = read_codebook(find_codebook()).themes
    labels = {theme: facts.label for theme, facts in themes.items()}
    typed = {theme.casefold(): theme for theme in themes} | {label.casefold(): theme for theme, label in labels.items()}
    return _pick(asked, "theme", typed, labels)


def pick_values(asked: Asked, table: str, column: str) -> list[str] | None:
    """Return the values of a column that were asked for; None where all are meant.

    Raises QuestionError for one that the column does not have by tables.yml.
    """
    return pick_known(asked, column, read_schemas()[table]["columns"][column]["values"])


def pick_known(asked: Asked, thing: str, known: Iterable[str]) -> list[str] | None:
    """Return those of the known values that were asked for; None where all are meant.

    Raises QuestionError for one that is none of them; `thing` is what the message calls it.
    """
    known = list(known)
    return _pick(asked, thing.replace("_", " "), {value.casefold(): value for value in known}, {v: v for v in known})


def _pick(asked: Asked, thing: str, typed: Mapping[str, str], labels: Mapping[str, str]) -> list[str] | None:
    if not asked:
        return None
    picked = []
    for value in [asked] if isinstance(asked, str) else asked:
        plain = " ".join(str(value).split()).casefold()
        if plain not in typed:
            near = [labels[typed[name]] for name in get_close_matches(plain, typed, n=1)]
            raise QuestionError(f"no {thing} is called {value!r}; {ask_back(near, labels.values())}")
        picked.append(typed[plain])
    return list(dict.fromkeys(picked))


def ask_back(near: Collection[str], known: Iterable[str], lead: str = "there are") -> str:
    """Return the question which name was meant, or what names there are, the first of many.

    >>> ask_back(["Staffing"], []), ask_back([], ["letter", "report"]), ask_back([], [])
    ('did you mean Staffing?', 'there are letter, report', 'there are none')
    """
    if near:
        return f"did you mean {' or '.join(near)}?"
    names = list(known)
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return f"{lead} {', '.join(names[:MOST_NAMES]) or 'none'}{more}"


def parse_period(asked: int | str | date, name: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first and the last day of a year, month or day; `name` is what a message calls it.

    Raises QuestionError where it is none.

    >>> [f"{day:%d %B %Y}" for day in parse_period("2024-02", "until")]
    ['01 February 2024', '29 February 2024']
    """
    text = f"{asked:%Y-%m-%d}" if isinstance(asked, date) else str(asked).strip()
    parts = text.split("-")
    try:
        if len(parts[0]) != 4 or not all(part.isascii() and part.isdigit() for part in parts):
            raise ValueError("no numbers")
        day = date(*map(int, parts), *[1] * (3 - len(parts)))
    except (TypeError, ValueError) as error:
        raise QuestionError(name_fault("day", name=name, asked=asked)) from error
    period = pd.Period(day, freq="YMD"[len(parts) - 1])
    return period.start_time.normalize(), period.end_time.normalize()


def pick_authority(asked: str, on_file: Collection[str]) -> str:
    """Return the name on file that any name of an authority means.

    Raises QuestionError where no letter of it is on file.
    """
    if not isinstance(asked, str):
        raise QuestionError(f"{asked!r} is no name of an authority; name several in among=[...]")
    names, known = sorted(on_file), match_authority(asked)
    own = [name for name in names if name.casefold() == " ".join(asked.split()).casefold()]
    name = own[0] if own else known.name if known else match_beginning(asked, names)
    if name in on_file:
        return name
    near = [] if known else suggest_authorities(asked, names)
    raise QuestionError(f"no letter of {asked!r} is on file; {ask_back(near, names, 'on file:')}")


def pick_neighbours(authority: str) -> set[str]:
    """Return the names of the statistical neighbours of an authority. Raises QuestionError where none are known."""
    neighbours = {neighbour.name for neighbour in neighbours_of(authority)}
    if not neighbours:
        raise QuestionError(f"no statistical neighbours are known for {authority}; name the authorities in a list")
    return neighbours
