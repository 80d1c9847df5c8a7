"""What the council does about each area for improvement (responses.csv). It changes no coding and no status."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

import pandas as pd

from analysis.base.folder import DataFolder, find_data_folder
from analysis.coding import read_codebook
from analysis.review.files import TIME, ReviewError, parse_value, read_review_file, write_decisions
from analysis.review.match import match_ids
from analysis.tables import join_improvements

FILE = "responses.csv"
GIVEN = ["text", "accepted", "owner", "due", "done", "note"]  # what a person may write about an area
COLUMNS = [
    "improvement_id",
    "improvement_text",
    "text",
    "accepted",
    "owner",
    "due",
    "done",
    "is_done",
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
    done (yes, no, or a day as 2026-03-31), is_done (by the day `as_of`), overdue, note, reviewer, decided_at, missing
    where blank. The last row on an area holds as a whole, whoever wrote it. One is overdue where the day it is due is
    before `as_of` (by default today), unless it is done by then or not accepted. A last row that says nothing takes
    back what was written before, and a row that fits no area on file is left out (`problems` names it). `folder` is
    where the data are, by default the one worked in.
    """
    folder = folder or find_data_folder()
    rows, _ = read_review_file(folder.review / FILE, read_codebook(folder.codebook))
    areas = join_improvements(tables)
    found = match_ids(rows["improvement_id"], rows["improvement_text"], areas, "improvement_id", tables["visits"])
    rows = rows.assign(improvement_id=found)[found.notna()].sort_values([TIME, "line"], na_position="first")
    last = rows.drop_duplicates("improvement_id", keep="last")
    last = last[last[GIVEN].notna().any(axis=1)]
    order = {improvement_id: index for index, improvement_id in enumerate(areas["improvement_id"])}
    last = last.sort_values("improvement_id", key=lambda ids: ids.map(order), ignore_index=True)
    today = as_of or date.today()
    due = pd.to_datetime(last["due"]).astype("datetime64[ms]")
    is_done = [is_done_by(done, today) for done in last["done"]]
    overdue = (due < pd.Timestamp(today)) & last["accepted"].ne("no").fillna(True) & ~pd.array(is_done, dtype="bool")
    return last.assign(due=due, is_done=pd.array(is_done, dtype="bool"), overdue=overdue.astype("bool"))[COLUMNS]


def is_done_by(done: str | float | None, day: date) -> bool:
    """Return whether what is written as done (yes, no, a day, or missing) is done by a day.

    >>> [is_done_by(done, date(2026, 6, 1)) for done in ("yes", "2026-06-01", "2026-07-01", "no", None)]
    [True, True, False, False, False]
    """
    return isinstance(done, str) and (done == "yes" or (done != "no" and done <= day.isoformat()))


def write_response(
    folder: DataFolder, improvement_id: str, improvement_text: str, given: Mapping[str, str], *, reviewer: str = ""
) -> None:
    """Add a row to responses.csv: what the council does about an area for improvement from now on, as a whole.

    `given` are texts by their column (GIVEN); one that is blank or not there is left blank. Raises ReviewError, which
    names the column, for a value that it cannot have, and as `write_decisions` does; nothing is written then.
    """
    codebook = read_codebook(folder.codebook)
    try:
        values = {name: parse_value(FILE, name, " ".join(given.get(name, "").split()), codebook) for name in GIVEN}
    except ValueError as error:
        raise ReviewError(f"{error}; nothing was written") from error
    about = {"improvement_id": improvement_id, "improvement_text": improvement_text, "reviewer": reviewer}
    row = about | {name: value or "" for name, value in values.items()}
    write_decisions(folder.review, [row | {TIME: datetime.now(UTC).isoformat(timespec="milliseconds")}], FILE)
