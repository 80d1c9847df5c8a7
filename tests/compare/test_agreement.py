"""Agreement of people and machine, on numbers that can be checked by hand or against a second library."""

import re

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import cohen_kappa_score

from analysis import charts, compare
from analysis.compare.agreement import (
    count_confusion,
    describe_agreement,
    describe_confusion,
    list_decisions,
    measure_agreement,
    pair_people,
    pair_with_machine,
)
from analysis.compare.checked import count_checked, phrase_checked
from analysis.compare.effect import compare_effect, describe_effect, head_effect
from analysis.compare.errors import describe_errors, score_themes


def pairs_of(*rows: tuple, sample: str = "random") -> pd.DataFrame:
    """Return pairs of codings from rows (person's themes, machine's themes, person's stance, machine's stance)."""
    columns = ["one_themes", "other_themes", "one_stance", "other_stance"]
    frame = pd.DataFrame(rows, columns=columns).assign(sample=sample, visit_id="v", text="Plans lag.")
    ids = [f"v/p{number // 2:03}/s{number % 2 + 1}" for number in frame.index]
    frame = frame.assign(sentence_id=ids, paragraph_id=[one.rpartition("/")[0] for one in ids])
    return frame.assign(**{f"{side}_{value}": None for side in ("one", "other") for value in ("direction", "speaker")})


def stances(*pairs: tuple[str, str]) -> pd.DataFrame:
    return pairs_of(*(("-", "-", one, other) for one, other in pairs))


def value_of(agreement: pd.DataFrame, value: str, measure: str, column: str = "estimate") -> float:
    return agreement.set_index(["value", "measure"]).loc[(value, measure), column]


def test_kappa_is_cohens_and_alpha_is_krippendorffs():
    # Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, B: nominal data, two observers: 0.692
    one, other = list("aabbdcccedda"), list("babbbccceddd")
    agreement = measure_agreement(stances(*zip(one, other, strict=True)), [])
    assert value_of(agreement, "stance", "alpha") == pytest.approx(0.692, abs=5e-4)
    assert value_of(agreement, "stance", "agreed") == pytest.approx(9 / 12)
    assert value_of(agreement, "stance", "kappa") == pytest.approx(cohen_kappa_score(one, other))


def test_an_interval_draws_paragraphs_and_is_the_same_every_time():
    rows = [("concern", "concern"), ("concern", "neutral"), ("strength", "strength"), ("neutral", "neutral")] * 10
    first, again = (measure_agreement(stances(*rows), []) for _ in range(2))
    pd.testing.assert_frame_equal(first, again)
    low, high = (value_of(first, "stance", "agreed", end) for end in ("low", "high"))
    assert low < 0.75 < high


def test_sentences_of_one_paragraph_that_fail_together_widen_the_interval():
    alone = stances(*[("concern", "concern"), ("concern", "neutral")] * 20)
    together = stances(*([("concern", "concern")] * 2 + [("concern", "neutral")] * 2) * 10)
    widths = [
        np.ptp([value_of(agreement, "stance", "agreed", end) for end in ("low", "high")])
        for agreement in (measure_agreement(pairs, []) for pairs in (alone, together))
    ]
    assert widths[0] == 0.0, "each paragraph has one right and one wrong"
    assert widths[1] > 0.2


def test_a_few_paragraphs_get_no_interval_and_one_value_alone_no_kappa():
    agreement = measure_agreement(stances(("concern", "concern"), ("concern", "concern")), [])
    assert value_of(agreement, "stance", "agreed") == 1.0
    assert pd.isna(value_of(agreement, "stance", "agreed", "low"))
    assert pd.isna(value_of(agreement, "stance", "kappa"))


def test_each_sentence_and_theme_is_a_decision():
    pairs = pairs_of(("court;health", "court", "concern", "concern"), ("-", "voice", "concern", "concern"))
    decisions = list_decisions(pairs, "themes", ["court", "health", "voice"])
    assert len(decisions) == 6
    assert (decisions["one"] == decisions["other"]).sum() == 4


def test_a_value_that_a_person_left_to_the_machine_is_no_decision():
    pairs = pairs_of((None, "court", "concern", "concern"))
    assert not len(list_decisions(pairs, "themes", ["court"]))
    assert len(list_decisions(pairs, "stance", ["court"])) == 1


def test_practice_is_not_in_the_hand_coding_and_is_not_scored_there():
    row = ("-", "practice", "concern", "concern")
    assert not len(list_decisions(pairs_of(row, sample="reference"), "themes", ["practice"]))
    assert len(list_decisions(pairs_of(row, sample="random"), "themes", ["practice"])) == 1


def label(tables: dict, rows: list[dict]) -> dict:
    """Return the tables with labels of one sentence alone."""
    sentence = tables["sentences"]["sentence_id"].iloc[20]
    row = {"sentence_id": sentence, "reviewer": "Ann", "sample": "random", "themes": "-", "stance": "mixed"}
    return tables | {"labels": pd.DataFrame([row | facts for facts in rows], columns=tables["labels"].columns)}


def test_only_blind_and_reference_coding_measures(tables):
    rows = [{}, {"sample": "chosen"}, {"sample": None}, {"reviewer": "Adjudicated"}, {"sample": "reference"}]
    pairs = pair_with_machine(label(tables, rows=rows))
    assert list(pairs["sample"]) == ["random", "reference"]


def test_people_are_paired_with_each_other(tables):
    rows = [{}, {"reviewer": "Ben", "stance": "concern"}, {"reviewer": "Cat"}]
    pairs = pair_people(label(tables, rows=rows))
    assert list(pairs[["one_stance", "other_stance"]].itertuples(index=False, name=None)) == [
        ("mixed", "concern"), ("mixed", "mixed"), ("concern", "mixed"),
    ]  # fmt: skip
    assert not len(pair_people(label(tables, rows=[{}])))


def test_the_confusion_counts_every_pair_of_values():
    confusion = count_confusion(stances(("mixed", "concern"), ("mixed", "mixed"), ("neutral", "neutral")))
    assert len(confusion) == 16
    row = confusion.set_index(["person", "machine"]).loc[("mixed", "concern")]
    assert (row["n_codings"], row["share"]) == (1, 0.5)
    assert "most often (one coding) it is mixed to people and concern to the machine" in describe_confusion(confusion)


def test_the_themes_that_go_wrong_most_come_first_with_their_sentences(tables):
    pairs = pair_with_machine(tables)
    themes = list(tables["coverage"]["theme"].unique())
    scores = score_themes(pairs, themes)
    n_errors = scores["n_missed"] + scores["n_wrong"]
    assert n_errors.is_monotonic_decreasing
    assert (scores["n_person"] == scores["n_both"] + scores["n_missed"]).all()
    assert (scores["n_machine"] == scores["n_both"] + scores["n_wrong"]).all()
    errors = compare.list_theme_errors(tables, n_themes=3)
    assert len(errors) == n_errors.head(3).sum()
    alone = errors[errors["error"] == "seen by the machine alone"]
    assert alone["cue"].notna().all()
    assert errors.loc[errors["error"] == "missed by the machine", "cue"].isna().all()


def test_the_shipped_hand_coding_measures_the_machine(tables):
    pairs = pair_with_machine(tables)
    assert len(pairs) == 131
    agreement = measure_agreement(pairs, list(tables["coverage"]["theme"].unique()), n_draws=50)
    assert list(agreement["value"].unique()) == ["themes", "stance", "direction", "speaker"]
    assert (agreement["low"] <= agreement["estimate"]).all()
    assert (agreement["estimate"] <= agreement["high"]).all()
    assert "People and the machine agree, on 131 sentences, about themes in" in describe_agreement(agreement)


def test_without_a_label_nothing_is_measured_and_that_is_said():
    agreement = measure_agreement(stances(), ["court"])
    assert not len(agreement)
    assert "have no sentence in common" in describe_agreement(agreement, "Two people")


def test_how_many_sentences_a_person_has_checked(tables):
    ids = list(tables["sentences"]["sentence_id"].iloc[20:23])
    assert count_checked(tables, ids) == (0, 3)
    reviewed = label(tables, rows=[{"sample": "chosen"}, {"reviewer": "Ben"}])
    disputed = label(tables, rows=[{}, {"reviewer": "Ben", "stance": "concern"}])
    assert count_checked(disputed, ids) == (0, 3), "where reviewers differ the machine stands"
    assert count_checked(reviewed, ids) == (1, 3)
    visits = compare.select_visits(tables, authority="Stoke-on-Trent")
    assert compare.describe_checked(tables, visits) == "Coded by machine, not yet checked by a person."
    assert re.search(r"; 1 of \d\d+ sentences checked by a person", compare.describe_checked(reviewed, visits))


@pytest.mark.parametrize(
    ("n_checked", "n_sentences", "said"),
    [
        (1, 3, "Coded by machine; 1 of 3 sentences checked by a person."),
        (1, 1, "Every sentence checked by a person."),
        (0, 0, "Coded by machine, not yet checked by a person."),
    ],
    ids=["some", "all", "of none"],
)
def test_how_much_is_checked_in_words(n_checked, n_sentences, said):
    assert phrase_checked(n_checked, n_sentences) == said


def test_the_effect_of_reviews_is_the_status_before_and_after(tables):
    visits = compare.select_visits(tables, authority="Stoke-on-Trent")
    same = compare_effect(tables, visits, ["staffing"])
    assert "No person has reviewed" in describe_effect(tables, same)
    assert len(same) == 2 * len(visits)
    history = tables["theme_history"].copy()
    history.loc[(history["theme"] == "staffing") & (history["visit_id"] == visits["visit_id"][0]), "status"] = "mixed"
    reviewed = label(tables, rows=[{"sample": "chosen"}]) | {"theme_history": history}
    said = describe_effect(reviewed, compare_effect(reviewed, visits, ["staffing"]))
    assert said.startswith("One sentence was reviewed; that moves Staffing (Sep 2020 focused visit) from ")
    assert said.endswith(" to mixed.")


def test_the_charts_draw_every_row(tables):
    pairs = pair_with_machine(tables)
    agreement = measure_agreement(pairs, ["court"], n_draws=20)
    ax = charts.find_plot("agreement")(agreement, sources="Sources: x.")
    assert len(ax.get_yticklabels()) == len(agreement)
    drawn = charts.find_plot("confusion")(count_confusion(pairs))
    assert sum(int(text.get_text()) for text in drawn.texts) == len(pairs)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "No coding measures the themes yet."),
        ([(None, "court", "concern", "concern")], "No coding measures the themes yet."),
        ([("-", "-", "concern", "concern")], "No theme was coded wrongly in the sentences that people coded."),
        (
            [("court;health", "court", "concern", "concern")],
            "The machine missed one theme that people saw and alone saw 0; most often (one error) wrong: health.",
        ),
    ],
    ids=["nobody coded", "people left the themes open", "both see none", "one is missed"],
)
def test_what_goes_wrong_most_is_said_only_where_people_coded(rows, said):
    pairs = pairs_of(*rows)
    assert describe_errors(pairs, score_themes(pairs, ["court", "health"])) == said


def test_without_a_letter_everything_says_so(nothing):
    visits = compare.select_visits(nothing, authority=None)
    pairs = pair_with_machine(nothing)
    assert not len(pairs)
    assert describe_confusion(count_confusion(pairs)) == "No coding measures the stance yet."
    assert not len(compare.list_confused(nothing))
    assert not len(compare.list_theme_errors(nothing))
    effect = compare_effect(nothing, visits, ["staffing"])
    assert head_effect(effect) == "Reviews move 0 of 0 statuses"
    assert "No person has reviewed" in describe_effect(nothing, effect)
