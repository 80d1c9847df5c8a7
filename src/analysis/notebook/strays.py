"""Letters that lie where none is read: beside the notebooks, or in the project's folder."""

from pathlib import Path

from analysis.base.folder import DataFolder, find_data_folder
from analysis.compare import join_words
from analysis.notebook.copies import find_copies
from analysis.notebook.words import read_said


def describe_strays(folder: DataFolder | None = None) -> str:
    """Return a sentence that names the letters which lie beside the notebooks or the data and are not read; else "".

    By its ending a file is taken for a letter (words.yml).
    """
    said = read_said()["strays"]
    names = [path.name for path in list_strays(folder or find_data_folder(), tuple(said["endings"]))]
    return said["one" if len(names) == 1 else "many"].format(files=join_words(names)) if names else ""


def list_strays(folder: DataFolder, endings: tuple[str, ...]) -> list[Path]:
    """Return the files with one of the endings in the project's folder, the data folder and those of the notebooks."""
    data = folder.raw.parent
    folders = (data.parent, data, data.parent / "notebooks", find_copies(folder))
    found = [path for one in folders if one.is_dir() for path in sorted(one.iterdir())]
    return [path for path in found if path.suffix.lower() in endings and path.is_file() and path.name[0] != "."]
