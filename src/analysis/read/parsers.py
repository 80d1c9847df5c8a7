"""Which file of this room parses which format, and what holds of every format."""

import gc
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib import import_module

from analysis.base.encoding import DAMAGED, FEWEST_GARBLED, count_garbled
from analysis.read.characters import clean_characters
from analysis.read.document import Document, ReadError
from analysis.read.sniff import sniff_format

MOST_LINES = 50_000  # the longest real report has 2,500
HOLDS_FILES = "mail"  # the format whose files may be of any format, a mail among them
CIRCULAR = "docx"  # the format whose library leaves 5 MB a file of parts that refer to each other


def parse_document(data: bytes) -> Document:
    """Return the printed lines of the bytes of a file. Raises ReadError as `read_document` does."""
    kind = sniff_format(data)
    document = clean_characters(_find_parser(kind)(data))
    if kind == CIRCULAR:
        gc.collect(1)  # a build looks for such things so seldom that a folder of Word files would fill the memory
    if not any(line.text.strip() for line in document.lines):
        raise ReadError("no-words")
    if len(document.lines) > MOST_LINES:
        raise ReadError("too-large", f"It has {len(document.lines):,} lines; the limit is {MOST_LINES:,}.")
    n_garbled = sum(count_garbled(line.text) for line in document.lines)
    if n_garbled < FEWEST_GARBLED:
        return document
    others = tuple(note for note in document.notes if note[0] != DAMAGED)
    return replace(document, notes=(*others, (DAMAGED, f"There are {n_garbled} such signs.")))


def _find_parser(name: str) -> Callable[[bytes], Document]:
    """Return what parses a format: the file of its name here, loaded when first needed, for most folders hold one."""
    parser = getattr(import_module(f"analysis.read.{name}"), f"parse_{name}")
    return partial(parser, parse_attached=parse_document) if name == HOLDS_FILES else parser
