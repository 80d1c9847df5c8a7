"""From letters to tables: what is promised of every build."""

import shutil

import pandas as pd
import pytest
from builds import FOCUSED_VISIT, build_clean, bytes_of
from shipped import DOCUMENTS

from analysis.base.folder import DataFolder
from analysis.build import build, load
from analysis.tables import Tables, list_row_groups, read_schemas

LETTER, ARTICLE = DOCUMENTS


def test_the_shipped_documents_are_two_visits(tables):
    visits = tables["visits"].set_index("visit_id")
    assert list(visits.index) == [
        "stoke-on-trent-2020-09-29-focused-visit",
        "stoke-on-trent-2024-10-focused-visit-press",
    ]
    letter, article = visits.iloc[0], visits.iloc[1]
    assert (str(letter["start_date"].date()), str(letter["published_date"].date())) == ("2020-09-29", "2020-11-13")
    assert (letter["framework"], letter["source_type"], letter["region"]) == ("ILACS", "letter", "West Midlands")
    assert (article["date_precision"], str(article["start_date"].date())) == ("month", "2024-10-01")
    assert pd.isna(article["end_date"])
    assert pd.isna(article["published_date"])
    assert not len(tables["problems"])


def test_the_shipped_documents_give_their_findings_and_items(tables):
    kinds = tables["paragraphs"].groupby("visit_id")["kind"].value_counts()
    assert kinds["stoke-on-trent-2020-09-29-focused-visit", "finding"] == 18
    items = tables["improvements"].groupby("visit_id").size()
    assert list(items) == [6, 4]
    assert "READ MORE" not in " ".join(tables["paragraphs"]["text"])
    assert set(tables["left_out"]["reason"]) >= {"advertising", "credits", "address"}


def test_every_table_is_written_with_the_columns_it_declares(shipped):
    build(shipped)
    for name, frame in Tables(shipped.processed).items():
        assert list(frame.columns) == list(read_schemas()[name]["columns"])


def test_building_twice_gives_the_same_bytes(shipped, tmp_path):
    assert build_clean(shipped, tmp_path / "one") == build_clean(shipped, tmp_path / "two")


def test_an_incremental_build_equals_a_clean_one(shipped, tmp_path):
    build(shipped)
    (shipped.raw / "leeds.md").write_text(FOCUSED_VISIT, encoding="utf-8")
    built = build(shipped)
    assert built.files_read == ["leeds.md"], "only the new letter is read"
    assert bytes_of(shipped.processed) == build_clean(shipped, tmp_path / "clean")

    (shipped.raw / LETTER).unlink()
    built = build(shipped)
    assert built.files_read == []
    assert LETTER not in set(built.tables["visits"]["file"]), "a removed file leaves the tables"
    assert bytes_of(shipped.processed) == build_clean(shipped, tmp_path / "without")


@pytest.mark.parametrize(
    "letter",
    [
        FOCUSED_VISIT.replace("9 and 10 February 2021", "8 and 9 March 2023"),  # one more of an authority on file
        FOCUSED_VISIT.replace("Leeds", "Nowhere-on-Sea"),  # of no authority that is known
        FOCUSED_VISIT.replace(" on 9 and 10 February 2021", ""),
        FOCUSED_VISIT.replace("Leeds", "Stoke-on-Trent").replace("9 and 10 February 2021", "1 and 2 October 2024"),
    ],
    ids=["known authority", "unknown authority", "undated", "replaces the press"],
)
def test_one_letter_more_gives_the_tables_of_a_clean_build(shipped, tmp_path, letter):
    (shipped.raw / "leeds.md").write_text(FOCUSED_VISIT, encoding="utf-8")
    build(shipped)
    (shipped.raw / "another.md").write_text(letter, encoding="utf-8")
    assert build(shipped).files_read == ["another.md"]
    assert bytes_of(shipped.processed) == build_clean(shipped, tmp_path / "clean")
    (shipped.raw / "another.md").unlink()
    assert build(shipped).files_read == []
    assert bytes_of(shipped.processed) == build_clean(shipped, tmp_path / "without")


def test_nothing_is_read_or_written_where_nothing_changed(shipped):
    build(shipped)
    before = {path: path.stat().st_mtime_ns for path in shipped.processed.glob("*.parquet")}
    assert build(shipped).files_read == []
    assert {path: path.stat().st_mtime_ns for path in shipped.processed.glob("*.parquet")} == before


def test_processes_of_their_own_give_the_same_bytes(shipped, tmp_path):
    alone = build_clean(shipped, tmp_path / "alone")
    for jobs in (1, 2):
        build(DataFolder(shipped.raw, tmp_path / f"{jobs}"), jobs=jobs)
        assert bytes_of(tmp_path / f"{jobs}") == alone


def test_tables_made_in_many_batches_hold_the_same_and_stay_so_when_batches_are_cut_anew(
    shipped, tmp_path, monkeypatch
):
    for number, authority in enumerate(["Barnet", "Derby", "Leeds", "Leeds", "York"]):
        letter = FOCUSED_VISIT.replace("Leeds", authority).replace("2021", str(2018 + number))
        (shipped.raw / f"{number}.md").write_text(letter, encoding="utf-8")
    whole = build(DataFolder(shipped.raw, tmp_path / "whole")).tables
    monkeypatch.setattr("analysis.build.batches.VISITS_IN_A_BATCH", 2)
    in_batches = build(shipped).tables
    for name, table in whole.items():
        pd.testing.assert_frame_equal(in_batches[name], table)
    assert len(set(list_row_groups(shipped.processed / "visits.parquet").values())) == 4
    for change in ("take out", "put in"):
        letter = shipped.raw / "0.md"
        if change == "take out":
            text = letter.read_text(encoding="utf-8")
            letter.unlink()
        else:
            letter.write_text(text, encoding="utf-8")
        build(shipped)
        assert bytes_of(shipped.processed) == build_clean(shipped, tmp_path / change)


def test_about_csv_wins_over_what_was_read(shipped):
    build(shipped)
    with shipped.about.open("a", encoding="utf-8") as stream:
        stream.write(f"{LETTER},,monitoring visit,,,2020-09-28,2020-09-30,,,\n")
    visits = build(shipped).tables["visits"]
    assert "stoke-on-trent-2020-09-28-monitoring-visit" in set(visits["visit_id"])


def test_a_letter_without_a_date_is_built_but_not_compared(shipped):
    undated = FOCUSED_VISIT.replace(" on 9 and 10 February 2021", "").replace("12 March 2021", "")
    (shipped.raw / "undated.md").write_text(undated, encoding="utf-8")
    tables = build(shipped).tables
    visit = tables["visits"].set_index("file").loc["undated.md"]
    assert visit["visit_id"] == f"leeds-undated-{visit['sha256'][:8]}"
    problem = tables["problems"].set_index("reason").loc["no-date"]
    assert problem["file"] == "undated.md"
    assert "about.csv" in problem["detail"]
    assert visit["visit_id"] not in set(tables["ledger"]["later_visit_id"])


def test_letters_that_name_no_authority_are_not_taken_for_visits_to_one(shipped):
    asked = FOCUSED_VISIT.replace(
        "### **Findings**", "### **What needs to improve**\n\n- Supervision.\n\n### **Findings**"
    )
    for year in ("2021", "2022"):
        nameless = asked.replace("Leeds children’s", "children’s").replace("2021", year)
        (shipped.raw / f"{year}.md").write_text(nameless, encoding="utf-8")
    tables = build(shipped).tables
    visits = tables["visits"].set_index("file")
    assert visits.loc[["2021.md", "2022.md"], "authority"].isna().all()
    nameless = tables["improvements"]["visit_id"].str.startswith("unknown-authority")
    assert nameless.sum() == 2
    assert not set(tables["improvements"].loc[nameless, "improvement_id"]) & set(tables["ledger"]["improvement_id"])


def test_the_same_letter_twice_is_kept_once(shipped):
    shutil.copyfile(shipped.raw / LETTER, shipped.raw / "zz copy.txt")
    tables = build(shipped).tables
    assert len(tables["visits"]) == len(DOCUMENTS)
    problem = tables["problems"].iloc[0]
    assert (problem["file"], problem["reason"]) == ("zz copy.txt", "duplicate")
    assert LETTER in problem["detail"]

    (shipped.raw / LETTER).unlink()
    built = build(shipped)
    assert "zz copy.txt" in set(built.tables["visits"]["file"]), "the copy takes the place of a letter that is gone"


def test_the_same_article_twice_is_kept_once_also_where_the_first_was_read_long_ago(shipped, tmp_path):
    build(shipped)
    shutil.copyfile(shipped.raw / ARTICLE, shipped.raw / "zz copy.txt")
    rows = shipped.about.read_text(encoding="utf-8").splitlines()
    rows += [row.replace(ARTICLE, "zz copy.txt") for row in rows if ARTICLE in row]
    shipped.about.write_text("\n".join(rows) + "\n", encoding="utf-8")
    built = build(shipped)
    assert built.files_read == ["zz copy.txt"]
    assert [tuple(row) for row in built.tables["problems"][["file", "reason"]].to_numpy()] == [
        ("zz copy.txt", "duplicate")
    ]
    assert bytes_of(shipped.processed) == build_clean(shipped, tmp_path / "clean")


def test_a_press_report_steps_back_once_the_letter_is_there(shipped):
    letter = FOCUSED_VISIT.replace("Leeds", "Stoke-on-Trent").replace("9 and 10 February 2021", "1 and 2 October 2024")
    (shipped.raw / "letter.md").write_text(letter.replace("12 March 2021", "12 November 2024"), encoding="utf-8")
    visits = build(shipped).tables["visits"].set_index("visit_id")
    press = visits.loc["stoke-on-trent-2024-10-focused-visit-press"]
    assert press["superseded_by"] == "stoke-on-trent-2024-10-01-focused-visit"


def test_hidden_files_and_readmes_are_no_letters(shipped):
    (shipped.raw / ".DS_Store").write_bytes(b"\x00")
    (shipped.raw / "README.md").write_text("About these letters", encoding="utf-8")
    (shipped.raw / "2021").mkdir()
    (shipped.raw / "2021" / "leeds.md").write_text(FOCUSED_VISIT, encoding="utf-8")
    tables = build(shipped).tables
    assert "2021/leeds.md" in set(tables["visits"]["file"])
    assert not len(tables["problems"])


def test_no_letter_at_all_gives_empty_tables(shipped):
    for name in (*DOCUMENTS, "about.csv"):
        (shipped.raw / name).unlink()
    tables = load(shipped)
    assert all(not len(frame) for frame in tables.values())


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace("12 March 2021", "15 March 2021").encode().decode("cp1252").encode(),
        lambda text: text.replace("12 March 2021", "15 March 2021").encode().replace("’".encode(), b"\xe2\x80"),
        lambda text: text.replace("12 March 2021", "15 March 2021").replace("’", "=E2=80=99").encode(),
        lambda text: text.partition("### **Findings**")[0].replace("12 March 2021", "15 March 2021").encode(),
    ],
    ids=["saved in a wrong encoding", "with bytes lost", "in the code of mails", "cut off before its findings"],
)
def test_a_damaged_copy_never_stands_for_a_visit_of_which_a_good_one_is_on_file(shipped, tmp_path, damage):
    (shipped.raw / "good.md").write_text(FOCUSED_VISIT, encoding="utf-8")
    build(shipped)
    (shipped.raw / "a copy.md").write_bytes(damage(FOCUSED_VISIT))
    tables = build(shipped).tables
    assert set(tables["visits"]["file"]) == {*DOCUMENTS, "good.md"}
    problems = tables["problems"]
    assert problems.loc[problems["reason"] == "duplicate", "file"].tolist() == ["a copy.md"]
    assert bytes_of(shipped.processed) == build_clean(shipped, tmp_path / "clean")
    (shipped.raw / "good.md").unlink()
    assert "a copy.md" in set(build(shipped).tables["visits"]["file"])
