"""Whether an article is on one council: a round-up of visits to several cannot be read as one visit."""

from collections import Counter
from collections.abc import Iterable, Sequence

from analysis.base.sentences import split_sentences
from analysis.letters.phrases import find_phrase
from analysis.reference import find_authority

LONGEST_HEADING = 6  # words: "London Borough of Richmond upon Thames"
MANY = 3  # councils that inspectors are said to have visited


def list_councils(texts: Sequence[str]) -> list[str]:
    """Return the councils of a round-up, in printed order; empty for an article on one council.

    It has headings that are names of councils, or says of three, or of two more than once, what inspectors found
    there. An article that compares a council with others is none.
    """
    headings = list(dict.fromkeys(name for text in texts if (name := _name_heading(text))))
    visited = Counter(_list_visited(texts))
    several = [name for name, count in visited.items() if count > 1]
    councils = headings if len(headings) > 1 else list(visited) if len(visited) >= MANY else several
    return councils if len(councils) > 1 else []


def _name_heading(text: str) -> str | None:
    """Return the council that a heading consists of; None where it says anything else."""
    words = text.strip(" :").split()
    if len(words) > LONGEST_HEADING or not words or text.rstrip()[-1] in ".,;!?":
        return None
    authority = find_authority(text)
    is_alone = authority and find_phrase("press", "council_alone", [_without(text, authority.name)]) is not None
    return authority.name if is_alone else None


def _without(text: str, name: str) -> str:
    name = name.lower().replace("-", " ")
    return " ".join(word for word in text.replace("-", " ").split() if word.lower() not in name)


def _list_visited(texts: Iterable[str]) -> Iterable[str]:
    """Yield a council for each sentence that says what inspectors found at it, and compares it with none."""
    for text in texts:
        for sentence in split_sentences(text):
            is_found = find_phrase("press", "found_at", [sentence]) and not find_phrase("press", "compared", [sentence])
            if is_found and (authority := find_authority(sentence)):
                yield authority.name
