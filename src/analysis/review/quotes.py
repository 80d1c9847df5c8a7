"""The quotations that people keep: sentences that say it best, with a note why. They change no coding."""

from datetime import UTC, datetime

import pandas as pd

from analysis.base.folder import DataFolder, find_data_folder
from analysis.coding import read_codebook
from analysis.review.files import TIME, read_review_file, write_decisions
from analysis.review.match import match_ids, stand_for
from analysis.tables import visits_of

FILE = "quotes.csv"
COLUMNS = ["sentence_id", "text", "note", "reviewer", TIME]


def list_quotes(tables: dict[str, pd.DataFrame], folder: DataFolder | None = None) -> pd.DataFrame:
    """Return the quotations that are kept, one row per sentence, in the order in which they were kept.

    Columns: sentence_id (as it is today), text (as kept), note, reviewer and decided_at, missing where blank. The last
    row on a sentence says whether it is kept, whoever wrote it. A row that fits no sentence on file is left out
    (`list_lost_quotes`; `problems` names it). `folder` is where the data are, by default the one worked in.
    """
    rows, found = _match_quotes(tables, folder)
    return _keep_kept(rows.assign(sentence_id=found)[found.notna()]).reset_index(drop=True)


def list_lost_quotes(tables: dict[str, pd.DataFrame], folder: DataFolder | None = None) -> pd.DataFrame:
    """Return the quotations that are kept and stand in no letter on file any more, one row each, as kept.

    Columns as `list_quotes`, but the sentence_id is the one written down, and visit_id: the visit that stands today
    for the one it names, missing where none does.
    """
    rows, found = _match_quotes(tables, folder)
    kept = _keep_kept(rows)
    lost = kept[found[kept.index].isna()].reset_index(drop=True)
    return lost.assign(visit_id=stand_for(visits_of(lost["sentence_id"]), tables["visits"]))


def _match_quotes(tables: dict[str, pd.DataFrame], folder: DataFolder | None) -> tuple[pd.DataFrame, pd.Series]:
    """Return the rows of quotes.csv, and the sentence that each means today; missing where it means none."""
    folder = folder or find_data_folder()
    rows, _ = read_review_file(folder.review / FILE, read_codebook(folder.codebook))
    return rows, match_ids(rows["sentence_id"], rows["text"], tables["sentences"], "sentence_id", tables["visits"])


def _keep_kept(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the last row of each sentence where it says that the sentence is kept, in the order of keeping."""
    last = rows.sort_values([TIME, "line"], na_position="first").drop_duplicates("sentence_id", keep="last")
    return last.loc[last["keep"].ne("no").fillna(True), COLUMNS]


def write_quote(
    folder: DataFolder, sentence_id: str, text: str, *, keep: bool = True, note: str = "", reviewer: str = ""
) -> None:
    """Add a row to quotes.csv: that a sentence is kept, or no longer. Raises ReviewError as `write_decisions` does."""
    row = {
        "sentence_id": sentence_id,
        "text": text,
        "keep": "yes" if keep else "no",
        "note": " ".join(note.split()),
        "reviewer": reviewer,
        TIME: datetime.now(UTC).isoformat(timespec="milliseconds"),
    }
    write_decisions(folder.review, [row], FILE)
