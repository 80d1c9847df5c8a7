"""Coding a letter: its paragraphs become coded sentences, and a table of their codes."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

import pandas as pd

from analysis.coding.codebook import Codebook
from analysis.coding.phrases import Phrases, split_words
from analysis.coding.sentences import split_sentences
from analysis.coding.speaker import code_speakers
from analysis.coding.stance import code_direction, code_quantifier, code_stance
from analysis.coding.themes import Code, add_themes, code_themes, read_sentence, section_themes
from analysis.coding.wording import KINDS, wording_phrases

Row = dict[str, Any]

UNJUDGED = {"stance": "neutral", "stance_score": 0.0}  # what the council says of itself is no judgement of inspectors


class Coded(NamedTuple):
    """A letter's sentences (a row each) and their codes (a row for each sentence, theme and subtheme).

    Plain rows, with the columns of the tables `sentences` and `codes`.
    """

    sentences: list[Row]
    codes: list[Row]


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
    sentences, codes = [], []
    for paragraph, own, speaking in zip(paragraphs, texts, speakers, strict=True):
        coded = code_paragraph(own, codebook, section=_text(paragraph["section"]), kind=paragraph["kind"])
        for number, (sentence, speaker) in enumerate(zip(coded, speaking, strict=True), start=1):
            ids = {"visit_id": paragraph["visit_id"], "paragraph_id": paragraph["paragraph_id"]}
            sentence_id = f"{paragraph['paragraph_id']}/s{number}"
            ids |= {"sentence_id": sentence_id, "order": len(sentences) + 1, "speaker": speaker}
            sentences.append(ids | _sentence_row(sentence) | (UNJUDGED if speaker == "council" else {}))
            codes += [_code_row(sentence_id, code, sentence.text) for code in sentence.codes]
    return Coded(sentences, codes)


def _sentence_row(sentence: Sentence) -> Row:
    return {name: value for name, value in sentence._asdict().items() if name != "codes"}


def _code_row(sentence_id: str, code: Code, text: str) -> Row:
    return {"sentence_id": sentence_id, "cue": text[code.start : code.end], **code._asdict()}


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
    coded: dict[int, Sentence] = {}
    for numbers in paragraphs.values():
        section = _text(rows[numbers[0]]["section"])
        sentences = code_paragraph([_text(rows[number]["text"]) or "" for number in numbers], codebook, section=section)
        coded |= zip(numbers, sentences, strict=True)
    out = [(row["id"], _join_themes(coded[n]), coded[n].stance, coded[n].direction) for n, row in enumerate(rows)]
    return pd.DataFrame(out, columns=["id", "themes", "stance", "direction"])


def _join_themes(sentence: Sentence) -> str:
    return ";".join(dict.fromkeys(code.theme for code in sentence.codes))


def code_paragraph(
    texts: Iterable[str], codebook: Codebook, *, section: str | None = None, kind: str = "finding"
) -> list[Sentence]:
    """Return the coded sentences of one paragraph; `section` is the heading it stands under."""
    phrases = all_phrases(codebook)
    read = [(text, words, phrases.find(words)) for text in texts for words in [split_words(text)]]
    readings = [read_sentence(words, matches) for _, words, matches in read]
    codes = code_themes(readings, section_themes(phrases, section), codebook)
    coded, stance = [], None
    for (text, words, matches), of_sentence in zip(read, codes, strict=True):
        stance = code_stance(text, words, matches, stance)
        quantifier = code_quantifier(matches)
        if kind == "improvement":
            coded.append(Sentence(text, of_sentence, "concern", -1.0, "none", quantifier))
        else:
            direction = code_direction(matches, stance.value)
            coded.append(Sentence(text, of_sentence, *stance, direction, quantifier))
    return coded


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
