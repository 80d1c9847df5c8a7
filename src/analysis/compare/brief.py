"""What one letter says, for one page: computed once, as plain data; `board/brief.py` lays it out."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from analysis.compare.answered import describe_responses
from analysis.compare.arrival import keep_authority, list_own, read_brief_words, set_beside
from analysis.compare.checked import describe_checked
from analysis.compare.facts import head_brief, list_facts, phrase_grades
from analysis.compare.files import compare_coverage
from analysis.compare.improvements import find_other_bodies
from analysis.compare.listed import ListedItem, head_asked, list_asked
from analysis.compare.quotations import Quotation, pick_quotations
from analysis.compare.returns import Return, follow_to_letter, list_returns
from analysis.compare.selection import is_full_inspection, list_documents
from analysis.compare.themes import compare_statuses
from analysis.compare.words import count_improvements, join_words, label_value, read_words
from analysis.history.coverage import read_scopes
from analysis.history.themes import is_raised
from analysis.tables import list_rows

UNHEARD = ("not looked at", "not reported")  # statuses of a theme at a visit that could not raise it


class Listing(NamedTuple):
    """A sentence with a place `{named}` for names, which a page may cut; without names it is the sentence alone."""

    words: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Brief:
    """What the page on one letter says.

    `document` is what the letter is called (letter, report, article); `facts` are sentences on what the visit was,
    `grades` a sentence or "". `asked_head` counts `asked`; `asked_none` is said instead of a list, `answers` counts
    what the council has answered ("" for none). `returned_notes`,
    `new`, `unlooked` and `sources` are sentences. `day` is the day of publication, else that of the visit (may be
    missing).
    """

    visit_id: str
    document: str
    title: str
    facts: list[str]
    grades: str
    asked_head: str
    asked: list[ListedItem]
    asked_none: str
    answers: str
    returned: list[Return]
    returned_notes: list[str]
    new: list[Listing]
    unlooked: list[Listing]
    quotes: list[Quotation]
    is_press: bool
    sources: list[str]
    day: pd.Timestamp | None


def compose_brief(
    tables: dict[str, pd.DataFrame],
    visit_id: str,
    also: Collection[str] = (),
    responses: pd.DataFrame | None = None,
) -> Brief:
    """Return what the page on a letter says; `visit_id` is that of the document that stands for the visit.

    `also` are frameworks that are compared although comparisons leave them out, `responses` what the council does about
    areas for improvement, as `review.list_responses` gives it. Raises QuestionError where the letter is not on file.
    """
    words, tables = read_brief_words(), keep_authority(tables, visit_id)
    visits = set_beside(tables, visit_id, also)
    letter, (row,) = visits.tail(1), visits.tail(1).itertuples()
    document, asked = words["documents"][row.source_type], list_asked(tables, letter, responses)
    followed = follow_to_letter(tables, visits)
    returned, quotes = list_returns(tables, visits, followed), pick_quotations(tables, letter)
    published = row.published_date if pd.notna(row.published_date) else row.start_date
    return Brief(
        visit_id=visit_id,
        document=document,
        title=head_brief(row),
        facts=[words["facts"]["page"].format(document=document), *list_facts(tables, letter)],
        grades=phrase_grades(tables, letter),
        asked_head=head_asked(asked, is_press=row.source_type == "press"),
        asked=asked,
        asked_none=words["asked"]["none_press" if row.source_type == "press" else "none"].format(document=document),
        answers=describe_responses(tables, letter, responses),
        returned=returned,
        returned_notes=note_returns(tables, visits, followed, returned),
        new=list_new(tables, visits, followed, returned, asked),
        unlooked=list_unlooked(tables, letter, document),
        quotes=quotes,
        is_press=row.source_type == "press",
        sources=list_basis(tables, visits, returned, len(quotes)),
        day=None if pd.isna(published) else published,
    )


def note_returns(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame, followed: dict[str, pd.DataFrame], returned: list[Return]
) -> list[str]:
    """Return sentences on what did not come back, and why nothing could: the latest list counted, what is left out.

    `visits` as `set_beside` gives them, `followed` as `follow_to_letter`.
    """
    said, letter = read_brief_words()["returned"], visits.iloc[-1]
    if len(visits) == 1:
        missing = [
            name for name, fact in (("no_date", "start_date"), ("no_authority", "authority")) if pd.isna(letter[fact])
        ]
        if not missing:
            earlier = list_own(tables, letter["visit_id"])["start_date"] < letter["start_date"]
            missing = ["nothing_like" if earlier.any() else "nothing_earlier"]
        return [said[missing[0]]]
    if not followed:
        return [said["nothing_listed"]]
    every = pd.concat(followed.values(), ignore_index=True)
    visit_id, rows = next(iter(followed.items()))
    bodies = find_other_bodies(tables, visits, rows)
    rows = rows[~rows["improvement_id"].isin(list(bodies))]
    counts = rows["status"].value_counts().reindex(list(read_words()["ledger"])).dropna().astype(int)
    named = [f"{n} {label_value('ledger_counts', status, letter['source_type'])}" for status, n in counts.items()]
    asked = visits.set_index("visit_id")["label"][visit_id]
    notes = [] if returned else [said["none"].format(n=count_improvements(every["improvement_id"].nunique()))]
    if named:
        notes.append(said["counts"].format(n=count_improvements(len(rows)), asked=asked, counts="; ".join(named)))
    if bodies:
        names = join_words(dict.fromkeys(bodies.values()))
        notes.append(said["bodies"].format(n=count_improvements(len(bodies)).capitalize(), bodies=names))
    return notes


def list_new(
    tables: dict[str, pd.DataFrame],
    visits: pd.DataFrame,
    followed: dict[str, pd.DataFrame],
    returned: list[Return],
    asked: list[ListedItem],
) -> list[Listing]:
    """Return sentences on the themes that a letter raises first, and on the items that no earlier list has.

    `visits` as `set_beside` gives them, `followed` as `follow_to_letter`.
    """
    said = read_brief_words()["new"]
    if len(visits) == 1:
        return [Listing(said["nothing_earlier"])]
    first, unheard = find_first_raised(compare_statuses(tables, visits), visits["visit_id"].iloc[-1])
    news = [Listing(said["themes"], first)] if first else []
    news += [Listing(said["unheard"], unheard)] if unheard else []
    news = news or [Listing(said["no_theme"])]
    again = {number for row in returned for number in row.numbers}
    fresh = [item.number for item in asked if item.number not in again]
    if followed and fresh:
        news.append(
            Listing(said["items"].replace("{named}", join_words(name_runs(fresh))))
            if again
            else Listing(said["every_item"])
        )
    return news


def find_first_raised(statuses: pd.DataFrame, visit_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the themes that a visit raises and none before did: those that one before could have raised, and others.

    `statuses` as `compare_statuses` gives them, of that visit and those before. A theme that any sentence criticised
    before is not new, though one among praise does not raise it; one whose status turns on one sentence says so.
    """
    words, raised = read_brief_words()["new"]["one_sentence"], is_raised(statuses)
    earlier = statuses["visit_id"] != visit_id
    criticised = statuses["n_concern"] + statuses["n_mixed"] > 0
    before = set(statuses.loc[earlier & (raised | criticised), "theme"])
    heard = set(statuses.loc[earlier & ~statuses["status"].isin(UNHEARD), "theme"])
    named: dict[bool, list[str]] = {True: [], False: []}
    for theme, label, turns in list_rows(statuses[~earlier & raised], "theme", "theme_label", "turns"):
        if theme not in before and theme not in read_brief_words()["rest"]:
            named[theme in heard].append(words.format(theme=label.lower()) if turns else label.lower())
    return tuple(named[True]), tuple(named[False])


def name_runs(numbers: Iterable[int]) -> list[str]:
    """Return numbers in order, of three or more in a run the first and the last.

    >>> name_runs([1, 2, 4, 5, 6, 9])
    ['1', '2', '4 to 6', '9']
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [
        name
        for run in runs
        for name in ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(number) for number in run])
    ]


def list_unlooked(tables: dict[str, pd.DataFrame], letter: pd.DataFrame, document: str) -> list[Listing]:
    """Return sentences on the themes that a visit did not look at, and on those that it did, and are not mentioned.

    Of a press report only what it says of the scope: its silence is none of the visit. `letter` is its row of `visits`
    with a label.
    """
    said, (visit,) = read_brief_words()["unlooked"], letter.itertuples()
    coverage, is_press = compare_coverage(tables, letter), visit.source_type == "press"
    statuses = tables["theme_history"]
    statuses = dict(list_rows(statuses[statuses["visit_id"] == visit.visit_id], "theme", "status"))
    groups: dict[str, list[str]] = {"in_scope": [], "unknown": [], "outside_scope": []}
    # What even full inspections do not look at, and what is no theme of its own, are missed by nobody.
    unusual = {*read_scopes()["rules"]["inspection"]["except"], *read_brief_words()["rest"]}
    for theme, label, status in list_rows(coverage, "theme", "theme_label", "status"):
        if theme not in unusual and statuses.get(theme) in ("not mentioned", *UNHEARD):
            groups[status].append(label.lower())
    outside, silent, unknown = (tuple(groups[name]) for name in ("outside_scope", "in_scope", "unknown"))
    if outside:
        notes = [Listing(said["outside_press" if is_press else "outside"], outside)]
    elif not (coverage["status"] == "in_scope").any():
        notes = [Listing(said["no_scope"].format(document=document))]
    elif is_full_inspection(letter).all():
        notes = [Listing(said["whole"].format(kind=visit.visit_type))]
    else:
        notes = [Listing(said["all_in"])]
    if is_press:
        return [*notes, Listing(said["press"])]
    if silent:
        notes.append(Listing(said["silent"], silent))
    return [*notes, Listing(said["unknown"], unknown)] if unknown else notes


def list_basis(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame, returned: list[Return], n_quotes: int
) -> list[str]:
    """Return sentences on the files a page stands on, the visits it uses and does not, and how it was made.

    `visits` as `set_beside` gives them.
    """
    words, letter = read_brief_words(), visits.tail(1)
    said, visit_id = words["sources"], letter["visit_id"].iloc[0]
    own = list_own(tables, visit_id)
    others = own[~own["visit_id"].isin(visits["visit_id"])]
    later = others["start_date"] >= letter["start_date"].iloc[0]
    parts = {
        "compared": visits["label"].iloc[:-1],
        "not_compared": others.loc[~later, "label"],
        "later": others.loc[later, "label"],
    }
    files, title = join_words(list_documents(tables, letter)[visit_id].values()), letter["title"].iloc[0]
    is_titled = letter["source_type"].iloc[0] == "press" and pd.notna(title)
    return [
        said["own_press" if is_titled else "own"].format(files=files, title=title),
        *(said[name].format(labels="; ".join(labels)) for name, labels in parts.items() if len(labels)),
        *([said["places"]] if returned or n_quotes else []),
        describe_checked(tables, letter),
        *([said["linked"]] if returned else []),
        *([said["certainty"]] if any(row.certainty is not None for row in returned) else []),
        words["quotes"]["rule" if n_quotes == 3 else "few"].format(n=n_quotes, **read_words()["stances"]),
    ]
