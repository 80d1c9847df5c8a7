"""The data folder: where an analyst's letters, tables, reviews and settings are."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.base.mendable import MendableError


class FolderError(MendableError):
    """A data folder, or a file in it, that cannot be used; the message says what to do."""


ABOUT = "about.csv"
WORKSHOP = ".workshop"


@dataclass(frozen=True)
class DataFolder:
    """The files and folders of one data folder. `processed` may lie elsewhere (`visits build --out`).

    `raw` may be an Address (`build/store.py`); `store` is the one from which the tables come and to which they go back,
    if any.
    """

    raw: Path
    processed: Path
    store: Any = None

    @property
    def workshop(self) -> Path:
        """Where letters that were read wait for their tables: beside the tables, where all who read them see it."""
        return (self.store or self.processed) / WORKSHOP

    @property
    def about(self) -> Path:
        """The facts that an analyst adds or corrects; its name may be in capitals, as Windows lets it be."""
        return next(
            (path for path in sorted(self.raw.glob("*.[cC][sS][vV]")) if path.name.lower() == ABOUT), self.raw / ABOUT
        )

    @property
    def review(self) -> Path:
        """What people decided about the coding."""
        return self.raw.parent / "review"

    @property
    def settings(self) -> Path:
        """The authority and the first visit that the notebooks compare."""
        return self.raw.parent / "settings.toml"

    @property
    def output(self) -> Path:
        """Where what leaves the house goes: beside the data, never among the letters or the tables."""
        return self.raw.parent.parent / "output"

    @property
    def charts(self) -> Path:
        """Where exported charts go."""
        return self.output / "charts"

    @property
    def codebook(self) -> Path | None:
        """The analyst's own codebook, which replaces the package's; missing where there is none."""
        own = self.raw.parent / "codebook.yml"
        return own if own.exists() else None


def find_data_folder(start: Path | None = None) -> DataFolder:
    """Return the data folder: `$VISITS_DATA`, else `data/` in the nearest parent of `start` that holds `data/raw`.

    Raises FolderError where neither is there.
    """
    named = os.environ.get("VISITS_DATA")
    if named:
        data = Path(named)
        if not (data / "raw").is_dir():
            raise FolderError(
                f"VISITS_DATA names {data}, but there is no folder 'raw' in it; make one and put the letters there"
            )
        return DataFolder(data / "raw", data / "processed")
    here = (start or Path.cwd()).resolve()
    for parent in (here, *here.parents):
        if (parent / "data" / "raw").is_dir():
            return DataFolder(parent / "data" / "raw", parent / "data" / "processed")
    raise FolderError(
        f"no folder data/raw in {here} or above it; work inside the project, or name your data folder in VISITS_DATA"
    )


def find_codebook() -> Path | None:
    """Return the path of the analyst's own codebook; None without one, or outside of any data folder."""
    try:
        return find_data_folder().codebook
    except FolderError:
        return None


def chart_folder(named: str | None = None) -> Path:
    """Return the folder `named`, else the one where exported charts go."""
    return Path(named) if named else find_data_folder().charts


def output_folder(named: Path | str | None = None) -> Path:
    """Return the folder `named`, else the one where exported tables go."""
    return Path(named) if named else find_data_folder().output


def list_letters(folder: DataFolder) -> list[str]:
    """Return the files of `raw` that are letters, as sorted paths below it with forward slashes.

    Hidden files and folders, `README.md` and `about.csv` are no letters.
    """
    return list_files(folder.raw)


def list_files(folder: Path) -> list[str]:
    """Return the files of a folder and of those in it as `list_letters` does."""
    if not isinstance(folder, Path):  # an address, which lists files alone
        found = [path.relative_to(folder).as_posix() for path in folder.rglob("*")]
    else:
        found = []
        for parent, folders, files in os.walk(folder):  # a third of the time that paths take, of ten thousand files
            folders[:] = [name for name in folders if not name.startswith(".")]
            below = Path(parent).relative_to(folder).as_posix()
            found += files if below == "." else [f"{below}/{name}" for name in files]
    return sorted(file for file in found if _is_letter(file))


def _is_letter(file: str) -> bool:
    *folders, name = file.split("/")
    hidden = any(part.startswith(".") for part in (*folders, name))
    return not hidden and name != "README.md" and name.lower() != ABOUT
