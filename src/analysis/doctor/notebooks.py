"""What the notebooks rest on: the choice in settings.toml, and a person's own copies of them."""

from pathlib import Path
from typing import TYPE_CHECKING

from analysis.base.folder import DataFolder, FolderError
from analysis.base.mendable import MendableError
from analysis.base.settings import read_settings
from analysis.doctor.findings import Finding, list_names, say

if TYPE_CHECKING:
    import pandas as pd


def check_settings(folder: DataFolder) -> list[Finding]:
    """Return whether what settings.toml names is on file."""
    from analysis.notebook.choice import choose_themes, find_on_file

    try:
        chosen = read_settings(folder)
        choose_themes(folder=folder)
    except MendableError as error:
        return [say("settings", "fault", fault=str(error).rstrip("."))]
    if not folder.settings.exists() or not chosen.authority:
        return [say("settings", "open")]
    if (visits := _read_visits(folder)) is None or not len(visits):
        return [say("settings", "fine", what=chosen.authority)]
    if find_on_file(visits, chosen.authority) is None:
        return [say("settings", "not_on_file", authority=chosen.authority)]
    if chosen.first and chosen.first not in set(visits["visit_id"]):
        return [say("settings", "no_visit", first=chosen.first)]
    return [say("settings", "fine", what=chosen.authority)]


def _read_visits(folder: DataFolder) -> "pd.DataFrame | None":
    """Return the table `visits`; None where it is not there or cannot be read."""
    from analysis.tables import read_table

    try:
        return read_table(folder.processed, "visits")
    except (OSError, ValueError):
        return None


def check_copies(folder: DataFolder) -> list[Finding]:
    """Return whether a person's own notebooks are as new as the suite's."""
    from analysis.notebook.copies import compare_copies, find_copies

    own = find_copies(folder)
    if not own.is_dir():
        return [say("copies", "fine", folder=own.name)]
    try:
        compared = compare_copies(folder)
    except FolderError as error:
        return [say("copies", "none", fault=error)]
    outdated = {
        state: [Path(name).stem for name in compared if compared[name] == state] for state in ("older", "differ")
    }
    findings = [say("copies", state, names=list_names(names)) for state, names in outdated.items() if names]
    return findings or [say("copies", "fine", folder=own.name)]
