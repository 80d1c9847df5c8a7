"""What people decide in data/review/coding.csv wins over the machine; what is wrong with it is said, never lost."""

import csv

import pandas as pd
import pytest
from shipped import copy_shipped

from analysis.base.folder import DataFolder
from analysis.build import build
from analysis.coding import read_codebook
from analysis.review import read_reviews

COLUMNS = ["sentence_id", "text", "themes", "stance", "direction", "reviewer", "decided_at", "sample", "note"]
VISIT = "stoke-on-trent-2020-09-29-focused-visit"
PANELS = {
    "sentence_id": f"{VISIT}/p024/s1",
    "text": "Permanence panels are held to make decisions for permanency for children.",
    "reviewer": "Ann",
}


def decide(folder: DataFolder, *rows: dict, name: str = "coding.csv") -> dict[str, pd.DataFrame]:
    """Write the rows as a file of reviews and return the tables built with it."""
    with (folder.review / name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return build(folder).tables


@pytest.fixture(scope="module")
def apart(tables) -> list[dict]:
    """Ann's rows on sentences of the letter that have nothing to do with each other, so that one build shows many."""
    found = tables["sentences"].merge(tables["paragraphs"][["paragraph_id", "kind"]], on="paragraph_id")
    found = found[(found["visit_id"] == VISIT) & (found["kind"] == "finding") & (found["stance"] != "concern")]
    found = found.drop_duplicates("text", keep=False)
    return [{"sentence_id": row.sentence_id, "text": row.text, "reviewer": "Ann"} for row in found.itertuples()]


@pytest.fixture(scope="module")
def decide_once(tmp_path_factory):
    """A function like `decide`, on a folder of its own, for examples that share a build."""

    def decide_there(*rows: dict) -> tuple[DataFolder, dict[str, pd.DataFrame]]:
        data = copy_shipped(tmp_path_factory.mktemp("decided"))
        folder = DataFolder(data / "raw", data / "processed")
        return folder, decide(folder, *rows)

    return decide_there


def stance_of(
    tables: dict[str, pd.DataFrame], sentence_id: str = PANELS["sentence_id"], table: str = "sentences"
) -> str:
    return tables[table].set_index("sentence_id").loc[sentence_id, "stance"]


def codes_of(tables: dict[str, pd.DataFrame], sentence_id: str = PANELS["sentence_id"]) -> pd.DataFrame:
    return tables["codes"][tables["codes"]["sentence_id"] == sentence_id]


def problems_of(tables: dict[str, pd.DataFrame]) -> list[tuple[str, str, str]]:
    return list(tables["problems"][["file", "reason", "detail"]].itertuples(index=False, name=None))


def test_a_decision_wins_and_the_machines_reading_stays_beside_it(shipped, tables):
    before, tables = (
        tables,
        decide(shipped, PANELS | {"themes": "permanence;review", "stance": "mixed", "direction": "improving"}),
    )
    row = tables["sentences"].set_index("sentence_id").loc[PANELS["sentence_id"]]
    assert (row["stance"], row["stance_score"], row["direction"]) == ("mixed", 0.0, "improving")
    codes = codes_of(tables)
    assert list(codes["theme"]) == ["permanence", "review"]
    assert set(codes["source"]) == {"reviewer"}
    assert codes["score"].isna().all()
    assert codes["cue"].notna().tolist() == [True, False], "a theme that the machine saw too keeps its words"
    for table in ("machine_sentences", "machine_codes"):
        pd.testing.assert_frame_equal(tables[table], before[table])
    assert problems_of(tables) == []


def test_a_blank_keeps_the_machines_value_and_a_dash_means_no_theme(shipped, tables):
    before, tables = tables, decide(shipped, PANELS | {"themes": "-"})
    assert len(codes_of(before))
    assert not len(codes_of(tables))
    assert stance_of(tables) == stance_of(before)


def test_a_theme_that_a_person_saw_in_an_item_counts_though_no_words_show_it(shipped, tables):
    before = tables
    items = before["improvements"].merge(before["machine_sentences"], on="paragraph_id", suffixes=("", "_sentence"))
    item = items[items["visit_id"] == VISIT].iloc[0]
    rows = {
        "sentence_id": item["sentence_id"],
        "text": item["text_sentence"],
        "themes": "exploitation",
        "reviewer": "Ann",
    }
    assert "exploitation" not in set(codes_of(before, item["sentence_id"])["theme"])
    tables = decide(shipped, rows)
    assert list(codes_of(tables, item["sentence_id"])["theme"]) == ["exploitation"]
    history = tables["theme_history"].set_index(["visit_id", "theme"])["status"]
    assert history[VISIT, "exploitation"] == "asked for"


def test_a_build_after_a_review_equals_a_clean_one_and_taking_it_back_undoes_it(shipped, tmp_path):
    before = build(shipped).tables
    tables = decide(shipped, PANELS | {"stance": "concern", "themes": "review"})
    build(DataFolder(shipped.raw, tmp_path / "clean"))
    for path in (tmp_path / "clean").glob("*.parquet"):
        assert path.read_bytes() == (shipped.processed / path.name).read_bytes(), path.name
    assert not tables["theme_history"].equals(before["theme_history"]), "the status rests on the decision"
    (shipped.review / "coding.csv").unlink()
    pd.testing.assert_frame_equal(build(shipped).tables["sentences"], before["sentences"])


def test_a_sentence_is_found_by_its_words_where_its_id_has_changed(shipped):
    tables = decide(shipped, PANELS | {"sentence_id": f"{VISIT}/p099/s7", "stance": "concern"})
    assert stance_of(tables) == "concern"
    assert problems_of(tables) == []


def test_a_file_of_decisions_that_is_given_another_name_counts_no_more(shipped):
    tables = decide(shipped, PANELS | {"stance": "concern"})
    assert stance_of(tables) == "concern"
    (shipped.review / "coding.csv").rename(shipped.review / "coding-old.csv")
    tables = build(shipped).tables
    assert stance_of(tables) == stance_of(tables, table="machine_sentences")


STALE = {
    "other words": {"text": "Permanence panels are seldom held."},
    "no words": {"text": ""},
    "another visit": {"sentence_id": "leeds-2021-02-09-focused-visit/p024/s1"},
    "a million characters": {"text": "words " * 170_000},
}


@pytest.fixture(scope="module")
def stale(apart, decide_once):
    return decide_once(
        *(row | {"stance": "concern"} | change for row, change in zip(apart, STALE.values(), strict=False))
    )


@pytest.mark.parametrize("number", range(len(STALE)), ids=STALE)
def test_a_decision_that_fits_no_sentence_is_stale_and_stays_in_the_file(stale, apart, number):
    folder, tables = stale
    assert len(problems_of(tables)) == len(STALE)
    file, reason, detail = problems_of(tables)[number]
    assert (file, reason) == ("review/coding.csv", "review-stale")
    assert f"Line {number + 2}" in detail
    sentence = apart[number]["sentence_id"]
    assert stance_of(tables, sentence) == stance_of(tables, sentence, "machine_sentences")
    assert (folder.review / "coding.csv").read_text(encoding="utf-8").count("concern") == len(STALE)


def test_words_that_stand_twice_in_a_visit_are_not_guessed(shipped):
    letter = next(shipped.raw.glob("*letter*.txt"))
    text = letter.read_text(encoding="utf-8")
    letter.write_text(text.replace(PANELS["text"], f"{PANELS['text']} {PANELS['text']}"), encoding="utf-8")
    tables = decide(shipped, PANELS | {"sentence_id": f"{VISIT}/p099/s7", "stance": "concern"})
    assert [reason for file, reason, _ in problems_of(tables) if file == "review/coding.csv"] == ["review-stale"]
    assert stance_of(tables) != "concern"


def test_where_reviewers_differ_the_machine_stands_until_it_is_adjudicated(shipped, apart):
    def differ(row: dict) -> list[dict]:
        ben = row | {"reviewer": "Ben", "stance": "strength"}
        return [row | {"stance": "concern", "direction": "worsening"}, ben | {"direction": "worsening"}]

    settled, *_ = apart
    tables = decide(
        shipped, *differ(PANELS), *differ(settled), settled | {"reviewer": "Adjudicated", "stance": "mixed"}
    )
    assert stance_of(tables) == stance_of(tables, table="machine_sentences")
    [(_, reason, detail)] = problems_of(tables)
    assert reason == "review-disagreement"
    assert "Ann (line 2) says concern, Ben (line 3) says strength" in detail
    row = tables["sentences"].set_index("sentence_id").loc[PANELS["sentence_id"]]
    assert row["direction"] == "worsening", "what they agree on holds"
    assert stance_of(tables, settled["sentence_id"]) == "mixed"


def test_a_reviewers_later_row_replaces_her_earlier_one(shipped, apart):
    early = {"stance": "concern", "decided_at": "2026-03-01T10:00"}
    late = {"reviewer": "ann", "stance": "strength", "decided_at": "2026-03-02"}
    undated = {"stance": "mixed"}
    sorted_by_time, sorted_anew, with_undated, *_ = apart
    tables = decide(
        shipped,
        *(sorted_by_time | row for row in (early, late)),
        *(sorted_anew | row for row in (late, early)),
        *(with_undated | row for row in (early, late, undated)),
    )
    assert stance_of(tables, sorted_by_time["sentence_id"]) == "strength"
    assert stance_of(tables, sorted_anew["sentence_id"]) == "strength", "a file sorted anew says the same"
    assert stance_of(tables, with_undated["sentence_id"]) == "mixed", "without a time, the lower line is later"


def test_a_row_without_a_time_counts_as_decided_with_the_row_above_it_whatever_that_is_about(shipped, apart):
    above = {"sentence_id": "leeds-2021-02-09-focused-visit/p001/s1", "text": "Gone.", "reviewer": "Ben"}
    early = {"stance": "concern", "decided_at": "2026-03-02"}
    late = {"stance": "mixed"}
    one, other, *_ = apart
    tables = decide(
        shipped,
        *(one | early, above | {"decided_at": "2026-03-03"}, one | late),
        *(above | {"decided_at": "2026-03-01"}, other | late, other | early),
    )
    assert stance_of(tables, one["sentence_id"]) == "mixed"
    assert stance_of(tables, other["sentence_id"]) == "concern"


VALUES = {
    "theme": ({"themes": "supervison;planning"}, "'supervison' is not in the codebook; did you mean 'supervision'?"),
    "direction": ({"direction": "up"}, "direction is 'up'; it can be improving, worsening, unchanged, none"),
    "sample": ({"sample": "all"}, "sample is 'all'; it can be random, chosen"),
    "day": ({"decided_at": "22/11/2026"}, "decided_at is '22/11/2026'; give a day or time like 2026-03-31T14:05"),
    "reviewer": ({"reviewer": ""}, "reviewer is blank; write the name"),
}


@pytest.fixture(scope="module")
def with_wrong_values(apart, decide_once):
    rows = [row | {"stance": "concern"} | change for row, (change, _) in zip(apart, VALUES.values(), strict=False)]
    _, tables = decide_once(*rows)
    return tables


@pytest.mark.parametrize("number", range(len(VALUES)), ids=VALUES)
def test_a_value_that_cannot_be_used_is_reported_and_the_rest_of_the_row_counts(with_wrong_values, apart, number):
    assert len(problems_of(with_wrong_values)) == len(VALUES)
    file, reason, detail = problems_of(with_wrong_values)[number]
    assert (file, reason) == ("review/coding.csv", "review-value")
    assert f"Line {number + 2}: " in detail
    assert list(VALUES.values())[number][1] in detail
    assert stance_of(with_wrong_values, apart[number]["sentence_id"]) == "concern"
    assert "reviewer" not in set(codes_of(with_wrong_values, apart[number]["sentence_id"])["source"])


def test_an_unknown_stance_leaves_the_machines(shipped):
    tables = decide(shipped, PANELS | {"stance": "negative", "themes": "review"}, {})
    [(_, _, detail)] = problems_of(tables)
    assert "stance is 'negative'; it can be strength, concern, mixed, neutral, or blank" in detail
    assert list(codes_of(tables)["theme"]) == ["review"]


@pytest.mark.parametrize(
    ("content", "reason", "said"),
    [
        (b"sentence_id,text,reviewer\nx,caf\x81\x8d,Ann\n", "not-utf8", "UTF-8"),
        (b"id,words\n", "review-columns", "columns id, words"),
        (b"", "review-columns", "(none)"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_and_left_as_it_is(shipped, content, reason, said):
    (shipped.review / "coding.csv").write_bytes(content)
    _, [problem] = read_reviews(shipped.review, read_codebook())
    assert (problem["file"], problem["reason"]) == ("review/coding.csv", reason)
    assert said in problem["detail"]
    assert (shipped.review / "coding.csv").read_bytes() == content


def test_a_column_of_ones_own_is_reported_and_the_decisions_count(shipped):
    rows = f'sentence_id,text,stance,reviewer,mood\n{PANELS["sentence_id"]},"{PANELS["text"]}",concern,Ann,good\n'
    (shipped.review / "coding.csv").write_text(rows, encoding="utf-8-sig")
    tables = build(shipped).tables
    assert [reason for _, reason, _ in problems_of(tables)] == ["review-columns"]
    assert stance_of(tables) == "concern"


def test_a_line_of_commas_alone_is_no_decision(shipped):
    assert problems_of(decide(shipped, PANELS | {"stance": "concern"}, {})) == []


def test_the_reference_is_matched_and_never_applied(tables):
    pd.testing.assert_frame_equal(tables["sentences"], tables["machine_sentences"])
    pd.testing.assert_frame_equal(tables["codes"], tables["machine_codes"])
    labels = tables["labels"]
    assert len(labels) == 131
    assert set(labels["sample"]) == {"reference"}
    assert labels["themes"].notna().all()


def test_labels_keep_what_was_drawn_at_random_beside_what_was_chosen(shipped):
    random = PANELS | {"stance": "neutral", "sample": "random", "decided_at": "2026-03-01"}
    mended = PANELS | {"stance": "concern", "sample": "chosen", "decided_at": "2026-03-02"}
    tables = decide(shipped, random, mended)
    own = tables["labels"][tables["labels"]["reviewer"] == "Ann"].set_index("sample")["stance"]
    assert own.to_dict() == {"chosen": "concern", "random": "neutral"}
    assert stance_of(tables) == "concern"
