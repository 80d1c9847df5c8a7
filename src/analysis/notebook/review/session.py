"""One reviewer at work: which sentence is next, what she decided, what is on the disk. Knows no widgets."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.notebook.review.order import CHOSEN, RANDOM, order_sentences
from analysis.review import find_disputed, list_reviews, read_rules, write_decisions

NO_THEME = "-"


@dataclass
class ReviewSession:
    """A reviewer, the visits she reviews (columns as `choose_visits` gives them), and what she has decided.

    `sample` is random (blind) or chosen. `decisions` are the rows of coding.csv made in this session, `skipped` the
    sentences she left for later, `unblinded` those of which she was shown the machine's coding.
    """

    tables: dict[str, pd.DataFrame]
    visits: pd.DataFrame
    folder: Path
    reviewer: str
    sample: str = RANDOM
    decisions: list[dict[str, str]] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    unblinded: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        if is_adjudicator(self):
            self.sample = CHOSEN  # who decides between others sees what they and the machine say


def list_waiting(session: ReviewSession) -> list[str]:
    """Return the sentences that the reviewer has not decided, in her order; those she skipped come last.

    A sentence of which she was shown the machine's coding in this session is no longer drawn at random. For the
    adjudicator only those wait on which reviewers differ.
    """
    labels = list_reviews(session.tables)
    done = set(labels.loc[labels["reviewer"].str.casefold() == session.reviewer.casefold(), "sentence_id"])
    done |= {decision["sentence_id"] for decision in session.decisions}
    done |= session.unblinded if session.sample == RANDOM else set()
    order = order_sentences(session.tables, session.visits, session.sample)
    asked = find_disputed(session.tables) if is_adjudicator(session) else set(order)
    waiting = [sentence for sentence in order if sentence in asked and sentence not in done]
    turn = {sentence: index for index, sentence in enumerate(session.skipped)}
    return sorted(waiting, key=lambda sentence: turn.get(sentence, -1))


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
) -> dict[str, str]:
    """Return a row of coding.csv: what the reviewer says of a sentence, now."""
    text = session.tables["sentences"].set_index("sentence_id").loc[sentence_id, "text"]
    return {
        "sentence_id": sentence_id,
        "text": text,
        "themes": ";".join(themes) or NO_THEME,
        "stance": stance,
        "direction": direction,
        "reviewer": session.reviewer,
        "decided_at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "sample": sample,
        "note": note.strip(),
    }


def save_decision(session: ReviewSession, decision: dict[str, str]) -> None:
    """Add the decision to coding.csv and to the session. Raises ReviewError; nothing is changed then."""
    write_decisions(session.folder, [*session.decisions, decision])
    session.decisions.append(decision)


class MachineCoding(NamedTuple):
    """The machine's coding of a sentence; `codes` are its rows of the table `machine_codes`."""

    stance: str
    direction: str
    themes: list[str]
    codes: pd.DataFrame


def find_machine_coding(session: ReviewSession, sentence_id: str) -> MachineCoding:
    """Return the machine's coding of a sentence."""
    row = session.tables["machine_sentences"].set_index("sentence_id").loc[sentence_id]
    codes = session.tables["machine_codes"]
    codes = codes[codes["sentence_id"] == sentence_id]
    return MachineCoding(row["stance"], row["direction"], list(codes["theme"].unique()), codes)
