"""What the council does, kept quotations and the frame, as slides and report show them."""

from datetime import date

import pandas as pd
import pytest
from docx import Document
from pptx import Presentation

from analysis.board import write_report, write_slides
from analysis.board.kept import Records, collect_records
from analysis.board.paper import MOST_THEMES, compose_paper
from analysis.compare import describe_responses, exhibit_ledger, list_answered, read_labels, select_visits
from analysis.review import list_responses, write_decisions, write_quote

AS_OF = date(2026, 6, 1)


@pytest.fixture
def visits(tables):
    return select_visits(tables, authority="Stoke-on-Trent")


@pytest.fixture
def responses(tables, shipped):
    """What the council does about the first four areas for improvement of the first letter and one of the second."""
    rows = tables["improvements"][["improvement_id", "text"]].iloc[[0, 1, 2, 3, 6]]
    rows = rows.rename(columns={"text": "improvement_text"})
    said = [
        {"text": "Plans are audited", "accepted": "yes", "owner": "Head of service", "due": "31/03/2026"},
        {"text": "=SUM(1) <b>later</b>\u202e", "accepted": "in part", "due": "2026-12-31"},
        {"accepted": "no", "due": "2026-01-31"},
        {"text": "Recorded", "accepted": "yes", "due": "2026-01-31", "done": "2026-02-10"},
        {"text": "Visits are counted", "due": "2025-11-30"},
    ]
    for row, response in zip(rows.to_dict("records"), said, strict=True):
        write_decisions(shipped.review, [row | response], "responses.csv")
    return list_responses(tables, shipped, AS_OF)


def test_without_responses_the_ledger_is_as_it_was(tables, visits, shipped):
    plain, empty = exhibit_ledger(tables, visits), list_responses(tables, shipped, AS_OF)
    for responses in (None, empty):
        ledger = exhibit_ledger(tables, visits, responses=responses)
        assert list(ledger.table.columns) == list(plain.table.columns)
        assert list(ledger.data.columns) == list(plain.data.columns)
        assert describe_responses(tables, visits, responses) == ""
        assert list_answered(tables, visits, responses).empty


def test_responses_stand_beside_the_areas_of_the_ledger(tables, visits, responses):
    ledger = exhibit_ledger(tables, visits, responses=responses)
    for table in (ledger.data, ledger.table):
        beside = table.set_index("improvement")[["response", "due"]]
        assert beside.iloc[0].tolist() == [
            "Accepted. Plans are audited. Owner: Head of service.",
            "overdue since 31 March 2026",
        ]
        assert beside["due"].iloc[1:4].tolist() == [
            "due 31 December 2026",
            "due 31 January 2026",
            "done on 10 February 2026",
        ]
        assert beside["response"].iloc[2] == "Not accepted."
        assert beside.iloc[4:].isna().all(axis=None)


def test_what_is_overdue_longest_stands_first_and_what_is_done_last(tables, visits, responses):
    answered = list_answered(tables, visits, responses)
    assert answered["due"].tolist() == [
        "overdue since 30 November 2025",
        "overdue since 31 March 2026",
        "due 31 January 2026",
        "due 31 December 2026",
        "done on 10 February 2026",
    ]
    assert answered["status_label"].isna().tolist() == [True, False, False, False, False], "no visit follows the latest"
    assert describe_responses(tables, visits, responses) == (
        "The council has answered 5 of the 10 areas for improvement: 2 overdue, the longest since 30 November 2025; "
        "1 done; 1 not accepted."
    )


def test_slides_have_a_slide_on_what_the_council_does_and_say_it_first(tables, visits, responses, tmp_path):
    records = Records(responses=responses, as_of=AS_OF)
    deck = Presentation(str(write_slides(tables, visits, None, tmp_path / "slides.pptx", records)))
    assert len(deck.slides) == 8
    first = "\n".join(shape.text_frame.text for shape in deck.slides[0].shapes if shape.has_text_frame)
    assert "2 overdue, the longest since 30 November 2025" in first
    table = next(shape.table for shape in deck.slides[3].shapes if shape.has_table)
    heads, *rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert heads == ["Area for improvement", "Later letters", "The council's response", "Due"]
    assert rows[0][1:] == ["none on file", "Visits are counted.", "overdue since 30 November 2025"]
    notes = deck.slides[3].notes_slide.notes_text_frame.text
    assert all(text in notes for text in ("Plans are audited", "=SUM(1) <b>later</b>", "Recorded"))
    assert "\u202e" not in notes


def test_the_report_has_a_table_of_what_the_council_does(tables, visits, responses, tmp_path):
    records = Records(responses=responses, as_of=AS_OF)
    report = Document(str(write_report(tables, visits, None, tmp_path / "report.docx", records)))
    assert "What the council does about them" in [p.text for p in report.paragraphs if p.style.name == "Heading 2"]
    tables_of = [[[cell.text for cell in row.cells] for row in table.rows] for table in report.tables]
    (own,) = [rows for rows in tables_of if "The council's response" in rows[0]]
    assert [row[3] for row in own[1:]] == list_answered(tables, visits, responses)["due"].tolist()
    assert [row[2] for row in own if "SUM" in row[2]] == ["Accepted in part. =SUM(1) <b>later</b>."]
    assert any("as it stood on 1 June 2026" in p.text for p in report.paragraphs)


def test_a_report_without_responses_says_so(tables, visits, tmp_path):
    report = Document(str(write_report(tables, visits, None, tmp_path / "report.docx")))
    assert "No response of the council is on file." in [p.text for p in report.paragraphs]


def test_a_response_on_the_only_visit_is_shown(tables, visits, responses, tmp_path):
    paper = compose_paper(tables, visits.tail(1), records=Records(responses=responses, as_of=AS_OF))
    assert paper.answered["response"].tolist() == ["Visits are counted."]
    assert not len(paper.ledger.data)


def test_kept_quotations_come_in_her_order_with_note_and_those_that_changed_are_named(
    tables, visits, shipped, tmp_path
):
    own = tables["sentences"].iloc[[30, 20]]
    for (sentence_id, text), note in zip(own[["sentence_id", "text"]].to_numpy(), ("first", ""), strict=True):
        write_quote(shipped, sentence_id, text, note=note, reviewer="Ann")
    write_quote(shipped, own["sentence_id"].iloc[0].rsplit("/", 1)[0] + "/s9", "Words that the letter had before.")
    records = collect_records(tables, shipped, AS_OF)
    deck = Presentation(str(write_slides(tables, visits, None, tmp_path / "slides.pptx", records)))
    report = Document(str(write_report(tables, visits, None, tmp_path / "report.docx", records)))
    quotes = [p.text for p in report.paragraphs if p.style.name == "Quote"]
    assert quotes == [f"“{text}”" for text in own["text"]]
    said = "\n".join(shape.text_frame.text for shape in deck.slides[5].shapes if shape.has_text_frame)
    assert said.index(own["text"].iloc[0]) < said.index(own["text"].iloc[1])
    assert "Kept because: first." in said
    assert "has other words now: 1 (see the notes)" in said and "Words that the letter had" not in said
    assert "“Words that the letter had before.”" in deck.slides[5].notes_slide.notes_text_frame.text
    assert any("has other words now: a quotation kept of the Sep 2020" in p.text for p in report.paragraphs)


def test_a_quotation_kept_in_other_words_says_so(tables, visits):
    sentence = tables["sentences"].iloc[20]
    kept = pd.DataFrame([{"sentence_id": sentence["sentence_id"], "text": "As the paper had it.", "note": None}])
    (quote,) = compose_paper(tables, visits, records=Records(kept)).quotes.itertuples()
    assert (quote.text, quote.note) == (sentence["text"], "It was kept as “As the paper had it.”")


def test_slides_and_report_say_on_which_frame_they_stand(tables, visits, tmp_path):
    deck = Presentation(str(write_slides(tables, visits.tail(1), None, tmp_path / "slides.pptx")))
    report = Document(str(write_report(tables, visits.tail(1), None, tmp_path / "report.docx")))
    frame = "since the Oct 2024 focused visit (press): 1; earlier ones on file, left out: 1."
    assert any(frame in shape.text_frame.text for shape in deck.slides[0].shapes if shape.has_text_frame)
    assert all(frame in slide.notes_slide.notes_text_frame.text for slide in deck.slides)
    assert report.paragraphs[1].text.endswith(frame)


def test_of_all_themes_the_first_are_shown_and_the_others_are_said_to_be_in_the_workbook(tables, visits, tmp_path):
    themes = list(read_labels())
    paper = compose_paper(tables, visits, themes)
    assert paper.statuses.data["theme"].unique().tolist() == themes[:MOST_THEMES]
    assert f"the first {MOST_THEMES} of the {len(themes)} themes chosen" in paper.shown
    report = Document(str(write_report(tables, visits, themes, tmp_path / "report.docx")))
    assert paper.shown in [p.text for p in report.paragraphs]
