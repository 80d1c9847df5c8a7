"""The language in which sentences are asked for by their words.

    agency staff OR locum      both of the first two words, or the third: OR binds loosest
    child* NEAR alone          any word that begins so, at most ten words from the other
    "permanence planning"      these words in a row
    agency -permanent          the first word, and not the second

Words are parted as the coding parts them, and are whole: `care` is not in "care's". A hyphen holds a word together:
`care` is not in "day-care", no phrase runs across a hyphen, and `day-care` is in "day-care" alone. `*` stands at the
end of a word, for whatever ends it. Any case, curly quotes as straight ones. OR and NEAR are written in capital
letters; so may be AND, which changes nothing.
"""

import functools
import re
from typing import Any, NamedTuple

from analysis.base.mendable import MendableError
from analysis.base.resources import read_yaml

_STRAIGHT = str.maketrans("‘’‛“”„‟‐‑–−", "'''" + '"' * 4 + "-" * 4)
_HYPHEN = "[-‐‑–]"  # the last, a dash, joins words too where no spaces stand around it: "16–17"
_TOKEN = re.compile(r'\s+|-?"[^"]*"?|[^\s"]+')
_WRITTEN_WORD = re.compile(r"\w+(?:['-]\w+)*\*?")
_OPERATORS = ("OR", "AND", "NEAR")
_ENDS = rf"(?!\w)(?!['’]\w)(?!{_HYPHEN}\w)"
_ANY_END = rf"\w*+(?:(?:['’]|{_HYPHEN})\w++)*+"
BETWEEN_TEXTS = "\uffff"  # where texts are put together as one; it is no letter, and no phrase runs across it
_BETWEEN = rf"[^\w\-‐‑–{BETWEEN_TEXTS}]+"


class QuestionError(MendableError):
    """A question that cannot be understood or answered; the message is one plain sentence."""


class Token(NamedTuple):
    """A piece of a question: its text, and where it begins, from 1."""

    text: str
    place: int


class Term(NamedTuple):
    """A word or phrase: the pattern that finds it, and the pieces of it, small letters, that stand wherever it does."""

    pattern: re.Pattern
    pieces: tuple[str, ...]


class Clause(NamedTuple):
    """What must all stand in a sentence: chains of terms, each near the next (most are one term); and what must not."""

    chains: tuple[tuple[Term, ...], ...]
    without: tuple[Term, ...]


def parse_query(text: str) -> tuple[Clause, ...]:
    """Return the clauses of a question, of which a sentence must meet one.

    Raises QuestionError, which says what cannot be read and where.

    >>> [len(clause.chains) for clause in parse_query('agency staff OR locum')]
    [2, 1]
    >>> parse_query("child* NEAR")
    Traceback (most recent call last):
    analysis.find.query.QuestionError: the words 'child* NEAR' cannot be read: nothing stands after NEAR at place 8
    """
    tokens = _split_tokens(text)
    if not tokens:
        raise QuestionError(name_fault("no_words"))
    clauses, clause = [], []
    for token in tokens:
        if token.text == "OR":
            clauses.append(clause)
            clause = []
        else:
            clause.append(token)
    return tuple(_parse_clause(tokens, text) for tokens in [*clauses, clause])


def _split_tokens(text: str) -> list[Token]:
    """Return the tokens of a question, quotes and hyphens straight; what must have a neighbour has it.

    >>> _split_tokens("“agency staff” OR -locum")
    [Token(text='"agency staff"', place=1), Token(text='OR', place=16), Token(text='-locum', place=19)]
    """
    straight = text.translate(_STRAIGHT)
    tokens = [Token(match[0], match.start() + 1) for match in _TOKEN.finditer(straight) if not match[0].isspace()]
    for index, (word, place) in enumerate(tokens):
        if word in _OPERATORS:
            before, after = tokens[:index][-1:], tokens[index + 1 :][:1]
            if not before or before[0].text in _OPERATORS:
                raise _unread(text, name_fault("before", word=word, place=place))
            if not after:
                raise _unread(text, name_fault("after", word=word, place=place))
    return tokens


def _parse_clause(tokens: list[Token], text: str) -> Clause:
    chains, without, before = [], [], ""
    for token in tokens:
        is_minus = token.text.startswith("-")
        if (token.text == "NEAR" and before.startswith("-")) or (is_minus and before == "NEAR"):
            raise _unread(text, name_fault("minus_near", place=token.place))
        if is_minus:
            without.append(_parse_term(Token(token.text[1:], token.place + 1), text))
        elif before == "NEAR":
            chains[-1] = (*chains[-1], _parse_term(token, text))
        elif token.text not in _OPERATORS:
            chains.append((_parse_term(token, text),))
        before = token.text
    return Clause(tuple(chains), tuple(without))


def _parse_term(token: Token, text: str) -> Term:
    """Return the term that a word or a phrase in quotes stands for."""
    if not token.text.startswith('"'):
        word = token.text.rstrip("'")
        if not _WRITTEN_WORD.fullmatch(word):
            raise _unread(text, _find_fault(token))
        return _make_term([word])
    if len(token.text) < 2 or not token.text.endswith('"'):
        raise _unread(text, name_fault("one_quote", place=token.place))
    words = [match[0] for match in re.finditer(_WRITTEN_WORD, token.text)]
    if not words:
        raise _unread(text, name_fault("empty_quotes", place=token.place))
    stray = re.search(r"(?<!\w)\*|\*(?=\w)", token.text)
    if stray:
        raise _unread(text, name_fault("star", place=token.place + stray.start()))
    return _make_term(words)


def _make_term(words: list[str]) -> Term:
    words = [word.lower() for word in words]
    pieces = tuple(piece for word in words for piece in re.findall(r"\w+", word))
    return Term(re.compile(_BETWEEN.join(map(_make_pattern, words))), pieces)


def _make_pattern(word: str) -> str:
    """Return the pattern of a whole word, in any typographer's apostrophes and hyphens.

    That nothing stands before it is asked after its letters: a pattern that begins with letters is found ten times as
    fast as one that begins with a condition.

    >>> [bool(re.search(_make_pattern("child*"), text)) for text in ("children’s", "grandchild", "step-child")]
    [True, False, False]
    """
    letters = word.removesuffix("*").replace("'", "['’]").replace("-", _HYPHEN)
    alone = rf"(?<!\w{letters})(?<!\w['’]{letters})(?<!\w{_HYPHEN}{letters})"
    return f"{letters}{alone}{_ANY_END if word.endswith('*') else ''}{_ENDS}"


def _find_fault(token: Token) -> str:
    """Return what is wrong with a word that is none."""
    star = token.text.find("*")
    if not token.text:
        return name_fault("minus_alone", place=token.place - 1)
    if 0 <= star < len(token.text) - 1 or star == 0:
        return name_fault("star", place=token.place + star)
    if token.text.startswith("'"):
        return name_fault("apostrophe", place=token.place)
    good = _WRITTEN_WORD.match(token.text)
    bad = good.end() if good else 0
    return name_fault("letter", letter=token.text[bad], place=token.place + bad)


def _unread(text: str, fault: str) -> QuestionError:
    return QuestionError(name_fault("words", text=text, fault=fault))


def name_fault(kind: str, **facts: Any) -> str:
    """Return what is said of a fault of faults.yml.

    >>> name_fault("days", since=2024, until=2020)
    'since (2024) is later than until (2020)'
    """
    return read_faults()[kind].format(**facts)


@functools.cache
def read_faults() -> dict[str, str]:
    """Return what is said of each fault (faults.yml)."""
    return read_yaml("find/faults.yml")
