"""What no theme explains."""

import pandas as pd

from analysis.compare.topics import count_topics, describe_topics, find_topics

BUSES = "The bus timetable leaves families waiting at the depot."
TREES = "Old trees in the park shade the playground benches."


def without_themes(tables, texts):
    """The tables with these texts as the only findings, none of them coded."""
    visit = tables["visits"]["visit_id"].iloc[0]
    ids = [f"{visit}/p{place:03d}" for place in range(900, 900 + len(texts))]
    paragraphs = tables["paragraphs"].head(1).drop(columns=["paragraph_id", "text", "kind"])
    paragraphs = paragraphs.merge(
        pd.DataFrame({"visit_id": visit, "paragraph_id": ids, "text": texts, "kind": "finding"}), on="visit_id"
    )
    sentences = tables["sentences"].head(1).drop(columns=["paragraph_id", "sentence_id", "text"])
    sentences = sentences.merge(
        pd.DataFrame({"visit_id": visit, "paragraph_id": ids, "text": texts}).assign(
            sentence_id=[f"{one}/s1" for one in ids]
        ),
        on="visit_id",
    )
    return tables | {"paragraphs": paragraphs, "sentences": sentences, "codes": tables["codes"].head(0)}


def test_sentences_of_the_same_words_make_a_topic(tables):
    texts = [f"{BUSES} {number}" for number in "abcdefghijklmnopqrstuvwxyz"]
    texts += [f"{TREES} {number}" for number in "abcdefghijklmnopqrst"]
    topics = find_topics(without_themes(tables, texts))
    counts = count_topics(topics)
    assert counts["n_sentences"].tolist() == [26, 20]
    assert "bus" in counts["topic"][0] and "playground" in counts["topic"][1]
    assert describe_topics(topics).startswith("46 sentences")


def test_few_sentences_are_listed_as_they_are(tables):
    topics = find_topics(without_themes(tables, [BUSES, TREES]))
    assert topics["topic"].isna().all()
    assert topics["text"].tolist() == [BUSES, TREES]
    assert "too few" in describe_topics(topics)


def test_sentences_that_share_no_words_are_said_to_make_no_topic(tables):
    texts = [f"{chr(97 + place % 26) * 4}{chr(97 + place // 26) * 3} stands." for place in range(45)]
    topics = find_topics(without_themes(tables, texts))
    assert len(topics) == 45
    assert describe_topics(topics)


def test_where_themes_explain_everything_that_is_said(nothing):
    topics = find_topics(nothing)
    assert describe_topics(topics).startswith("Every sentence")
    assert not len(count_topics(topics))


def test_what_a_theme_explains_is_left_out(tables):
    topics = find_topics(tables)
    assert not topics["text"].str.contains("supervision").any()
