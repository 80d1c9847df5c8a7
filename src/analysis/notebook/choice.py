"""The authority and the first visit that the notebooks compare: chosen once, kept in settings.toml."""

import pandas as pd

from analysis.base.folder import DataFolder, FolderError, find_data_folder
from analysis.base.settings import Settings, read_settings, write_settings
from analysis.compare import find_standing, select_visits
from analysis.reference import find_authority


def choose(
    tables: dict[str, pd.DataFrame], authority: str = "", first: str = "", *, folder: DataFolder | None = None
) -> Settings:
    """Write the choice into settings.toml and return what is chosen now; with no names, only return it.

    `authority` may be any name of the authority, `first` is a visit_id. Raises FolderError, which lists what is on
    file, for an authority or a visit that is not.
    """
    folder = folder or find_data_folder()
    if not authority and not first:
        return resolve_choice(tables, read_settings(folder))
    name = _name_on_file(tables["visits"], authority) if authority else None
    if first:
        name = _authority_of(tables["visits"], first, name)
    settings = Settings(name, first or None)
    write_settings(folder, settings)
    return resolve_choice(tables, settings)


def resolve_choice(tables: dict[str, pd.DataFrame], settings: Settings) -> Settings:
    """Return the settings with what they leave open, or what is not on file, filled in.

    The authority: the one with most visits on file (the first of these by name). The first visit: its earliest that
    is not a press report, else its earliest.
    """
    visits = tables["visits"].dropna(subset=["authority", "start_date"])
    authority = settings.authority
    if authority not in set(visits["authority"]):
        counts = visits["authority"].value_counts()
        authority = min(counts[counts == counts.max()].index) if len(counts) else None
    own, first = select_visits(tables, authority=authority), find_standing(tables, settings.first)
    if first in set(own["visit_id"]) or not len(own):
        return Settings(authority, first if len(own) else None)
    letters = own[own["source_type"] != "press"]
    return Settings(authority, (letters if len(letters) else own)["visit_id"].iloc[0])


def choose_visits(
    tables: dict[str, pd.DataFrame], authority: str | None = None, *, folder: DataFolder | None = None
) -> pd.DataFrame:
    """Return the visits that a notebook compares: those of the chosen authority from the first visit on, by date.

    `authority` goes before the one in settings.toml. Columns as in the table `visits`, and `label`.
    """
    settings = read_settings(folder or find_data_folder())
    if authority:
        settings = Settings(_name_on_file(tables["visits"], authority), settings.first)
    chosen = resolve_choice(tables, settings)
    return select_visits(tables, authority=chosen.authority, first=chosen.first)


def _name_on_file(visits: pd.DataFrame, authority: str) -> str:
    known = find_authority(authority)
    name = known.name if known else authority
    on_file = sorted(visits["authority"].dropna().unique())
    if name not in on_file:
        raise FolderError(f"no letter of {authority!r} is on file; on file: {', '.join(on_file) or 'none'}")
    return name


def _authority_of(visits: pd.DataFrame, first: str, authority: str | None) -> str:
    own = visits if authority is None else visits[visits["authority"] == authority]
    found = own.loc[own["visit_id"] == first, "authority"].dropna()
    if not len(found):
        raise FolderError(f"no visit {first!r} is on file; on file: {', '.join(own['visit_id']) or 'none'}")
    return found.iloc[0]
