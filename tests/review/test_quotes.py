"""The quotations that people keep: they outlive a rebuild, can be taken out, and nothing that was written is lost."""

import pandas as pd
import pytest

from analysis.build import build
from analysis.review import ReviewError, list_lost_quotes, list_quotes, write_quote

VISIT = "stoke-on-trent-2020-09-29-focused-visit"


@pytest.fixture
def kept(shipped, tables):
    """The tables, the first two sentences of the letter, and a function that keeps one or takes it out."""
    own = tables["sentences"].set_index("sentence_id").loc[[f"{VISIT}/p024/s1", f"{VISIT}/p024/s2"], "text"]

    def keep(sentence_id: str, **given) -> None:
        write_quote(shipped, sentence_id, own[sentence_id], **given)

    return tables, list(own.index), keep


def test_nothing_is_kept_at_first(shipped, kept):
    quotes = list_quotes(kept[0], shipped)
    assert list(quotes.columns) == ["sentence_id", "text", "note", "reviewer", "decided_at"]
    assert quotes.empty


def test_kept_sentences_come_in_the_order_of_keeping_with_their_notes(shipped, kept):
    tables, (first, second), keep = kept
    keep(second, note="  for the   board ", reviewer="Ann")
    keep(first)
    quotes = list_quotes(tables, shipped)
    assert quotes["sentence_id"].tolist() == [second, first]
    assert quotes["note"].iloc[0] == "for the board"
    assert quotes[["note", "reviewer"]].isna().iloc[1].all()
    assert build(shipped).tables["problems"].empty


def test_what_is_taken_out_stays_in_the_file_and_can_be_kept_anew(shipped, kept):
    tables, (first, second), keep = kept
    keep(first, note="strong")
    keep(second)
    before = (shipped.review / "quotes.csv").read_bytes()
    keep(first, keep=False)
    assert list_quotes(tables, shipped)["sentence_id"].tolist() == [second]
    assert (shipped.review / "quotes.csv").read_bytes().startswith(before), "no row is written anew"
    keep(first, note="after all")
    assert list_quotes(tables, shipped)["note"].tolist()[-1] == "after all"


def test_a_quotation_outlives_an_id_that_changes(shipped, kept):
    tables, (first, _), _ = kept
    text = tables["sentences"].set_index("sentence_id").loc[first, "text"]
    write_quote(shipped, f"{VISIT}/p099/s9", text)
    assert list_quotes(tables, shipped)["sentence_id"].tolist() == [first]
    assert build(shipped).tables["problems"].empty


STALE = {"words": f"{VISIT}/p024/s1", "visit": "leeds-2020-01-01-inspection/p001/s1"}


@pytest.mark.parametrize("sentence_id", STALE.values(), ids=STALE)
def test_one_that_fits_no_sentence_is_named_and_left_out(shipped, kept, sentence_id):
    write_quote(shipped, sentence_id, "These words stand nowhere.")
    assert list_quotes(kept[0], shipped).empty
    problems = build(shipped).tables["problems"]
    assert problems[["file", "reason"]].to_numpy().tolist() == [["review/quotes.csv", "review-stale"]]
    assert "Line 2" in problems["detail"].iloc[0]
    (lost,) = list_lost_quotes(kept[0], shipped).itertuples()
    assert (lost.sentence_id, lost.text) == (sentence_id, "These words stand nowhere.")
    assert pd.isna(lost.visit_id) == sentence_id.startswith("leeds"), "the visit on file that it was of"
    write_quote(shipped, sentence_id, "These words stand nowhere.", keep=False)
    assert list_lost_quotes(kept[0], shipped).empty, "it was taken out"


def test_a_quotation_that_was_kept_anew_is_not_lost(shipped, kept):
    tables, (first, _), keep = kept
    write_quote(shipped, first, "As it read before.")
    keep(first)
    assert list_lost_quotes(tables, shipped).empty


def test_keeping_changes_no_coding(shipped, kept):
    tables, (first, _), keep = kept
    keep(first)
    after = build(shipped).tables
    assert [name for name in tables if not tables[name].equals(after[name])] == []


def test_a_file_made_by_hand_in_a_spreadsheet_is_read(shipped, kept):
    tables, (first, _), _ = kept
    text = tables["sentences"].set_index("sentence_id").loc[first, "text"]
    (shipped.review / "quotes.csv").write_bytes(f'Sentence ID;Text\r\n{first};"{text}"\r\n'.encode("utf-8-sig"))
    assert list_quotes(tables, shipped)["sentence_id"].tolist() == [first]


def test_a_file_that_cannot_be_added_to_is_refused_in_plain_words_and_left(shipped, kept):
    _, (first, _), keep = kept
    (shipped.review / "quotes.csv").write_bytes(b"\xff")
    with pytest.raises(ReviewError, match=r"quotes.csv is not UTF-8"):
        keep(first)
    assert (shipped.review / "quotes.csv").read_bytes() == b"\xff"
