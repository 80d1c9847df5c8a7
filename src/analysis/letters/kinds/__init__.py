"""Which kind of letter a document is, told by the words near its beginning (kinds.yml), and what parses it.

A kind is a file or a folder of its name here, with a function `parse`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from typing import Any

from analysis.letters.letter import Letter
from analysis.letters.shapes import normal, read_data, read_shape
from analysis.read import Document, ReadError
from analysis.tables import read_schemas

BEGINNING = 80  # lines
LONGEST_BEGINNING = 20_000  # characters
OTHER = "other"
ARTICLE = "article"  # what a web page says of itself
QUOTING = frozenset({"html", "text"})  # formats in which articles come, which may quote a letter

Parser = Callable[[Document], Letter]


@cache
def read_kinds() -> dict[str, dict[str, Any]]:
    """Return what kinds.yml says, by kind; a field that it leaves out is left out."""
    return {kind: entry or {} for kind, entry in read_data("kinds/kinds.yml").items()}


def find_kind(document: Document, about: Mapping[str, Any]) -> str:
    """Return the name of the kind; `other` where no mark of any kind is found and the analyst names none."""
    named = [kind for kind, entry in read_kinds().items() if _is_named(entry, about)]
    first = [kind for kind in named if read_kinds()[kind].get("about_first")]
    return next(chain(first, _list_marked(document), named, [OTHER]))


def _is_named(entry: Mapping[str, Any], about: Mapping[str, Any]) -> bool:
    """Tell whether an analyst's facts name a kind."""
    return any(about.get(fact) in values for fact, values in entry.get("about", {}).items())


def _list_marked(document: Document) -> Iterator[str]:
    """Yield the kinds of which a mark is found near the beginning."""
    beginning = normal(" ".join(line.text for line in document.lines[:BEGINNING])[:LONGEST_BEGINNING])
    is_article = document.facts.get("type") == ARTICLE
    marks = _marks(*(("marks", "article_marks") if is_article else ("marks",)))
    unless = _marks("unless")
    kinds = (
        kind
        for kind, patterns in marks.items()
        if any(mark.search(beginning) for mark in patterns) and not any(no.search(beginning) for no in unless[kind])
    )
    may_quote = is_article or document.format in QUOTING
    return (kind for kind in kinds if not may_quote or _prints_letter(document, kind))


def _prints_letter(document: Document, kind: str) -> bool:
    """Tell whether a document holds lines that a letter of a kind begins or ends with, where the kind has such."""
    begins = re.compile(read_kinds()[kind].get("letter_lines", ""))
    return any(begins.match(normal(line.text)) for line in document.lines)


@cache
def _marks(*fields: str) -> dict[str, list[re.Pattern]]:
    """Return the marks of each kind as patterns; one that is none finds nothing, and is a fault of its kind."""
    marks = {
        kind: [_compile(mark) for field in fields for mark in entry.get(field, ())]
        for kind, entry in read_kinds().items()
    }
    return {kind: [mark for mark in patterns if mark] for kind, patterns in marks.items()}


def _compile(mark: str) -> re.Pattern | None:
    try:
        return re.compile(mark)
    except re.error:
        return None


def find_parser(kind: str) -> Parser:
    """Return what parses a kind of letter: the function `parse` of the file of its name here.

    Raises ReadError where the kind lacks something.
    """
    if faults := find_faults(kind):
        label = read_kinds()[kind].get("label", kind)
        raise ReadError("unfinished-kind", f"It was taken for: {label}. To mend: {'; '.join(faults)}.")
    return import_module(f"{__name__}.{kind}").parse


@cache
def find_faults(kind: str) -> tuple[str, ...]:
    """Return what a kind lacks to be read, each fault with the file that it is to be mended in; empty where nothing.

    >>> find_faults("visit")
    ()
    """
    return (*_list_faults_of_entry(kind), *_list_faults_of_shape(kind), *_list_faults_of_file(kind))


def _list_faults_of_entry(kind: str) -> Iterator[str]:
    where, entry = f"letters/kinds/kinds.yml, {kind}", read_kinds()[kind]
    for field in ("label", "framework", "source_type", "visit_types"):
        if not entry.get(field):
            yield f"{where}: no {field}"
    allowed = read_schemas()["visits"]["columns"]["source_type"]["values"]
    if entry.get("source_type", allowed[0]) not in allowed:
        yield f"{where}: source_type is {entry['source_type']!r}; it can be {', '.join(allowed)}"
    for mark in entry.get("marks", ()):
        if _compile(mark) is None:
            yield f"{where}: the mark {mark!r} is no regular expression"
    if kind != OTHER and not (entry.get("marks") or entry.get("about")):
        yield f"{where}: neither marks nor about, so that no document is told to be one"


def _list_faults_of_shape(kind: str) -> Iterator[str]:
    where, allowed = f"letters/shapes.yml, {kind}", read_schemas()["improvements"]["columns"]["kind"]["values"]
    if kind not in read_data("shapes.yml"):
        yield f"{where}: no such entry"
        return
    try:
        headings = read_shape(kind).headings
    except KeyError as error:
        yield f"{where}: no {error.args[0]}"
    except re.error as error:
        yield f"{where}: {error.pattern!r} is no regular expression"
    else:
        wrong = dict.fromkeys(heading.asks for heading in headings if heading.asks not in allowed)
        yield from (f"{where}: asks is {asks!r}; it can be {', '.join(allowed)}" for asks in wrong)


def _list_faults_of_file(kind: str) -> Iterator[str]:
    name = f"{__name__}.{kind}"
    if find_spec(name) is None:
        yield f"letters/kinds/{kind}.py: no such file"
    elif not callable(getattr(import_module(name), "parse", None)):
        yield f"letters/kinds/{kind}.py: no function parse"
