"""The sentences that people coded, as paragraphs to learn from: the gold, and the project's own hand coding.

`training/coding.csv` holds labels only: a sentence is named by its document and a hash of its text (`hash_text`), and
its words come from the report itself. A third of the documents is locked (`is_locked`): nothing is learned from them.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.base.sentences import split_sentences
from analysis.coding.codebook import Codebook

OPENED = {"calderdale-19-december-2018", "havering-16-february-2024"}  # were read before the third was locked
CODEBOOK_DOCUMENT = "codebook"  # what training/coding.csv calls the codebook's own examples
PLAIN_DOCUMENT = "plain"  # what an example calls the made-up sentences
COLUMNS = ["document", "sentence", "themes", "stance", "direction"]


class Example(NamedTuple):
    """A paragraph with the coding of those of its sentences that a person coded: themes, stance, direction."""

    document: str
    section: str | None
    sentences: list[str]
    coding: list[tuple[frozenset[str], str, str] | None]


def is_locked(document: str) -> bool:
    """Return whether a document belongs to the third that is kept for measuring."""
    return document not in OPENED and int(hashlib.sha256(document.encode()).hexdigest(), 16) % 3 == 0


def hash_text(text: str) -> str:
    """Return the name of a sentence in training/coding.csv: the first twelve characters of a SHA-256 of its words."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:12]


def read_gold(folder: Path) -> pd.DataFrame:
    """Return the hand-coded sentences of a folder: id, document, section, paragraph, text, themes, stance, direction.

    One row per sentence. The folder holds pairs of `<name>_sentences.csv` (id, document, section, paragraph, text)
    and `<name>_coding.csv` (id and what people coded). Those of the shipped documents (`seed`) are left out: the
    notebooks measure the machine on them.
    """
    pairs = [
        (path, path.with_name(path.name.replace("sentences", "coding")))
        for path in folder.glob("*_sentences.csv")
        if not path.name.startswith("seed")
    ]
    return pd.concat(
        [pd.read_csv(sentences).merge(pd.read_csv(coding), on="id") for sentences, coding in sorted(pairs)]
    )


def list_gold(gold: pd.DataFrame) -> list[Example]:
    """Return the paragraphs of hand-coded sentences, whose table has one row per sentence, columns as `read_gold`."""
    examples = []
    for (document, _), rows in gold.groupby(["document", "paragraph"], sort=False):
        section = rows["section"].iloc[0]
        examples.append(
            Example(
                document,
                section if isinstance(section, str) else None,
                rows["text"].tolist(),
                [_coding(row) for row in rows.to_dict("records")],
            )
        )
    return examples


def read_coded(coding: Path, letters: Path) -> Iterator[Example]:
    """Yield the paragraphs of real reports that training/coding.csv holds codings for; the locked ones never."""
    from analysis.letters import parse_letter
    from analysis.read import read_document

    coded = {
        document: {row["sentence"]: _coding(row) for row in rows.to_dict("records")}
        for document, rows in pd.read_csv(coding).groupby("document")
    }
    for path in sorted(letters.iterdir()):
        codes = coded.get(path.stem, {})
        if not codes or is_locked(path.stem):
            continue
        for paragraph in parse_letter(read_document(path)).paragraphs:
            sentences = split_sentences(paragraph.text)
            found = [codes.get(hash_text(text)) for text in sentences]
            if any(found):
                yield Example(path.stem, paragraph.section, sentences, found)


def read_codebook_examples(coding: Path, codebook: Codebook) -> Iterator[Example]:
    """Yield the codebook's own examples and counter-examples, each a paragraph by itself, as they were coded."""
    rows = pd.read_csv(coding)
    coded = {row["sentence"]: _coding(row) for row in rows[rows["document"] == CODEBOOK_DOCUMENT].to_dict("records")}
    texts = [text for theme in codebook.themes.values() for text in (*theme.examples, *theme.counter_examples)]
    for text in dict.fromkeys(texts):
        if hash_text(text) in coded:
            yield Example(CODEBOOK_DOCUMENT, None, [text], [coded[hash_text(text)]])


def read_plain(plain: Path) -> Iterator[Example]:
    """Yield made-up sentences of training/plain.csv, each a paragraph by itself; they are coded by stance alone."""
    for row in pd.read_csv(plain).to_dict("records"):
        yield Example(PLAIN_DOCUMENT, None, [row["text"]], [(frozenset(), row["stance"], row["direction"])])


def _coding(row: dict) -> tuple[frozenset[str], str, str]:
    themes = row["themes"].split(";") if isinstance(row["themes"], str) else []
    return frozenset(themes) - {""}, row["stance"], row["direction"]
