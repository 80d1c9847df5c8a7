"""The quotations that people keep: sentences that say it best, with a note why. They change no coding."""

from datetime import UTC, datetime

import pandas as pd

from analysis.base.folder import DataFolder, find_data_folder
from analysis.coding import read_codebook
from analysis.review.files import TIME, read_review_file, write_decisions
from analysis.review.match import match_ids

FILE = "quotes.csv"
COLUMNS = ["sentence_id", "text", "note", "reviewer", TIME]


def list_quotes(tables: dict[str, pd.DataFrame], folder: DataFolder | None = None) -> pd.DataFrame:
    """Return the quotations that are kept, one row per sentence, in the order in which they were kept.

    Columns: sentence_id (as it is today), text, note, reviewer and decided_at, missing where blank. The last row on a
    sentence says whether it is kept, whoever wrote it. A row that fits no sentence on file is left out (`problems`
    names it). `folder` is where the data are, by default the one worked in.
    """
    folder = folder or find_data_folder()
    rows, _ = read_review_file(folder.review / FILE, read_codebook(folder.codebook))
    found = match_ids(rows["sentence_id"], rows["text"], tables["sentences"], "sentence_id", tables["visits"])
    rows = rows.assign(sentence_id=found)[found.notna()].sort_values([TIME, "line"], na_position="first")
    last = rows.drop_duplicates("sentence_id", keep="last")
    return last.loc[last["keep"].ne("no").fillna(True), COLUMNS].reset_index(drop=True)


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
