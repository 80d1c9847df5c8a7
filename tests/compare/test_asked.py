"""Areas for improvement that were asked for at several visits running."""

import pandas as pd
import pytest

from analysis.compare import find_asked
from analysis.find import QuestionError
from analysis.tables import make_table, read_schemas

ASKS, LOOKS, PASSES, NONE = "asks", "looks", "passes", "no list"


def make_area(*visits, strength="same", source="model"):
    """Return tables of one authority: an area asked for at some visits, looked at or passed over at others.

    Every visit but those of NONE lists another area too, which no other visit does.
    """
    rows = {name: [] for name in read_schemas()}
    ids = [f"leeds-{2015 + year}-05-09-inspection" for year in range(len(visits))]
    for year, (visit_id, what) in enumerate(zip(ids, visits, strict=True)):
        rows["visits"].append({
            "visit_id": visit_id, "same_visit": visit_id, "authority": "Leeds", "framework": "ILACS",
            "visit_type": "inspection", "words": 9,
            "source_type": "letter", "start_date": pd.Timestamp(2015 + year, 5, 9), "date_precision": "day",
            "file": f"{visit_id}.txt", "sha256": "0",
        })  # fmt: skip
        listed = [("i01", f"Supervision, {2015 + year}.")] if what == ASKS else []
        listed += [("i02", f"Something else, {2015 + year}.")] if what != NONE else []
        rows["improvements"] += [
            {"visit_id": visit_id, "improvement_id": f"{visit_id}/{one}", "paragraph_id": f"{visit_id}/p0{one[1:]}",
             "order": order, "kind": "improvement", "text": text} for order, (one, text) in enumerate(listed)
        ]  # fmt: skip
    asked = [visit_id for visit_id, what in zip(ids, visits, strict=True) if what == ASKS]
    rows["threads"] = [
        {"later": f"{later}/i01", "earlier": f"{earlier}/i01", "score": 0.5 if strength == "same" else 0.3,
         "strength": strength, "source": source} for later in asked for earlier in asked if earlier < later
    ]  # fmt: skip
    statuses = {ASKS: "asked again", LOOKS: "not mentioned", PASSES: "not looked at", NONE: "mentioned"}
    rows["ledger"] = [
        {"improvement_id": f"{earlier}/i01", "later_visit_id": later, "source": source,
         "status": "asked again in part" if (what, strength, source) == (ASKS, "partial", "model") else statuses[what]}
        for earlier in asked for later, what in zip(ids, visits, strict=True) if earlier < later
    ]  # fmt: skip
    return {name: make_table(name, found) for name, found in rows.items()}


@pytest.mark.parametrize(
    ("visits", "running", "is_open"),
    [
        ((ASKS, ASKS, ASKS), 3, True),
        ((ASKS, ASKS, ASKS, LOOKS), 3, False),
        ((ASKS, ASKS, LOOKS, ASKS), None, None),
        ((LOOKS, ASKS, ASKS, ASKS), 3, True),
        ((ASKS, PASSES, ASKS, ASKS), 3, True),
        ((ASKS, NONE, ASKS, NONE, ASKS), 3, True),
        ((ASKS, ASKS, ASKS, PASSES), 3, True),
        ((ASKS, ASKS, LOOKS, ASKS, ASKS, ASKS), 3, True),
        ((ASKS, ASKS, ASKS, ASKS), 4, True),
        ((ASKS, ASKS), None, None),
        ((), None, None),
    ],
)
def test_visits_that_looked_and_did_not_ask_alone_end_a_run(visits, running, is_open):
    asked = find_asked(make_area(*visits))
    assert len(asked) == (running or 0)
    assert set(asked["n_running"]) == ({running} if running else set())
    assert set(asked["is_open"]) == ({is_open} if running else set())


def test_each_visit_has_what_it_asked_and_its_link_to_the_one_before():
    asked = find_asked(make_area(ASKS, ASKS, ASKS), "leeds")
    assert asked["improvement"].tolist() == ["Supervision, 2015.", "Supervision, 2016.", "Supervision, 2017."]
    assert asked["score"].tolist()[1:] == [0.5, 0.5]
    assert asked.iloc[0][["score", "source"]].isna().all()
    assert set(asked["first_id"]) == {"leeds-2015-05-09-inspection/i01"}


def test_a_link_in_part_makes_no_run_until_a_person_says_so():
    assert not len(find_asked(make_area(ASKS, ASKS, ASKS, strength="partial")))
    decided = find_asked(make_area(ASKS, ASKS, ASKS, strength="partial", source="reviewer"))
    assert decided["score"].tolist()[1:] == [0.3, 0.3] and decided["source"].tolist()[1:] == ["reviewer"] * 2


def test_links_of_the_same_make_no_run_where_the_ledger_says_in_part():
    tables = make_area(ASKS, ASKS, ASKS)
    in_part = tables["ledger"]["status"].replace("asked again", "asked again in part")
    assert not len(find_asked(tables | {"ledger": tables["ledger"].assign(status=in_part)}, at_least=2))


def test_what_a_person_alone_says_was_asked_again_counts_without_a_text():
    tables = make_area(ASKS, ASKS, LOOKS)
    later = tables["ledger"]["later_visit_id"].str.contains("2017")
    ledger = tables["ledger"].copy()
    ledger.loc[later, ["status", "source"]] = ["asked again", "reviewer"]
    asked = find_asked(tables | {"ledger": ledger})
    assert asked["improvement_id"].isna().tolist() == [False, False, True]
    assert asked["source"].tolist()[1:] == ["model", "reviewer"]


def test_what_the_ledger_alone_links_has_the_item_that_it_shows():
    tables = make_area(ASKS, ASKS, ASKS)
    shown = tables["ledger"].assign(sentence_id=tables["ledger"]["later_visit_id"] + "/p001/s1")
    paragraphs = tables["ledger"]["later_visit_id"] + "/p001"
    sentences = shown[["sentence_id"]].assign(paragraph_id=paragraphs).drop_duplicates()
    asked = find_asked(tables | {"ledger": shown, "threads": tables["threads"].head(0), "sentences": sentences})
    assert asked["improvement"].str.startswith("Supervision").all() and len(asked) == 3
    assert asked["score"].isna().all() and asked["source"].tolist()[1:] == ["model", "model"]


def test_made_up_inspections_ask_twice_for_what_is_listed_twice(inspections, nothing):
    twice = find_asked(inspections, "Ashby-under-Lea", at_least=2)
    assert twice.groupby("first_id").size().tolist() == [2, 2]
    assert twice.groupby("first_id")["is_open"].first().tolist().count(True) == 1, "supervision was a strength in 2025"
    assert not len(find_asked(nothing))


def test_what_cannot_be_asked_is_said(inspections):
    with pytest.raises(QuestionError, match="no letter of 'Nowhere' is on file"):
        find_asked(inspections, "Nowhere")
    with pytest.raises(ValueError, match="at_least is 0"):
        find_asked(inspections, at_least=0)
