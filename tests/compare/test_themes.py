"""What is said of themes across the shipped visits."""

import pytest

from analysis import compare
from analysis.compare.themes import compare_balance, find_recurring
from analysis.notebook.choice import choose_visits


@pytest.fixture
def visits(tables):
    return choose_visits(tables)


def test_each_status_stands_beside_its_reason(tables, visits):
    statuses = compare.compare_statuses(tables, visits, ["permanence"])
    assert statuses["status"].tolist() == ["asked for", "not looked at"]
    assert statuses["why"].tolist()[1] == "the scope does not name it"


def test_the_balance_counts_findings_and_nothing_else(tables, visits):
    row = compare_balance(tables, visits, ["permanence"]).iloc[0]
    # The overview and the listed item speak of permanence too; the three findings on it alone are counted.
    assert (row["n_theme"], row["n_findings"]) == (3, 18)
    assert row[["concern", "mixed", "strength", "neutral"]].sum() == row["n_theme"]


def test_sentences_about_results_are_computed(tables, visits):
    statuses = compare.compare_statuses(tables, visits)
    said = compare.describe_statuses(statuses, "staffing")
    assert said == (
        "Staffing: was a concern (Sep 2020 focused visit); was a concern (Oct 2024 focused visit (press)), "
        "which turns on one sentence. Coded by machine, not yet checked by a person."
    )


def test_a_theme_recurs_where_two_visits_raise_it(tables, visits):
    recurring = find_recurring(compare.compare_statuses(tables, visits))
    assert {"supervision", "staffing"} <= set(recurring["theme"])
    assert "permanence" not in set(recurring["theme"]), "not looked at is not raised"


def test_quotations_carry_their_place_and_speaker(tables, visits):
    quotes = compare.quote_themes(tables, visits, "staffing")
    press = quotes[quotes["label"].str.contains("press")]
    assert set(press["speaker"]) == {"reporter"}, "the council's plans on pay are no finding"
    assert quotes["place"].str.match(r"¶\d+|no\. \d+").all()


def test_the_surest_sentence_bears_out_a_status_and_of_sure_ones_that_which_is_understood_alone(tables, visits):
    letter = visits[visits["source_type"] == "letter"]
    named = compare.compare_statuses(tables, letter, ["supervision"]).assign(status="concern")
    quotes = compare.quote_themes(tables, letter, "supervision").query("kind == 'finding'")
    said = {
        quotes["sentence_id"].iloc[0]: ("Supervision is seldom of use to social workers.", -0.5),
        quotes["sentence_id"].iloc[1]: ("However, they seldom have supervision that is of any use.", -1.0),
        quotes["sentence_id"].iloc[2]: ("Supervision seldom helps social workers to reflect on their practice.", -1.0),
    }
    sentences = tables["sentences"].set_index("sentence_id", drop=False).assign(stance="neutral")
    for sentence_id, (text, score) in said.items():
        sentences.loc[sentence_id, ["text", "stance", "stance_score"]] = text, "concern", score
    quoted = compare.quote_statuses(tables | {"sentences": sentences.reset_index(drop=True)}, letter, named)
    assert quoted["text"].tolist() == [text for text, _ in said.values()][2:]


def test_one_sentence_bears_out_each_status(tables, visits):
    named = compare.compare_statuses(tables, visits, ["supervision", "staffing", "permanence"])
    quotes = compare.quote_statuses(tables, visits, named)
    assert quotes[["theme", "status", "kind"]].to_numpy().tolist() == [
        ["supervision", "asked for", "improvement"],
        ["supervision", "asked for", "improvement"],
        ["staffing", "concern", "overview"],
        ["staffing", "concern", "finding"],
        ["permanence", "asked for", "improvement"],
    ]
