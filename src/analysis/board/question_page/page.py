"""The page that asks, as one HTML file: template, style, script and data in it, and no request that leaves it."""

import base64
import gzip
import hashlib
import html
import json
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.base.folder import output_folder
from analysis.base.resources import PACKAGE, read_yaml
from analysis.board.question_page.pack import pack_tables
from analysis.compare.words import format_date
from analysis.find import QuestionError, select_asked
from analysis.find.answer import SOURCE_TYPES, count_letters
from analysis.tables import slug

HERE = PACKAGE / "board" / "question_page"
SCRIPTS = ("text.js", "query.js", "filters.js", "copy.js", "controls.js", "view.js", "cards.js", "start.js")
MOST_BYTES = 10_000_000  # what a mail takes
OF_LETTER = ("visits", "paragraphs", "sentences", "codes", "theme_history", "labels")  # tables of a letter


def export_question_page(
    tables: dict[str, pd.DataFrame], *, name: str = "ask", folder: Path | str | None = None
) -> str:
    """Write the page that asks into a folder (output beside the data, if none is given), and say what was written."""
    path = Path(output_folder(folder)) / f"{slug(name) or 'ask'}.html"
    return write_question_page(tables, path)


def write_question_page(tables: dict[str, pd.DataFrame], path: Path | str, visits: pd.DataFrame | None = None) -> str:
    """Write the page that asks the letters as one HTML file, and say what was written, and of which letters.

    `visits` are the rows of that table whose letters are in it; all, if none are given. Where they are too many for a
    page of 10 MB, the newest are in it, and the page and the sentence say so. The same tables give the same bytes.
    Raises QuestionError where the file cannot be written.
    """
    path = Path(path)
    content, said = make_page(tables, visits)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise QuestionError(f"{path.name} cannot be written ({error.strerror}); close it where it is open") from error
    return f"Written to {path.parent.name}: {path.name} ({len(content) / 1e6:.1f} MB). {said}"


def make_page(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame | None = None, most: int = MOST_BYTES
) -> tuple[bytes, str]:
    """Return the page of at most so many bytes, and a sentence that says which letters are in it.

    `visits` are rows of that table, as `write_question_page` takes them. Raises QuestionError where not even a page
    without letters is so small.
    """
    on_file = select_asked(tables, source_type=SOURCE_TYPES)
    chosen = on_file if visits is None else on_file[on_file["visit_id"].isin(visits["visit_id"])]
    kept, size = chosen, most + 1
    while size > most:
        said = describe_letters(kept, len(chosen), len(on_file))
        content = fill_template(keep_letters(tables, kept), said)
        size = len(content)
        if size > most and not len(kept):
            raise QuestionError(f"a page of {most} bytes holds no letter; it takes {size} without any")
        kept = kept.head(int(len(kept) * 0.97 * most / size))  # as many as may fit, with room to spare
    return content, said


def keep_letters(tables: dict[str, pd.DataFrame], letters: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the tables with the rows of some letters alone: `letters` are rows of the table `visits`."""
    sentences = tables["sentences"][tables["sentences"]["visit_id"].isin(letters["visit_id"])]
    keys = {"codes": "sentence_id", "labels": "sentence_id"}
    known = {"sentence_id": sentences["sentence_id"], "visit_id": letters["visit_id"]}
    kept = {name: (table, keys.get(name, "visit_id")) for name, table in tables.items() if name in OF_LETTER}
    return {name: table[table[key].isin(known[key])] for name, (table, key) in kept.items()}


def describe_letters(kept: pd.DataFrame, n_chosen: int, n_on_file: int) -> str:
    """Return a sentence that says which letters a page holds: `kept` are rows of the table `visits`, newest first."""
    words = read_yaml("board/question_page/words.yml")["holds"]
    dated = list(kept.dropna(subset=["start_date"]).itertuples())
    named = {"letters": count_letters(kept), "chosen": n_chosen, "all": n_on_file}
    if not dated:
        return words["undated"].format(**named)
    spans = {"first": format_date(dated[-1]), "last": format_date(dated[0])}
    limit = "newest" if len(kept) < n_chosen else "chosen" if n_chosen < n_on_file else "all"
    return words[limit].format(**named, **spans)


def fill_template(tables: dict[str, pd.DataFrame], holds: str) -> bytes:
    """Return the page of all the letters in the tables; `holds` says which these are."""
    words = read_yaml("board/question_page/words.yml")
    data = pack_tables(tables) | {"words": words, "holds": holds}
    script = "\n".join(read_part(name) for name in SCRIPTS)
    style = read_part("page.css")
    parts = {
        "title": html.escape(words["title"]),
        "rules": f"default-src 'none'; script-src {allow(script)}; style-src {allow(style)}",
        "style": style,
        "script": script,
        "data": base64.b64encode(compress(data)).decode("ascii"),
    }
    before, *pieces = read_part("page.html").split("{{")
    filled = [parts[name.strip()] + rest for name, _, rest in (piece.partition("}}") for piece in pieces)]
    return "".join([before, *filled]).encode("utf-8")


def read_part(name: str) -> str:
    """Return the text of a file of the page."""
    return (HERE / name).read_text(encoding="utf-8")


def allow(text: str) -> str:
    """Return the words by which a page allows one script or style, and no other."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def compress(data: dict[str, Any]) -> bytes:
    """Return data as JSON, compressed; the same data give the same bytes."""
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return gzip.compress(content, compresslevel=6, mtime=0)
