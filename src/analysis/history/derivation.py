"""The tables that rest on several visits: coverage, theme_history, threads and ledger."""

import numpy as np
import pandas as pd

from analysis.history.bodies import add_sections
from analysis.history.coverage import make_coverage
from analysis.history.evidence import join_evidence
from analysis.history.ledger import make_ledger
from analysis.history.subjects import Theme, find_aside, group_themes
from analysis.history.themes import make_theme_history
from analysis.history.threads import apply_thread_reviews, link_improvements
from analysis.tables import find_further, join_documents, join_improvements, join_scopes, list_comparable, list_rows

ThemesOf = dict[str, set[Theme]]  # by paragraph_id


def derive_history(
    tables: dict[str, pd.DataFrame], themes: list[str], thread_reviews: pd.DataFrame | None = None
) -> dict[str, pd.DataFrame]:
    """Return what rests on several visits: the tables coverage, theme_history, threads, ledger and problems by name.

    `tables` are those of letters, reviews applied. `themes` are the ids of the codebook, in its order; `thread_reviews`
    has one row per decided pair (columns as `apply_thread_reviews` takes them), by default the table of that name.
    Threads and ledger leave out undated visits and press reports whose letter is on file.
    """
    reviews = tables.get("thread_reviews") if thread_reviews is None else thread_reviews
    joined = join_tables(tables)
    evidence = join_evidence(joined)
    coverage, theme_history = derive_themes(tables, evidence, themes)
    comparable = list_comparable(tables["visits"])
    themes_of_items, aside = group_themes_of_items(joined, evidence)
    items = add_sections(joined["improvements"], tables["paragraphs"])
    threads, problems = link_improvements(items, themes_of_items, comparable, aside), []
    if reviews is not None and len(reviews):
        threads, problems = apply_thread_reviews(threads, reviews, joined["improvements"], comparable)
    ledger, threads = make_ledger(
        joined | {"coverage": coverage}, themes_of_items, threads, comparable, tables.get("ledger_reviews")
    )
    return {
        "coverage": coverage,
        "theme_history": theme_history,
        "threads": threads,
        "ledger": ledger,
        "problems": pd.concat([tables["problems"], pd.DataFrame(problems)], ignore_index=True),
    }


def join_tables(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return the tables by name, columns as given, sentences and improvements joined by visit (`join_documents`)."""
    sentences = join_documents(tables["sentences"], tables["visits"])
    return tables | {"sentences": sentences, "improvements": join_improvements(tables)}


def derive_themes(
    tables: dict[str, pd.DataFrame], evidence: pd.DataFrame, themes: list[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables coverage and theme_history: one row per document and theme.

    `tables` are those of letters, `evidence` has the columns that `join_evidence` gives, of the joined tables
    (`join_tables`). A visit has what all its documents say, a document that does not stand for its visit what it
    says itself.
    """
    visits, sentences = tables["visits"], tables["sentences"]
    if further := find_further(visits):
        alone = sentences[sentences["visit_id"].isin(further.keys())]
        evidence = pd.concat([evidence, join_evidence(tables | {"sentences": alone})], ignore_index=True)
    coverage = make_coverage(join_scopes(visits, visits), evidence, themes)
    return coverage, make_theme_history(evidence, coverage, visits)


def group_themes_of_items(tables: dict[str, pd.DataFrame], evidence: pd.DataFrame) -> tuple[ThemesOf, ThemesOf]:
    """Return the themes of each area for improvement by its paragraph_id, and those that only purpose or details name.

    `evidence` has the columns that `join_evidence` gives.
    """
    items = evidence[evidence["paragraph_id"].isin(tables["improvements"]["paragraph_id"])]
    codes = tables["codes"].merge(items[["sentence_id", "paragraph_id"]].drop_duplicates(), on="sentence_id")
    codes = codes.merge(tables["improvements"][["paragraph_id", "text"]], on="paragraph_id")
    codes = codes.merge(tables["sentences"][["sentence_id", "text"]], on="sentence_id", suffixes=("", "_sentence"))
    codes["start"] = codes["start"].fillna(0)  # a theme that a person saw may have no words to show it
    is_asked = [
        max(text.find(sentence), 0) + start < find_aside(text)
        for text, sentence, start in list_rows(codes, "text", "text_sentence", "start")
    ]
    themes, asked = (group_themes(part, "paragraph_id") for part in (codes, codes[np.array(is_asked, dtype=bool)]))
    return themes, {paragraph: own - asked.get(paragraph, set()) for paragraph, own in themes.items()}
