"""Readers' references for the ledger: what they say became of areas for improvement, beside the arrays of the letters.

A reference is an area for improvement, a later letter, what became of it by one or two readers, and the paragraphs that
speak of it, some with what they say of the thing: `+` a strength, `-` a weakness, `±` both.
"""

import csv
import hashlib
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.history import arrays
from analysis.history.bodies import add_sections, find_body, looks_at
from analysis.tables import list_rows, read_table

NAMES = ("visits", "improvements", "paragraphs", "sentences", "codes")


class Reference(NamedTuple):
    """What readers say of an item and a later letter; `tones` gives the sign of a paragraph, or "", by its index."""

    item: arrays.Item
    letter: arrays.Letter
    other_body: bool
    authority: str
    statuses: tuple[str, str]
    tones: dict[int, str]
    surely: frozenset[int]  # paragraphs that every reader names


def is_locked(authority: str) -> bool:
    """Return whether an authority is among the third from which nothing is learned."""
    return int(hashlib.sha256(f"ledger {authority}".encode()).hexdigest(), 16) % 3 == 0


def hash_text(text: str) -> str:
    """Return by what a paragraph or an area is known: the first 12 digits of a SHA-256 of its letters and digits."""
    plain = "".join(character for character in text.lower() if character.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()[:12]


def read_references(tables_folder: Path, path: Path) -> list[Reference]:
    """Return the references of a file whose reports are among the tables, in the file's order."""
    tables = {name: read_table(tables_folder, name) for name in NAMES}
    visit_of = {Path(file).stem: visit for visit, file in list_rows(tables["visits"], "visit_id", "file")}
    facts = tables["visits"].set_index("visit_id")[["authority", "framework"]]
    with path.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if {row["earlier"], row["later"]} <= visit_of.keys()]
    letters = arrays.list_letters(tables, {visit_of[row["later"]] for row in rows})
    keys = {
        visit: {hash_text(text): number for number, text in enumerate(_list_texts(tables, letter))}
        for visit, letter in letters.items()
    }
    items, bodies = _make_items(tables)
    found = []
    for row in rows:
        earlier, later = visit_of[row["earlier"]], visit_of[row["later"]]
        key = earlier, row["item"]
        if key not in items or later not in letters:
            continue
        named = [{m.partition(":")[0]: m.partition(":")[2] for m in row[c].split(";") if m} for c in ("one", "other")]
        index = [{keys[later][k]: sign for k, sign in own.items() if k in keys[later]} for own in named]
        body = bodies[key]
        away = body is not None and not looks_at(facts["framework"][later], body)
        found.append(
            Reference(items[key], letters[later], away, facts["authority"][later], (row["status"], row["second"]),
                      index[0] | index[1], frozenset(index[0].keys() & index[1].keys()))
        )  # fmt: skip
    return found


def _list_texts(tables: dict[str, pd.DataFrame], letter: arrays.Letter) -> list[str]:
    texts = dict(list_rows(tables["paragraphs"], "paragraph_id", "text"))
    return [texts[paragraph] for paragraph in letter.paragraph_ids]


def _make_items(tables: dict[str, pd.DataFrame]) -> tuple[dict, dict]:
    paragraph = dict(list_rows(tables["sentences"], "sentence_id", "paragraph_id"))
    themes: dict[str, set[str]] = {}
    for sentence, theme in list_rows(tables["codes"], "sentence_id", "theme"):
        themes.setdefault(paragraph[sentence], set()).add(theme)
    framework = dict(list_rows(tables["visits"], "visit_id", "framework"))
    rows = add_sections(tables["improvements"], tables["paragraphs"])
    own = [themes.get(paragraph, ()) for paragraph in rows["paragraph_id"]]
    items, bodies = {}, {}
    for row, item in zip(rows.itertuples(), arrays.make_items(rows["text"].tolist(), own), strict=True):
        key = row.visit_id, hash_text(row.text)
        items[key] = item
        section = row.section if isinstance(row.section, str) else None
        bodies[key] = find_body(row.text, section, framework=framework[row.visit_id])
    return items, bodies
