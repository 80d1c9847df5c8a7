"""What each later visit says of each area for improvement (item) that inspectors asked for: true, or not said."""

from collections import defaultdict
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.history.answers import Answer, find_meant
from analysis.history.arrays import Item, Letter, list_letters, make_items
from analysis.history.bodies import add_sections, find_body, looks_at
from analysis.history.passages import compare_with_letter
from analysis.history.subjects import Subject, Theme, list_people, read_subjects, weigh_asked
from analysis.history.themes import judge_silence
from analysis.history.verdicts import SILENT, Verdict, judge, read_rules
from analysis.tables import list_rows

COLUMNS = ["improvement_id", "later_visit_id", "status", "sentence_id", "relevance", "certainty", "source"]
AGAIN, IN_PART, MENTIONED = "asked again", "asked again in part", "mentioned"


class Link(NamedTuple):
    """A thread from an earlier item to one of a later visit: the later item, its paragraph, score and source."""

    later: str
    paragraph_id: str
    score: float
    source: str


class Request(NamedTuple):
    """What an item asks for: as arrays, its themes, the body it is addressed to (None: the council), its marks."""

    item: Item
    themes: set[Theme]
    body: str | None
    subject: Subject


class Finding(NamedTuple):
    """A status of the ledger with how sure it is (missing where a rule gives it), who gives it, and the passages.

    `passages` are sentence_ids with their relevance (0 to 1), best first.
    """

    status: str
    certainty: float
    source: str
    passages: list[tuple[str, float]]


def make_ledger(
    tables: dict[str, pd.DataFrame],
    item_themes: dict[str, set[Theme]],
    threads: pd.DataFrame,
    visits: pd.DataFrame,
    reviews: pd.DataFrame | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the table `ledger`, and those rows of the table `threads` that the passages bear out (`is_borne_out`).

    The ledger has one row per item, later visit and sentence of it that speaks of the item, best first.

    `tables` are those of letters and `coverage`, `item_themes` the themes of each item by its paragraph_id, `threads`
    the table of that name, `visits` those that may be compared, `reviews` what people decided (improvement_id,
    later_visit_id, status). What people decided counts; else the letter's passages are found and judged together
    (verdicts.py), and a status is published where its certainty holds its floor. A link that is no more than that
    (`threads`) is asked again in part. Silence says what it means: not looked at, not reported, not mentioned.
    """
    pairs = _pair_with_later(add_sections(tables["improvements"], tables["paragraphs"]), visits)
    letters = list_letters(tables, pairs["later_visit_id"].unique())
    scopes: dict[str, dict[str, str]] = defaultdict(dict)
    for visit, theme, status in list_rows(tables["coverage"], "visit_id", "theme", "status"):
        scopes[visit][theme] = status
    linked = _group_links(threads, tables["improvements"])
    decided = {} if reviews is None else reviews.set_index(["improvement_id", "later_visit_id"])["status"].to_dict()
    items = _list_asked(pairs.drop_duplicates("improvement_id"), item_themes)
    found: dict[tuple[str, str], Finding] = {}
    borne_out: set[tuple[str, str]] = set()
    of_visit = defaultdict(list)
    for pair in pairs.itertuples():
        of_visit[pair.later_visit_id].append(pair)
    for visit, rows in of_visit.items():
        letter = letters.get(visit)
        verdicts = _judge_all(rows, items, letter)
        for pair, verdict, answer in zip(rows, verdicts, _list_answers(verdicts, letter), strict=True):
            key = pair.improvement_id, pair.later_visit_id
            links = [link for link in linked.get(key, ()) if is_borne_out(link, verdict, letter)]
            borne_out |= {(link.later, pair.improvement_id) for link in links}
            asked = items[pair.improvement_id]
            measured, silence = _is_measured(pair, asked), _judge_silence(pair, asked, scopes[visit])
            found[key] = settle_status(verdict, letter, links, silence, measured=measured, answer=answer)
    for key in found.keys() & decided.keys():
        found[key] = found[key]._replace(status=decided[key], certainty=1.0, source="reviewer")
    kept = [pair in borne_out for pair in list_rows(threads, "later", "earlier")]
    return _list_passages_of(pairs, found), threads[np.array(kept, dtype=bool)].reset_index(drop=True)


def _list_passages_of(pairs: pd.DataFrame, found: dict[tuple[str, str], Finding]) -> pd.DataFrame:
    """Return the table `ledger`: a row per pair and passage, one without a passage where there is none."""
    rows = []
    for key in list_rows(pairs, "improvement_id", "later_visit_id"):
        status, certainty, source, passages = found[key]
        rows += [(*key, status, *passage, certainty, source) for passage in passages or [(None, np.nan)]]
    return pd.DataFrame(rows, columns=COLUMNS)


def _list_asked(rows: pd.DataFrame, item_themes: dict[str, set[Theme]]) -> dict[str, Request]:
    """Return what is asked for by improvement_id; `rows` has one per item."""
    themes = [item_themes.get(paragraph, set()) for paragraph in rows["paragraph_id"].tolist()]
    items = make_items(rows["text"].tolist(), [{theme for theme, _ in own} for own in themes])
    return {
        row.improvement_id: Request(
            item, own, find_body(row.text, row.section, framework=row.framework), weigh_asked(row.text, own)
        )
        for row, item, own in zip(rows.itertuples(), items, themes, strict=True)
    }


def _judge_all(pairs: list, items: dict[str, Request], letter: Letter | None) -> list[Verdict | None]:
    """Return the verdict of a letter on each pair's item; None where the letter has no evidence at all."""
    if letter is None:
        return [None] * len(pairs)
    own = [items[pair.improvement_id] for pair in pairs]
    elsewhere = [not looks_at(pair.later_framework, asked.body) for pair, asked in zip(pairs, own, strict=True)]
    arrays = [asked.item for asked in own]
    return judge(arrays, letter, *compare_with_letter(arrays, letter), elsewhere)


def _list_answers(verdicts: list[Verdict | None], letter: Letter | None) -> list[Answer | None]:
    """Return the answer that a letter gives in words to the item of each verdict, None where it gives none."""
    if letter is None or not letter.answers:
        return [None] * len(verdicts)
    relevance = np.stack([verdict.relevance for verdict in verdicts])
    meant = find_meant(letter.answers, letter.paragraph, relevance)
    return [meant.get(number) for number in range(len(verdicts))]


def _is_measured(pair: tuple, asked: Request) -> bool:
    """Return whether it was measured how far verdicts on a pair's item hold: on its two kinds of letters
    (verdicts.yml), and where the later visit looks at the body that it is addressed to.
    """
    rules = read_rules()["measured"]
    looked = looks_at(pair.later_framework, asked.body)
    return looked and pair.framework in rules["asked under"] and pair.later_framework in rules["answered under"]


def _judge_silence(pair: tuple, asked: Request, scopes: dict[str, str]) -> str:
    """Return what silence on a pair's item would mean: not looked at, not reported or not mentioned."""
    if not looks_at(pair.later_framework, asked.body):
        return "not looked at"
    return judge_silence(judge_item_scope(asked.subject, asked.themes, scopes), pair.source_type)


def settle_status(
    verdict: Verdict | None,
    letter: Letter | None,
    links: list[Link],
    silence: str,
    *,
    measured: bool = True,
    answer: Answer | None = None,
) -> Finding:
    """Return the status of an item at a later visit with its passages.

    `links` are those to items of the later visit that are borne out, `silence` what silence would mean there.
    A link that a person kept is asked again, and so is one to an item in nearly the same words. What inspectors say in
    words of the item (`answer`) goes before a verdict, unless that is asked again, which says more. A published
    verdict has weighed what the later visit lists, and stands; without one a link is asked again in part. A silent
    verdict stands where nothing near was found. Verdicts are not published where such were not `measured`: on letters
    of some kinds, and on items of a body that the later visit does not look at, for what the letter says is of the
    council.
    """
    if verdict is None or letter is None:
        return Finding(silence, np.nan, "model", [])
    passages = list_passages(verdict, letter, [link.paragraph_id for link in links])
    if answer is not None:
        said = letter.sentence_ids[answer.sentence]
        passages = [(said, 1.0), *(passage for passage in passages if passage[0] != said)]
    if any(link.source == "reviewer" for link in links):
        return Finding(AGAIN, 1.0, "reviewer", passages)
    status, certainty = verdict.status, verdict.certainty
    if status not in SILENT and not measured:
        status = MENTIONED
    if answer is not None and measured and status != AGAIN:
        status, certainty = answer.status, np.nan
    if any(link.score >= read_rules()["same_words"] for link in links):
        status, certainty = AGAIN, np.nan
    nothing_near = verdict.relevance.max(initial=0.0) < read_rules()["near"]
    if not links and (status in SILENT or nothing_near):
        return Finding(silence, certainty if status == silence else np.nan, "model", [])
    if links and status in (MENTIONED, *SILENT):
        return Finding(IN_PART, np.nan, "model", passages)
    return Finding(status, certainty if status != MENTIONED else np.nan, "model", passages)


def list_passages(verdict: Verdict, letter: Letter, linked: list[str]) -> list[tuple[str, float]]:
    """Return the sentences that speak of an item with their relevance (0 to 1), best first.

    Those of paragraphs that are relevant enough to be shown (verdicts.yml), and of `linked` paragraphs; where none
    is, those of the nearest one.
    """
    rules, relevance = read_rules(), verdict.relevance.copy()
    is_linked = np.array([paragraph in linked for paragraph in letter.paragraph_ids], dtype=bool)
    relevance[is_linked] = np.maximum(relevance[is_linked], rules["shown"])
    shown = relevance >= min(rules["shown"], relevance.max(initial=0.0))
    best = np.maximum.reduceat(verdict.likeness, letter.list_starts())[letter.paragraph]
    part = np.divide(verdict.likeness, best, out=np.ones_like(best), where=best > 0)
    kept = np.flatnonzero(shown[letter.paragraph] & (part >= rules["sentences_shown"]))
    worth = np.round(relevance[letter.paragraph] * part, 4)
    order = kept[np.argsort(-worth[kept], kind="stable")]
    return [(letter.sentence_ids[row], float(worth[row])) for row in order.tolist()]


def _group_links(threads: pd.DataFrame, improvements: pd.DataFrame) -> dict[tuple[str, str], list[Link]]:
    """Return the links by earlier item and later visit."""
    where = {item: place for item, *place in list_rows(improvements, "improvement_id", "paragraph_id", "visit_id")}
    linked = defaultdict(list)
    for link in threads.itertuples():
        paragraph, visit = where[link.later]
        linked[link.earlier, visit].append(Link(link.later, paragraph, link.score, link.source))
    return linked


def is_borne_out(link: Link, verdict: Verdict | None, letter: Letter | None) -> bool:
    """Return whether the later item of a link speaks of the earlier one (verdicts.yml), or a person kept the link."""
    if link.source == "reviewer" or verdict is None or letter is None or link.paragraph_id not in letter.paragraph_ids:
        return True
    return verdict.relevance[letter.paragraph_ids.index(link.paragraph_id)] >= read_rules()["linked"]


def _pair_with_later(improvements: pd.DataFrame, visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row per item and later visit of the same authority, both by date."""
    asked = improvements.merge(visits[["visit_id", "authority", "start_date", "framework"]], on="visit_id")
    later = visits[["visit_id", "authority", "start_date", "source_type", "framework"]].rename(
        columns={"visit_id": "later_visit_id", "start_date": "later_date", "framework": "later_framework"}
    )
    pairs = asked.merge(later, on="authority")
    return pairs[pairs["later_date"] > pairs["start_date"]]


def judge_item_scope(item: Subject, themes: set[Theme], scopes: dict[str, str]) -> str:
    """Return `outside_scope` where a visit did not look at an item, else `unknown`.

    `scopes` is the coverage of the visit, by theme. A visit did not look at an item where it looked at none of the
    people the item names, or not at the greater part (by weight) of its themes.
    """
    groups = read_subjects()["people"]
    people = [groups[name].get("theme") or groups[name]["looked_at_with"] for name in list_people(item)]
    if people and all(scopes.get(theme) == "outside_scope" for theme in people):
        return "outside_scope"
    weights = {
        theme: item.get(f"theme:{theme}/{sub}" if sub else f"theme:{theme}", 0.0)
        for theme, sub in sorted(themes, key=str)
    }
    outside = sum(weight for theme, weight in weights.items() if scopes.get(theme) == "outside_scope")
    return "outside_scope" if outside > sum(weights.values()) / 2 else "unknown"
