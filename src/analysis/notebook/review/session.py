"""One reviewer at work: which sentence is next, what she decided, what is on the disk. Knows no widgets."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

import pandas as pd

from analysis.base.folder import DataFolder
from analysis.coding import read_codebook
from analysis.notebook.review.order import CHOSEN, RANDOM, list_evidence, order_sentences, pick_on_theme
from analysis.review import find_disputed, list_reviews, read_rules, write_decisions
from analysis.review.files import CODING, TIME, read_review_file
from analysis.review.match import match_ids
from analysis.tables import pick_visit_rows

NO_THEME = "-"
PICKED = ("paragraphs", "sentences", "machine_sentences", "codes", "machine_codes")

Decision = dict[str, str | None]  # a row of coding.csv, by column


@dataclass
class ReviewSession:
    """A reviewer, the visits she reviews (columns as `choose_visits` gives them), and what she has decided.

    `sample` is random (blind) or chosen; `visit` (visit_id) and `theme` (id) narrow what she is asked, None where all
    are. `decisions` are the rows of coding.csv made in this session, `on_disk` hers that stood there when it was last
    read, `skipped` the sentences she left for later, `unblinded` those of which she was shown the machine's coding.
    `own` are the tables with the rows of these visits alone where there are many, and `orders` the order of the
    sentences, by sample: both are asked for after every decision.
    """

    tables: dict[str, pd.DataFrame]
    visits: pd.DataFrame
    folder: DataFolder
    reviewer: str
    sample: str = RANDOM
    visit: str | None = None
    theme: str | None = None
    decisions: list[Decision] = field(default_factory=list)
    on_disk: list[Decision] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    unblinded: set[str] = field(default_factory=set)
    own: dict[str, pd.DataFrame] = field(default_factory=dict)
    orders: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.own = pick_rows(self.tables, self.visits)
        self.on_disk = _read_own(self)
        if is_adjudicator(self):
            self.sample = CHOSEN  # who decides between others sees what they and the machine say


def pick_rows(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the tables, those on paragraphs, sentences and codes with the rows of all documents on the visits alone.

    `visits` has the columns of that table.
    """
    on_file = tables["visits"]
    documents = set(on_file.loc[on_file["same_visit"].isin(visits["same_visit"]), "visit_id"])
    return tables | {name: pick_visit_rows(tables, name, documents) for name in PICKED}


def tables_of(session: ReviewSession, sentence_id: str) -> dict[str, pd.DataFrame]:
    """Return the tables by name to look a sentence up in: those of the visits under review where it is theirs."""
    is_own = (session.own["sentences"]["sentence_id"] == sentence_id).any()
    return session.own if is_own else session.tables


def _read_own(session: ReviewSession) -> list[Decision]:
    """Return the reviewer's rows of coding.csv about sentences of the visits, with the ids that they have today."""
    rows, _ = read_review_file(session.folder.review / CODING, read_codebook(session.folder.codebook))
    own = rows[rows["reviewer"].str.casefold() == session.reviewer.casefold()]
    tables = session.own
    ids = match_ids(own["sentence_id"], own["text"], tables["sentences"], "sentence_id", tables["visits"])
    own = own.assign(sentence_id=ids).dropna(subset=["sentence_id"]).drop(columns="line")
    return own.astype(object).where(own.notna(), None).to_dict("records")


def list_own(session: ReviewSession) -> list[Decision]:
    """Return the reviewer's rows of coding.csv, of this session, earlier ones and other windows, the earliest first."""
    return sorted([*session.on_disk, *session.decisions], key=lambda row: row[TIME] or "")


def list_decided(session: ReviewSession) -> list[Decision]:
    """Return the row of coding.csv that counts of each sentence that the reviewer decided, the newest first."""
    latest: dict[str, Decision] = {}
    for row in reversed(list_own(session)):
        latest.setdefault(row["sentence_id"], row)
    return list(latest.values())


def list_waiting(session: ReviewSession) -> list[str]:
    """Return the sentences that the reviewer has not decided, in her order; those she skipped come last.

    A sentence of which she was shown the machine's coding in this session is no longer drawn at random. For the
    adjudicator only those wait on which reviewers differ.
    """
    done = {decision["sentence_id"] for decision in list_decided(session)}
    done |= session.unblinded if session.sample == RANDOM else set()
    waiting = [sentence_id for sentence_id in list_asked(session) if sentence_id not in done]
    turn = {sentence_id: index for index, sentence_id in enumerate(session.skipped)}
    return sorted(waiting, key=lambda sentence_id: turn.get(sentence_id, -1))


def list_asked(session: ReviewSession) -> list[str]:
    """Return the sentences that the reviewer is asked about, decided or not, in the order of the sample."""
    if session.sample not in session.orders:
        session.orders[session.sample] = order_sentences(session.own, session.visits, session.sample)
    asked = session.orders[session.sample]
    if session.visit:
        own = set(list_evidence(session.own, pick_visits(session))["sentence_id"])
        asked = [sentence_id for sentence_id in asked if sentence_id in own]
    if session.theme:
        on_theme = pick_on_theme(session.own, session.theme)
        asked = [sentence_id for sentence_id in asked if sentence_id in on_theme]
    disputed = find_disputed(session.tables) if is_adjudicator(session) else set(asked)
    return [sentence_id for sentence_id in asked if sentence_id in disputed]


def pick_visits(session: ReviewSession) -> pd.DataFrame:
    """Return the rows of the session's visits that are asked about: the one that was picked, else all."""
    visits = session.visits
    return visits[visits["visit_id"] == session.visit] if session.visit else visits


def narrow(session: ReviewSession, *, sample: str, visit: str | None, theme: str | None) -> None:
    """Set the order and what is asked about.

    Only sentences on one theme are never drawn at random: to know that the machine saw it there would not be blind.
    What changed last goes before: a theme brings the chosen order, the random order all themes.
    """
    if theme and sample == RANDOM:
        sample, theme = (RANDOM, None) if session.theme == theme else (CHOSEN, theme)
    session.sample, session.visit, session.theme = sample, visit, theme
    if is_adjudicator(session):
        session.sample = CHOSEN


def is_adjudicator(session: ReviewSession) -> bool:
    """Return whether the reviewer is the one whose rows decide where others differ."""
    return session.reviewer.casefold() == read_rules()["adjudicator"]


def list_reviews_of(session: ReviewSession, sentence_id: str) -> pd.DataFrame:
    """Return one row per person who coded a sentence: the columns of the table `labels`."""
    reviews = list_reviews(session.tables)
    return reviews[reviews["sentence_id"] == sentence_id]


def make_decision(
    session: ReviewSession,
    sentence_id: str,
    *,
    themes: list[str],
    stance: str,
    direction: str,
    sample: str,
    note: str = "",
) -> Decision:
    """Return a row of coding.csv: what the reviewer says of a sentence, now."""
    return {
        "sentence_id": sentence_id,
        "text": find_sentence(session, sentence_id).text,
        "themes": ";".join(themes) or NO_THEME,
        "stance": stance,
        "direction": direction,
        "reviewer": session.reviewer,
        "decided_at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "sample": sample,
        "note": note.strip(),
    }


def save_decision(session: ReviewSession, decision: Decision) -> None:
    """Add the decision to coding.csv and to the session, and take in what she decided in another window.

    Raises ReviewError; nothing is changed then.
    """
    write_decisions(session.folder.review, [*session.decisions, decision])
    session.decisions.append(decision)
    session.on_disk = _read_own(session)


def find_sentence(session: ReviewSession, sentence_id: str) -> tuple | None:
    """Return the row of the table `sentences` with that id; None where it is not on file."""
    sentences = tables_of(session, sentence_id)["sentences"]
    return next(sentences[sentences["sentence_id"] == sentence_id].itertuples(), None)


class MachineCoding(NamedTuple):
    """The machine's coding of a sentence; `codes` are its rows of the table `machine_codes`."""

    stance: str
    direction: str
    themes: list[str]
    codes: pd.DataFrame


def find_machine_coding(session: ReviewSession, sentence_id: str) -> MachineCoding:
    """Return the machine's coding of a sentence."""
    tables = tables_of(session, sentence_id)
    sentences, codes = tables["machine_sentences"], tables["machine_codes"]
    row = next(sentences[sentences["sentence_id"] == sentence_id].itertuples())
    codes = codes[codes["sentence_id"] == sentence_id]
    return MachineCoding(row.stance, row.direction, list(codes["theme"].unique()), codes)
