"""A reviewer at work: order, blindness, decisions that are on the disk at once."""

import pandas as pd
import pytest

from analysis.build import build
from analysis.coding import read_codebook
from analysis.notebook.choice import choose_visits
from analysis.notebook.review.order import list_evidence, order_sentences, weigh_sentences
from analysis.notebook.review.page import mark_cues, mark_sentence, render_comparison, render_context
from analysis.notebook.review.session import (
    ReviewSession,
    find_machine_coding,
    list_waiting,
    make_decision,
    save_decision,
)
from analysis.notebook.review.widget import ReviewPage


@pytest.fixture
def session(shipped):
    tables = build(shipped).tables
    return ReviewSession(tables, choose_visits(tables, folder=shipped), shipped.review, "Ann")


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
    again = ReviewSession(built, session.visits, shipped.review, "ann")
    assert first not in list_waiting(again), "nor in her next session"
    assert first in list_waiting(ReviewSession(built, session.visits, shipped.review, "Ben")), (
        "but for a second reviewer"
    )


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


def test_a_decision_that_cannot_be_written_stays_on_the_page_until_it_can(session, shipped):
    page = ReviewPage(session, read_codebook())
    (shipped.review / "coding.csv").write_bytes(b"\xff")
    first, page.stance.value = page.sentence_id, "concern"
    page.save.click()
    assert "Not saved:</b> coding.csv is not UTF-8" in page.message.value
    assert (page.sentence_id, page.stance.value) == (first, "concern")
    (shipped.review / "coding.csv").unlink()
    page.save.click()
    assert list(pd.read_csv(shipped.review / "coding.csv")["sentence_id"]) == [first]


def test_blind_means_that_the_machines_coding_is_nowhere_on_the_page(session):
    page = ReviewPage(session, read_codebook())
    assert page.machine.value == ""
    assert not any(box.value for box in page.themes.values())
    assert page.stance.value is None
    page.save.click()
    assert "Choose a stance" in page.message.value
    page.stance.value = "concern"
    first = page.sentence_id
    page.save.click()
    assert page.sentence_id != first
    assert "the machine" in page.message.value
    assert session.decisions[0]["sample"] == "random"


def test_mending_begins_with_the_machines_coding_and_one_click_accepts_it(session):
    page = ReviewPage(session, read_codebook())
    page.order.value = "chosen"
    machine = find_machine_coding(session, page.sentence_id)
    assert machine.stance in page.machine.value
    page.save.click()
    decision = session.decisions[0]
    assert (decision["stance"], decision["sample"]) == (machine.stance, "chosen")
    assert set(decision["themes"].split(";")) - {"-"} == set(machine.themes)
    assert "say the same" in page.message.value
    page.back.click()
    page.themes["court"].value = True
    page.save.click()
    page.back.click()
    assert page.themes["court"].value, "what she said last stands in the form"
    assert "court" in session.decisions[1]["themes"]


def test_a_sentence_stands_marked_in_its_paragraph_with_visit_and_place(session):
    sentence = f"{session.visits['visit_id'].iloc[0]}/p024/s1"
    page = render_context(session, sentence)
    assert "<b>Sep 2020 focused visit</b>, under “Findings”, ¶24 (finding)" in page
    assert ">Permanence panels are held to make decisions for permanency for children.</mark> Despite this" in page


def test_text_is_shown_as_it_stands():
    assert "&lt;script&gt;" in mark_sentence("<script>. Next.", "Next.")
    codes = pd.DataFrame({"start": [0], "end": [3], "cue": ["<b>"]})
    assert mark_cues("<b> x", codes).endswith("&lt;b&gt;</span> x")


def test_the_last_decision_is_set_beside_the_machines(session):
    sentence = list_waiting(session)[0]
    decision = make_decision(
        session, sentence, themes=["private_fostering"], stance="mixed", direction="none", sample="random"
    )
    said = render_comparison(decision, find_machine_coding(session, sentence))
    assert "you say Private fostering; mixed; direction none; the machine says" in said


def test_the_adjudicator_is_shown_what_reviewers_differ_on_and_what_they_say(session, shipped):
    first, second = list_waiting(session)[:2]
    decide(session, first, stance="mixed")
    decide(session, second)
    ben = ReviewSession(session.tables, session.visits, shipped.review, "Ben")
    decide(ben, first, stance="strength")
    decide(ben, second)
    built = build(shipped).tables
    page = ReviewPage(ReviewSession(built, session.visits, shipped.review, "adjudicated"), read_codebook())
    assert list_waiting(page.session) == [first]
    assert "<b>Ann</b>: Independent review and challenge; mixed; direction none" in page.machine.value
    assert "<b>Ben</b>: Independent review and challenge; strength; direction none" in page.machine.value
    page.stance.value = "mixed"
    page.save.click()
    assert "No sentence waits" in page.context.value
    settled = build(shipped).tables
    assert settled["sentences"].set_index("sentence_id").loc[first, "stance"] == "mixed"
    assert not len(settled["problems"])
