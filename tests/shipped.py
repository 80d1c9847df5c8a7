"""The data that the suite ships with, apart from whatever a user has added to it."""

import csv
import shutil
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
DOCUMENTS = (
    "stoke-on-trent focused visit letter 2020-11-13.txt",
    "stoke-on-trent focused visit press report 2024.txt",
)


def copy_shipped(parent: Path) -> Path:
    """Copy the shipped documents with their about.csv and hand coding to `parent/data`, and return that folder."""
    source, data = REPOSITORY / "data", parent / "data"
    (data / "raw").mkdir(parents=True)
    (data / "review").mkdir()
    shutil.copyfile(source / "review" / "reference.csv", data / "review" / "reference.csv")
    for name in DOCUMENTS:
        shutil.copyfile(source / "raw" / name, data / "raw" / name)
    with (source / "raw" / "about.csv").open(encoding="utf-8-sig", newline="") as stream:
        columns, *rows = csv.reader(stream)
    with (data / "raw" / "about.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([columns, *(row for row in rows if row[:1] and row[0] in DOCUMENTS)])
    return data
