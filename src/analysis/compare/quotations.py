"""Sentences chosen by rule: three that stand for a letter, and one that bears out the status of a theme."""

import functools
import re
from collections import Counter
from typing import NamedTuple

import pandas as pd

from analysis.compare.arrival import read_brief_words
from analysis.compare.findings import keep_evidence, keep_visits, list_evidence
from analysis.compare.letter import name_places, quote_themes
from analysis.compare.words import label_theme, read_words
from analysis.tables import list_rows

SIDES, ASKED = ("strength", "concern"), "asked for"
MARKS = re.compile("[“”\"]|(?:^|[\\s:(])[‘'](?!s\\b)")  # of a quotation; apostrophes are none
OPENING, CLOSING = re.compile('(?<![^\\s(])[“"](?=\\S)'), re.compile('[”"](?!\\w)')
FIRST_WORD = re.compile(r"[A-Z0-9]")


class Quotation(NamedTuple):
    """A sentence of a letter: its stance, the theme that it was chosen for, its words, and where it stands.

    The stance is `asked for` where it is listed as an area for improvement: that names what is wished for.
    """

    stance: str
    theme: str
    text: str
    place: str


class Quotable(NamedTuple):
    """A sentence that may be quoted, once for each theme of it, and the kind of its paragraph.

    `fits` tells whether it is short enough.
    """

    stance: str
    theme: str
    paragraph_id: str
    sentence_id: str
    text: str
    surety: float
    kind: str
    fits: bool


def pick_quotations(tables: dict[str, pd.DataFrame], letter: pd.DataFrame) -> list[Quotation]:
    """Return up to three sentences of inspectors in a letter, strengths first; fewer where it has no more.

    `letter` has the columns of the table `visits` and one row. They come from overviews and findings, never from the
    council or a journalist. The inspectors' own summary (overview) goes before their findings, a theme of which more
    paragraphs say so before others, a sentence whose stance is surer before others, and of equals the one printed
    first. The third is of the side with more paragraphs, and of another theme. What is listed as an area for
    improvement stands on the page anyhow: it is quoted only for want of other concerns.
    """
    sentences, places = list_quotable(tables, letter), name_places(tables, letter)
    found = {(row.stance, row.paragraph_id) for row in sentences if row.kind != "improvement"}
    sides = Counter(stance for stance, _ in found)
    more = "strength" if sides["strength"] > sides["concern"] else "concern"
    picked: list[Quotable] = []
    for stance in (*SIDES, more):
        chosen = _pick_one([row for row in sentences if row.stance == stance], picked)
        picked += [chosen] if chosen else []
    picked.sort(key=lambda row: SIDES.index(row.stance))
    return [
        Quotation(stance, label_theme(row.theme), row.text, places[row.paragraph_id])
        for row in picked
        for stance in [ASKED if row.kind == "improvement" else row.stance]
    ]


def _pick_one(sentences: list[Quotable], picked: list[Quotable]) -> Quotable | None:
    """Return the sentence to be quoted next; a theme and a sentence are quoted once, unless there is nothing else."""
    taken = {row.sentence_id for row in picked}
    paragraphs = Counter(theme for theme, _ in {(row.theme, row.paragraph_id) for row in sentences})
    spoken = {row.theme for row in picked}
    free = [row for row in sentences if row.sentence_id not in taken]
    return min(
        free,
        key=lambda row: (
            row.kind == "improvement",
            not row.fits,
            row.theme in spoken,
            row.kind != "overview",
            -paragraphs[row.theme],
            -row.surety,
        ),
        default=None,
    )


def list_quotable(tables: dict[str, pd.DataFrame], letter: pd.DataFrame) -> list[Quotable]:
    """Return the sentences of inspectors that surely voice a strength or a concern, as printed, once for each theme.

    Those that do not stand alone are out, and so are, in a letter, those that point back or tell of one child
    (brief.yml), its case studies, and what others say in it. `letter` is its row of `visits`.
    """
    evidence = keep_evidence(tables, letter)
    is_press = (letter["source_type"] == "press").any()
    heard = evidence["stance"].isin(SIDES) & (evidence["speaker"] == "inspector")
    heard &= ~evidence["paragraph_id"].isin(find_studies(tables, letter))
    evidence = evidence[heard & ~(is_press & (evidence["kind"] == "improvement"))]
    facts = {one: said for one, *said in list_rows(evidence, "sentence_id", "text", "stance_score")}
    words, clean = read_brief_words(), take_speech if is_press else drop_speech
    _, most = words["quotable"]
    rows = [
        Quotable(stance, theme, paragraph_id, sentence_id, own, abs(score), kind, len(own) <= most)
        for _, theme, paragraph_id, kind, sentence_id, stance in list_evidence(tables, evidence)
        for text, score in [facts[sentence_id]]
        for own in [clean(text)]
        if abs(score) >= words["surest"] and stands_alone(own)
    ]
    return [row for row in rows if is_press or not points_back(row.text)]


def find_studies(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> set[str]:
    """Return the paragraph_ids of the case studies (brief.yml): what they tell is of one child.

    `visits` are rows of that table.
    """
    studies = _compile_any(*read_brief_words()["studies"])
    sections = list_rows(keep_visits(tables, "paragraphs", visits), "paragraph_id", "section")
    return {one for one, section in sections if pd.notna(section) and studies.search(section)}


def quote_statuses(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, statuses: pd.DataFrame) -> pd.DataFrame:
    """Return the sentence that best bears out each status: one row per row of `statuses` that has a sentence.

    `statuses` as `compare_statuses` gives them. Columns of `quote_themes`, and status. Which sentences bear out a
    status best: `voices` in words.yml. Of those the surest is taken; where several are sure enough (brief.yml), one
    that is understood by itself and tells of no one child goes before others, and of equals the one printed first.
    """
    quotes = quote_themes(tables, visits, *statuses["theme"].unique())
    quotes = quotes.merge(statuses[["theme", "label", "status"]], on=["theme", "label"])
    voices = {
        status: {voice: rank for rank, voice in enumerate(order)} for status, order in read_words()["voices"].items()
    }
    surest = read_brief_words()["surest"]
    sentences = list_rows(keep_visits(tables, "sentences", visits), "sentence_id", "paragraph_id", "stance_score")
    facts, studies = {one: said for one, *said in sentences}, find_studies(tables, visits)
    ranks = [
        (
            voices[status].get(kind if kind == "improvement" else stance, len(voices)),
            -min(abs(score), surest),
            paragraph_id in studies or points_back(text) or not stands_alone(text),
        )
        for status, kind, stance, sentence_id, text in list_rows(
            quotes, "status", "kind", "stance", "sentence_id", "text"
        )
        for paragraph_id, score in [facts[sentence_id]]
    ]
    best = quotes.iloc[sorted(range(len(quotes)), key=ranks.__getitem__)].drop_duplicates(["theme", "label"])
    return best.sort_index().reset_index(drop=True)


def drop_speech(text: str) -> str:
    """Return a sentence of a letter; "" where somebody is quoted in it, who is not the inspectors.

    >>> drop_speech("Children’s plans are clear."), drop_speech("One child said, ‘I am heard’.")
    ('Children’s plans are clear.', '')
    """
    return "" if MARKS.search(text) else text


def take_speech(text: str) -> str:
    """Return what a sentence of an article in which inspectors speak quotes of them, without the journalist's words.

    >>> take_speech('The report states: "Plans have not been driven forward.')
    'Plans have not been driven forward.'
    >>> take_speech('Children are seen alone," she wrote.'), take_speech("Practice is 'too variable'.")
    ('Children are seen alone,', '')
    """
    opened = OPENING.search(text)
    said = text[opened.end() :] if opened else text
    closed = CLOSING.search(said)  # without an opening mark it closes what a sentence before opened
    said = said[: closed.start()] if closed else said
    return said.strip() if opened or closed or not MARKS.search(text) else ""


def stands_alone(text: str) -> bool:
    """Return whether a sentence is understood by itself, as far as its length and its first words tell (brief.yml).

    >>> stands_alone("Social workers see children often, know them well and write it down.")
    True
    >>> stands_alone("However, they do not always know what they are asked to do, or by when.")
    False
    """
    words = read_brief_words()
    least, _ = words["quotable"]
    plain = text.lstrip("“\"'‘ ")
    leans = _compile_any(*words["leaning"]).match(plain)
    return len(text) >= least and bool(FIRST_WORD.match(plain)) and not leans


def points_back(text: str) -> bool:
    """Return whether a sentence points to something outside itself, or to one child (brief.yml).

    >>> points_back("Plans are clear."), points_back("The quality of these plans is poor.")
    (False, True)
    """
    return bool(_compile_any(*read_brief_words()["pointing"]).search(text))


@functools.cache
def _compile_any(*openings: str) -> re.Pattern:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, openings))})\b", re.IGNORECASE)
