"""What the notebooks compare, as the data folder keeps it (settings.toml): authority, first visit, other frameworks."""

import json
import tomllib
from dataclasses import dataclass

from analysis.base.folder import DataFolder, FolderError
from analysis.base.resources import PACKAGE


@dataclass(frozen=True)
class Settings:
    """The authority and the first visit (visit_id) that the notebooks compare; either may be missing.

    `also` are frameworks whose letters are compared although they are left out otherwise.
    """

    authority: str | None = None
    first: str | None = None
    also: tuple[str, ...] = ()


def read_settings(folder: DataFolder) -> Settings:
    """Return the settings of the data folder, else those that the package ships with.

    Raises FolderError where settings.toml is not TOML or holds something else.
    """
    path = folder.settings if folder.settings.exists() else PACKAGE / "base" / "settings.toml"
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        return Settings(**found | {"also": tuple(found.get("also", ()))})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError) as error:
        raise FolderError(
            f'{path}: {error}; expected the lines authority = "..." and first = "..." (visits choose writes them)'
        ) from error


def write_settings(folder: DataFolder, settings: Settings) -> None:
    """Write settings.toml into the data folder."""
    facts = {"authority": settings.authority, "first": settings.first, "also": settings.also}
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in facts.items() if value]
    folder.settings.write_text("".join(lines), encoding="utf-8")
