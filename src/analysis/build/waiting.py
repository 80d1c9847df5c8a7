"""Letters that were read wait on disk until their authority's turn: many take no more memory than few."""

import pickle
from pathlib import Path
from typing import NamedTuple

from analysis.build.inputs import hash_facts
from analysis.base.problems import make_problem
from analysis.build.letter import Columns, Row, Source, read_letter


class Shelved(NamedTuple):
    """What is known of a file that was read, while its rows wait.

    `visit` is its row of `visits` as columns, with the id that it asks for, missing where the file could not be
    read; `content` a fingerprint of a press report's words; `problems` rows of that table; `place` where its rows are.
    """

    file: str
    visit: Columns | None
    content: str
    problems: list[Row]
    place: Path | None


def shelve_letter(source: Source, shelf: Path) -> Shelved:
    """Read a file, put its rows into the folder `shelf`, and return what else is known of it."""
    reading = read_letter(source)
    if reading.tables is None:
        return Shelved(source.file, None, "", reading.problems, None)
    visit = reading.tables["visits"]
    place = shelf / f"{hash_facts(source.file)}.pickle"
    with place.open("wb") as stream:
        pickle.dump(reading.tables, stream, protocol=pickle.HIGHEST_PROTOCOL)
    content = hash_content(reading.tables["paragraphs"]["text"]) if visit["source_type"] == ["press"] else ""
    return Shelved(source.file, visit, content, reading.problems, place)


def give_up(source: Source, reason: str, detail: str) -> Shelved:
    """Return what is known of a file that nothing could be read from."""
    return Shelved(source.file, None, "", [make_problem(source.file, reason, detail, sha256=source.sha256)], None)


def take_rows(place: Path) -> dict[str, Columns]:
    """Return the rows of a letter from its place on the shelf, by table, as columns."""
    with place.open("rb") as stream:
        return pickle.load(stream)


def hash_content(texts: list[str]) -> str:
    """Return a fingerprint of the words of some paragraphs."""
    return hash_facts(" ".join(texts).split())
