"""What the notebooks compare, and which themes they show first: chosen once, kept in settings.toml."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from analysis.base.folder import DataFolder, FolderError, find_data_folder
from analysis.base.settings import Settings, read_settings, write_settings
from analysis.compare import (
    find_standing,
    frame_visits,
    join_words,
    label_theme,
    list_named_themes,
    match_visit,
    read_labels,
    read_words,
    select_visits,
)
from analysis.find import Asked, pick_themes
from analysis.notebook.words import read_said
from analysis.reference import ask_back, match_authority, match_beginning

MOST_NAMES = 10  # of authorities on file that a message lists


def choose(
    tables: dict[str, pd.DataFrame],
    authority: str = "",
    first: str = "",
    also: Asked = "",
    *,
    themes: Asked = "",
    folder: DataFolder | None = None,
) -> Settings:
    """Write the choice into settings.toml and return what is chosen now; with no names, only return it.

    `authority` may be any name of the authority, or the beginning of one alone, `first` is a visit by its label, its
    date or its visit_id ("Oct 2024"), `themes` are those that are shown first, by name or id, `also` names frameworks
    that are left out otherwise; several in a list, or with commas between them. What was chosen before stays where
    nothing is given; "none" takes back the themes or frameworks chosen. Raises FolderError or QuestionError, which ask
    back or list what is on file, for an authority, a visit or a theme that is not, and for a framework that is not
    left out.
    """
    folder = folder or find_data_folder()
    before = read_settings(folder)
    if not (authority or first or also or themes):
        return resolve_choice(tables, before)
    settings = before
    if authority or first:
        name = _name_on_file(tables["visits"], authority) if authority else None
        name, first_id = _pick_first(tables, first, name or resolve_choice(tables, before).authority, fixed=bool(name))
        settings = replace(settings, authority=name, first=first_id)
    if also:
        settings = replace(settings, also=_parse_frameworks(_list_typed(also)))
    if themes:
        settings = replace(settings, themes=tuple(pick_themes(_list_typed(themes)) or ()))
    write_settings(folder, settings)
    return resolve_choice(tables, settings)


def choose_themes(themes: Asked = None, *, folder: DataFolder | None = None) -> list[str]:
    """Return the ids of the themes that a notebook shows first: those given, else those chosen, else the mission's.

    `themes` are named by id or as the codebook calls them, in any case, in a list or with commas between them. Raises
    QuestionError, which asks back, for one that the codebook does not have.
    """
    chosen = read_settings(folder or find_data_folder()).themes
    known = read_labels()
    return pick_themes(_list_typed(themes or chosen)) or [theme for theme in list_named_themes() if theme in known]


def describe_choice(tables: dict[str, pd.DataFrame], *, folder: DataFolder | None = None) -> str:
    """Return a sentence that says what is chosen, and that the notebooks follow."""
    folder, said = folder or find_data_folder(), read_said()["choice"]
    chosen = resolve_choice(tables, read_settings(folder))
    visits = choose_visits(tables, folder=folder)
    if not len(visits):
        return said["nothing"]
    also = said["also_some"].format(also=join_words(chosen.also)) if chosen.also else said["also_none"]
    themes = join_words(label_theme(theme) for theme in choose_themes(folder=folder))
    first = visits["label"].iloc[0]
    return said["chosen"].format(authority=chosen.authority, first=first, themes=themes, also=also)


def resolve_choice(tables: dict[str, pd.DataFrame], settings: Settings) -> Settings:
    """Return the settings with what they leave open, or what is not on file, filled in.

    The authority: the one with most visits on file (the first of these by name). The first visit: its earliest that
    is not a press report, else its earliest.
    """
    visits = tables["visits"].dropna(subset=["authority", "start_date"])
    authority = find_on_file(visits, settings.authority or "")
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
    tables: dict[str, pd.DataFrame],
    authority: str | None = None,
    *,
    since: str | None = None,
    folder: DataFolder | None = None,
) -> pd.DataFrame:
    """Return the visits that a notebook compares: those of the chosen authority from the first visit on, by date.

    `authority` goes before the one in settings.toml, `since` (`frame_visits`: "last inspection", "all", "Oct 2022")
    before its first visit. Columns as in the table `visits`, and `label`. Raises FolderError for an authority that is
    not on file, QuestionError for a frame that is none.
    """
    settings = read_settings(folder or find_data_folder())
    if authority:
        settings = replace(settings, authority=_name_on_file(tables["visits"], authority))
    chosen = resolve_choice(tables, settings)
    first, left_out = None if since else chosen.first, _list_left_out(chosen.also)
    visits = select_visits(tables, authority=chosen.authority, first=first, left_out_frameworks=left_out)
    return frame_visits(visits, since) if since else visits


def _list_left_out(also: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in read_words()["left_out_frameworks"] if name not in also)


def _list_typed(typed: Asked) -> list[str]:
    """Return the names in a list, or in a text with commas between them; none for "none"."""
    names = [name.strip() for name in (typed.split(",") if isinstance(typed, str) else typed)]
    return [name for name in names if name.casefold() not in ("", "none")]


def _parse_frameworks(names: Sequence[str]) -> tuple[str, ...]:
    """Return the frameworks of these names, as words.yml writes them."""
    left_out = {name.casefold(): name for name in read_words()["left_out_frameworks"]}
    if unknown := [name for name in names if name.casefold() not in left_out]:
        known = ", ".join(left_out.values())
        raise FolderError(f"{unknown[0]!r} is no framework that is left out of comparisons; these are {known}")
    return tuple(left_out[name] for name in dict.fromkeys(name.casefold() for name in names))


def _pick_first(
    tables: dict[str, pd.DataFrame], first: str, authority: str | None, *, fixed: bool
) -> tuple[str | None, str | None]:
    """Return the authority and the first visit that are meant; `fixed` where no visit to another can be."""
    if not first:
        return authority, None
    visits = tables["visits"]
    own = visits if not fixed else visits[visits["authority"] == authority]
    named = own.loc[own["visit_id"] == first, "authority"].dropna()
    if len(named):
        return named.iloc[0], first
    return authority, match_visit(select_visits(tables, authority=authority, left_out_frameworks=()), first)


def find_on_file(visits: pd.DataFrame, authority: str) -> str | None:
    """Return the name in the table `visits` that any name of an authority means, or the beginning of one alone."""
    on_file = set(visits["authority"].dropna())
    if authority in on_file:
        return authority
    known = match_authority(authority)
    return known.name if known and known.name in on_file else match_beginning(authority, on_file)


def _name_on_file(visits: pd.DataFrame, authority: str) -> str:
    name = find_on_file(visits, authority)
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
