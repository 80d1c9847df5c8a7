"""What the council does about each area for improvement (responses.csv). It changes no coding and no status."""

from datetime import date

import pandas as pd

from analysis.base.folder import DataFolder, find_data_folder
from analysis.coding import read_codebook
from analysis.review.files import TIME, read_review_file
from analysis.review.match import match_ids
from analysis.tables import join_improvements

FILE = "responses.csv"
COLUMNS = [
    "improvement_id",
    "improvement_text",
    "text",
    "accepted",
    "owner",
    "due",
    "overdue",
    "note",
    "reviewer",
    TIME,
]


def list_responses(
    tables: dict[str, pd.DataFrame], folder: DataFolder | None = None, as_of: date | None = None
) -> pd.DataFrame:
    """Return what the council does about areas for improvement, one row per area, in the order of the table.

    Columns: improvement_id (as it is today), improvement_text, text, accepted (yes, in part, no), owner, due (a day),
    overdue, note, reviewer, decided_at, missing where blank. The last row on an area holds as a whole, whoever wrote
    it. One is overdue where the day it is due is before `as_of` (by default today), unless it is not accepted. A row
    that fits no area on file is left out (`problems` names it). `folder` is where the data are, by default the one
    worked in.
    """
    folder = folder or find_data_folder()
    rows, _ = read_review_file(folder.review / FILE, read_codebook(folder.codebook))
    areas = join_improvements(tables)
    found = match_ids(rows["improvement_id"], rows["improvement_text"], areas, "improvement_id", tables["visits"])
    rows = rows.assign(improvement_id=found)[found.notna()].sort_values([TIME, "line"], na_position="first")
    last = rows.drop_duplicates("improvement_id", keep="last")
    place = {improvement_id: index for index, improvement_id in enumerate(areas["improvement_id"])}
    last = last.sort_values("improvement_id", key=lambda ids: ids.map(place), ignore_index=True)
    due = pd.to_datetime(last["due"]).astype("datetime64[ms]")
    overdue = (due < pd.Timestamp(as_of or date.today())) & last["accepted"].ne("no").fillna(True)
    return last.assign(due=due, overdue=overdue.astype("bool"))[COLUMNS]
