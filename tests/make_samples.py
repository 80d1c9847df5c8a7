"""Draw the pictures that 05_other_authorities shows until another authority is on file, from made-up inspections.

python tests/make_samples.py
"""

import tempfile
from dataclasses import replace
from pathlib import Path

import matplotlib.pyplot as plt
from made_up_inspections import write_inspections

from analysis import compare
from analysis.base.folder import DataFolder
from analysis.build import load
from analysis.charts import draw_exhibit, save_figure
from analysis.notebook.samples import SAMPLES, read_sample_words

AUTHORITY = "Ashby-under-Lea"
SCREEN_DPI = 96  # so that a picture has the size at which charts are shown


def make_exhibits(folder: Path) -> dict[str, compare.Exhibit]:
    """Return the exhibits of the notebook by name, made of made-up inspections that are written into `folder`."""
    data = DataFolder(folder / "raw", folder / "processed")
    data.raw.mkdir(parents=True)
    write_inspections(data.raw)
    tables = load(data)
    visits = compare.select_visits(tables, authority=AUTHORITY)
    return {
        "peers": compare.exhibit_peers(tables, visits, ["supervision", "staffing", "permanence"]),
        "asked": compare.exhibit_asked(tables, by="year"),
        "moves": compare.exhibit_moves(tables),
    }


def draw_sample(exhibit: compare.Exhibit) -> plt.Figure:
    """Return the chart of an exhibit with its title, its source and a mark across it saying that it is made up."""
    words = read_sample_words()
    title = words["title"].format(title=exhibit.title)
    figure = draw_exhibit(replace(exhibit, title=title, sources=words["source"]))
    mark = {"ha": "center", "va": "center", "rotation": 18, "fontsize": 54, "fontweight": "bold"}
    figure.text(0.55, 0.5, words["mark"], **mark, color="#801650", alpha=0.3, zorder=9)
    return figure


def write_samples(target: Path = SAMPLES) -> None:
    """Write each picture and its text alternative into a folder, by default that of the package."""
    with tempfile.TemporaryDirectory() as folder:
        exhibits = make_exhibits(Path(folder))
    for name, exhibit in exhibits.items():
        figure = draw_sample(exhibit)
        (target / f"{name}.png").write_bytes(save_figure(figure, "png", dpi=SCREEN_DPI, Software=None))
        plt.close(figure)
        text = read_sample_words()["alt"].format(alt=exhibit.alt)
        (target / f"{name}.txt").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    write_samples()
