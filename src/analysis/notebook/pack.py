"""The board pack of what is chosen: the command and the page write it alike."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.base.folder import DataFolder
from analysis.board import write_pack
from analysis.compare import describe_frame
from analysis.find import Asked
from analysis.notebook.choice import choose_themes, choose_visits


class Pack(NamedTuple):
    """A board pack: its folder, the names of what is in it, and a sentence on the visits on which it stands."""

    folder: Path
    names: list[str]
    frame: str


def write_chosen_pack(
    tables: dict[str, pd.DataFrame],
    authority: str | None,
    since: str | None,
    themes: Asked,
    *,
    folder: DataFolder,
    out: Path | None = None,
) -> Pack:
    """Write the board pack of what is chosen, as of today.

    `authority`, `since` and `themes` as `choose_visits` and `choose_themes` take them; `out` is output/board beside the
    data where none is given. Raises MendableError as these and `write_pack` do.
    """
    visits, shown = choose_visits(tables, authority, since=since, folder=folder), choose_themes(themes, folder=folder)
    pack = write_pack(tables, visits, shown, out or folder.output / "board", folder=folder, day=date.today())
    return Pack(pack, sorted(path.name for path in pack.iterdir()), describe_frame(tables, visits))
