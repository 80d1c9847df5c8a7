"""The plain slow way to answer a question: sentence by sentence, each looked up in every table by its id."""

import re
from collections.abc import Iterator
from itertools import product

import pandas as pd

from analysis.find import select_asked
from analysis.find.hits import NEAR
from analysis.find.query import Clause, Term, parse_query

WORD = re.compile(r"\w+(?:['’]\w+)*")
Span = tuple[int, int]


def find_slowly(
    tables: dict[str, pd.DataFrame], words: str = "", themes: tuple[str, ...] = (), stance: str = "", **asked: object
) -> list[tuple]:
    """Return sentence_id, file, page, kind, themes and marks of each sentence that answers, in the order of `find`."""
    found = []
    for letter in select_asked(tables, **asked).to_dict("records"):
        sentences = tables["sentences"][tables["sentences"]["visit_id"] == letter["visit_id"]]
        for sentence in sentences.sort_values("order").to_dict("records"):
            codes = tables["codes"][tables["codes"]["sentence_id"] == sentence["sentence_id"]]
            own, spans = list(dict.fromkeys(codes["theme"])), match(sentence["text"], words)
            if spans is None or (themes and not set(themes) & set(own)) or (stance and sentence["stance"] != stance):
                continue
            place = tables["paragraphs"].set_index("paragraph_id").loc[sentence["paragraph_id"]]
            marks = ";".join(f"{start}-{end}" for start, end in spans) or None
            found.append((sentence["sentence_id"], letter["file"], place["page"], place["kind"],
                          ";".join(own) or None, marks))  # fmt: skip
    return found


def match(text: str, words: str) -> list[Span] | None:
    """Return the hits of a question in one text, as one where they overlap; None where no clause is met."""
    clauses = parse_query(words) if words else (Clause((), ()),)
    met = [spans for clause in clauses if (spans := match_clause(text, clause)) is not None]
    marked = {place for spans in met for start, end in spans for place in range(start, end)}
    begins = {start for spans in met for start, _ in spans}
    inner = {place for spans in met for start, end in spans for place in range(start + 1, end)}
    merged: list[list[int]] = []
    for place in sorted(marked):
        if merged and merged[-1][1] == place and (place not in begins or place in inner):
            merged[-1][1] = place + 1
        else:
            merged.append([place, place + 1])
    return [tuple(span) for span in merged] if met else None


def match_clause(text: str, clause: Clause) -> list[Span] | None:
    """Return the hits of a clause in one text; None where it is not met."""
    chains = [match_chain(text, chain) for chain in clause.chains]
    if not all(chains) or any(list_spans(text, term) for term in clause.without):
        return None
    return [span for chain in chains for span in chain]


def match_chain(text: str, terms: tuple[Term, ...]) -> list[Span]:
    """Return the hits of terms each of which is near the next; none where one is missing or too far off."""
    first, *others = terms
    last, kept = list_spans(text, first), []
    for term in others:
        pairs = [pair for pair in product(last, list_spans(text, term)) if is_near(text, *sorted(pair))]
        kept += [left for left, _ in pairs]
        last = [right for _, right in pairs]
    return [*kept, *last] if last else []


def is_near(text: str, first: Span, second: Span) -> bool:
    """Return whether the second hit begins after the first has ended, and at most NEAR words from its end."""
    between = sum(first[1] <= match.start() < second[0] for match in WORD.finditer(text))
    return first[1] <= second[0] and between + 1 <= NEAR


def list_spans(text: str, term: Term) -> list[Span]:
    """Return the hits of a term in one text."""
    return [match.span() for match in term.pattern.finditer(lower(text))]


def lower(text: str) -> str:
    """Return a text in small letters, one for each of its own."""
    return "".join("i" if letter == "İ" else letter.lower() for letter in text)


def list_answers(found: pd.DataFrame) -> Iterator[tuple]:
    """Yield of each row that `find` gives what `find_slowly` does."""
    for row in found[["sentence_id", "file", "page", "kind", "themes", "marks"]].itertuples(index=False):
        yield tuple(None if pd.isna(value) else value for value in row)
