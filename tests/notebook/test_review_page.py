"""The review page as a widget, without a browser: what it shows, and what it does when something is pressed."""

import json

import pandas as pd
import pytest

from analysis.build import build
from analysis.find import QuestionError
from analysis.notebook.choice import choose_visits
from analysis.notebook.review import open_sentence, start_review
from analysis.notebook.review import session as session_module
from analysis.notebook.review.page import describe_machine, describe_sentence, list_spans, split_pieces
from analysis.notebook.review.reviewer import parse_name, read_reviewer
from analysis.notebook.review.session import ReviewSession, find_machine_coding, list_waiting
from analysis.notebook.review.widget import ReviewPage, read_form
from analysis.review import ReviewError

VISIT = "stoke-on-trent-2020-09-29-focused-visit"
PANELS = f"{VISIT}/p024/s1"


@pytest.fixture
def page(tables, shipped):
    return make_page(tables, shipped)


def make_page(tables, shipped, reviewer="Ann", **given) -> ReviewPage:
    visits = choose_visits(tables, folder=shipped)
    return ReviewPage(ReviewSession(tables, visits, shipped, reviewer, **given))


def press(page: ReviewPage, do: str, **given) -> dict:
    """Press something on the page, as form.js tells it, and return what is shown then."""
    page.handle({"do": do, **given})
    return page.form.page


def save(page: ReviewPage, **given) -> dict:
    answer = {"themes": ["review"], "stance": "concern", "direction": "none", "note": ""} | given
    return press(page, "save", turn=page.turn, **answer)


def read_rows(shipped) -> pd.DataFrame:
    return pd.read_csv(shipped.review / "coding.csv", dtype=str)


def test_blind_means_that_the_machines_coding_is_nowhere_on_the_page(page, tables):
    shown = page.form.page
    assert shown["blind"]
    assert not shown["machine"]
    assert shown["answer"] == {"themes": [], "stance": None, "direction": "none", "note": ""}
    assert {kind for _, kind in shown["pieces"]} <= {"", "sentence"}
    changed = tables | {"machine_sentences": tables["machine_sentences"].assign(stance="mixed", direction="worsening")}
    assert make_page(changed, page.session.folder).form.page == shown, "another coding, the same page"


def test_what_stands_on_top_in_a_blind_drawing_is_that_of_the_letter(page):
    likely = set()
    for _ in range(5):
        if page.sentence_id.startswith(VISIT):
            likely.add(tuple(page.form.page["likely"]))
        press(page, "later", turn=page.turn)
    assert len(likely) == 1


def test_a_stance_is_needed_and_the_last_decision_is_set_beside_the_machines(page, shipped):
    first = page.sentence_id
    assert save(page, stance=None)["message"] == "Choose a stance first."
    shown = save(page, themes=["private_fostering"], stance="mixed", note=" why ")
    assert shown["message"].startswith("Saved. You say Private fostering; mixed; direction none; the machine says ")
    assert page.sentence_id != first
    row = read_rows(shipped).iloc[0]
    assert (row["sentence_id"], row["sample"], row["note"]) == (first, "random", "why")


def test_what_is_pressed_twice_is_done_once(page, shipped):
    turn = page.turn
    save(page)
    page.handle({"do": "save", "turn": turn, "themes": [], "stance": "concern", "direction": "none", "note": ""})
    assert len(read_rows(shipped)) == 1


def test_mending_begins_with_the_machines_coding_and_one_key_accepts_it(page, shipped):
    shown = press(page, "narrow", order="chosen", visit="", theme="")
    machine = find_machine_coding(page.session, page.sentence_id)
    assert (shown["answer"]["themes"], shown["answer"]["stance"]) == (machine.themes, machine.stance)
    assert shown["machine"] == describe_machine(machine)
    assert set(machine.themes) <= set(shown["likely"])
    shown = save(page, **shown["answer"])
    assert shown["message"].startswith("Saved. You and the machine say the same: ")
    assert read_rows(shipped)["sample"].tolist() == ["chosen"]


def test_near_misses_stand_behind_what_the_machine_coded(page):
    shown = press(page, "ask", text=PANELS)
    coded = find_machine_coding(page.session, PANELS).themes
    assert shown["likely"][: len(coded)] == coded
    assert len(shown["likely"]) <= read_form()["most_likely"]


def test_back_shows_the_last_decision_and_then_the_one_before_it(page, shipped):
    assert "nothing to go back to" in press(page, "back")["message"]
    first = page.sentence_id
    save(page, stance="mixed")
    second = page.sentence_id
    save(page, stance="strength")
    assert press(page, "back")["answer"]["stance"] == "strength"
    assert page.sentence_id == second
    shown = press(page, "back")
    assert (page.sentence_id, shown["answer"]["stance"], shown["answer"]["themes"]) == (first, "mixed", ["review"])
    save(page, stance="neutral")
    assert read_rows(shipped)["stance"].tolist() == ["mixed", "strength", "neutral"]
    assert read_rows(shipped)["sample"].tolist() == ["random", "random", "chosen"], "she has seen the machine's by now"


def test_a_decision_is_revised_from_the_list(page):
    first = page.sentence_id
    save(page)
    save(page)
    said = page.form.page["decisions"][1]
    assert (said["sentence_id"], said["said"]) == (first, "Independent review and challenge; concern; direction none")
    assert press(page, "revise", sentence_id=first)["message"].startswith("You said this before")
    save(page, stance="strength")
    assert page.form.page["decisions"][0]["sentence_id"] == first, "the newest first"


def test_a_file_that_cannot_be_added_to_is_named_and_nothing_in_the_form_is_lost(page, shipped, monkeypatch):
    (shipped.review / "coding.csv").write_bytes(b"\xff")
    before = page.form.page
    shown = save(page)
    assert shown["message"].startswith("Not saved: coding.csv is not UTF-8")
    assert (shown["wrong"], shown["turn"]) == (True, before["turn"]), (
        "the form keeps what it holds while the turn stays"
    )
    (shipped.review / "coding.csv").unlink()
    monkeypatch.setattr(session_module, "write_decisions", _refuse)
    assert save(page)["message"] == "Not saved: [Errno 28] No space left on device."
    monkeypatch.undo()
    save(page)
    assert len(read_rows(shipped)) == 1


def _refuse(*_given) -> None:
    raise OSError(28, "No space left on device")


def test_the_page_takes_a_sentence_by_its_id_by_a_link_and_by_its_words(page, tables):
    words = "Permanence panels are held to make decisions"
    for asked in (
        PANELS,
        f"http://127.0.0.1/x.ipynb?y#review={PANELS}",
        PANELS.replace("/", "%2F"),
        words,
        f" {words} ",
    ):
        assert press(page, "ask", text=asked) and page.sentence_id == PANELS, asked
        press(page, "later", turn=page.turn)
    assert page.form.page["blind"], "after it the drawing goes on"
    shown = press(page, "ask", text="permanen*")
    assert shown["message"] == f"{len(shown['hits'])} sentences hold it; press one to decide about it."
    assert press(page, "revise", sentence_id=shown["hits"][0]["sentence_id"])["hits"] == []


def test_what_was_asked_for_is_never_drawn_blind(page):
    shown = press(page, "ask", text=PANELS)
    assert not shown["blind"]
    save(page)
    assert page.session.decisions[0]["sample"] == "chosen"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (f"{VISIT}/p999/s1", f"There is no sentence '{VISIT}/p999/s1' on file; its letter may have been read anew"),
        ("lighthouse keepers", "No sentence of these letters holds 'lighthouse keepers'."),
        ("child* NEAR", "the words 'child* NEAR' cannot be read"),
    ],
)
def test_what_cannot_be_found_is_one_sentence_and_the_page_stays(page, asked, said):
    before = page.form.page
    shown = press(page, "ask", text=asked)
    assert shown["message"].startswith(said)
    assert shown["wrong"]
    assert shown["turn"] == before["turn"]


def test_a_page_on_which_nothing_waits_says_so(page):
    page.session.orders["random"] = []
    assert press(page, "later", turn=page.turn)["empty"] == "No sentence waits for you."
    assert save(page)["empty"], "and what is pressed there does nothing"
    assert press(page, "ask", text=PANELS)["empty"] == ""


def test_the_adjudicator_is_shown_what_reviewers_differ_on_and_what_they_say(page, tables, shipped):
    first = page.sentence_id
    save(page, stance="mixed")
    save(page)
    ben = make_page(tables, shipped, "Ben")
    save(ben, stance="strength")
    save(ben)
    judge = make_page(build(shipped).tables, shipped, "adjudicated")
    assert list_waiting(judge.session) == [first]
    assert judge.form.page["reviews"] == [
        "Ann: Independent review and challenge; mixed; direction none",
        "Ben: Independent review and challenge; strength; direction none",
    ]
    assert save(judge, stance="mixed")["empty"] == "No sentence waits for you."
    settled = build(shipped).tables
    assert settled["sentences"].set_index("sentence_id").loc[first, "stance"] == "mixed"
    assert not len(settled["problems"])


def test_a_sentence_stands_marked_in_its_paragraph_with_authority_visit_and_place(page):
    shown = describe_sentence(page.session, PANELS)
    assert shown["place"] == "Stoke-on-Trent, Sep 2020 focused visit, under “Findings”, ¶24 (finding)"
    marked = {kind: text for text, kind in shown["pieces"]}
    assert marked["sentence"] == "Permanence panels are held to make decisions for permanency for children."
    assert marked[""].startswith(" Despite this")
    assert shown["link"].startswith("../data/raw/stoke-on-trent%20focused%20visit")


def test_every_word_of_the_paragraph_is_shown_as_it_stands():
    text = "<b>Plans</b> lag. Plans lag."
    pieces = split_pieces(text, "Plans lag.", [(0, 5), (2, 9)])
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, kind in pieces if kind == "cue"] == ["Plans lag"]


def test_words_that_tell_nothing_are_not_marked_and_not_quoted():
    codes = pd.DataFrame({"start": [0, 4], "end": [3, 9], "cue": ["The", "panel"]})
    assert list_spans(codes) == [(4, 9)]


def test_a_review_starts_as_a_chart_names_it(tables, shipped, capture):
    visits = choose_visits(tables, folder=shipped)
    start_review(tables, visits, " Ann ", theme="Staffing", visit="oct 2024 focused visit (press)", folder=shipped)
    form = capture[0]
    chosen = {name: choice["value"] for name, choice in form.page["choices"].items()}
    assert chosen == {"order": "chosen", "visit": visits["visit_id"].iloc[1], "theme": "staffing"}
    assert (repr(form), read_reviewer(shipped)) == ("ReviewForm()", "Ann")
    with pytest.raises(ReviewError, match="no visit that is compared is called 'May 1999'; there are Sep 2020"):
        start_review(tables, visits, "Ann", visit="May 1999", folder=shipped)
    with pytest.raises(QuestionError, match="did you mean Staffing"):
        start_review(tables, visits, "Ann", theme="Stafing", folder=shipped)


@pytest.fixture
def capture(monkeypatch):
    shown = []
    monkeypatch.setattr("analysis.notebook.review.display", shown.append)
    return shown


def test_one_sentence_asks_for_the_name_once_and_corrects_the_machine(tables, shipped):
    form = open_sentence(tables, PANELS, folder=shipped)
    page = form.page
    assert (page["asks_name"], page["reviewer"], page["choices"]) == (True, "", {})
    assert tell(form, "save", turn=page["turn"], **page["answer"])["message"].startswith("Give your name first")
    assert tell(form, "name", name="  ")["message"].startswith("the name is empty")
    assert tell(form, "name", name="Smith, Ann; x")["reviewer"] == "Smith, Ann; x"
    shown = tell(form, "save", turn=page["turn"], **(page["answer"] | {"stance": "mixed"}))
    assert shown["message"].startswith("Saved. You say ")
    assert shown["answer"]["stance"] == "mixed"
    row = read_rows(shipped).iloc[0]
    assert (row["reviewer"], row["sample"], row["stance"]) == ("Smith, Ann; x", "chosen", "mixed")
    again = open_sentence(build(shipped).tables, PANELS, folder=shipped).page
    assert (again["reviewer"], again["answer"]["stance"]) == ("Smith, Ann; x", "mixed")


def tell(form, do: str, **given) -> dict:
    """Tell the kernel what was pressed, the way the browser does."""
    form._handle_custom_msg({"do": do, **given}, [])
    return form.page


def test_one_sentence_that_is_gone_is_a_mistake_that_says_so(tables, shipped):
    with pytest.raises(ReviewError, match="There is no sentence 'x/p001/s1' on file"):
        open_sentence(tables, "x/p001/s1", folder=shipped)


@pytest.mark.parametrize("name", ["", "  ", "=1+1", "@x"])
def test_a_name_that_is_none_or_a_formula_is_refused(name):
    with pytest.raises(ReviewError):
        parse_name(name)


def test_every_stance_and_direction_has_a_key_of_its_own():
    keys = read_form()["keys"]
    used = [*keys["stance"].values(), *keys["direction"].values(), keys["later"], keys["others"]]
    assert len(set(used)) == len(used)


def test_what_is_shown_can_be_sent_to_a_browser(page):
    for _ in range(3):
        json.dumps([page.form.fixed, page.form.page])
        save(page)
