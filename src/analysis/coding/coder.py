"""Coding a letter: its paragraphs become coded sentences, and a table of their codes."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import pandas as pd

from analysis.coding.codebook import Codebook
from analysis.coding.phrases import Phrases, split_words
from analysis.coding.sentences import split_sentences
from analysis.coding.speaker import code_speakers
from analysis.coding.stance import code_direction, code_stance, first_value
from analysis.coding.themes import Code, add_themes, code_themes, read_sentence, section_themes
from analysis.coding.wording import KINDS, wording_phrases

SENTENCES = {
    "visit_id": "str", "paragraph_id": "str", "sentence_id": "str", "order": "int64", "text": "str",
    "speaker": "str", "stance": "str", "stance_score": "float64", "direction": "str", "quantifier": "str",
}  # fmt: skip
CODES = {
    "sentence_id": "str", "theme": "str", "subtheme": "str", "cue": "str", "start": "int64", "end": "int64",
    "source": "str", "score": "float64",
}  # fmt: skip


class Coded(NamedTuple):
    """A letter's sentences (a row each) and their codes (a row for each sentence, theme and subtheme)."""

    sentences: pd.DataFrame
    codes: pd.DataFrame


class Sentence(NamedTuple):
    """One coded sentence."""

    text: str
    codes: list[Code]
    stance: str
    stance_score: float
    direction: str
    quantifier: str | None


def code_letter(paragraphs: pd.DataFrame, codebook: Codebook, *, source_type: str) -> Coded:
    """Return the coded sentences of one letter, whose paragraphs stand in printed order.

    `paragraphs` has visit_id, paragraph_id, section, kind and text. `source_type` is letter, report or press:
    only in a press report does anyone but the inspectors speak.
    """
    rows = [
        (visit, paragraph, _text(section), kind, split_sentences(text))
        for visit, paragraph, section, kind, text in zip(
            *(paragraphs[name] for name in ("visit_id", "paragraph_id", "section", "kind", "text")),
            strict=True,
        )
    ]
    if source_type == "press":
        speakers = code_speakers([(kind, texts) for *_, kind, texts in rows])
    else:
        speakers = [["inspector"] * len(texts) for *_, texts in rows]
    sentences, codes = [], []
    for (visit, paragraph, section, kind, texts), speaking in zip(rows, speakers, strict=True):
        coded = code_paragraph(texts, codebook, section=section, kind=kind)
        for number, (one, speaker) in enumerate(zip(coded, speaking, strict=True), start=1):
            sentence_id = f"{paragraph}/s{number}"
            sentences.append((visit, paragraph, sentence_id, len(sentences) + 1, one.text, speaker, *one[2:]))
            codes += [
                (
                    sentence_id,
                    c.theme,
                    c.subtheme,
                    one.text[c.start : c.end],
                    c.start,
                    c.end,
                    c.source,
                    c.score,
                )
                for c in one.codes
            ]
    return Coded(_frame(sentences, SENTENCES), _frame(codes, CODES))


def code_texts(texts: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Return id, themes (joined by `;` in codebook order), stance and direction for any texts.

    `texts` has id and text, and optionally section, paragraph and document: neighbouring rows that share
    document and paragraph are one paragraph in order. Every row counts as one sentence.
    """
    columns = {name: list(texts[name]) if name in texts else [None] * len(texts) for name in _GIVEN}
    rows = list(zip(*columns.values(), strict=True))
    coded = []
    for _, together in groupby(enumerate(rows), key=_paragraph_key):
        paragraph = [row for _, row in together]
        texts_of = [_text(row[1]) or "" for row in paragraph]
        coded += code_paragraph(texts_of, codebook, section=_text(paragraph[0][2]))
    order = {theme: place for place, theme in enumerate(codebook.themes)}
    out = [
        (
            row[0],
            ";".join(sorted({c.theme for c in one.codes}, key=order.__getitem__)),
            one.stance,
            one.direction,
        )
        for row, one in zip(rows, coded, strict=True)
    ]
    return pd.DataFrame(out, columns=["id", "themes", "stance", "direction"])


def _evidence(code: Code, text: str) -> tuple:
    cue = text[code.start : code.end]
    return code.theme, code.subtheme, cue, code.start, code.end, code.source, code.score


_GIVEN = ("id", "text", "section", "document", "paragraph")


def _paragraph_key(numbered: tuple[int, tuple]) -> object:
    number, (_, _, _, document, paragraph) = numbered
    return number if pd.isna(paragraph) else (str(document), str(paragraph))


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
        quantifier = first_value(matches, "quantifiers")
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


def _frame(rows: list[tuple], columns: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)
