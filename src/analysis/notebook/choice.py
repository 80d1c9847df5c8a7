"""The authority and the first visit that the notebooks compare: chosen once, kept in settings.toml."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from analysis.base.folder import DataFolder, FolderError, find_data_folder
from analysis.base.settings import Settings, read_settings, write_settings
from analysis.compare import find_standing, read_words, select_visits
from analysis.reference import ask_back, match_authority, match_beginning

MOST_NAMES = 10  # of authorities on file that a message lists


def choose(
    tables: dict[str, pd.DataFrame],
    authority: str = "",
    first: str = "",
    also: str = "",
    *,
    folder: DataFolder | None = None,
) -> Settings:
    """Write the choice into settings.toml and return what is chosen now; with no names, only return it.

    `authority` may be any name of the authority, or the beginning of one alone, `first` is a visit_id, `also` names
    frameworks that are left out otherwise, with commas between them ("none" leaves them out again); what was chosen
    of them stays where nothing is given. Raises FolderError, which asks back or lists what is on file, for an
    authority or a visit that is not, and for a framework that is not left out.
    """
    folder = folder or find_data_folder()
    before = read_settings(folder)
    if not authority and not first and not also:
        return resolve_choice(tables, before)
    name = _name_on_file(tables["visits"], authority) if authority else None
    if first:
        name = _authority_of(tables["visits"], first, name)
    kept = (before.authority, before.first) if not authority and not first else (name, first or None)
    settings = Settings(*kept, _parse_frameworks(also) if also else before.also, before.themes)
    write_settings(folder, settings)
    return resolve_choice(tables, settings)


def resolve_choice(tables: dict[str, pd.DataFrame], settings: Settings) -> Settings:
    """Return the settings with what they leave open, or what is not on file, filled in.

    The authority: the one with most visits on file (the first of these by name). The first visit: its earliest that
    is not a press report, else its earliest.
    """
    visits = tables["visits"].dropna(subset=["authority", "start_date"])
    authority = _match_on_file(visits, settings.authority or "")
    if authority is None:
        counts = visits["authority"].value_counts()
        authority = min(counts[counts == counts.max()].index) if len(counts) else None
    also, first = settings.also, find_standing(tables, settings.first)
    own = select_visits(tables, authority=authority, left_out_frameworks=_list_left_out(also))
    if first in set(own["visit_id"]) or not len(own):
        return replace(settings, authority=authority, first=first if len(own) else None)
    letters = own[own["source_type"] != "press"]
    return replace(settings, authority=authority, first=(letters if len(letters) else own)["visit_id"].iloc[0])


def choose_visits(
    tables: dict[str, pd.DataFrame], authority: str | None = None, *, folder: DataFolder | None = None
) -> pd.DataFrame:
    """Return the visits that a notebook compares: those of the chosen authority from the first visit on, by date.

    `authority` goes before the one in settings.toml. Columns as in the table `visits`, and `label`.
    """
    settings = read_settings(folder or find_data_folder())
    if authority:
        settings = replace(settings, authority=_name_on_file(tables["visits"], authority))
    chosen = resolve_choice(tables, settings)
    left_out = _list_left_out(chosen.also)
    return select_visits(tables, authority=chosen.authority, first=chosen.first, left_out_frameworks=left_out)


def _list_left_out(also: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in read_words()["left_out_frameworks"] if name not in also)


def _parse_frameworks(also: str) -> tuple[str, ...]:
    """Return the frameworks that "JTAI, SEND" names, as words.yml writes them; none for "none"."""
    left_out = {name.casefold(): name for name in read_words()["left_out_frameworks"]}
    names = [name.strip().casefold() for name in also.split(",") if name.strip().casefold() != "none"]
    if unknown := [name for name in names if name not in left_out]:
        known = ", ".join(left_out.values())
        raise FolderError(f"{unknown[0]!r} is no framework that is left out of comparisons; these are {known}")
    return tuple(left_out[name] for name in dict.fromkeys(names))


def _match_on_file(visits: pd.DataFrame, authority: str) -> str | None:
    """Return the name on file that any name of an authority means, or the beginning of one alone."""
    on_file = set(visits["authority"].dropna())
    if authority in on_file:
        return authority
    known = match_authority(authority)
    return known.name if known and known.name in on_file else match_beginning(authority, on_file)


def _name_on_file(visits: pd.DataFrame, authority: str) -> str:
    name = _match_on_file(visits, authority)
    if name is None:
        on_file = sorted(visits["authority"].dropna().unique())
        raise FolderError(
            f"no letter of {authority!r} is on file; on file: {_list(on_file)}. {_hint(authority, on_file)}"
        )
    return name


def _list(names: list[str]) -> str:
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return f"{', '.join(names[:MOST_NAMES]) or 'none'}{more}"


def _hint(authority: str, on_file: list[str]) -> str:
    """Return a question which name on file was meant, or what to do about an authority that is known and not there."""
    if match_authority(authority) or not on_file:
        return "Put its letter into data/raw first, or choose another authority."
    return ask_back(authority, on_file) or "Did you mean one of these?"


def _authority_of(visits: pd.DataFrame, first: str, authority: str | None) -> str:
    own = visits if authority is None else visits[visits["authority"] == authority]
    found = own.loc[own["visit_id"] == first, "authority"].dropna()
    if not len(found):
        raise FolderError(f"no visit {first!r} is on file; on file: {', '.join(own['visit_id']) or 'none'}")
    return found.iloc[0]
