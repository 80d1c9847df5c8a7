"""The words of each visit: which are distinctive of it, and where any term stands."""

import re
from collections import Counter
from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.compare.letter import quote_sentences
from analysis.compare.words import count_things, join_words, read_words
from analysis.history.subjects import read_subjects

PRIOR_WORDS = 500  # the prior weighs as much as so many words read beforehand, as usual in the letters compared
CLEAR = 1.96  # a term with a z-score beyond this is more frequent at one visit, at the 95% level

COUNT_COLUMNS = ["visit_id", "term", "n"]
DISTINCTIVE_COLUMNS = ["label", "more_at", "term", "n_first", "n_later", "z"]


def count_terms(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row per visit and term of what inspectors found: visit_id, term, n (times it stands there).

    A term is a word in small letters, or two that follow each other, without function words (subjects.yml). What
    counts is what `quote_sentences` gives: no context, none of the council's words.
    """
    empty = set(read_subjects()["empty_words"])
    rows = []
    sentences = quote_sentences(tables, visits).merge(visits[["label", "visit_id"]], on="label")
    for visit_id, texts in sentences.groupby("visit_id", sort=False)["text"]:
        counts = Counter(term for text in texts for term in _split_terms(text, empty))
        rows += [(visit_id, term, n) for term, n in sorted(counts.items())]
    return pd.DataFrame(rows, columns=COUNT_COLUMNS)


def _split_terms(text: str, empty: set[str]) -> Iterator[str]:
    words = re.findall(r"[a-z][a-z'-]*[a-z]", text.lower().replace("’", "'").replace("'s", ""))
    for place, word in enumerate(words):
        if word not in empty:
            yield word
            following = words[place + 1] if place + 1 < len(words) else ""
            if following and following not in empty:
                yield f"{word} {following}"


def find_distinctive(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, n: int = 8) -> pd.DataFrame:
    """Return the terms that tell the first visit and each later one apart: one row per later visit and term.

    Columns: label (of the later visit), more_at (label of the visit that uses it more), term, n_first, n_later,
    z. At most `n` of each side, the clearest first, and only those beyond the 95% level. z is the log-odds ratio with
    an informative Dirichlet prior over its standard error (Monroe, Colaresi and Quinn 2008, equations 16, 22 and 23);
    positive: more at the later visit. The prior is the use of terms at all the visits.
    """
    if len(visits) < 2:
        return pd.DataFrame(columns=DISTINCTIVE_COLUMNS)
    counts = count_terms(tables, visits).pivot_table(index="term", columns="visit_id", values="n", fill_value=0)
    counts = counts.reindex(columns=visits["visit_id"], fill_value=0)
    first, parts = visits.iloc[0], []
    for visit in visits.iloc[1:].itertuples():
        pair = counts[[first["visit_id"], visit.visit_id]].set_axis(["n_first", "n_later"], axis=1)
        pair = pair[pair.sum(axis=1) > 0]
        pair = pair.assign(z=score_terms(pair["n_first"], pair["n_later"], counts.sum(axis=1).loc[pair.index]))
        clear = pair[pair["z"].abs() >= CLEAR].reset_index()
        clear["label"] = visit.label
        clear["more_at"] = np.where(clear["z"] > 0, visit.label, first["label"])
        clear = clear.assign(far=-clear["z"].abs()).sort_values(["far", "term"])
        parts += [side.head(n) for _, side in clear.groupby("more_at", sort=False)]
    found = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=DISTINCTIVE_COLUMNS)
    return found.astype({"n_first": "int64", "n_later": "int64"})[DISTINCTIVE_COLUMNS]


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
    """Return a sentence for each later visit that names the terms it uses more, and those the first uses more."""
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
        said = "; ".join(sides) or "no term is clearly more frequent at either, with so few words"
        sentences.append(f"{label} against {first}: {said}.")
    return " ".join(sentences)


def head_distinctive(terms: pd.DataFrame) -> str:
    """Return a title that counts the terms that tell visits apart. `terms` as `find_distinctive` gives them."""
    return f"{count_things(len(terms), 'term').capitalize()} clearly more frequent at one visit"


def find_keyword(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, term: str, width: int = 70) -> pd.DataFrame:
    """Return one row per place where a term stands, by date: label, place, before, keyword, after, stance.

    Small and capital letters are one; a * stands for any ending ("audit*"). `before` and `after` are what stands
    around it in its sentence, at most `width` characters, cut at a word.
    """
    words = [re.escape(word).replace(r"\*", r"[\w’'-]*") for word in term.split()]
    pattern = re.compile(r"\b" + r"\s+".join(words) + r"(?!\w)", re.IGNORECASE)
    rows = [
        (row.label, row.place, _cut(row.text[: at.start()], -width), at[0], _cut(row.text[at.end() :], width),
         row.stance)
        for row in quote_sentences(tables, visits).itertuples()
        for at in (pattern.finditer(row.text) if words else ())
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["label", "place", "before", "keyword", "after", "stance"])


def _cut(text: str, width: int) -> str:
    """Return the first `width` characters of a text, or with a negative width the last, without a cut word."""
    if len(text) <= abs(width):
        return text.strip()
    if width < 0:
        return "… " + text[width:].partition(" ")[2].strip()
    return text[:width].rpartition(" ")[0].strip() + " …"


def describe_keyword(places: pd.DataFrame, term: str, visits: pd.DataFrame) -> str:
    """Return a sentence that counts where a term stands, visit by visit. `places` as `find_keyword` gives them."""
    counts = places["label"].value_counts().reindex(visits["label"], fill_value=0)
    said = "; ".join(f"{count_things(n, 'time')} ({label})" for label, n in counts.items())
    return f"“{term}” stands {said}." if said else read_words()["no_visit"]
