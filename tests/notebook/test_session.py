"""A reviewer at work: order, blindness, decisions that are on the disk at once."""

import pandas as pd
import pytest

from analysis.build import build
from analysis.notebook.choice import choose_visits
from analysis.notebook.review.goal import Progress, count_blind, describe_goal, measure_precision
from analysis.notebook.review.order import list_evidence, order_sentences, weigh_sentences
from analysis.notebook.review.session import (
    ReviewSession,
    list_decided,
    list_waiting,
    make_decision,
    narrow,
    save_decision,
)


@pytest.fixture
def session(shipped, tables):
    return ReviewSession(tables, choose_visits(tables, folder=shipped), shipped, "Ann")


def decide(session: ReviewSession, sentence_id: str, **values) -> None:
    given = {"themes": ["review"], "stance": "concern", "direction": "none", "sample": session.sample}
    save_decision(session, make_decision(session, sentence_id, **(given | values)))


def test_only_sentences_that_bear_on_findings_wait(session):
    waiting = list_waiting(session)
    kinds = session.tables["paragraphs"].set_index("paragraph_id")["kind"]
    own = session.tables["sentences"].set_index("sentence_id").loc[waiting]
    assert set(own["paragraph_id"].map(kinds)) == {"overview", "finding", "improvement"}
    assert "council" not in set(own["speaker"])
    assert len(waiting) == len(list_evidence(session.tables, session.visits))


def test_the_random_order_is_one_for_all_and_a_new_letter_leaves_it(session):
    both = order_sentences(session.tables, session.visits, "random")
    one = order_sentences(session.tables, session.visits.head(1), "random")
    assert both != sorted(both)
    assert [sentence for sentence in both if sentence in set(one)] == one


def test_the_least_certain_and_most_influential_come_first():
    sentences = pd.DataFrame(
        {
            "visit_id": "v", "paragraph_id": ["v/p1"] * 4, "sentence_id": ["sure", "unsure", "one of many", "other"],
            "speaker": "inspector", "stance": "concern", "stance_score": [-1.0, -0.5, -0.5, -0.5],
        }
    )  # fmt: skip
    codes = pd.DataFrame(
        [("sure", "court", 1.0), ("unsure", "health", 0.5), ("one of many", "voice", 0.5), ("other", "voice", 0.5)],
        columns=["sentence_id", "theme", "score"],
    )
    paragraphs = pd.DataFrame({"paragraph_id": ["v/p1"], "kind": ["finding"]})
    tables = {"machine_sentences": sentences, "machine_codes": codes, "paragraphs": paragraphs}
    assert weigh_sentences(tables).to_dict() == {"one of many": 0.25, "other": 0.25, "sure": 0.0, "unsure": 0.5}


def test_a_decision_is_on_the_disk_at_once_and_its_sentence_waits_no_more(session, shipped):
    first, second = list_waiting(session)[:2]
    decide(session, first, themes=[], note="  no part of practice is named ")
    row = pd.read_csv(shipped.review / "coding.csv", dtype=str).iloc[0]
    assert (row["sentence_id"], row["themes"], row["sample"]) == (first, "-", "random")
    assert row["note"] == "no part of practice is named"
    assert list_waiting(session)[0] == second
    built = build(shipped).tables
    assert len(built["problems"]) == 0
    again = ReviewSession(built, session.visits, shipped, "ann")
    assert first not in list_waiting(again), "nor in her next session"
    assert first in list_waiting(ReviewSession(built, session.visits, shipped, "Ben")), "but for a second reviewer"


def test_what_she_leaves_for_later_comes_last(session):
    first, second = list_waiting(session)[:2]
    session.skipped += [second, first]
    assert list_waiting(session)[-2:] == [second, first]
    session.skipped.append(second)
    assert list_waiting(session)[-2:] == [first, second], "left again, it goes to the end again"


def test_what_she_saw_with_the_machines_coding_is_not_drawn_at_random(session):
    session.unblinded.add(first := list_waiting(session)[0])
    assert first not in list_waiting(session)
    session.sample = "chosen"
    assert first in list_waiting(session)


def test_a_revised_decision_is_a_new_row_and_the_later_one_counts(session, shipped):
    first = list_waiting(session)[0]
    decide(session, first, stance="concern")
    decide(session, first, stance="strength", sample="chosen")
    rows = pd.read_csv(shipped.review / "coding.csv", dtype=str)
    assert list(rows["stance"]) == ["concern", "strength"], "what people wrote is never rewritten"
    assert [row["stance"] for row in list_decided(session)] == ["strength"]
    assert build(shipped).tables["sentences"].set_index("sentence_id").loc[first, "stance"] == "strength"


def test_what_is_decided_in_another_window_is_not_asked_again(session, shipped):
    other = ReviewSession(session.tables, session.visits, shipped, "ann")
    first, second, third = list_waiting(session)[:3]
    decide(other, second)
    decide(session, first)
    assert list_waiting(session)[0] == third
    assert len(pd.read_csv(shipped.review / "coding.csv")) == 2, "and neither window loses what the other wrote"


def test_decisions_are_listed_with_the_newest_first_in_this_and_the_next_session(session, shipped):
    first, second = list_waiting(session)[:2]
    decide(session, first)
    decide(session, second)
    for each in (session, ReviewSession(session.tables, session.visits, shipped, "Ann")):
        assert [row["sentence_id"] for row in list_decided(each)] == [second, first]


def test_a_theme_is_never_drawn_blind(session):
    narrow(session, sample="random", visit=None, theme="staffing")
    assert (session.sample, session.theme) == ("chosen", "staffing")
    coded = session.tables["codes"].groupby("theme")["sentence_id"].agg(set)["staffing"]
    assert set(list_waiting(session)) <= coded
    narrow(session, sample="random", visit=None, theme="staffing")
    assert (session.sample, session.theme) == ("random", None)


def test_a_letter_narrows_what_waits_and_leaves_it_blind(session):
    press = session.visits["visit_id"].iloc[1]
    everything = list_waiting(session)
    narrow(session, sample="random", visit=press, theme=None)
    assert session.sample == "random"
    assert list_waiting(session) == [sentence for sentence in everything if sentence.startswith(f"{press}/")]


def test_the_goal_counts_blind_decisions_about_the_letter_alone(session):
    visit_id = session.visits["visit_id"].iloc[0]
    machine = session.tables["machine_sentences"].set_index("sentence_id")["stance"]
    first, second, third = [one for one in list_waiting(session) if one.startswith(f"{visit_id}/")][:3]
    other = next(one for one in list_waiting(session) if not one.startswith(f"{visit_id}/"))
    decide(session, first, stance=machine[first])
    decide(session, second, stance="mixed")
    decide(session, third, sample="chosen")
    decide(session, other)
    n_sentences = list_evidence(session.tables, session.visits.head(1)).shape[0]
    assert count_blind(session, visit_id) == Progress(2, 1, n_sentences)


def test_a_share_is_known_to_half_the_width_of_its_wilson_interval():
    # By hand: z * sqrt(p q / n + z^2 / 4 n^2) / (1 + z^2 / n), in points, rounded up.
    for n_agreed, n in ((11, 12), (27, 30), (15, 30), (0, 1)):
        z, p = 1.959964, n_agreed / n
        half = z * (p * (1 - p) / n + z**2 / (4 * n**2)) ** 0.5 / (1 + z**2 / n)
        assert half * 100 <= measure_precision(n_agreed, n) < half * 100 + 1


def test_the_goal_says_what_it_brings_and_is_no_more_than_the_letter_has():
    texts = {"goal_none": "none of {goal}", "goal": "{n}/{goal}: {points}", "goal_then": "then {at_worst}"}
    texts["goal_reached"] = "{n}: {points}"
    assert describe_goal(Progress(0, 0, 20), 30, texts) == "none of 20"
    assert describe_goal(Progress(4, 2, 100), 30, texts) == "4/30: 35 then 17"
    assert describe_goal(Progress(12, 11, 100), 30, texts) == "12/30: 17"
    assert describe_goal(Progress(20, 18, 20), 30, texts) == "20: 14"
