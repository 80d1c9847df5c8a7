"""What a board is told, as plain data: slides and report lay the same paper out."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from analysis.base.mendable import MendableError
from analysis.board.office import shorten_text
from analysis.board.paper_tables import read_paper_words
from analysis.compare import (
    Exhibit,
    compare_statuses,
    describe_checked,
    describe_visits,
    exhibit_balance,
    exhibit_coverage,
    exhibit_ledger,
    exhibit_statuses,
    exhibit_timeline,
    join_words,
    label_value,
    list_named_themes,
    name_place,
    quote_statuses,
    summarise_left_out,
)
from analysis.compare.files import describe_coverage, head_coverage
from analysis.compare.findings import keep_visits
from analysis.compare.improvements import (
    count_again,
    describe_ledger,
    describe_other_bodies,
    find_other_bodies,
    follow_improvements,
    pick_list,
)
from analysis.compare.selection import list_sources
from analysis.compare.themes import describe_recurring, find_recurring
from analysis.compare.words import count_improvements
from analysis.tables import list_rows

LONGEST_AUTHORITY = 60  # characters of its name
MOST_NAMED = 6  # themes that a headline names
MOST_PICKED = 12  # quotations that the machine picks
QUOTED = ["label", "place", "speaker", "text", "note"]


@dataclass(frozen=True, eq=False)
class Paper:
    """What slides and report say of the visits to one authority.

    `headlines` and `limits` are sentences; `asked` is the label of the visit whose areas for improvement are followed;
    `quotes` has one row per quotation (label of the visit, place, speaker, text, note) and `quoted` says who chose
    them; `left_out` has one row per document that is not compared; `date` is the day of the latest visit.
    """

    authority: str
    headlines: list[str]
    timeline: Exhibit
    ledger: Exhibit
    statuses: Exhibit
    balance: Exhibit
    asked: str
    quotes: pd.DataFrame
    quoted: str
    limits: list[str]
    left_out: pd.DataFrame
    checked: str
    sources: str
    date: datetime


def compose_paper(
    tables: dict[str, pd.DataFrame],
    visits: pd.DataFrame,
    themes: list[str] | None = None,
    quotes: pd.DataFrame | None = None,
) -> Paper:
    """Return what is said of the visits, as `choose_visits` gives them, on the themes (else those that are named).

    `quotes` as `list_quotes` gives them. Raises MendableError without visits, QuestionError for an unknown theme.
    """
    if not len(visits):
        raise MendableError(read_paper_words()["said"]["no_visits"])
    themes, whole = themes or list_named_themes(), visits
    visits = visits.assign(authority=shorten_text(visits["authority"].iloc[0], LONGEST_AUTHORITY))
    ledger, statuses = exhibit_ledger(tables, visits), compare_statuses(tables, visits)
    balance, coverage = exhibit_balance(tables, visits, themes), exhibit_coverage(tables, visits)
    asked = next(iter(pick_list(tables, visits)["label"]), "")
    checked = describe_checked(tables, visits)
    shown = exhibit_statuses(tables, visits, themes)
    left_out = summarise_left_out(tables, whole)
    quoted, chosen = pick_quotes(tables, visits, themes, quotes)
    return Paper(
        authority=visits["authority"].iloc[0],
        headlines=[
            describe_visits(visits),
            *(line.removesuffix(checked).strip() for line in phrase_ledger(ledger.data, asked)),
            phrase_recurring(statuses, len(visits)),
            *phrase_voiced(balance.data),
            *phrase_unlooked(coverage.data),
            checked,
        ],
        timeline=exhibit_timeline(tables, visits),
        ledger=ledger,
        statuses=shown,
        balance=balance,
        asked=asked,
        quotes=quoted,
        quoted=chosen,
        limits=[
            *list_limits(visits, shown.data),
            checked,
            *phrase_other_bodies(tables, visits),
            left_out.text,
            *list_unlooked(coverage.data),
        ],
        left_out=left_out.data,
        checked=checked,
        sources=list_sources(visits),
        date=visits["start_date"].max().to_pydatetime(),
    )


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
    return said.format(n=len(recurring), all=statuses["theme"].nunique(), visits=n_visits)


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
        *([words["unlike"]] if len(set(visits["visit_type"])) > 1 else []),
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


def pick_quotes(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame, themes: list[str], quotes: pd.DataFrame | None
) -> tuple[pd.DataFrame, str]:
    """Return the kept quotations of the visits, else one that bears out each status of the themes, and who chose them.

    One row per quotation: label (of the visit), place, speaker, text, note. `quotes` as `list_quotes` gives them.
    """
    said = read_paper_words()["said"]
    kept = place_quotes(tables, visits, quotes) if quotes is not None else ()
    if len(kept):
        return kept, said["kept"]
    statuses = compare_statuses(tables, visits, themes)
    picked = quote_statuses(tables, visits, statuses)
    sources = dict(list_rows(visits, "label", "source_type"))
    notes = [
        f"{theme}: {label_value('statuses', status, sources[label])}"
        for theme, status, label in list_rows(picked, "theme_label", "status", "label")
    ]
    picked = picked.assign(note=pd.array(notes, dtype="str"), turn=picked["label"].map(list(sources).index))
    picked = picked.sort_values("turn", ascending=False, kind="stable", ignore_index=True)  # the latest visit first
    return picked[QUOTED].head(MOST_PICKED), said["picked"] if len(picked) else said["no_quote"]


def place_quotes(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """Return one row per quotation of the visits, in the order kept: label, place, speaker, text, note.

    `quotes` as `list_quotes` gives them.
    """
    labels = dict(list_rows(visits, "visit_id", "label"))
    paragraphs = keep_visits(tables, "paragraphs", visits)
    places = {
        one: name_place(*place) for one, *place in list_rows(paragraphs, "paragraph_id", "number", "page", "order")
    }
    sentences = keep_visits(tables, "sentences", visits)
    rows = list_rows(sentences, "sentence_id", "visit_id", "paragraph_id", "speaker", "text")
    found = {one: (labels[visit], places[paragraph], *said) for one, visit, paragraph, *said in rows}
    notes = read_paper_words()["said"]["note"]
    kept = [
        (*found[one], notes.format(note=note) if pd.notna(note) and note else None)
        for one, note in list_rows(quotes, "sentence_id", "note")
        if one in found
    ]
    return pd.DataFrame(kept, columns=QUOTED, dtype="str")
