"""The words of each visit: which are distinctive of it, and where any term stands."""

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.base.resources import read_empty_words, read_yaml
from analysis.compare.alts import pick_alt
from analysis.compare.exhibit import Exhibit, Summary
from analysis.compare.letter import quote_sentences
from analysis.compare.selection import list_sources
from analysis.compare.titles import head_with_authority, pick_title
from analysis.compare.words import count_things, join_words, read_words
from analysis.find import QuestionError
from analysis.tables import list_rows

PRIOR_WORDS = 500  # the prior weighs as much as so many words read beforehand, as usual in the letters compared
CLEAR = 1.96  # a term with a z-score beyond this is more frequent at one visit, at the 95% level

MOST_TERMS, ALL_TERMS = 8, 24  # of one side of a pair of visits, and of all: where there are more pairs, fewer of each

DISTINCTIVE_COLUMNS = ["label", "more_at", "term", "n_first", "n_later", "rate_first", "rate_later", "z"]
OF_SENTENCE = ["stance", "sentence_id", "file", "page"]
WORD = re.compile(r"[a-z][a-z'-]*[a-z]")


def count_terms(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return how often each term stands in what inspectors found: one row per term, a column per visit (its label).

    A term is a word in small letters, or two that follow each other, without function words (empty_words.yml). What
    counts is what `quote_sentences` gives: no context, none of the council's words.
    """
    empty = read_empty_words()
    counts = {label: Counter() for label in visits["label"]}
    for label, text in list_rows(quote_sentences(tables, visits), "label", "text"):
        counts[label].update(_split_terms(text, empty))
    terms = sorted(set().union(*counts.values()))
    columns = {label: [found[term] for term in terms] for label, found in counts.items()}
    return pd.DataFrame(columns, index=pd.Index(terms, name="term", dtype="str"), dtype="int64")


def _split_terms(text: str, empty: set[str]) -> Iterator[str]:
    words = WORD.findall(_plain(text).replace("'s", ""))
    for index, word in enumerate(words):
        if word not in empty:
            yield word
            following = words[index + 1] if index + 1 < len(words) else ""
            if following and following not in empty:
                yield f"{word} {following}"


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")


def count_words(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> dict[str, int]:
    """Return how many words, function words too, stand in what inspectors found at each visit, by its label.

    `visits` as `select_visits` gives them.
    """
    counts = dict.fromkeys(visits["label"], 0)
    for label, text in list_rows(quote_sentences(tables, visits), "label", "text"):
        counts[label] += len(WORD.findall(_plain(text)))
    return counts


@functools.cache
def _read_furniture() -> frozenset[str]:
    return frozenset(word.replace("'s", "") for words in read_yaml("compare/furniture.yml").values() for word in words)


def _list_names(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> set[str]:
    """Return the words of the names of the authorities and the inspectors of the visits, in small letters."""
    people = tables["inspectors"][tables["inspectors"]["visit_id"].isin(visits["visit_id"])]["name"]
    return {word for name in (*visits["authority"], *people) if pd.notna(name) for word in WORD.findall(_plain(name))}


def is_furniture(term: str, names: set[str]) -> bool:
    """Return whether a term tells form and names alone: words of furniture.yml, or any of `names`.

    >>> is_furniture("inspectors", set()), is_furniture("children missing", set()), is_furniture("leeds", {"leeds"})
    (True, False, True)
    """
    words = term.split()
    return any(word in names for word in words) or all(word in _read_furniture() for word in words)


def exhibit_terms(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> Exhibit:
    """Return the chart of the terms that tell the visits apart; data as `find_distinctive` gives them."""
    terms = find_distinctive(tables, visits)
    title = head_with_authority(visits, head_distinctive(terms))
    ends = visits.drop(visits.index[1:-1])
    alt = pick_alt(*(describe_distinctive(terms, some) for some in (visits, ends)), f"{title}.")
    table = terms[["label", "term", "rate_first", "rate_later", "n_first", "n_later", "z"]]
    return Exhibit(terms, "terms", title, alt, list_sources(visits), table=table)


def find_distinctive(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return the terms that tell the first visit and each later one apart: one row per later visit and term.

    Columns: label (of the later visit), more_at (label of the visit that uses it more), term, n_first, n_later (times),
    rate_first, rate_later (times in 1,000 words of what inspectors found), z. Later visits by date; of each a few terms
    of each side (fewer where there are many visits), the clearest first, and only those beyond the 95% level. Words
    that letters are furnished with are left out (`is_furniture`). z is the log-odds ratio with an informative Dirichlet
    prior over its standard error (Monroe, Colaresi and Quinn 2008, equations 16, 22 and 23); positive: more at the
    later visit. The prior is the use of terms at all the visits.
    """
    if len(visits) < 2:
        return pd.DataFrame(columns=DISTINCTIVE_COLUMNS)
    counts = count_terms(tables, visits)
    first, *others = visits.sort_values(["start_date", "visit_id"])["label"]
    n = max(1, min(MOST_TERMS, ALL_TERMS // (2 * len(others))))
    names, n_words, rows = _list_names(tables, visits), count_words(tables, visits), []
    for later in others:
        pair = counts[(counts[first] > 0) | (counts[later] > 0)]
        z = score_terms(pair[first], pair[later], pair.sum(axis=1))
        clear = pair.assign(z=z)[z.abs() >= CLEAR].reset_index()
        sides = defaultdict(list)
        for term, *times, z in sorted(list_rows(clear, "term", first, later, "z"), key=lambda row: -abs(row[-1])):
            if not is_furniture(term, names):
                rates = [1000 * time / n_words[label] for time, label in zip(times, (first, later), strict=True)]
                sides[later if z > 0 else first].append((term, *times, *rates, z))
        rows += [(later, more_at, *term) for more_at, terms in sides.items() for term in terms[:n]]
    return pd.DataFrame(rows, columns=DISTINCTIVE_COLUMNS).astype({"n_first": "int64", "n_later": "int64"})


def score_terms(n_first: pd.Series, n_later: pd.Series, n_usual: pd.Series) -> pd.Series:
    """Return the z-score of each term: positive where the later text uses it more. All three share one index.

    Log-odds ratio with an informative Dirichlet prior, in proportion to `n_usual` (Monroe et al. 2008).

    >>> usual = pd.Series({"plans": 50, "visits": 50})
    >>> score_terms(pd.Series({"plans": 9, "visits": 1}), pd.Series({"plans": 5, "visits": 5}), usual).round(1).tolist()
    [-0.4, 0.4]
    """
    prior = PRIOR_WORDS * n_usual / n_usual.sum()
    first, later = n_first + prior, n_later + prior
    log_odds = np.log(later / (later.sum() - later)) - np.log(first / (first.sum() - first))
    return log_odds / np.sqrt(1 / later + 1 / first)


def describe_distinctive(terms: pd.DataFrame, visits: pd.DataFrame) -> str:
    """Return a sentence for each later visit that names the terms it uses more, and those the first uses more.

    `terms` as `find_distinctive` gives them, `visits` the rows that it was given.
    """
    if len(visits) < 2:
        return (
            "With one visit on file there is nothing to tell apart." if len(visits) else "No dated letter is on file."
        )
    sentences = []
    for label in visits["label"].iloc[1:]:
        own = terms[terms["label"] == label]
        sides = [
            f"{join_words(side['term'])} (more at the {name})" for name, side in own.groupby("more_at", sort=False)
        ]
        first = visits["label"].iloc[0]
        named = "; ".join(sides) or "no term is clearly more frequent at either, with so few words"
        sentences.append(f"{label} against {first}: {named}.")
    return " ".join(sentences)


def head_distinctive(terms: pd.DataFrame) -> str:
    """Return a title with the terms clearest of the latest visit that any is. `terms` as `find_distinctive` gives them.

    >>> head_distinctive(pd.DataFrame({"label": ["May"], "more_at": ["May"], "term": ["courts"], "z": [3.1]}))
    'More often than at first: “courts” (May)'
    """
    more = terms[terms["more_at"] == terms["label"]]
    if not len(more):
        return f"{count_things(len(terms), 'word').capitalize()} more frequent at the first visit"
    latest = more[more["label"] == more["label"].iloc[-1]].sort_values("z", ascending=False, kind="stable")
    label, words = latest["label"].iloc[0], [f"“{term}”" for term in latest["term"]]
    fewer = (", ".join(words[:n]) for n in range(min(3, len(words)), 0, -1))
    return pick_title(*(f"More often than at first: {some} ({label})" for some in fewer))


def summarise_keyword(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, term: str) -> Summary:
    """Return where a term stands, and how often at each visit; data as `find_keyword` gives them."""
    places = find_keyword(tables, visits, term)
    return Summary(places, describe_keyword(places, term, visits))


def find_keyword(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, term: str, width: int = 70) -> pd.DataFrame:
    """Return one row per place where a term stands, by date.

    Columns: label, place, before, keyword, after, and of the sentence stance, sentence_id, file, page. Small and
    capital letters are one; a * stands for any ending ("audit*"). `before` and `after` are what stands around it in its
    sentence, at most `width` characters, cut at a word. `place` is the sentence's. Raises QuestionError for a term
    without a word.
    """
    if not re.search(r"\w", str(term)):
        raise QuestionError(f"the term {term!r} holds no word; write one, as supervis* or agency staff")
    words = [re.escape(word).replace(r"\*", r"[\w’'-]*") for word in term.split()]
    pattern = re.compile(r"\b" + r"\s+".join(words) + r"(?!\w)", re.IGNORECASE)
    quotes = quote_sentences(tables, visits)
    rows = [
        (label, place, _cut(text[: at.start()], -width), at[0], _cut(text[at.end() :], width), *sentence)
        for label, place, text, *sentence in list_rows(quotes, "label", "place", "text", *OF_SENTENCE)
        for at in pattern.finditer(text)
    ]
    return pd.DataFrame(rows, columns=["label", "place", "before", "keyword", "after", *OF_SENTENCE])


def _cut(text: str, width: int) -> str:
    """Return the first `width` characters of a text, or with a negative width the last, without a cut word."""
    if len(text) <= abs(width):
        return text.strip()
    if width < 0:
        return "… " + text[width:].partition(" ")[2].strip()
    return text[:width].rpartition(" ")[0].strip() + " …"


def describe_keyword(places: pd.DataFrame, term: str, visits: pd.DataFrame) -> str:
    """Return a sentence that counts where a term stands, visit by visit.

    `places` as `find_keyword` gives them, `visits` the rows that it was given.
    """
    counts = places["label"].value_counts().reindex(visits["label"], fill_value=0)
    counted = "; ".join(f"{count_things(n, 'time')} ({label})" for label, n in counts.items())
    return f"“{term}” stands {counted}." if counted else read_words()["no_visit"]
