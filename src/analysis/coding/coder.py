"""Coding a letter: its paragraphs become coded sentences, and a table of their codes."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

import pandas as pd

from analysis.coding.clues import Paragraph
from analysis.coding.codebook import Codebook
from analysis.coding.phrases import Found, Phrases, Words, group_by_kind, split_words
from analysis.coding.sentences import split_sentences
from analysis.coding.speaker import code_speakers
from analysis.coding.stance import (
    Opinion,
    Stance,
    choose_stances,
    code_direction,
    code_quantifier,
    list_clues,
    read_opinion,
    stance_by_rule,
)
from analysis.coding.themes import Code, add_themes, code_themes, read_sentence, section_themes
from analysis.coding.wording import KINDS, wording_phrases

Row = dict[str, Any]

BATCH = 1000  # paragraphs of any texts that are coded together, about as many as in the longest report
JUDGED_KINDS = ("overview", "finding")  # paragraphs of the kinds that the clues to a stance were learned from
UNJUDGED = {"stance": "neutral", "stance_score": 0.0}  # what the council says of itself is no judgement of inspectors


class Coded(NamedTuple):
    """A letter's sentences (a row each) and their codes (a row for each sentence, theme and subtheme).

    Plain rows, with the columns of the tables `sentences` and `codes`.
    """

    sentences: list[Row]
    codes: list[Row]


class Printed(NamedTuple):
    """A paragraph as it is printed: its sentences, the heading above it, its kind."""

    sentences: list[str]
    section: str | None = None
    kind: str = "finding"


class Read(NamedTuple):
    """What is read of a sentence before its themes and its stance are chosen."""

    text: str
    words: Words
    found: Found
    opinion: Opinion
    clues: list[str]


class Sentence(NamedTuple):
    """One coded sentence."""

    text: str
    codes: list[Code]
    stance: str
    stance_score: float
    direction: str
    quantifier: str | None


def code_letter(paragraphs: list[Row], codebook: Codebook, *, source_type: str) -> Coded:
    """Return the coded sentences of one letter, whose paragraphs stand in printed order.

    A paragraph has visit_id, paragraph_id, section, kind and text. `source_type` is letter, report or press: only in
    a press report does anyone but the inspectors speak.
    """
    texts = [split_sentences(paragraph["text"]) for paragraph in paragraphs]
    if source_type == "press":
        speakers = code_speakers([(p["kind"], own) for p, own in zip(paragraphs, texts, strict=True)])
    else:
        speakers = [["inspector"] * len(own) for own in texts]
    printed = [
        Printed(own, _text(paragraph["section"]), paragraph["kind"])
        for paragraph, own in zip(paragraphs, texts, strict=True)
    ]
    sentences, codes = [], []
    for paragraph, coded, speaking in zip(paragraphs, code_paragraphs(printed, codebook), speakers, strict=True):
        ids = {"visit_id": paragraph["visit_id"], "paragraph_id": paragraph["paragraph_id"]}
        for number, (sentence, speaker) in enumerate(zip(coded, speaking, strict=True), start=1):
            sentence_id = f"{paragraph['paragraph_id']}/s{number}"
            sentences.append(
                {
                    **ids,
                    "sentence_id": sentence_id,
                    "order": len(sentences) + 1,
                    "speaker": speaker,
                    "text": sentence.text,
                    "stance": sentence.stance,
                    "stance_score": sentence.stance_score,
                    "direction": sentence.direction,
                    "quantifier": sentence.quantifier,
                    **(UNJUDGED if speaker == "council" else {}),
                }
            )
            codes += [
                {"sentence_id": sentence_id, "cue": sentence.text[code.start : code.end], **code._asdict()}
                for code in sentence.codes
            ]
    return Coded(sentences, codes)


def code_texts(texts: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Return id, themes (joined by `;` in codebook order), stance and direction for any texts.

    `texts` has id and text, and optionally section, paragraph and document: rows that share document and paragraph
    are one paragraph in order. Every row counts as one sentence.
    """
    rows = texts.reindex(columns=["id", "text", "section", "document", "paragraph"]).to_dict("records")
    paragraphs: dict[object, list[int]] = {}
    for number, row in enumerate(rows):
        is_alone = pd.isna(row["paragraph"])
        paragraphs.setdefault(number if is_alone else (str(row["document"]), str(row["paragraph"])), []).append(number)
    printed = [
        Printed([_text(rows[number]["text"]) or "" for number in numbers], _text(rows[numbers[0]]["section"]))
        for numbers in paragraphs.values()
    ]
    batches = [code_paragraphs(printed[at : at + BATCH], codebook) for at in range(0, len(printed), BATCH)]
    coded: dict[int, Sentence] = {}
    for numbers, sentences in zip(paragraphs.values(), chain.from_iterable(batches), strict=True):
        coded |= zip(numbers, sentences, strict=True)
    out = [(row["id"], _join_themes(coded[n]), coded[n].stance, coded[n].direction) for n, row in enumerate(rows)]
    return pd.DataFrame(out, columns=["id", "themes", "stance", "direction"])


def _join_themes(sentence: Sentence) -> str:
    return ";".join(dict.fromkeys(code.theme for code in sentence.codes))


def code_paragraphs(printed: Sequence[Printed], codebook: Codebook) -> list[list[Sentence]]:
    """Return the coded sentences of each paragraph; all are decided together, for that is many times faster."""
    phrases = all_phrases(codebook)
    read = [read_paragraph(paragraph.sentences, phrases) for paragraph in printed]
    readings = [
        Paragraph([read_sentence(one.words, one.found) for one in own], section_themes(phrases, paragraph.section))
        for paragraph, own in zip(printed, read, strict=True)
    ]
    codes = iter(code_themes(readings, codebook))
    stances = iter(choose_stances([(one.words, one.opinion, one.clues) for own in read for one in own]))
    return [
        [_make_sentence(one, next(codes), next(stances), paragraph.kind) for one in own]
        for paragraph, own in zip(printed, read, strict=True)
    ]


def read_paragraph(texts: Iterable[str], phrases: Phrases) -> list[Read]:
    """Return what is read of each sentence of a paragraph."""
    read: list[Read] = []
    before = None
    for place, text in enumerate(texts):
        words = split_words(text)
        found = group_by_kind(phrases.find(words))
        opinion = read_opinion(words, found, before)
        read.append(Read(text, words, found, opinion, list_clues(words, opinion, before, place)))
        before = opinion.stance
    return read


def _make_sentence(read: Read, codes: list[Code], stance: Stance, kind: str) -> Sentence:
    quantifier = code_quantifier(read.found)
    if kind == "improvement":
        return Sentence(read.text, codes, "concern", -1.0, "none", quantifier)
    if kind not in JUDGED_KINDS:
        stance = stance_by_rule(read.opinion)
    return Sentence(read.text, codes, *stance, code_direction(read.found, stance.value), quantifier)


@lru_cache(maxsize=4)
def all_phrases(codebook: Codebook) -> Phrases:
    """Return all phrases of the codebook and the wording files, to be found in one pass."""
    phrases = Phrases()
    add_themes(phrases, codebook)
    for kind in KINDS:
        phrases.add(wording_phrases(kind))
    return phrases


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
