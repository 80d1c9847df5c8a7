"""What was said at the visits compared, and what each finding says of each theme."""

import pandas as pd
import pytest

from analysis import compare
from analysis.compare.findings import count_findings, keep_evidence, list_evidence, list_findings, name_balance
from analysis.compare.selection import select_all
from analysis.history.evidence import join_evidence

COLUMNS = ["visit_id", "theme", "paragraph_id", "kind", "sentence_id", "stance"]


def test_the_evidence_of_each_visit_is_its_part_of_all_evidence(inspections):
    every = join_evidence(inspections)
    for _, visit in inspections["visits"].groupby("visit_id"):
        own = every[every["visit_id"].isin(visit["visit_id"])]
        rows = list_evidence(inspections, keep_evidence(inspections, visit))
        assert rows == list(own[COLUMNS].itertuples(index=False, name=None))


def test_a_visit_whose_id_begins_like_another_one_s_brings_nothing_of_it():
    visits = ["leeds-2021", "leeds-2021-2"]
    paragraphs = pd.DataFrame({"visit_id": visits, "kind": "finding"}).assign(paragraph_id=[f"{v}/p1" for v in visits])
    ids = paragraphs["paragraph_id"] + "/s1"
    sentences = paragraphs.drop(columns="kind").assign(sentence_id=ids, speaker="inspector", stance="concern")
    codes = pd.DataFrame({"sentence_id": ids, "theme": ["staffing", "permanence"]})
    on_file = pd.DataFrame({"visit_id": visits, "same_visit": visits, "superseded_by": None})
    tables = {"visits": on_file, "paragraphs": paragraphs, "sentences": sentences, "codes": codes}
    evidence = keep_evidence(tables, pd.DataFrame({"visit_id": visits[:1]}))
    assert list_findings(tables, evidence) == [("leeds-2021", "staffing", "concern")]


def test_a_finding_that_holds_the_council_s_words_alone_does_not_count(inspections):
    visits = select_all(inspections).head(1)
    n = count_findings(keep_evidence(inspections, visits), visits).iloc[0]
    paragraphs = inspections["paragraphs"]
    of_visit = (paragraphs["visit_id"] == visits["visit_id"].iloc[0]) & (paragraphs["kind"] == "finding")
    sentences = inspections["sentences"].copy()
    sentences.loc[sentences["paragraph_id"] == paragraphs.loc[of_visit, "paragraph_id"].iloc[0], "speaker"] = "council"
    assert count_findings(keep_evidence(inspections | {"sentences": sentences}, visits), visits).iloc[0] == n - 1


@pytest.mark.parametrize(
    ("stances", "balance"),
    [
        ({"strength", "concern"}, "mixed"),
        ({"mixed", "neutral"}, "mixed"),
        ({"concern", "neutral"}, "concern"),
        ({"strength"}, "strength"),
        ({"neutral"}, "neutral"),
        (set(), "neutral"),
    ],
    ids=["both", "a mixed sentence", "a concern", "a strength", "neither", "no sentence"],
)
def test_stances_make_a_balance(stances, balance):
    assert name_balance(stances) == balance


def test_without_a_visit_texts_are_still_texts(nothing):
    visits = compare.select_visits(nothing, authority=None)
    for table in (visits[["label"]], compare.list_improvements(nothing, visits), compare.list_links(nothing, visits)):
        assert not set(table.select_dtypes(exclude="str")) - {"score"}
