"""Coding a letter: its paragraphs become coded sentences, and a table of their codes."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.base.sentences import split_sentences
from analysis.coding.amounts import judge_amounts
from analysis.coding.codebook import Codebook
from analysis.coding.evidence import Evidence, gather_evidence, list_phrases
from analysis.coding.opinion import Opinion, drop_names, find_names, find_turns, form_opinion
from analysis.coding.phrases import Match, Phrases, Words, split_words
from analysis.coding.speaker import code_speakers
from analysis.coding.stance import (
    Stance,
    choose_stances,
    code_direction,
    code_quantifier,
    list_stance_clues,
    stance_by_rule,
)
from analysis.coding.themes import Code, code_themes
from analysis.coding.wording import KINDS, list_wording
from analysis.tables import make_sentence_id

Row = dict[str, Any]

BATCH = 1000  # paragraphs of any texts that are coded together, about as many as in the longest report
JUDGED_KINDS = ("overview", "finding")  # paragraphs of the kinds that the clues to a stance were learned from
UNJUDGED = {"stance": "neutral", "stance_score": 0.0}  # what the council says of itself is no judgement of inspectors


class LetterCoding(NamedTuple):
    """A letter's sentences (a row each) and their codes (a row for each sentence, theme and subtheme).

    Plain rows, with the columns of the tables `sentences` and `codes`.
    """

    sentences: list[Row]
    codes: list[Row]


class PrintedParagraph(NamedTuple):
    """A paragraph as it is printed: its sentences, the heading above it, its kind."""

    sentences: list[str]
    section: str | None = None
    kind: str = "finding"


class SentenceSignals(NamedTuple):
    """What tells of the themes, stance, direction and quantifier of sentences before any is coded.

    Each list has an entry per sentence; but `n_sentences` says how many each paragraph has.
    """

    n_sentences: list[int]
    texts: list[str]
    words: list[Words]
    evidence: Evidence
    opinions: list[Opinion]
    stance_clues: list[list[str]]
    change: list[list[Match]]
    quantifiers: list[list[Match]]

    def by_paragraph(self, values: Iterable) -> list[list]:
        """Return values, of which there is one for each sentence, as lists, one for each paragraph."""
        rest = iter(values)
        return [list(islice(rest, n)) for n in self.n_sentences]


class CodedSentence(NamedTuple):
    """One sentence with its codes, stance and its score (-1 concern to 1 strength), direction and quantifier."""

    text: str
    codes: list[Code]
    stance: str
    stance_score: float
    direction: str
    quantifier: str | None


def code_letter(paragraphs: list[Row], codebook: Codebook, *, source_type: str) -> LetterCoding:
    """Return the sentences of one letter and their codes, as rows of these tables; paragraphs in printed order.

    A paragraph has visit_id, paragraph_id, section, kind and text. `source_type` is letter, report or press: only in
    a press report does anyone but the inspectors speak.
    """
    texts = [split_sentences(paragraph["text"]) for paragraph in paragraphs]
    if source_type == "press":
        speakers = code_speakers([(p["kind"], split) for p, split in zip(paragraphs, texts, strict=True)])
    else:
        speakers = [["inspector"] * len(split) for split in texts]
    printed = [
        PrintedParagraph(split, _text(paragraph["section"]), paragraph["kind"])
        for paragraph, split in zip(paragraphs, texts, strict=True)
    ]
    sentences, codes = [], []
    for paragraph, coded, speaking in zip(paragraphs, code_paragraphs(printed, codebook), speakers, strict=True):
        ids = {"visit_id": paragraph["visit_id"], "paragraph_id": paragraph["paragraph_id"]}
        for number, (sentence, speaker) in enumerate(zip(coded, speaking, strict=True), start=1):
            sentence_id = make_sentence_id(paragraph["paragraph_id"], number)
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
    return LetterCoding(sentences, codes)


def code_texts(texts: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Return the coding of any texts: columns id, themes (`;` between them), stance, direction; one row per text.

    `texts` has id and text, and optionally section, paragraph and document: rows that share document and paragraph
    are one paragraph in order. Every row counts as one sentence. Themes stand in the order of the codebook.
    """
    rows = texts.reindex(columns=["id", "text", "section", "document", "paragraph"]).to_dict("records")
    paragraphs: dict[object, list[int]] = {}
    for number, row in enumerate(rows):
        is_alone = pd.isna(row["paragraph"])
        paragraphs.setdefault(number if is_alone else (str(row["document"]), str(row["paragraph"])), []).append(number)
    printed = [
        PrintedParagraph([_text(rows[number]["text"]) or "" for number in numbers], _text(rows[numbers[0]]["section"]))
        for numbers in paragraphs.values()
    ]
    batches = [code_paragraphs(printed[start : start + BATCH], codebook) for start in range(0, len(printed), BATCH)]
    coded: dict[int, CodedSentence] = {}
    for numbers, sentences in zip(paragraphs.values(), chain.from_iterable(batches), strict=True):
        coded |= zip(numbers, sentences, strict=True)
    out = [(row["id"], _join_themes(coded[n]), coded[n].stance, coded[n].direction) for n, row in enumerate(rows)]
    return pd.DataFrame(out, columns=["id", "themes", "stance", "direction"])


def _join_themes(sentence: CodedSentence) -> str:
    return ";".join(dict.fromkeys(code.theme for code in sentence.codes))


def code_paragraphs(printed: Sequence[PrintedParagraph], codebook: Codebook) -> list[list[CodedSentence]]:
    """Return the coded sentences of each paragraph; all are decided together, for that is many times faster."""
    signals = gather_signals(printed, codebook)
    kinds = [paragraph.kind for paragraph in printed for _ in paragraph.sentences]
    sentences = [
        CodedSentence(text, codes, *_judge(kind, stance, opinion, change), code_quantifier(quantifiers))
        for kind, text, codes, stance, opinion, change, quantifiers in zip(
            kinds,
            signals.texts,
            code_themes(signals.evidence, codebook),
            choose_stances(signals.words, signals.opinions, signals.stance_clues),
            signals.opinions,
            signals.change,
            signals.quantifiers,
            strict=True,
        )
    ]
    return signals.by_paragraph(sentences)


def _judge(kind: str, stance: Stance, opinion: Opinion, change: list[Match]) -> tuple[str, float, str]:
    """Return stance, its score and direction of a sentence in a paragraph of a kind; what is asked for is a concern."""
    if kind == "improvement":
        return "concern", -1.0, "none"
    if kind not in JUDGED_KINDS:
        stance = stance_by_rule(opinion)
    return *stance, code_direction(change, stance.value)


def gather_signals(printed: Sequence[PrintedParagraph], codebook: Codebook) -> SentenceSignals:
    """Return what tells of themes, stance, direction and quantifier in the sentences of some paragraphs."""
    phrases = all_phrases(codebook)
    n_sentences = [len(paragraph.sentences) for paragraph in printed]
    texts = [text for paragraph in printed for text in paragraph.sentences]
    words = list(map(split_words, texts))
    sections = {section: number for number, section in enumerate({p.section: None for p in printed if p.section})}
    matches = phrases.find_all([*words, *map(split_words, sections)])
    paragraph = np.repeat(np.arange(len(printed)), n_sentences)
    headings = np.array([sections.get(p.section, -1) for p in printed], dtype=int)
    evidence = gather_evidence(words, paragraph, headings, matches, phrases, codebook)
    evaluation, pointing, change, quantifiers, amounts = (
        phrases.list_matches(matches, kind, len(words)) for kind in KINDS
    )
    opinions, stance_clues = [], []
    before: str | None = None
    position = evidence.position.tolist()
    for number, sentence in enumerate(words):
        before = before if position[number] else None
        named = find_names(texts[number], sentence)
        evaluated = drop_names(named, evaluation[number])
        if amounts[number]:
            judged, changed = judge_amounts(sentence, amounts[number], find_turns(evaluated))
            evaluated += judged
            change[number] += changed
        opinion = form_opinion(sentence, evaluated, pointing[number], change[number], before)
        opinions.append(opinion)
        stance_clues.append(list_stance_clues(sentence, named, opinion, before, position[number]))
        before = opinion.stance
    return SentenceSignals(n_sentences, texts, words, evidence, opinions, stance_clues, change, quantifiers)


@lru_cache(maxsize=4)
def all_phrases(codebook: Codebook) -> Phrases:
    """Return all phrases of the codebook and the wording files, to be found in one pass."""
    return Phrases([*list_phrases(codebook), *chain.from_iterable(map(list_wording, KINDS))])


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
