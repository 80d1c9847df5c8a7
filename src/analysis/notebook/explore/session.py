"""A question, its answer, and what is shown of it. Knows no widgets."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from analysis.base.folder import DataFolder
from analysis.base.wording import count_plainly
from analysis.compare import name_place
from analysis.compare.selection import label_all
from analysis.compare.words import read_words
from analysis.find import describe_found, find, like, select_asked
from analysis.find.answer import OF_LETTERS
from analysis.find.facts import index_in, join_facts, pick_sentences
from analysis.notebook.explore.cards import A_PAGE, Card, Places, collect_places, make_card
from analysis.notebook.explore.question import read_page_words
from analysis.notebook.review.reviewer import read_reviewer
from analysis.review import list_quotes, write_quote
from analysis.tables import list_rows, pick_visit_rows, visit_of, visits_of

UNDATED = "none"
LIKE = 20  # sentences that are shown as like one


@dataclass(frozen=True)
class Pick:
    """A part of the answer that is shown alone: a year, a letter, a stance, both; or the sentences like one of all."""

    year: str | None = None
    visit_id: str | None = None
    stance: str | None = None
    like: str | None = None


@dataclass
class Exploration:
    """The tables, the question that was asked last, and what was found.

    `question` has the parameters of `find`, `found` the rows that it gives, and year; `asked` are the letters that it
    was put to (rows of `visits`), `said` is the answer in words. `pick` is what is shown of it; `kept` are the notes
    of the quotations that are kept, by sentence_id.
    """

    tables: dict[str, pd.DataFrame]
    folder: DataFolder
    question: dict[str, Any] = field(default_factory=dict)
    found: pd.DataFrame | None = None
    asked: pd.DataFrame | None = None
    said: str = ""
    pick: Pick = Pick()
    kept: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.kept = list_notes(self.tables, self.folder)

    @cached_property
    def labels(self) -> dict[str, str]:
        """The name of every letter, by visit_id: authority, month and kind of visit."""
        visits = self.tables["visits"]
        known = visits.assign(authority=visits["authority"].fillna("unknown authority"))
        known = known.sort_values(["authority", "start_date", "visit_id"], ignore_index=True)
        return dict(list_rows(label_all(known), "visit_id", "label")) if len(known) else {}


def ask(exploration: Exploration, question: Mapping[str, Any]) -> None:
    """Put a question, all of whose answer is shown then.

    Raises QuestionError for one that cannot be understood or answered; the last answer then stays.
    """
    tables = exploration.tables
    found = find(tables, **question)
    said = describe_found(tables, found, **question)
    letters = select_asked(tables, **{name: value for name, value in question.items() if name in OF_LETTERS})
    exploration.question, exploration.pick = dict(question), Pick()
    exploration.said = said if question else f"{said} {read_page_words()['everything']}"
    exploration.found = found.assign(year=list_years(found["start_date"]))
    exploration.asked = letters.assign(year=list_years(letters["start_date"]))


def list_years(days: pd.Series) -> pd.Series:
    """Return the year of each day as text, "none" without one, by the index of `days`."""
    return days.dt.year.astype("Int64").astype("str").fillna(UNDATED).replace("<NA>", UNDATED)


def show(exploration: Exploration, pick: Pick) -> pd.DataFrame:
    """Return the sentences that a pick leaves: rows of `found`; for those like one, what `like` returns.

    Raises QuestionError where nothing is like the sentence.
    """
    found = exploration.found
    if pick.like:
        return like(exploration.tables, pick.like, LIKE)
    for column in ("year", "visit_id", "stance"):
        if (value := getattr(pick, column)) is not None:
            found = found[found[column] == value]
    return found


def describe_pick(exploration: Exploration, shown: pd.DataFrame) -> str:
    """Return as a sentence what the pick leaves, `shown` as `show` gives it; nothing where all that was found is."""
    words, pick = read_page_words(), exploration.pick
    if pick == Pick():
        return ""
    n = count_plainly(len(shown), "sentence")
    if pick.like:
        return words["like"].format(n=n, text=find_text(exploration, pick.like))
    stance, letter = read_words()["stances"].get(pick.stance), exploration.labels.get(pick.visit_id)
    if pick.year:
        of = words["of_undated" if pick.year == UNDATED else "of_year"].format(year=pick.year)
    else:
        part = "of_cell" if stance and letter else "of_letter" if letter else "of_stance"
        of = words[part].format(stance=stance, letter=letter)
    return words["shown"].format(n=n, all=len(exploration.found), of=of)


def count_years(exploration: Exploration) -> pd.DataFrame:
    """Return one row per year from the first to the last of the letters asked, those without a date last.

    Columns: year (text), n_sentences found, n_letters in which they stand, n_asked.
    """
    found, asked = exploration.found, exploration.asked
    n_asked, n_sentences = Counter(asked["year"].tolist()), Counter(found["year"].tolist())
    n_letters = Counter(found.drop_duplicates("visit_id")["year"].tolist())
    known = [int(year) for year in n_asked if year != UNDATED]
    years = [str(year) for year in range(min(known), max(known) + 1)] if known else []
    years += [UNDATED] if n_asked[UNDATED] else []
    rows = [(year, n_sentences[year], n_letters[year], n_asked[year]) for year in years]
    return pd.DataFrame(rows, columns=["year", "n_sentences", "n_letters", "n_asked"])


def count_stances(exploration: Exploration) -> pd.DataFrame:
    """Return one row per letter in which something was found, newest first, and how many sentences of each stance.

    Columns: visit_id, label, a column per stance, all. The first row is that of all letters; its id and label are
    missing.
    """
    stances = read_page_words()["columns"]
    counts: dict[str | None, Counter] = {None: Counter()}
    for visit_id, stance in list_rows(exploration.found, "visit_id", "stance"):
        counts.setdefault(visit_id, Counter())[stance] += 1
        counts[None][stance] += 1
    rows = [
        (visit_id, exploration.labels.get(visit_id), *(own[stance] for stance in stances), own.total())
        for visit_id, own in counts.items()
    ]
    return pd.DataFrame(rows, columns=["visit_id", "label", *stances, "all"])


def keep(exploration: Exploration, sentence_id: str, note: str) -> None:
    """Keep a sentence as a quotation. Raises ReviewError where the file cannot be added to."""
    folder, text = exploration.folder, find_text(exploration, sentence_id)
    write_quote(folder, sentence_id, text, note=note, reviewer=read_reviewer(folder))
    exploration.kept = list_notes(exploration.tables, exploration.folder)


def drop(exploration: Exploration, sentence_id: str) -> None:
    """Take a quotation out. Raises ReviewError where the file cannot be added to."""
    folder, text = exploration.folder, find_text(exploration, sentence_id)
    write_quote(folder, sentence_id, text, keep=False, reviewer=read_reviewer(folder))
    exploration.kept = list_notes(exploration.tables, exploration.folder)


def list_notes(tables: dict[str, pd.DataFrame], folder: DataFolder) -> dict[str, str]:
    """Return the notes of the quotations that are kept, "" without one, by sentence_id."""
    quotes = list_quotes(tables, folder)
    return dict(zip(quotes["sentence_id"], quotes["note"].fillna(""), strict=True))


def find_text(exploration: Exploration, sentence_id: str) -> str:
    """Return the words of a sentence."""
    own = pick_visit_rows(exploration.tables, "sentences", [visit_of(sentence_id)])
    return own.loc[own["sentence_id"] == sentence_id, "text"].iloc[0]


def find_places(exploration: Exploration, paragraph_ids: pd.Series) -> Places:
    """Return where some paragraphs stand: `paragraph_ids` is a column of their ids."""
    return collect_places(exploration.tables, exploration.folder, paragraph_ids)


def list_places(exploration: Exploration, found: pd.DataFrame) -> list[str]:
    """Return where each sentence stands in its letter: `found` has the columns as `find` gives them."""
    paragraphs = find_places(exploration, found["paragraph_id"]).paragraphs
    return [name_place(*paragraphs[paragraph_id][2:5]) for paragraph_id in found["paragraph_id"]]


def list_cards(exploration: Exploration, shown: pd.DataFrame, page: int) -> list[Card]:
    """Return the cards of a page, from 0, of the sentences shown: rows as `find` gives them."""
    rows = shown.iloc[page * A_PAGE : (page + 1) * A_PAGE]
    places = find_places(exploration, rows["paragraph_id"])
    return [make_card(row, places, exploration.labels, exploration.kept) for row in rows.itertuples(index=False)]


def find_kept(exploration: Exploration) -> pd.DataFrame:
    """Return the sentences that are kept, in the order of keeping, one row each: columns as `find` gives them."""
    tables, kept = exploration.tables, pd.Series(list(exploration.kept), dtype="str")
    own = pick_sentences(tables, visits_of(kept))
    return join_facts(own, tables["visits"], index_in(kept, own.sentences["sentence_id"]))
