"""What the notebooks compare, as settings.toml keeps it: the authority, first visit, frameworks and themes."""

import json
import tomllib
from dataclasses import asdict, dataclass
from typing import Any

from analysis.base.folder import DataFolder, FolderError
from analysis.base.resources import PACKAGE
from analysis.base.whole import write_whole

LISTS = ("also", "themes")  # of texts; the others are a text each


@dataclass(frozen=True)
class Settings:
    """The authority and the first visit (visit_id) that the notebooks compare; either may be missing.

    `also` are frameworks whose letters are compared although they are left out otherwise. `themes` are ids of those
    that are shown first; with none, those that the mission names.
    """

    authority: str | None = None
    first: str | None = None
    also: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


def read_settings(folder: DataFolder) -> Settings:
    """Return the settings of the data folder, else those that the package ships with.

    Raises FolderError where settings.toml is not TOML or holds something else.
    """
    path = folder.settings if folder.settings.exists() else PACKAGE / "base" / "settings.toml"
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        _check_values(found)
        return Settings(**found | {name: tuple(found.get(name, ())) for name in LISTS})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError) as error:
        raise FolderError(
            f'{path}: {error}; expected the lines authority = "..." and first = "..." (visits choose writes them)'
        ) from error


def _check_values(found: dict[str, Any]) -> None:
    """Raise TypeError for a value that is no text, or no list of texts where one belongs."""
    for name, value in found.items():
        texts = value if name in LISTS else [value]
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise TypeError(f"{name} is {value!r}")


def write_settings(folder: DataFolder, settings: Settings) -> None:
    """Write settings.toml into the data folder."""
    facts = asdict(settings)
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in facts.items() if value]
    write_whole(folder.settings, "".join(lines).encode())
