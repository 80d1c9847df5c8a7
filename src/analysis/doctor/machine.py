"""This machine: fonts, browser, LibreOffice, room on the disk."""

import os
import shutil
from pathlib import Path

from analysis.base.folder import DataFolder
from analysis.doctor.findings import Finding, read_words, say

MB = 1_000_000
ROOM = 200 * MB  # bytes that a build of few letters needs, and more than any letter
LEAST = 20 * MB  # bytes with which no build ends
COPIES = 2  # of the tables that are on disk while a build makes new ones: those, and what they are made of


def check_fonts() -> list[Finding]:
    """Return whether charts are drawn in the font that the suite brings."""
    from matplotlib import font_manager

    from analysis.charts import FONT, READERS_FONT

    path = font_manager.findfont(font_manager.FontProperties(family=[FONT]))
    drawn = font_manager.FontProperties(fname=path).get_name()
    return [say("fonts", "fine" if drawn == FONT else "instead", font=FONT, instead=drawn, readers=READERS_FONT)]


def check_browser() -> list[Finding]:
    """Return whether there is a browser for the tests that need one."""
    named = os.environ.get("CHROMIUM")
    if named and shutil.which(named) is None:
        return [say("browser", "gone", path=named)]
    path = named or _find_program(read_words()["browsers"])
    return [say("browser", "fine", path=path) if path else say("browser", "absent")]


def check_office() -> list[Finding]:
    """Return whether there is a LibreOffice."""
    path = _find_program(read_words()["offices"])
    return [say("office", "fine", path=path) if path else say("office", "absent")]


def check_disk(folder: DataFolder) -> list[Finding]:
    """Return whether there is room for a build."""
    where = next(path for path in (folder.processed, *folder.processed.parents) if path.is_dir())
    free = shutil.disk_usage(where).free
    needs = ROOM + COPIES * sum(path.stat().st_size for path in folder.processed.glob("*.parquet"))
    case = "none" if free < LEAST else "little" if free < needs else "fine"
    return [say("disk", case, free=describe_size(free), needs=describe_size(needs))]


def describe_size(n_bytes: int) -> str:
    """Return a number of bytes as people say it.

    >>> describe_size(250_000_000), describe_size(12_300_000_000)
    ('250 MB', '12.3 GB')
    """
    return f"{n_bytes / 1000 / MB:,.1f} GB" if n_bytes >= 1000 * MB else f"{n_bytes / MB:,.0f} MB"


def _find_program(names: list[str]) -> Path | None:
    found = next(filter(None, map(shutil.which, names)), None)
    return Path(found) if found else None
