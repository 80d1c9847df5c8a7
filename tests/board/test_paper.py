"""What the board is told: sentences computed from the tables, quotations, and what the letters do not bear."""

import pandas as pd
import pytest
from board.papers import NAME, make_hostile

from analysis.base.mendable import MendableError
from analysis.board.kept import Records
from analysis.board.office import clean_label, clean_line, shorten_text, write_office
from analysis.board.paper import compose_paper, list_limits, phrase_voiced
from analysis.board.paper_tables import keep_drawn, list_ledgers, show_balance
from analysis.compare import exhibit_balance, exhibit_ledger, select_visits
from analysis.find import QuestionError


@pytest.fixture(scope="module")
def visits(tables):
    return select_visits(tables, authority="Stoke-on-Trent")


@pytest.fixture(scope="module")
def paper(tables, visits):
    return compose_paper(tables, visits)


def test_the_headlines_count_what_the_tables_hold(paper, tables, visits):
    latest = exhibit_ledger(tables, visits).data
    n_again = (latest["status"] == "asked again in part").sum()
    assert f"{n_again} asked again in part" in paper.headlines[1]
    assert paper.headlines[-1] == "Coded by machine, not yet checked by a person."
    assert sum("not yet checked" in line for line in paper.headlines) == 1


def test_themes_that_the_latest_visit_left_out_are_told_and_named(paper):
    assert any("not a problem solved" in line for line in paper.headlines)
    assert any(line.startswith("Not looked at, as the press reports it") for line in paper.limits)


def test_a_theme_without_findings_is_told_from_one_without_concern(tables, visits):
    balance = exhibit_balance(tables, visits, ["supervision", "permanence"]).data
    voiced, silent = phrase_voiced(balance)
    assert "voice concern on 1 of the 2 themes shown: supervision." in voiced
    assert "no finding speaks of permanence: silence is no verdict" in silent
    quiet = phrase_voiced(balance[balance["theme"] == "supervision"].assign(concern=0, mixed=0, strength=1))
    assert [line for line in quiet if "no finding voices concern" in line] == quiet


@pytest.mark.parametrize(("frameworks", "said"), [(["ILACS", "ILACS"], False), (["SIF", "ILACS"], True)])
def test_visits_of_one_kind_under_two_frameworks_are_unlike(visits, frameworks, said):
    alike = visits.assign(visit_type="inspection", framework=frameworks)
    unlike = any("of different kinds or frameworks" in line for line in list_limits(alike, pd.DataFrame({"turns": []})))
    assert unlike == said


def test_a_press_report_and_a_status_on_one_sentence_are_among_the_limits(paper):
    said = " ".join(paper.limits)
    assert "Known from the press alone: Oct 2024 focused visit (press)" in said
    n_turns = int(paper.statuses.data["turns"].sum())
    assert n_turns
    assert f"{n_turns} of the {len(paper.statuses.data)} statuses" in said


def test_with_one_visit_nothing_is_said_of_change(tables, visits):
    paper = compose_paper(tables, visits.head(1))
    assert any("nothing can be said of change" in line for line in paper.limits)
    assert not len(paper.ledger.data)


def test_without_visits_a_sentence_says_what_to_do(tables, visits):
    with pytest.raises(MendableError, match="put one into data/raw"):
        compose_paper(tables, visits.head(0))


def test_a_theme_that_nobody_knows_is_named(tables, visits):
    with pytest.raises(QuestionError, match="bees"):
        compose_paper(tables, visits, ["bees"])


def test_kept_quotations_stand_with_their_place_and_note(tables, visits):
    sentence = tables["sentences"].iloc[20]
    other = {"sentence_id": "leeds-2020/p001/s1", "text": "x", "note": None}
    own = {"sentence_id": sentence["sentence_id"], "text": sentence["text"], "note": "says it best"}
    paper = compose_paper(tables, visits, records=Records(pd.DataFrame([other, own])))
    (quote,) = paper.quotes.itertuples()
    assert (quote.text, quote.note) == (sentence["text"], "Kept because: says it best")
    assert paper.quoted == "Quotations that people kept."


def test_quotations_of_other_visits_give_way_to_those_that_the_machine_picks(tables, visits):
    other = pd.DataFrame([{"sentence_id": "leeds-2020/p001/s1", "text": "x", "note": None}])
    paper = compose_paper(tables, visits, records=Records(other))
    assert paper.quoted.startswith("No quotation of these visits is kept.")
    assert paper.quotes["label"].iloc[0] == visits["label"].iloc[-1]


def test_a_long_name_leaves_room_for_what_is_said_of_it(tables):
    hostile = make_hostile(tables)
    paper = compose_paper(hostile, select_visits(hostile, authority=NAME))
    assert len(paper.authority) <= 60
    assert "0 of 6 areas" in paper.ledger.title


def test_visits_before_the_latest_have_rows_for_verdicts_alone_and_the_rest_is_counted(tables, visits):
    data = exhibit_ledger(tables, visits).data
    earlier = data.assign(label="Earlier", later_visit_id="earlier")
    (label, told, rest), (_, verdicts, others) = list_ledgers(pd.concat([earlier, data], ignore_index=True))
    assert (label, len(told), rest) == (data["label"].iloc[0], len(data), "")
    assert set(verdicts["status"]) == {"asked again in part"}
    assert "3 not looked at, as the press reports it" in others


def test_what_was_not_looked_at_is_no_zero(tables, visits):
    shown = show_balance(exhibit_balance(tables, visits, ["permanence"]).data)
    assert shown["label"].iloc[-1] == "Oct 2024 focused visit (press): not looked at, as the press reports it"


def test_what_has_no_room_is_said():
    data = pd.DataFrame([{"theme": theme, "label": label} for theme in "abc" for label in ("2015", "2018", "2020")])
    shown, missing = keep_drawn(data, "theme", rows=2, visits=2)
    assert list(shown["label"]) == ["2015", "2020"] * 2
    assert missing == "Left out, for want of room: 1 of 3 themes, 1 of 3 visits. All are in the notes."
    assert keep_drawn(data, "theme", rows=3, visits=3)[1] == ""


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\u202eb\u200f", "ab"),
        ("a\x00b\x0bc\ud800", "ab c"),
        ("a\nb\tc", "a b c"),
        ("<b>&amp;", "<b>&amp;"),
        ("é ’ 5%", "é ’ 5%"),
    ],
)
def test_only_what_office_cannot_hold_and_what_turns_the_writing_is_taken_out(text, clean):
    assert clean_line(text) == clean


@pytest.mark.parametrize("label", ["=1+1", "+1", "-1", "@x", "{=1}", "http://x", "mailto:x"])
def test_no_label_is_a_formula_or_a_link_of_the_data_behind_a_chart(label):
    assert clean_label(label) == f" {label}"


def test_a_cut_text_shows_that_it_is_cut():
    assert shorten_text("plans " * 9, 20) == "plans plans plans …"
    assert shorten_text("x" * 30, 20).endswith("…")
    assert len(shorten_text("x" * 30, 20)) <= 20


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "taken").write_text("")
    with pytest.raises(MendableError, match=r"slides\.pptx cannot be written"):
        write_office(lambda stream: stream.write(b"x"), tmp_path / "taken" / "slides.pptx")
    (tmp_path / "open.docx").mkdir()
    with pytest.raises(MendableError, match=r"open\.docx cannot be written .* close it"):
        write_office(lambda stream: stream.write(b"x"), tmp_path / "open.docx")
