"""What every part of an exchange file is made of: identifiers, texts that it can hold, names, XML, the file."""

import functools
import re
import uuid
from collections.abc import Mapping
from typing import Any

import pandas as pd
from lxml import etree

from analysis.base.mendable import MendableError
from analysis.base.resources import read_yaml
from analysis.find.export import MADE

CODED_AT = MADE.isoformat() + "Z"  # the tables keep no time; QualCoder stops where a file has none
LONGEST_NAME = 120
NAMESPACE = uuid.UUID("5b0f3c1e-7a53-5d0c-9a3e-2f1d8f0c6b11")  # of this suite's identifiers; never changed
# No character of XML, half a character, a mark of byte order, or one that turns the text behind it around.
UNHELD = re.compile("[^\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069\ufeff]")
REPLACEMENT = "\ufffd"
LINE_ENDS = str.maketrans(dict.fromkeys("\t\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))
UNSAFE = re.compile(r'[\\/:*?"<>|]+')  # in names of files, which QualCoder makes of the names of documents


class ExchangeError(MendableError):
    """An exchange file that cannot be made or written; the message says what to do."""


@functools.cache
def read_exchange_words() -> dict[str, Any]:
    """Return words.yml of the exchange files."""
    return read_yaml("board/exchange/words.yml")


def make_guid(kind: str, *ids: str) -> str:
    """Return the identifier of a thing, the same for the same ids: `kind` is what it is, a code or a document.

    >>> make_guid("code", "themes", "supervision")
    'b10b6be2-6726-5d32-a9b5-0c21e4242426'
    """
    return str(uuid.uuid5(NAMESPACE, "\x1f".join((kind, *ids))))


def clean_text(text: str) -> str:
    """Return a text on one line as an exchange file holds it, character for character, so that positions stay.

    >>> clean_text("As\\x00said\\u202e,\\r\\nthe \\U0001f600 plan")
    'As\ufffdsaid\ufffd,  the 😀 plan'
    """
    return UNHELD.sub(REPLACEMENT, text.translate(LINE_ENDS))


def count_unheld(text: str) -> int:
    """Return how many characters of a text `clean_text` replaces by a mark."""
    return len(UNHELD.findall(text.translate(LINE_ENDS)))


def clean_name(text: str) -> str:
    """Return a text as a name: on one line, not long, without what `clean_text` replaces; a dash where nothing is left.

    >>> clean_name("Grade:\\n  overall "), clean_name("\\u202e")
    ('Grade: overall', '-')
    """
    return " ".join(UNHELD.sub("", text.translate(LINE_ENDS)).split())[:LONGEST_NAME].strip() or "-"


def clean_file_name(text: str) -> str:
    """Return a text as a name that every system takes as a file's, spaces and all.

    >>> clean_file_name("Bath/Somerset: inspection, 3 May 2022. ")
    'Bath-Somerset- inspection, 3 May 2022'
    """
    return clean_name(UNSAFE.sub("-", text)).strip(" .") or "-"


def number_taken_names(names: Mapping[str, str]) -> dict[str, str]:
    """Return the names by the same keys, those that stand further up already, in any case, with (2), (3) behind them.

    >>> number_taken_names({"a": "Leeds", "b": "York", "c": "leeds"})
    {'a': 'Leeds', 'b': 'York', 'c': 'leeds (2)'}
    """
    taken: set[str] = set()
    numbered = {}
    for key, name in names.items():
        free, number = name, 1
        while free.casefold() in taken:
            number += 1
            free = f"{name} ({number})"
        taken.add(free.casefold())
        numbered[key] = free
    return numbered


def add(parent: etree._Element, tag: str, text: str | None = None, **attributes: str) -> etree._Element:
    """Add an element below another, in its namespace, and return it; a missing text leaves it empty."""
    element = etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{tag}", attributes)
    element.text = text
    return element


def is_known(value: object) -> bool:
    """Return whether a value of a table is not missing."""
    return bool(pd.notna(value))
