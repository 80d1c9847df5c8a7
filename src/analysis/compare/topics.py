"""What inspectors speak of outside the codebook: sentences that no theme explains, grouped by their words."""

import numpy as np
import pandas as pd

from analysis.base.resources import read_empty_words
from analysis.compare.exhibit import Summary
from analysis.compare.letter import quote_sentences
from analysis.compare.selection import label_all, select_all
from analysis.compare.words import count_things, join_words
from analysis.history.subjects import read_subjects

ENOUGH_SENTENCES = 40  # under this many, words do not group by themselves: the sentences are listed as they are
SENTENCES_PER_TOPIC = 20
MOST_TOPICS = 8
N_TERMS = 5

COLUMNS = ["topic", "n_sentences", "label", "place", "stance", "text", "sentence_id", "file", "page"]


def summarise_topics(tables: dict[str, pd.DataFrame]) -> Summary:
    """Return what no theme explains in the letters on file, and how much; data as `find_topics` gives them."""
    topics = find_topics(tables)
    return Summary(topics, describe_topics(topics))


def find_topics(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return one row per sentence of a finding, in any letter on file, that no theme of the codebook explains.

    Columns: topic (the terms that make it), n_sentences (of the topic), label (of the visit), place, stance, text,
    sentence_id, file, page; the largest topic first, its clearest sentence first. Topics are the components of a
    non-negative matrix factorisation (Lee and Seung 1999) of the sentences' words (TF-IDF); a theme that names no
    subject (subjects.yml) explains nothing. With few sentences, or words that no two share, the topic is missing.
    """
    quotes = quote_sentences(tables, label_all(select_all(tables)))
    no_subject = read_subjects()["no_subject"]
    explained = tables["codes"].loc[~tables["codes"]["theme"].isin(no_subject), "sentence_id"]
    rows = quotes[(quotes["kind"] == "finding") & ~quotes["sentence_id"].isin(explained)]
    rows = rows.assign(topic=pd.Series(pd.NA, index=rows.index, dtype="str"), weight=0.0)
    if len(rows) >= ENOUGH_SENTENCES:
        rows = rows.assign(**_group_by_words(rows["text"]))
    rows["n_sentences"] = rows.groupby("topic")["topic"].transform("size").astype("Int64")
    order = rows.assign(size=-rows["n_sentences"].fillna(0), weight=-rows["weight"])
    order = order.sort_values(["size", "topic", "weight"], kind="stable", na_position="last")
    return rows.loc[order.index, COLUMNS].reset_index(drop=True)


def _group_by_words(texts: pd.Series) -> dict[str, list]:
    """Return for each text the topic it belongs to most, as its leading terms, and how strongly."""
    from sklearn.decomposition import NMF  # slow to import, and needed only here
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectoriser = TfidfVectorizer(
        stop_words=sorted(read_empty_words()),
        token_pattern=r"[a-zA-Z][a-zA-Z-]+[a-zA-Z]", min_df=2, max_df=0.6, sublinear_tf=True,
    )  # fmt: skip
    try:
        vectors = vectoriser.fit_transform(texts)
    except ValueError:  # no word stands in two of them
        return {}
    n_topics = int(np.clip(len(texts) // SENTENCES_PER_TOPIC, 2, MOST_TOPICS))
    model = NMF(n_topics, init="nndsvda", random_state=0, max_iter=500)
    weights = model.fit_transform(vectors)
    terms = vectoriser.get_feature_names_out()
    names = [", ".join(terms[np.argsort(-topic, kind="stable")[:N_TERMS]]) for topic in model.components_]
    best = weights.argmax(axis=1)
    found = weights.max(axis=1) > 0
    return {
        "topic": [names[topic] if some else pd.NA for topic, some in zip(best, found, strict=True)],
        "weight": weights.max(axis=1).round(6).tolist(),
    }


def count_topics(topics: pd.DataFrame) -> pd.DataFrame:
    """Return one row per topic, the largest first: topic, n_sentences. `topics` as `find_topics` gives them."""
    return topics[["topic", "n_sentences"]].dropna().drop_duplicates(ignore_index=True)


def describe_topics(topics: pd.DataFrame) -> str:
    """Return a sentence that says how much no theme explains, and on what. `topics` as `find_topics` gives them."""
    if not len(topics):
        return "Every sentence of the findings is explained by a theme of the codebook, or there are no findings."
    n = count_things(len(topics), "sentence").capitalize()
    counts = count_topics(topics)
    if not len(counts):
        return f"{n} of the findings that no theme explains: too few to group by their words, so here they are."
    named = join_words(f"“{row.topic}” ({row.n_sentences})" for row in counts.itertuples())
    return f"{n} of the findings that no theme explains, grouped by their words: {named}."
