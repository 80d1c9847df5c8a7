"""The text of a mail without the marks of quoting, and apart from the mails that were forwarded or answered in it."""

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

from analysis.base.resources import read_yaml
from analysis.read.document import Document

QUOTED = re.compile(r"^[ \t]?>[ \t]?", re.M)
DEEPEST = 10  # levels of quoting
FLOWED = re.compile(r"(?<!^--)[ ]\n(?!>|\n)", re.M)
APART = 3  # lines: a long list of receivers stands between fields of one head


def unquote(text: str, *, flowed: bool) -> str:
    """Return the text of a mail without the marks of quoting, where most of it is quoted; `flowed` lines are joined.

    >>> unquote("See below.\\n> Dear Ms Parker\\n> Children are seen.\\n", flowed=False)
    'See below.\\nDear Ms Parker\\nChildren are seen.\\n'
    >>> unquote("Children are seen \\noften.\\n", flowed=True)
    'Children are seen often.\\n'
    """
    text = text.replace("\r\n", "\n")
    for _ in range(DEEPEST):
        if 2 * len(QUOTED.findall(text)) <= sum(1 for line in text.split("\n") if line.strip()):
            break
        text = QUOTED.sub("", text)
    return FLOWED.sub(" ", text) if flowed else text


def split_mails(document: Document, reason: str) -> Document:
    """Return the longest of the mails in a document's lines; the others, and all heads, are `dropped` for `reason`."""
    texts = [line.text for line in document.lines]
    heads = _find_heads(texts)
    edges = [0, *sorted(index for index in heads if index - 1 not in heads), len(texts)]
    start, end = max(pairwise(edges), key=lambda edge: sum(map(len, texts[edge[0] : edge[1]])))
    kept = {index for index in range(start, end) if index not in heads and not _is_like("no_text", texts[index])}
    if not kept:
        return document
    dropped = tuple((reason, text) for index, text in enumerate(texts) if index not in kept)
    lines = tuple(line for index, line in enumerate(document.lines) if index in kept)
    return replace(document, lines=lines, dropped=document.dropped + dropped)


def _find_heads(texts: list[str]) -> set[int]:
    """Return the indices of the lines that part two mails: a run of fields with a sender, and lines that say so."""
    runs: list[list[int]] = []
    for index, text in enumerate(texts):
        if not _is_like("fields", text):
            continue
        if runs and index - runs[-1][-1] <= APART:
            runs[-1].append(index)
        else:
            runs.append([index])
    senders = (run for run in runs if len(run) > 1 and any(_is_like("first_field", texts[index]) for index in run))
    partings = {index for index, text in enumerate(texts) if _is_like("partings", text)}
    return partings.union(*(range(run[0], run[-1] + 1) for run in senders))


def _is_like(group: str, text: str) -> bool:
    return any(pattern.fullmatch(text.strip().lower()) for pattern in _patterns(group))


@cache
def _patterns(group: str) -> tuple[re.Pattern, ...]:
    patterns = read_yaml("read/mail.yml")[group]
    return tuple(map(re.compile, [patterns] if isinstance(patterns, str) else patterns))
