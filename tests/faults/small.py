"""A data folder of a few short letters, as it was and as it is: what a build may leave of the one and the other."""

import hashlib
import shutil
from pathlib import Path

import pandas as pd
from builds import FOCUSED_VISIT, build_clean, bytes_of

from analysis.base.folder import DataFolder
from analysis.build import build


def write_letter(folder: DataFolder, name: str, *, regular: bool = False) -> None:
    """Write a letter on a focused visit to a place, at once."""
    text = FOCUSED_VISIT.replace("Leeds", name)
    beside = folder.raw / ".new"
    beside.write_text(text.replace("irregular", "regular and kind") if regular else text, encoding="utf-8")
    beside.replace(folder.raw / f"{name.lower()}.md")


def folder_in(data: Path) -> DataFolder:
    return DataFolder(data / "raw", data / "processed")


def make_folder(data: Path) -> DataFolder:
    """Return a new data folder without letters."""
    folder = folder_in(data)
    folder.raw.mkdir(parents=True)
    return folder


class Change:
    """A folder whose letters changed since its tables were built, and can be brought back to that as often as needed.

    `before` and `after` are what `bytes_of` gives for the old tables and for the new ones.
    """

    def __init__(self, tmp_path: Path) -> None:
        self._kept, self.folder = tmp_path / "kept", folder_in(tmp_path / "data")
        kept = make_folder(self._kept)
        for name in ("Leeds", "Bury", "Derby"):
            write_letter(kept, name)
        build(kept)
        self.before = bytes_of(kept.processed)
        (kept.raw / "bury.md").unlink()
        write_letter(kept, "Leeds", regular=True)
        write_letter(kept, "Luton")
        self.after = build_clean(kept, tmp_path / "after")

    def bring_back(self) -> DataFolder:
        """Return the folder with the new letters and the old tables."""
        shutil.rmtree(self.folder.raw.parent, ignore_errors=True)
        shutil.copytree(self._kept, self.folder.raw.parent)
        return self.folder


def print_of(tables: dict[str, pd.DataFrame]) -> str:
    """Return a fingerprint of all tables together."""
    texts = [f"{name}\n{table.to_csv(index=False)}" for name, table in sorted(tables.items())]
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()
