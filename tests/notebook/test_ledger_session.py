"""A person decides what became of areas for improvement: order, undo, decisions that are on the disk at once."""

import pandas as pd
import pytest

import analysis
from analysis.build import build
from analysis.compare.again import count_again
from analysis.compare.improvements import follow_improvements
from analysis.compare.words import read_words
from analysis.notebook.choice import choose_visits
from analysis.notebook.review.ledger_page import render_pair
from analysis.notebook.review.ledger_session import (
    HEADLINES,
    PRINTED,
    LedgerSession,
    decide_status,
    list_links,
    list_pairs,
    list_passages,
    list_waiting_pairs,
    undo_last,
)
from analysis.notebook.review.ledger_widget import LedgerPage
from analysis.tables import list_rows


@pytest.fixture
def session(shipped, tables):
    return LedgerSession(tables, choose_visits(tables, folder=shipped), shipped, "Ann")


def test_each_area_of_the_list_and_later_visit_waits_once(session):
    waiting = list_waiting_pairs(session)
    assert len(waiting) == len(set(waiting)) == 6


def test_only_headlines_are_asked_about_where_she_says_so(session):
    items = list_pairs(session.tables, session.visits)["improvement_id"].tolist()
    statuses = ["asked again in part", "not mentioned", "asked again", "mentioned", "still a concern", "now praised"]
    ledger = session.tables["ledger"]
    ledger = ledger.assign(status=ledger["improvement_id"].map(dict(zip(items, statuses, strict=True))))
    session.tables = session.tables | {"ledger": ledger}
    session.lists, session.order = HEADLINES, PRINTED
    waiting = list_waiting_pairs(session)
    assert [one for one, _ in waiting] == [items[index] for index in (0, 2, 4, 5)], "none silent or only mentioned"
    counted = count_again(follow_improvements(session.tables, session.visits))
    assert counted == (1, 1), "what the title counts is among them"
    decide_status(session, waiting[0], "mentioned")
    assert list_waiting_pairs(session) == waiting[1:]


def test_every_status_is_a_headline_or_no_verdict():
    words = read_words()
    no_verdict = {"mentioned", "not mentioned", "not looked at", "not reported"}
    assert set(words["headlines"]) == set(words["ledger"]) - no_verdict


def test_a_decision_is_on_the_disk_at_once_and_in_the_tables_at_the_next_build(session, shipped):
    first, second = list_waiting_pairs(session)[:2]
    decide_status(session, first, "still a concern", note=" read it ")
    row = pd.read_csv(shipped.review / "ledger.csv", dtype=str).iloc[0]
    assert (row["improvement_id"], row["later_visit_id"], row["status"], row["note"]) == (
        *first,
        "still a concern",
        "read it",
    )
    assert list_waiting_pairs(session)[0] == second
    built = build(shipped).tables
    assert len(built["problems"]) == 0
    own = built["ledger"].set_index(["improvement_id", "later_visit_id"]).loc[first]
    assert set(own["status"]) == {"still a concern"} and set(own["source"]) == {"reviewer"}
    assert first not in list_waiting_pairs(LedgerSession(built, session.visits, shipped, "ann")), "nor next time"
    assert first in list_waiting_pairs(LedgerSession(built, session.visits, shipped, "Ben")), "but for another person"


def test_what_is_taken_back_comes_first_and_the_later_answer_counts(session, shipped):
    pair = list_waiting_pairs(session)[0]
    decide_status(session, pair, "now praised")
    assert undo_last(session)["status"] == "now praised"
    assert list_waiting_pairs(session)[0] == pair
    decide_status(session, pair, "mixed")
    assert undo_last(LedgerSession(session.tables, session.visits, shipped, "Ben")) is None
    ledger = build(shipped).tables["ledger"].set_index(["improvement_id", "later_visit_id"])
    assert set(ledger.loc[pair, "status"]) == {"mixed"}


def test_what_she_leaves_for_later_comes_last(session):
    first = list_waiting_pairs(session)[0]
    session.skipped.append(first)
    assert list_waiting_pairs(session)[-1] == first


def test_the_page_sets_the_area_beside_its_passages_with_their_words_marked_and_their_place(session):
    spoken = [pair for pair in list_waiting_pairs(session) if list_passages(session, pair)]
    page = render_pair(session, spoken[0])
    assert page.index("asked for:") < page.index("says:")
    assert "<mark" in page and "¶" in page


def test_clicks_and_keys_decide_and_undo_on_the_real_page(session, shipped):
    page = LedgerPage(session)
    first = page.pair
    page.answers["mixed"].click()
    assert page.pair != first and "Saved" in page.message.value
    page.key.value = "0"
    assert page.pair == first, "undone, and asked again"
    page.key.value = "1"
    rows = pd.read_csv(shipped.review / "ledger.csv", dtype=str)
    assert rows["status"].tolist() == ["mixed", "asked again"]
    page.order.value = "printed"
    page.lists.value = "headlines"
    headlines = list_pairs(session.tables, session.visits, lists=HEADLINES)
    assert page.pair is None or page.pair in list_rows(headlines, "improvement_id", "later_visit_id")
    page.lists.value = "all"
    for _ in range(9):
        if page.pair is not None:
            page.answers["mentioned"].click()
    assert page.pair is None and all(button.disabled for button in page.answers.values())


def test_a_link_is_kept_or_taken_out_on_the_page_with_a_click_or_a_key(session, shipped):
    page = LedgerPage(session)
    linked = [pair for pair in list_waiting_pairs(session) if list_links(session, pair)]
    assert linked, "supervision of 2020 is linked to supervision of 2024"
    while page.pair != linked[0]:
        page.skip.click()
    assert "Is it the same thing?" in page.links.children[0].children[-1].value
    page.key.value = "x"
    assert "You said: another thing" in page.links.children[0].children[-1].value
    later = list_links(session, linked[0])[0].later
    assert (later, linked[0][0]) not in list_rows(build(shipped).tables["threads"], "later", "earlier")
    page.links.children[0].children[0].click()
    rows = pd.read_csv(shipped.review / "threads.csv", dtype=str)
    assert rows["keep"].tolist() == ["no", "yes"]
    built = build(shipped).tables
    assert len(built["problems"]) == 0
    assert dict(zip(built["threads"]["later"], built["threads"]["source"], strict=True))[later] == "reviewer"
    own = built["ledger"].set_index(["improvement_id", "later_visit_id"]).loc[linked[0]]
    assert set(own["status"]) == {"asked again"}


def test_without_a_name_both_sides_are_shown_and_how_to_start(session, shipped, capsys):
    analysis.start_ledger_review(session.tables, session.visits, None, folder=shipped)
    assert not (shipped.review / "ledger.csv").exists()
