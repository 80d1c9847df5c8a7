"""Three sentences that stand for a letter, chosen by rule: a strength, a concern, one more of what there is more."""

import functools
import re
from collections import Counter
from typing import NamedTuple

import pandas as pd

from analysis.compare.arrival import read_brief_words
from analysis.compare.findings import keep_evidence, list_evidence
from analysis.compare.letter import name_places
from analysis.compare.words import label_theme
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
    (brief.yml), and what others say in it. `letter` is its row of `visits`.
    """
    evidence = keep_evidence(tables, letter)
    is_press = (letter["source_type"] == "press").any()
    heard = evidence["stance"].isin(SIDES) & (evidence["speaker"] == "inspector")
    evidence = evidence[heard & ~(is_press & (evidence["kind"] == "improvement"))]
    facts = {one: said for one, *said in list_rows(evidence, "sentence_id", "text", "stance_score")}
    words, clean = read_brief_words(), take_speech if is_press else drop_speech
    pointing, (_, most) = _compile_any(*words["pointing"]), words["quotable"]
    rows = [
        Quotable(stance, theme, paragraph_id, sentence_id, own, abs(score), kind, len(own) <= most)
        for _, theme, paragraph_id, kind, sentence_id, stance in list_evidence(tables, evidence)
        for text, score in [facts[sentence_id]]
        for own in [clean(text)]
        if abs(score) >= words["surest"] and stands_alone(own)
    ]
    return [row for row in rows if is_press or not pointing.search(row.text)]


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


@functools.cache
def _compile_any(*openings: str) -> re.Pattern:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, openings))})\b", re.IGNORECASE)
