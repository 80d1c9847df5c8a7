"""Questions saved by name, in data/questions.toml.

They lie beside settings.toml and not among what people decide: a saved question changes no coding and no table, so it
must not make any anew, and a person can read and mend it.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from filelock import FileLock

from analysis.base.folder import DataFolder, FolderError
from analysis.base.whole import write_whole
from analysis.notebook.explore.question import read_page_words

Questions = dict[str, dict[str, Any]]


def read_questions(folder: DataFolder) -> Questions:
    """Return the saved questions, the parameters of `find` by name; none where the file is not there.

    Raises FolderError where it is no TOML, or holds something else.
    """
    path = find_file(folder)
    if not path.exists():
        return {}
    try:
        saved = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise FolderError(f"{path.name}: {error}; mend it, or take the file away to begin anew") from error
    known = {*read_page_words()["controls"]}
    wrong = [name for name, question in saved.items() if not _is_question(question, known)]
    if wrong:
        raise FolderError(f"{path.name}: {wrong[0]!r} is no question; mend it, or take the file away to begin anew")
    return saved


def _is_question(question: object, known: set[str]) -> bool:
    """Tell whether it has values by the names that are known, each a text, true or false, or a list of these."""
    if not isinstance(question, dict) or not question.keys() <= known:
        return False
    values = [one for value in question.values() for one in (value if isinstance(value, list) else [value])]
    return all(isinstance(one, str | bool) for one in values)


def write_question(folder: DataFolder, name: str, question: Mapping[str, Any] | None) -> None:
    """Save a question under a name, in the place of one of that name; None takes it away.

    Raises FolderError for a name that is blank, and where the file cannot be read or written.
    """
    name = clean(name)
    if not name:
        raise FolderError(read_page_words()["no_name"])
    path = find_file(folder)
    with FileLock(path.with_name(f".{path.name}.lock")):
        saved = read_questions(folder)
        saved.pop(name, None)
        if question is not None:
            saved[name] = dict(question)
        try:
            write_whole(path, format_questions(saved).encode())
        except OSError as error:
            raise FolderError(f"{path.name} cannot be written ({error.strerror}); close it elsewhere") from error


def find_file(folder: DataFolder) -> Path:
    """Return where the questions of a data folder are saved."""
    return folder.settings.with_name("questions.toml")


def format_questions(questions: Questions) -> str:
    """Return questions by name as TOML.

    >>> print(format_questions({"seen alone": {"words": "child* NEAR alone", "checked": False}}).partition("\\n\\n")[2])
    ["seen alone"]
    words = "child* NEAR alone"
    checked = false
    <BLANKLINE>
    """
    tables = [
        "\n".join([f"[{_format(name)}]", *(f"{key} = {_format(value)}" for key, value in question.items())]) + "\n"
        for name, question in questions.items()
    ]
    return "\n".join([read_page_words()["save_file"] + "\n", *tables])


def _format(value: Any) -> str:
    """Return a text, a list of texts, or true or false, as TOML has them."""
    return json.dumps([clean(one) for one in value] if isinstance(value, list) else
                      clean(value) if isinstance(value, str) else value, ensure_ascii=False)  # fmt: skip


def clean(text: str) -> str:
    """Return text in one line, without characters that TOML forbids.

    >>> clean(" agency\\x7f\\n staff ")
    'agency staff'
    """
    return " ".join(re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", " ", text).split())
