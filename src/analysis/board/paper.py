"""What a board is told, as plain data: slides and report lay the same paper out."""

from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from analysis.base.mendable import MendableError
from analysis.board.kept import NO_RECORDS, Records, pick_quotes
from analysis.board.office import shorten_text
from analysis.board.paper_tables import read_paper_words
from analysis.compare import (
    Exhibit,
    compare_statuses,
    describe_checked,
    describe_frame,
    describe_responses,
    describe_visits,
    exhibit_balance,
    exhibit_coverage,
    exhibit_ledger,
    exhibit_statuses,
    exhibit_timeline,
    join_words,
    list_answered,
    list_named_themes,
    summarise_left_out,
)
from analysis.compare.again import count_again
from analysis.compare.files import describe_coverage, head_coverage
from analysis.compare.improvements import (
    describe_ledger,
    describe_other_bodies,
    find_other_bodies,
    follow_improvements,
    pick_list,
)
from analysis.compare.selection import list_sources
from analysis.compare.themes import describe_recurring, find_recurring
from analysis.compare.words import count_improvements, phrase_repeated
from analysis.tables import list_rows

LONGEST_AUTHORITY = 60  # characters of its name
MOST_THEMES = 6  # that slides and report show
MOST_NAMED = 6  # themes that a headline names


@dataclass(frozen=True, eq=False)
class Paper:
    """What slides and report say of the visits to one authority.

    `frame` says from which visit on they are compared, `headlines` and `limits` are sentences; `asked` is the label of
    the visit whose areas for improvement are followed. `answered` (`list_answered`) has those that the council has
    answered, `answers` counts them, `as_of` is the day against which they are overdue. `shown` says how many of the
    themes are. `quotes` has one row per quotation (label of the visit, place, speaker, text, note), `quoted` says who
    chose them, and `lost` has a sentence for each that no longer stands as kept. `left_out` has one row per document
    that is not compared; `latest` is the day of the latest visit.
    """

    authority: str
    frame: str
    headlines: list[str]
    timeline: Exhibit
    ledger: Exhibit
    statuses: Exhibit
    balance: Exhibit
    coverage: Exhibit
    asked: str
    answered: pd.DataFrame
    answers: str
    as_of: date | None
    shown: str
    quotes: pd.DataFrame
    quoted: str
    lost: list[str]
    limits: list[str]
    left_out: pd.DataFrame
    checked: str
    sources: str
    latest: datetime


def compose_paper(
    tables: dict[str, pd.DataFrame],
    visits: pd.DataFrame,
    themes: list[str] | None = None,
    records: Records = NO_RECORDS,
) -> Paper:
    """Return what is said of the visits, as `choose_visits` gives them, on the themes (else those that are named).

    Of many themes the first are shown. `records` is what people wrote down beside the letters. Raises MendableError
    without visits, QuestionError for an unknown theme.
    """
    if not len(visits):
        raise MendableError(read_paper_words()["said"]["no_visits"])
    themes, whole = themes or list_named_themes(), visits
    shown, authority = themes[:MOST_THEMES], shorten_text(whole["authority"].iloc[0], LONGEST_AUTHORITY)
    visits = whole.assign(authority=authority)

    ledger = exhibit_ledger(tables, visits, responses=records.responses)
    statuses, balance = exhibit_statuses(tables, visits, shown), exhibit_balance(tables, visits, shown)
    coverage = exhibit_coverage(tables, visits)

    asked = next(iter(pick_list(tables, visits)["label"]), "")
    checked, answers = describe_checked(tables, visits), describe_responses(tables, visits, records.responses)
    quotes, quoted, lost = pick_quotes(tables, visits, statuses.data, records)
    left_out = summarise_left_out(tables | {"visits": keep_own(tables["visits"], whole)}, whole)

    headlines = [
        describe_visits(visits),
        *(line.removesuffix(checked).strip() for line in phrase_ledger(ledger.data, asked)),
        *([answers] if answers else []),
        phrase_recurring(compare_statuses(tables, visits), len(visits)),
        *phrase_voiced(balance.data),
        *phrase_unlooked(coverage.data),
        checked,
    ]
    limits = [
        *list_limits(visits, statuses.data),
        checked,
        *phrase_other_bodies(tables, visits),
        left_out.text,
        *list_unlooked(coverage.data),
    ]
    return Paper(
        authority=authority,
        frame=describe_frame(tables, whole).replace(whole["authority"].iloc[0], authority),
        headlines=headlines, limits=limits,
        timeline=exhibit_timeline(tables, visits), ledger=ledger, statuses=statuses, balance=balance, coverage=coverage,
        asked=asked, answered=list_answered(tables, visits, records.responses), answers=answers, as_of=records.as_of,
        shown=phrase_shown(len(shown), len(themes)),
        quotes=quotes, quoted=quoted, lost=lost,
        left_out=left_out.data, checked=checked, sources=list_sources(visits),
        latest=visits["start_date"].max().to_pydatetime(),
    )  # fmt: skip


def keep_own(on_file: pd.DataFrame, visits: pd.DataFrame) -> pd.DataFrame:
    """Return the documents of the authority of the visits: a board hears of no other's. Both: rows of `visits`."""
    return on_file[on_file["authority"].isin(visits["authority"])]


def phrase_shown(n_shown: int, n_chosen: int) -> str:
    """Return a sentence that says how many of the chosen themes are shown; "" where all are."""
    said = read_paper_words()["said"]["themes"]
    return said.format(n=n_shown, all=n_chosen) if n_shown < n_chosen else ""


def phrase_ledger(followed: pd.DataFrame, asked: str) -> list[str]:
    """Return sentences on the areas for improvement: how many came again, and what the latest visit says of them.

    `followed` as `follow_improvements` gives them, `asked` the label of the visit that they are of.
    """
    if not len(followed):
        return [describe_ledger(followed, asked)]
    latest = followed[followed["later_visit_id"] == followed["later_visit_id"].iloc[-1]]
    sentences = [describe_ledger(latest, asked)]
    if len(latest) < len(followed):
        again, in_part = count_again(followed)
        n = count_improvements(followed["improvement_id"].nunique())
        said = read_paper_words()["headlines"]["again"]
        sentences.insert(0, said.format(n=n, asked=asked, again=again, in_part=in_part))
    return sentences


def phrase_recurring(statuses: pd.DataFrame, n_visits: int) -> str:
    """Return a sentence on the themes raised again; many are counted alone. `statuses` as `compare_statuses` has."""
    recurring = find_recurring(statuses)
    if len(recurring) <= MOST_NAMED or n_visits < 2:
        return describe_recurring(recurring, n_visits)
    said = read_paper_words()["headlines"]["recurring"]
    return said.format(n=len(recurring), all=statuses["theme"].nunique(), repeated=phrase_repeated(n_visits))


def phrase_voiced(balance: pd.DataFrame) -> list[str]:
    """Return sentences on the themes on which the latest findings voice concern, and on those they do not speak of.

    `balance` as `compare_balance` gives it.
    """
    words = read_paper_words()["headlines"]
    latest = balance[balance["visit_id"] == balance["visit_id"].iloc[-1]]
    label, spoken = latest["label"].iloc[0], latest[latest["n_theme"] > 0]
    voiced = spoken[spoken["concern"] + spoken["mixed"] > 0]
    sentences = []
    if len(voiced):
        named = _name_some(voiced)
        sentences.append(words["voiced"].format(label=label, n=len(voiced), themes=len(latest), named=named))
    elif len(spoken):
        sentences.append(words["quiet"].format(label=label, themes=len(spoken)))
    if len(spoken) < len(latest):
        sentences.append(words["silent"].format(label=label, named=_name_some(latest[latest["n_theme"] == 0])))
    return sentences


def _name_some(rows: pd.DataFrame) -> str:
    """Return the themes of the rows as a list in a sentence; of many the first."""
    named = [label.lower() for label in rows["theme_label"]]
    return join_words(named[:MOST_NAMED] + (["others"] if len(named) > MOST_NAMED else []))


def phrase_unlooked(coverage: pd.DataFrame) -> list[str]:
    """Return a sentence on how many themes the latest visit left out; none where it left out none.

    `coverage` as `compare_coverage` gives it.
    """
    latest = coverage["label"].iloc[-1]
    if latest not in find_unlooked(coverage):
        return []
    return [read_paper_words()["headlines"]["unlooked"].format(said=head_coverage(coverage))]


def find_unlooked(coverage: pd.DataFrame) -> list[str]:
    """Return the labels of the visits that did not look at some theme. `coverage` as `compare_coverage` gives it."""
    return list(coverage.loc[(coverage["status"] == "outside_scope") & ~coverage["covered"], "label"].unique())


def list_unlooked(coverage: pd.DataFrame) -> list[str]:
    """Return a sentence for each visit that did not look at some theme, the latest first: which these are.

    `coverage` as `compare_coverage` gives it.
    """
    return [describe_coverage(coverage[coverage["label"] == label]) for label in find_unlooked(coverage)[::-1]]


def list_limits(visits: pd.DataFrame, statuses: pd.DataFrame) -> list[str]:
    """Return sentences on what the letters do not bear: of all letters, and of these.

    `statuses` of the themes shown, as `compare_statuses` gives them.
    """
    words, turns = read_paper_words()["limits"], int(statuses["turns"].sum())
    press = visits.loc[visits["source_type"] == "press", "label"]
    return [
        *([words["single"]] if len(visits) < 2 else []),
        words["silence"],
        *([words["unlike"]] if len(set(list_rows(visits, "visit_type", "framework"))) > 1 else []),
        *([words["press"].format(visits=join_words(press))] if len(press) else []),
        *([words["turns"].format(n=turns, all=len(statuses))] if turns else []),
        words["method"],
    ]


def phrase_other_bodies(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> list[str]:
    """Return a sentence on the areas for improvement for bodies that no later visit looks at; none without any.

    `visits` has one row per visit, as `choose_visits` gives them.
    """
    bodies = find_other_bodies(tables, visits, follow_improvements(tables, visits))
    return [describe_other_bodies(bodies)] if bodies else []
