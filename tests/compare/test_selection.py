"""Which visits are compared, and what they are called."""

import pandas as pd
import pytest

from analysis.base.folder import FolderError
from analysis.base.settings import Settings, read_settings
from analysis.compare import describe_visits, pick_visit, select_visits, summarise_left_out
from analysis.compare.selection import label_visits
from analysis.find import QuestionError
from analysis.notebook.choice import choose, choose_visits, resolve_choice


def visits_of(*rows: dict) -> pd.DataFrame:
    base = {
        "authority": "Leeds", "framework": "ILACS", "visit_type": "focused visit", "source_type": "letter",
        "superseded_by": None, "date_precision": "day",
    }  # fmt: skip
    base |= {"scope": None, "file": "letter.pdf"}
    frame = pd.DataFrame([base | {"visit_id": f"v{i}", "same_visit": f"v{i}"} | row for i, row in enumerate(rows)])
    return frame.assign(start_date=pd.to_datetime(frame["start_date"]))


def chosen(*rows: dict, **options) -> list[str]:
    return list(select_visits({"visits": visits_of(*rows)}, authority="Leeds", **options)["visit_id"])


def test_visits_come_in_order_of_date_from_the_first_on():
    rows = ({"start_date": "2022-05-01"}, {"start_date": "2019-05-01"}, {"start_date": "2021-05-01"})
    assert chosen(*rows) == ["v1", "v2", "v0"]
    assert chosen(*rows, first="v2") == ["v2", "v0"]


@pytest.mark.parametrize(
    "row",
    [
        {"start_date": None},
        {"start_date": "2022-05-01", "superseded_by": "v0"},
        {"start_date": "2022-05-01", "framework": "SEND"},
        {"start_date": "2022-05-01", "framework": "JTAI"},
        {"start_date": "2022-05-01", "authority": "York"},
    ],
)
def test_what_leaves_every_comparison(row):
    assert chosen({"start_date": "2020-05-01"}, row) == ["v0"]


def test_a_framework_that_is_left_out_can_be_chosen():
    rows = ({"start_date": "2020-05-01"}, {"start_date": "2022-05-01", "framework": "JTAI"})
    assert chosen(*rows, left_out_frameworks=()) == ["v0", "v1"]


def test_no_two_labels_are_alike():
    visits = visits_of(
        {"start_date": "2022-05-03"},
        {"start_date": "2022-05-17"},
        {"start_date": "2022-05-17", "visit_id": "v9"},
        {"start_date": "2022-05-17", "source_type": "press"},
    )
    labels = label_visits(visits)
    assert labels == [
        "3 May 2022 focused visit",
        "17 May 2022 focused visit",
        "17 May 2022 focused visit (2)",
        "May 2022 focused visit (press)",
    ]


def test_with_one_visit_a_sentence_says_that_nothing_can_be_compared():
    visits = select_visits({"visits": visits_of({"start_date": "2020-05-01"})}, authority="Leeds")
    assert "Only one visit to Leeds is compared" in describe_visits(visits)
    assert "nothing to compare" in describe_visits(visits[:0])


def test_of_many_visits_a_sentence_counts_the_later_ones_and_names_the_latest():
    rows = [{"start_date": f"20{year}-05-01"} for year in range(16, 26)]
    visits = select_visits({"visits": visits_of(*rows)}, authority="Leeds")
    assert describe_visits(visits) == (
        "Leeds: the focused visit of 1 May 2016 is compared with nine later visits, the latest of them the focused "
        "visit of 1 May 2025."
    )


def test_the_latest_visit_is_picked_unless_another_is_named():
    visits = visits_of({"start_date": "2020-05-01"}, {"start_date": "2022-05-01"})
    visits = select_visits({"visits": visits}, authority="Leeds")
    assert pick_visit(visits)["visit_id"].tolist() == ["v1"]
    assert pick_visit(visits, "v0")["visit_id"].tolist() == ["v0"]
    assert pick_visit(visits, "may 2020")["visit_id"].tolist() == ["v0"]
    assert not len(pick_visit(visits[:0]))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("v7", "'v7' is not among .* they are May 2020 .*, 3 May"),
        ("2022", "fits several .* they are 3 May"),
        ("/", "is not"),
    ],
)
def test_a_visit_that_is_not_compared_is_refused_with_the_list(typed, said):
    visits = visits_of({"start_date": "2020-05-01"}, {"start_date": "2022-05-03"}, {"start_date": "2022-05-17"})
    with pytest.raises(QuestionError, match=said):
        pick_visit(select_visits({"visits": visits}, authority="Leeds"), typed)


def test_the_choice_is_kept_in_settings(shipped, tables):
    first = "stoke-on-trent-2024-10-focused-visit-press"
    choose(tables, "City of Stoke-on-Trent", first, folder=shipped)
    assert read_settings(shipped) == Settings("Stoke-on-Trent", first)


def test_an_authority_or_visit_that_is_not_on_file_is_refused(shipped, tables):
    with pytest.raises(FolderError, match="on file: Stoke-on-Trent"):
        choose(tables, "Leeds", folder=shipped)
    with pytest.raises(QuestionError, match="they are Sep 2020 focused visit"):
        choose(tables, "", "leeds-2020", folder=shipped)


def test_without_settings_the_shipped_letter_comes_first(shipped, tables):
    assert read_settings(shipped).first == "stoke-on-trent-2020-09-29-focused-visit"


def test_a_choice_that_is_gone_falls_back_to_what_is_on_file():
    tables = {"visits": visits_of({"start_date": "2021-05-01", "source_type": "press"}, {"start_date": "2022-05-01"})}
    assert resolve_choice(tables, Settings("Stoke-on-Trent", "gone")) == Settings("Leeds", "v1")
    assert resolve_choice({"visits": visits_of({"start_date": None})}, Settings()) == Settings(None, None)


LEEDS = (
    {"start_date": "2020-05-01", "file": "letter.pdf"},
    {"start_date": "2021-05-01", "framework": "JTAI", "file": "jtai.pdf"},
    {"start_date": "2022-05-01", "framework": "SEND", "file": "send.pdf"},
    {
        "start_date": "2022-06-01",
        "source_type": "press",
        "superseded_by": "v4",
        "same_visit": "v4",
        "file": "press.txt",
    },
    {"start_date": "2022-06-01", "file": "later.pdf"},
    {"start_date": None, "file": "undated.txt"},
    {"start_date": "2018-05-01", "file": "old.pdf"},
    {"start_date": "2020-05-01", "authority": "York", "file": "york.pdf"},
    {"start_date": "2020-05-01", "authority": None, "file": "whose.pdf"},
)


def test_each_document_that_is_not_compared_is_named_with_its_reason():
    tables = {"visits": visits_of(*LEEDS)}
    left_out = summarise_left_out(tables, select_visits(tables, authority="Leeds", first="v0"))
    reasons = left_out.data.set_index("file")
    assert list(reasons.index) == ["jtai.pdf", "send.pdf", "press.txt", "undated.txt", "old.pdf", "whose.pdf"]
    assert 'also="JTAI"' in reasons.loc["jtai.pdf", "to_include"]
    assert "later.pdf" in reasons.loc["press.txt", "why"]
    assert "older" in reasons.loc["old.pdf", "why"]
    assert left_out.text == "Six documents are on file and not compared."


def test_what_is_left_out_is_compared_once_it_is_chosen(shipped):
    tables = {"visits": visits_of(*LEEDS)}
    choose(tables, "Leeds", "v0", folder=shipped)
    assert list(choose_visits(tables, folder=shipped)["visit_id"]) == ["v0", "v4"]
    assert choose(tables, also="jtai", folder=shipped) == Settings("Leeds", "v0", ("JTAI",))
    visits = choose_visits(tables, folder=shipped)
    assert list(visits["visit_id"]) == ["v0", "v1", "v4"]
    assert "jtai.pdf" not in set(summarise_left_out(tables, visits).data["file"])
    assert choose(tables, "Leeds", "v0", folder=shipped).also == ("JTAI",), "it stays until it is taken back"
    assert choose(tables, also="none", folder=shipped).also == ()
    with pytest.raises(FolderError, match="these are SEND, JTAI"):
        choose(tables, also="ILACS", folder=shipped)


def test_any_document_on_a_visit_names_it():
    rows = {"start_date": "2020-05-01"}, {"start_date": "2022-05-01"}, {"start_date": "2022-05-01", "same_visit": "v1"}
    tables = {"visits": visits_of(*rows)}
    assert list(select_visits(tables, authority="Leeds", first="v2")["visit_id"]) == ["v1"]
    assert resolve_choice(tables, Settings("Leeds", "v2")).first == "v1"


def test_settings_that_cannot_be_read_name_the_file(shipped):
    shipped.settings.write_text("authority = Leeds", encoding="utf-8")
    with pytest.raises(FolderError, match=r"settings\.toml.*visits choose"):
        read_settings(shipped)
