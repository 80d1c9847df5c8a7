"""One reviewer at work on what became of areas for improvement: what is next, what is decided. Knows no widgets."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

import pandas as pd

from analysis.base.folder import DataFolder
from analysis.coding import read_codebook
from analysis.compare.improvements import pick_list
from analysis.compare.words import read_words
from analysis.review import write_decisions
from analysis.review.apply import PAIR
from analysis.review.files import read_review_file
from analysis.review.match import match_ids, stand_for
from analysis.tables import frame_rows, join_improvements, list_rows

LEDGER, THREADS = "ledger.csv", "threads.csv"
SILENT_PRESS = "not reported"  # what the silence of a press report means is no matter of opinion
PRINTED, UNSURE = "printed", "unsure"
ONE_LIST, HEADLINES, ALL_LISTS = "one", "headlines", "all"
PAIRED = ["improvement_id", "improvement", "asked", "later_visit_id", "later", "status", "source"]

Pair = tuple[str, str]  # an improvement_id and a later_visit_id


@dataclass
class LedgerSession:
    """A reviewer, the visits she reviews (columns as `choose_visits` gives them), and what she has decided.

    `asked_at` is the visit whose list is followed (`pick_list`), `lists` whether that one alone is asked about, only
    what stands in headlines on it, or all, `order` printed or unsure. `decisions` are the rows of ledger.csv made in
    this session, `known` the pairs she decided in earlier ones, `skipped` those she left for later, `reopened` those
    she takes back. `links` are the rows of threads.csv made in this session.
    """

    tables: dict[str, pd.DataFrame]
    visits: pd.DataFrame
    folder: DataFolder
    reviewer: str
    asked_at: str | None = None
    lists: str = ONE_LIST
    order: str = UNSURE
    decisions: list[dict[str, str]] = field(default_factory=list)
    known: set[Pair] = field(default_factory=set)
    skipped: list[Pair] = field(default_factory=list)
    reopened: list[Pair] = field(default_factory=list)
    links: list[dict[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.known |= _read_known(self)


def _read_known(session: LedgerSession) -> set[Pair]:
    """Return the pairs that the reviewer decided before, with the ids that they have today."""
    rows, _ = read_review_file(session.folder.review / LEDGER, read_codebook(session.folder.codebook))
    own = rows[(rows["reviewer"].str.casefold() == session.reviewer.casefold()) & rows["status"].notna()]
    tables, items = session.tables, ("improvement_id", "improvement_text")
    ids = match_ids(*(own[item] for item in items), join_improvements(tables), "improvement_id", tables["visits"])
    later = stand_for(own["later_visit_id"].fillna(""), tables["visits"])
    decided = own.assign(improvement_id=ids, later_visit_id=later)
    return set(list_rows(decided.dropna(subset=[*PAIR]), *PAIR))


def list_pairs(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame, asked_at: str | None = None, lists: str = ONE_LIST
) -> pd.DataFrame:
    """Return one row per area for improvement and later visit of which a person can say what became of it.

    Columns: improvement_id, improvement (its text), asked (label of its visit), later_visit_id, later (label), status,
    source (model, reviewer), certainty (0 to 1; may be missing). In printed order, later visits by date. The areas
    are those of one list (`pick_list`), of all, or those of one list whose status a title counts (words.yml). What a
    press report is silent about is left out. Raises QuestionError where `asked_at` is none of the visits.
    """
    followed = visits if lists == ALL_LISTS else pick_list(tables, visits, asked_at)
    dated = visits.sort_values(["start_date", "visit_id"])
    label = dict(list_rows(dated, "visit_id", "label"))
    turn = {visit_id: index for index, visit_id in enumerate(label)}
    improvements = join_improvements(tables)
    own = improvements[improvements["visit_id"].isin(followed["visit_id"])]
    areas = {
        one: (visit_id, index, text)
        for index, (one, visit_id, text) in enumerate(list_rows(own, "improvement_id", "visit_id", "text"))
    }
    ledger = tables["ledger"].drop_duplicates([*PAIR])
    if lists == HEADLINES:
        ledger = ledger[ledger["status"].isin(read_words()["headlines"])]
    rows = []
    for one, later, status, source, certainty in list_rows(ledger, *PAIR, "status", "source", "certainty"):
        if one in areas and later in label and status != SILENT_PRESS:
            visit_id, order, text = areas[one]
            row = (one, text, label[visit_id], later, label[later], status, source, certainty)
            rows.append(((turn[visit_id], order, turn[later]), row))
    rows = [row for _, row in sorted(rows, key=lambda row: row[0])]
    return frame_rows(rows, **dict.fromkeys(PAIRED, "str"), certainty="float64")


def list_waiting_pairs(session: LedgerSession) -> list[Pair]:
    """Return the pairs that the reviewer has not decided, in her order.

    The one taken back last comes first, those she skipped last. Least certain first: those without a certainty begin.
    """
    pairs = list_pairs(session.tables, session.visits, session.asked_at, session.lists)
    if session.order == UNSURE:
        pairs = pairs.sort_values("certainty", na_position="first", kind="stable")
    done = session.known | set(map(pair_of, session.decisions))
    again = session.reopened[::-1]
    waiting = [pair for pair in list_rows(pairs, *PAIR) if pair not in done and pair not in again]
    turn = {pair: index for index, pair in enumerate(session.skipped)}
    return again + sorted(waiting, key=lambda pair: turn.get(pair, -1))


def pair_of(decision: dict[str, str]) -> Pair:
    """Return what a decision is about."""
    return tuple(decision[column] for column in PAIR)


def decide_status(session: LedgerSession, pair: Pair, status: str, note: str = "") -> None:
    """Add to ledger.csv, and to the session, what became of an area for improvement, as the reviewer says now.

    Raises ReviewError; nothing is changed then.
    """
    texts = dict(list_rows(session.tables["improvements"], "improvement_id", "text"))
    decision = dict(zip(PAIR, pair, strict=True)) | {
        "improvement_text": texts[pair[0]],
        "status": status,
        "note": note.strip(),
        **_sign(session),
    }
    write_decisions(session.folder.review, [*session.decisions, decision], LEDGER)
    session.decisions.append(decision)
    session.reopened = [other for other in session.reopened if other != pair]


def _sign(session: LedgerSession) -> dict[str, str]:
    return {"reviewer": session.reviewer, "decided_at": datetime.now(UTC).isoformat(timespec="milliseconds")}


class Link(NamedTuple):
    """An area of the later document that may ask again for an earlier one; `keep` is yes or no where a person said."""

    later: str
    text: str
    keep: str | None


def list_links(session: LedgerSession, pair: Pair) -> list[Link]:
    """Return the later document's areas for improvement that are linked to an area, in printed order."""
    improvements, threads = session.tables["improvements"], session.tables["threads"]
    own = threads[threads["earlier"] == pair[0]]
    kept = dict.fromkeys(own[own["source"] == "reviewer"]["later"], "yes")
    kept |= {row["later"]: row["keep"] for row in session.links if row["earlier"] == pair[0]}
    listed = improvements[(improvements["visit_id"] == pair[1]) & improvements["improvement_id"].isin(own["later"])]
    return [Link(one, text, kept.get(one)) for one, text in list_rows(listed, "improvement_id", "text")]


def decide_link(session: LedgerSession, pair: Pair, later: str, *, keep: bool) -> None:
    """Add to threads.csv, and to the session, whether an area of the later document asks for the same thing.

    Raises ReviewError; nothing is changed then.
    """
    texts = dict(list_rows(session.tables["improvements"], "improvement_id", "text"))
    link = {"later": later, "earlier": pair[0], "later_text": texts[later], "earlier_text": texts[pair[0]]}
    decision = link | {"keep": "yes" if keep else "no"} | _sign(session)
    write_decisions(session.folder.review, [*session.links, decision], THREADS)
    session.links.append(decision)


def undo_last(session: LedgerSession) -> dict[str, str] | None:
    """Return the last decision that is not yet taken back, and ask about it again; None where there is none.

    Its row stays in ledger.csv until she decides anew: the later row of a reviewer counts.
    """
    for decision in reversed(session.decisions):
        if pair_of(decision) not in session.reopened:
            session.reopened.append(pair_of(decision))
            return decision
    return None


class Passage(NamedTuple):
    """A paragraph of a later document that speaks of an area for improvement, and which sentences of it do."""

    paragraph_id: str
    number: str | None
    page: int | None
    order: int
    text: str
    sentences: list[str]


def list_passages(session: LedgerSession, pair: Pair) -> list[Passage]:
    """Return the passages of the later document on an area for improvement, best first."""
    tables, (improvement_id, visit_id) = session.tables, pair
    ledger = tables["ledger"]
    found = ledger[(ledger["improvement_id"] == improvement_id) & (ledger["later_visit_id"] == visit_id)]
    sentences = tables["sentences"].set_index("sentence_id")
    passages = {}
    for sentence_id in found["sentence_id"].dropna():
        paragraph_id, text = sentences.loc[sentence_id, ["paragraph_id", "text"]]
        passages.setdefault(paragraph_id, []).append(text)
    own = tables["paragraphs"][tables["paragraphs"]["paragraph_id"].isin(list(passages))]
    facts = {one: rest for one, *rest in list_rows(own, "paragraph_id", "number", "page", "order", "text")}
    return [Passage(one, *facts[one], texts) for one, texts in passages.items()]
