"""Charts that leave the house: PNG and SVG, with the data as CSV and the text alternative beside them."""

import re
import unicodedata
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.style import STYLE

DPI = 200  # sharp in print at the width of a page


def export_chart(ax: Axes, data: pd.DataFrame, *, alt: str, name: str, folder: Path | str) -> list[Path]:
    """Write `<name>.png`, `.svg`, `.csv` (what was drawn) and `.txt` (the text alternative); return their paths.

    The same chart gives the same bytes. The figure stays open. The CSV is UTF-8 with a mark, so that Excel reads it.
    """
    folder, stem = Path(folder), make_file_name(name)
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{stem}.{ending}" for ending in ("png", "svg", "csv", "txt")]
    png, svg, table, text = paths
    look = {"bbox_inches": "tight", "pad_inches": 0.12, "facecolor": "white"}
    with plt.style.context(STYLE):
        ax.figure.savefig(png, dpi=DPI, metadata={"Description": alt, "Software": None}, **look)
        ax.figure.savefig(svg, metadata={"Description": alt, "Date": None}, **look)
    data.to_csv(table, index=False, encoding="utf-8-sig")
    text.write_text(alt + "\n", encoding="utf-8")
    return paths


def make_file_name(name: str) -> str:
    """Return a name that every system takes as a file's.

    >>> make_file_name("Praise & concern: Stoke-on-Trent")
    'praise-concern-stoke-on-trent'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "chart"
