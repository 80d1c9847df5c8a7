"""Areas for improvement, then and now: what inspectors asked for, and what later visits say of it."""

from collections import defaultdict

import pandas as pd

from analysis.compare.again import find_statuses, head_again
from analysis.compare.alts import pick_alt
from analysis.compare.checked import phrase_statuses
from analysis.compare.exhibit import Exhibit
from analysis.compare.findings import keep_improvements, keep_visits
from analysis.compare.letter import find_pages, name_places
from analysis.compare.responses import SAID, add_responses
from analysis.compare.selection import is_full_inspection, list_sources, pick_visit
from analysis.compare.titles import head_with_authority
from analysis.compare.words import count_improvements, join_words, label_value, read_words
from analysis.history.bodies import add_sections, find_body, looks_at
from analysis.review import find_checked
from analysis.tables import frame_rows, list_rows, pick_visit_rows, visit_of

FOLLOWED = ["improvement_id", "improvement", "later_visit_id", "label", "source_type", "status"]


def list_improvements(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row per area for improvement of the visits, by date.

    Columns: improvement_id, visit_id, label (of the visit), kind, improvement (its text).
    """
    labels = dict(list_rows(visits.sort_values(["start_date", "visit_id"]), "visit_id", "label"))
    turn = {visit_id: index for index, visit_id in enumerate(labels)}
    rows = list_rows(keep_improvements(tables, visits), "visit_id", "improvement_id", "kind", "text")
    rows = [
        (improvement_id, visit_id, labels[visit_id], *facts)
        for visit_id, improvement_id, *facts in sorted(rows, key=lambda row: turn[row[0]])
    ]
    return frame_rows(rows, improvement_id="str", visit_id="str", label="str", kind="str", improvement="str")


def pick_list(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, asked_at: str | None = None) -> pd.DataFrame:
    """Return the row of `visits` whose areas for improvement are followed; no row where there is none.

    That of the id `asked_at`, else the last full inspection (words.yml) before the latest visit that lists any, else
    the first visit that lists any. Raises QuestionError, which lists the visits, for an id that is not among them.
    """
    if asked_at is not None:
        return pick_visit(visits, asked_at)
    listing = visits[visits["visit_id"].isin(keep_improvements(tables, visits)["visit_id"])]
    full = is_full_inspection(listing) & (listing["source_type"] != "press")
    full = listing[full & (listing["start_date"] < visits["start_date"].max())]
    return full.tail(1) if len(full) else (listing if len(listing) else visits).head(1)


def follow_improvements(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame, asked_at: str | None = None
) -> pd.DataFrame:
    """Return one row per area for improvement of a visit (`pick_list`) and later visit.

    Columns: improvement_id, improvement (its text), later_visit_id, label and source_type (of the later visit),
    status, certainty (0 to 1; missing where a rule gives the status, or none is sure enough), source (model,
    reviewer), n_sentences (those of the later visit that speak of it: `set_side_by_side` lists them), n_checked (of
    these checked by a person), status_label (the status in words). Raises QuestionError where `asked_at` is
    none of the visits.
    """
    checked, counts = find_checked(tables), defaultdict(lambda: [0, 0])
    for *followed, sentence_id in _follow(tables, visits, asked_at):
        followed[-2] = followed[-2] if pd.notna(followed[-2]) else None  # one nan is not another
        count = counts[*followed]
        count[0] += pd.notna(sentence_id)
        count[1] += sentence_id in checked
    rows = [(*followed, *count) for followed, count in counts.items()]
    texts = dict.fromkeys(FOLLOWED, "str")
    followed = frame_rows(rows, **texts, certainty="float64", source="str", n_sentences="int64", n_checked="int64")
    words = [label_value("ledger", *row) for row in list_rows(followed, "status", "source_type")]
    return followed.assign(status_label=pd.array(words, dtype="str"))


def set_side_by_side(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame, asked_at: str | None = None
) -> pd.DataFrame:
    """Return what was asked for beside what later visits say of it: one row per area, later visit and sentence on it.

    The areas are those of one visit (`pick_list`), the sentences stand best first; an area of which a visit says
    nothing has one row, without a sentence. Columns: improvement (its text), label (of the later visit), status (in
    words), place (`name_places`), stance, text, sentence_id, file and page (of the sentence). Raises QuestionError
    where `asked_at` is none of the visits.
    """
    places = name_places(tables, visits)
    sentences = keep_visits(tables, "sentences", visits)
    sentences = list_rows(sentences, "sentence_id", "paragraph_id", "stance", "text")
    sentences = {one: (places[paragraph], *said, one, paragraph) for one, paragraph, *said in sentences}
    rows = [
        (
            improvement,
            label,
            label_value("ledger", status, source_type),
            *sentences.get(sentence_id, (None,) * 5),
        )
        for _, improvement, _, label, source_type, status, *_, sentence_id in _follow(tables, visits, asked_at)
    ]
    columns = ["improvement", "label", "status", "place", "stance", "text", "sentence_id", "paragraph_id"]
    passages = frame_rows(rows, **dict.fromkeys(columns, "str"))
    return passages.assign(**find_pages(tables, passages["paragraph_id"])).drop(columns="paragraph_id")


def _follow(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, asked_at: str | None) -> list[tuple]:
    """Return what the ledger says of the areas for improvement of a visit: later visits by date, areas as they stand.

    Each row: the columns FOLLOWED, certainty, source and the id of a sentence (may be missing), best first.
    """
    own = keep_improvements(tables, pick_list(tables, visits, asked_at))
    improvements = {
        improvement_id: (index, text)
        for index, (improvement_id, text) in enumerate(list_rows(own, "improvement_id", "text"))
    }
    later = list_rows(visits, "visit_id", "start_date", "label", "source_type")
    later = {visit_id: visit for visit_id, *visit in later}
    ledger = tables["ledger"][tables["ledger"]["improvement_id"].isin(list(improvements))]
    columns = ["improvement_id", "later_visit_id", "status", "certainty", "source", "sentence_id"]
    rows = []
    for improvement_id, visit_id, *found in list_rows(ledger, *columns):
        if visit_id in later:
            (order, text), (date, *visit) = improvements[improvement_id], later[visit_id]
            rows.append(((date, visit_id, order), [improvement_id, text, visit_id, *visit, *found]))
    return [row for _, row in sorted(rows, key=lambda row: row[0])]


def find_other_bodies(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, followed: pd.DataFrame) -> dict[str, str]:
    """Return, by improvement_id, the body that an area is addressed to where no later visit looks at that body.

    `followed` as `follow_improvements` gives it. An area of which any later visit says something is not among them.
    """
    silent = followed.groupby("improvement_id", sort=False)["status"].agg(set)
    silent = {improvement_id for improvement_id, found in silent.items() if found == {"not looked at"}}
    own = keep_improvements(tables, visits)
    own = own[own["improvement_id"].isin(silent)]
    own = add_sections(own, pick_visit_rows(tables, "paragraphs", set(map(visit_of, own["paragraph_id"]))))
    frameworks = dict(list_rows(visits, "visit_id", "framework"))
    later = {frameworks[visit_id] for visit_id in followed["later_visit_id"]}
    bodies = {
        improvement_id: find_body(text, section, framework=frameworks[visit_id])
        for improvement_id, visit_id, text, section in list_rows(own, "improvement_id", "visit_id", "text", "section")
    }
    return {one: body for one, body in bodies.items() if body and not any(looks_at(name, body) for name in later)}


def exhibit_ledger(
    tables: dict[str, pd.DataFrame],
    visits: pd.DataFrame,
    asked_at: str | None = None,
    responses: pd.DataFrame | None = None,
) -> Exhibit:
    """Return the chart of what became of the areas for improvement of a visit (`pick_list`).

    Data as `follow_improvements` gives them, without the areas addressed to bodies that no later visit looks at: the
    text says how many these are. Where the council has answered any of them (`responses`: `add_responses`), its
    response and when that is due stand beside each. Passages as `set_side_by_side` gives them. Raises QuestionError
    where `asked_at` is none of the visits.
    """
    followed = follow_improvements(tables, visits, asked_at)
    bodies = find_other_bodies(tables, visits, followed)
    shown = followed[~followed["improvement_id"].isin(list(bodies))].reset_index(drop=True)
    asked = next(iter(pick_list(tables, visits, asked_at)["label"]), "first visit")
    left_out = describe_other_bodies(bodies)
    latest = shown[shown["label"] == shown["label"].iloc[-1]] if len(shown) else shown
    texts = [describe_ledger(shown, asked), describe_ledger(latest, asked), _count_statuses(latest, asked)]
    basis = " ".join(part for part in (list_sources(visits), phrase_statuses(shown), left_out) if part)
    title = head_with_authority(visits, head_ledger(shown))
    alt = pick_alt(f"{texts[0]} {left_out}".strip(), *texts, f"{title}. {phrase_statuses(shown)}")
    shown = add_responses(shown, responses)
    columns = ["improvement", "label", "status_label", "certainty", "source", "n_sentences"]
    table = shown[[*columns, *(SAID if "response" in shown else ())]].rename(columns={"source": "status_by"})
    return Exhibit(shown, "ledger", title, alt, basis, set_side_by_side(tables, visits, asked_at), table)


def head_ledger(followed: pd.DataFrame) -> str:
    """Return a title with how many areas a later visit asked for again, and how many more it asked for in part.

    `followed` as `follow_improvements` gives it.
    """
    return head_again(followed, "asked again")


def describe_ledger(followed: pd.DataFrame, asked: str) -> str:
    """Return sentences that count what became of the areas for improvement of the visit with the label `asked`.

    `followed` as `follow_improvements` gives it.
    """
    if not len(followed):
        return f"No later visit says what became of what was asked for ({asked})."
    return f"{_count_statuses(followed, asked)} {phrase_statuses(followed)}"


def _count_statuses(followed: pd.DataFrame, asked: str) -> str:
    sentences = []
    for later, rows in followed.groupby("label", sort=False):
        counts = rows["status"].value_counts().reindex(list(read_words()["ledger"])).dropna().astype(int)
        source_type = rows["source_type"].iloc[0]
        named = "; ".join(
            f"{number} {label_value('ledger_counts', status, source_type)}" for status, number in counts.items()
        )
        sentences.append(f"Of the {count_improvements(len(rows))} ({asked}), at the {later}: {named}.")
    return " ".join(sentences)


def describe_other_bodies(bodies: dict[str, str], what: str = "Left out") -> str:
    """Return a sentence: `what` is done to how many areas, as `find_other_bodies` gives them; "" without any."""
    if not bodies:
        return ""
    names = join_words(f"the {body}" for body in dict.fromkeys(bodies.values()))
    return f"{what}: {count_improvements(len(bodies))} for {names}, which no later visit looks at."


def list_links(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row per link between areas for improvement of the visits.

    Columns: then (label of the earlier visit), asked_then (the text), now, asked_now (of the later visit), status (what
    the ledger says of the earlier area at that visit) and score (how alike the two are).
    """
    improvements = list_rows(list_improvements(tables, visits), "improvement_id", "visit_id", "label", "improvement")
    improvements = {one: (visit_id, facts) for one, visit_id, *facts in improvements}
    statuses, links = find_statuses(tables["ledger"]), defaultdict(list)
    for later, earlier, score in list_rows(tables["threads"], "later", "earlier", "score"):
        links[later].append((earlier, score))
    rows = [
        (*improvements[earlier][1], *now, statuses.get((earlier, visit_id), (None,))[0], score)
        for later, (visit_id, now) in improvements.items()
        for earlier, score in links[later]
        if earlier in improvements
    ]
    texts = dict.fromkeys(["then", "asked_then", "now", "asked_now", "status"], "str")
    return frame_rows(rows, **texts, score="float64")
