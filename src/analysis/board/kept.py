"""What people wrote down beside the letters, for a board: quotations that they kept, and what the council does."""

from datetime import date
from typing import NamedTuple

import pandas as pd

from analysis.base.folder import DataFolder
from analysis.board.paper_tables import read_paper_words
from analysis.compare import label_value, name_place, quote_statuses
from analysis.compare.findings import keep_visits
from analysis.review import list_lost_quotes, list_quotes, list_responses
from analysis.tables import list_rows

MOST_PICKED = 12  # quotations that the machine picks
QUOTED = ["label", "place", "speaker", "text", "note"]


class Records(NamedTuple):
    """What people wrote down, missing where nobody did.

    `quotes` as `review.list_quotes` gives them, `lost` as `list_lost_quotes`, `responses` as `list_responses`: overdue
    against the day `as_of`.
    """

    quotes: pd.DataFrame | None = None
    lost: pd.DataFrame | None = None
    responses: pd.DataFrame | None = None
    as_of: date | None = None


NO_RECORDS = Records()


def collect_records(tables: dict[str, pd.DataFrame], folder: DataFolder, as_of: date) -> Records:
    """Return what people wrote down in the folder; a response is overdue against the day `as_of`."""
    quotes, lost = list_quotes(tables, folder), list_lost_quotes(tables, folder)
    return Records(quotes, lost, list_responses(tables, folder, as_of), as_of)


def pick_quotes(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame, statuses: pd.DataFrame, records: Records
) -> tuple[pd.DataFrame, str, list[str]]:
    """Return the kept quotations of the visits, else one that bears out each status; who chose them; what is lost.

    One row per quotation: label (of the visit), place, speaker, text, note. `statuses` as `compare_statuses` gives
    them. What is lost is a sentence for each kept quotation of these visits that no letter has word for word any more.
    """
    said = read_paper_words()["said"]
    lost = phrase_lost(visits, records.lost) if records.lost is not None else []
    kept = place_quotes(tables, visits, records.quotes) if records.quotes is not None else ()
    if len(kept):
        return kept, said["kept"], lost
    picked = quote_statuses(tables, visits, statuses)
    sources = dict(list_rows(visits, "label", "source_type"))
    notes = [
        f"{theme}: {label_value('statuses', status, sources[label])}"
        for theme, status, label in list_rows(picked, "theme_label", "status", "label")
    ]
    picked = picked.assign(note=pd.array(notes, dtype="str"), turn=picked["label"].map(list(sources).index))
    picked = picked.sort_values("turn", ascending=False, kind="stable", ignore_index=True)  # the latest visit first
    return picked[QUOTED].head(MOST_PICKED), said["picked"] if len(picked) else said["no_quote"], lost


def place_quotes(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """Return one row per quotation of the visits, in the order kept: label, place, speaker, text, note.

    `quotes` as `list_quotes` gives them. The text is that of the letter on file; where that which was kept has other
    words, as an article had it before the letter came, the note says so.
    """
    labels = dict(list_rows(visits, "visit_id", "label"))
    paragraphs = keep_visits(tables, "paragraphs", visits)
    places = {
        one: name_place(*place) for one, *place in list_rows(paragraphs, "paragraph_id", "number", "page", "order")
    }
    sentences = keep_visits(tables, "sentences", visits)
    rows = list_rows(sentences, "sentence_id", "visit_id", "paragraph_id", "speaker", "text")
    found = {one: (labels[visit], places[paragraph], *said) for one, visit, paragraph, *said in rows}
    kept = [
        (*found[one], _phrase_note(note, text, found[one][-1]))
        for one, text, note in list_rows(quotes, "sentence_id", "text", "note")
        if one in found
    ]
    return pd.DataFrame(kept, columns=QUOTED, dtype="str")


def _phrase_note(note: str | None, kept: str, text: str) -> str | None:
    """Return why a sentence was kept, and how it read then where that was otherwise; None for neither."""
    said = read_paper_words()["said"]
    parts = [said["note"].format(note=note)] if pd.notna(note) and note else []
    parts += [said["reworded"].format(text=kept)] if kept.split() != text.split() else []
    return " ".join(parts) or None


def phrase_lost(visits: pd.DataFrame, lost: pd.DataFrame) -> list[str]:
    """Return a sentence for each kept quotation of the visits that no letter has any more.

    `lost` as `list_lost_quotes` gives them.
    """
    said, labels = read_paper_words()["said"]["lost"], dict(list_rows(visits, "visit_id", "label"))
    return [
        said.format(label=labels[visit_id], text=text)
        for visit_id, text in list_rows(lost, "visit_id", "text")
        if visit_id in labels
    ]
