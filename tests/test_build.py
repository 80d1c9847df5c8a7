"""From letters to tables: what is promised of every build."""

import hashlib
import os
import shutil
import signal
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from shipped import DOCUMENTS

from analysis.build import build, load
from analysis.folder import DataFolder, FolderError
from analysis.history import derive_history
from analysis.read import read_document
from analysis.tables import TableError, list_parts, read_schemas, read_tables

LETTER, ARTICLE = DOCUMENTS

FOCUSED_VISIT = """Ofsted
Piccadilly Gate

12 March 2021

Dear Ms Example,

### **Focused visit to Leeds children’s services**

This letter summarises the findings of a focused visit to Leeds children’s services on 9 and 10 February 2021.

Inspectors looked at the local authority’s arrangements for care leavers.

### **Headline findings**

Personal advisers know young people well.

### **Findings**

- Pathway plans are thorough and young people help to write them.
- Social workers’ caseloads are too high, and supervision is irregular.

Yours sincerely

Ann Example
His Majesty’s Inspector
"""


def hang() -> None:
    """Do what no reader can be asked to leave off."""
    time.sleep(60)


def crash() -> None:
    """End this process as a fault in a library, or a lack of memory, does."""
    os.kill(os.getpid(), signal.SIGKILL)


def bytes_of(folder: Path) -> dict[str, str]:
    """Return the fingerprint of every table in a folder."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.parquet"))}


def build_clean(folder: DataFolder, where: Path) -> dict[str, str]:
    build(DataFolder(folder.raw, where))
    return bytes_of(where)


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
    for name, frame in read_tables(shipped.processed).items():
        assert list(frame.columns) == list(read_schemas()[name]["columns"])


def test_building_twice_gives_the_same_bytes(shipped, tmp_path):
    assert build_clean(shipped, tmp_path / "one") == build_clean(shipped, tmp_path / "two")


def test_an_incremental_build_equals_a_clean_one(shipped, tmp_path):
    build(shipped)
    (shipped.raw / "leeds.md").write_text(FOCUSED_VISIT, encoding="utf-8")
    built = build(shipped)
    assert built.read == ["leeds.md"], "only the new letter is read"
    assert bytes_of(shipped.processed) == build_clean(shipped, tmp_path / "clean")

    (shipped.raw / LETTER).unlink()
    built = build(shipped)
    assert built.read == []
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
    assert build(shipped).read == ["another.md"]
    assert bytes_of(shipped.processed) == build_clean(shipped, tmp_path / "clean")
    (shipped.raw / "another.md").unlink()
    assert build(shipped).read == []
    assert bytes_of(shipped.processed) == build_clean(shipped, tmp_path / "without")


def test_nothing_is_read_or_written_where_nothing_changed(shipped):
    build(shipped)
    before = {path: path.stat().st_mtime_ns for path in shipped.processed.glob("*.parquet")}
    assert build(shipped).read == []
    assert {path: path.stat().st_mtime_ns for path in shipped.processed.glob("*.parquet")} == before


def test_processes_of_their_own_give_the_same_bytes(shipped, tmp_path):
    alone = build_clean(shipped, tmp_path / "alone")
    for jobs in (1, 2):
        build(DataFolder(shipped.raw, tmp_path / f"{jobs}"), jobs=jobs)
        assert bytes_of(tmp_path / f"{jobs}") == alone


def test_tables_made_in_many_parts_hold_the_same_and_stay_so_when_parts_are_cut_anew(shipped, tmp_path, monkeypatch):
    for number, place in enumerate(["Barnet", "Derby", "Leeds", "Leeds", "York"]):
        letter = FOCUSED_VISIT.replace("Leeds", place).replace("2021", str(2018 + number))
        (shipped.raw / f"{number}.md").write_text(letter, encoding="utf-8")
    whole = build(DataFolder(shipped.raw, tmp_path / "whole")).tables
    monkeypatch.setattr("analysis.parts.VISITS_IN_A_PART", 2)
    parted = build(shipped).tables
    for name, table in whole.items():
        pd.testing.assert_frame_equal(parted[name], table)
    assert len(set(list_parts(shipped.processed).values())) == 4
    for change in ("take out", "put in"):
        letter = shipped.raw / "0.md"
        if change == "take out":
            text = letter.read_text(encoding="utf-8")
            letter.unlink()
        else:
            letter.write_text(text, encoding="utf-8")
        build(shipped)
        assert bytes_of(shipped.processed) == build_clean(shipped, tmp_path / change)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process does not begin as a copy of this one")
@pytest.mark.parametrize(("end", "reason"), [(hang, "too-slow"), (crash, "crashed")])
def test_a_file_that_stops_its_reader_is_named_and_the_rest_is_built(shipped, tmp_path, monkeypatch, end, reason):
    (shipped.raw / "bad.md").write_text(FOCUSED_VISIT, encoding="utf-8")
    monkeypatch.setattr("analysis.build.SECONDS_A_FILE", 1)
    monkeypatch.setattr(
        "analysis.reading.read_document", lambda path: end() if path.name == "bad.md" else read_document(path)
    )
    tables = build(shipped, jobs=1).tables
    problem = tables["problems"].iloc[0]
    assert (problem["file"], problem["reason"]) == ("bad.md", reason)
    assert "print it to a new PDF" in problem["detail"]
    assert set(tables["visits"]["file"]) == set(DOCUMENTS)
    monkeypatch.undo()
    assert build(shipped).read == [], "what may hang is not tried in this process"
    assert build(shipped, jobs=1).read == ["bad.md"], "it may have been the machine, not the file"
    assert bytes_of(shipped.processed) == build_clean(shipped, tmp_path / "clean")


def test_a_build_that_was_cut_off_is_begun_anew(shipped, tmp_path):
    build(shipped)
    (shipped.processed / "codes.parquet").unlink()
    build(shipped)
    assert bytes_of(shipped.processed) == build_clean(shipped, tmp_path / "clean")
    assert not (shipped.processed / ".workshop").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process does not begin as a copy of this one")
def test_a_part_whose_worker_is_killed_is_made_all_the_same(shipped, tmp_path, monkeypatch):
    own = os.getpid()
    monkeypatch.setattr(
        "analysis.parts.derive_history", lambda *facts: derive_history(*facts) if os.getpid() == own else crash()
    )
    build(shipped, jobs=1)
    assert bytes_of(shipped.processed) == build_clean(shipped, tmp_path / "clean")


@pytest.mark.parametrize("damage", [b"", b"[]", b'{"files": {'])
def test_a_damaged_note_of_the_last_build_is_as_good_as_none(shipped, tmp_path, damage):
    build(shipped)
    (shipped.processed / ".state.json").write_bytes(damage)
    assert set(build(shipped).read) == set(DOCUMENTS)
    assert bytes_of(shipped.processed) == build_clean(shipped, tmp_path / "clean")


def test_a_table_that_was_cut_off_is_made_anew(shipped, tmp_path):
    build(shipped)
    table = shipped.processed / "sentences.parquet"
    table.write_bytes(table.read_bytes()[:1000])
    build(shipped)
    assert bytes_of(shipped.processed) == build_clean(shipped, tmp_path / "clean")


def test_tables_among_the_letters_are_refused(shipped):
    with pytest.raises(FolderError, match="among the letters"):
        build(DataFolder(shipped.raw, shipped.raw / "tables"))


def test_tables_that_are_wrong_leave_the_old_ones_as_they_were(shipped, monkeypatch):
    build(shipped)
    before = bytes_of(shipped.processed)
    (shipped.raw / "leeds.md").write_text(FOCUSED_VISIT, encoding="utf-8")

    def derive_wrongly(*facts):
        history = derive_history(*facts)
        return history | {"coverage": history["coverage"].assign(status="perhaps")}

    with monkeypatch.context() as patch:
        patch.setattr("analysis.parts.derive_history", derive_wrongly)
        with pytest.raises(TableError, match="coverage"):
            build(shipped)
    assert bytes_of(shipped.processed) == before
    assert not (shipped.processed / ".workshop").exists()
    assert build(shipped).read == ["leeds.md"], "and nothing else has to be read again"


def test_about_csv_wins_over_what_was_read(shipped):
    build(shipped)
    with shipped.about.open("a", encoding="utf-8") as stream:
        stream.write(f"{LETTER},,monitoring visit,,,2020-09-28,2020-09-30,,,\n")
    visits = build(shipped).tables["visits"]
    assert "stoke-on-trent-2020-09-28-monitoring-visit" in set(visits["visit_id"])


def test_mistakes_in_about_csv_are_reported_and_the_rest_counts(shipped):
    shipped.about.write_text(
        f"file,start_date,date_precision,source_type\n{ARTICLE},October 2024,month,press\nnot-there.pdf,2024-01-01,,\n",
        encoding="utf-8",
    )
    tables = build(shipped).tables
    problems = dict(zip(tables["problems"]["reason"], tables["problems"]["detail"], strict=True))
    assert "start_date is 'October 2024'; give a day like 2024-10-01" in problems["about-value"]
    assert "not-there.pdf" in problems["about-no-file"]
    assert set(tables["visits"]["file"]) == set(DOCUMENTS)


def test_an_about_csv_that_cannot_be_opened_is_named_and_the_rest_is_built(shipped):
    shipped.about.unlink()
    shipped.about.mkdir()  # a folder of that name: unreadable for root too
    tables = build(shipped).tables
    problems = dict(zip(tables["problems"]["file"], tables["problems"]["reason"], strict=True))
    assert problems == {"about.csv": "unreadable", ARTICLE: "no-date"}
    assert len(tables["visits"]) == len(DOCUMENTS)


@pytest.mark.parametrize(
    ("name", "content", "reason", "says"),
    [
        ("empty.pdf", b"", "empty-file", "empty"),
        (
            "picture.txt",
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)),
            "unknown-format",
            "Save the letter as",
        ),
        ("table.xls", b"\x00\x01\x02\x03 letters", "unknown-format", "none of the kinds"),
        ("latin.txt", "Focused visit – Leeds, café".encode("cp1252"), "not-utf8", "UTF-8"),
    ],
)
def test_a_bad_file_is_named_with_its_remedy_and_the_rest_is_built(shipped, name, content, reason, says):
    (shipped.raw / name).write_bytes(content)
    tables = build(shipped).tables
    problem = tables["problems"].iloc[0]
    assert (problem["file"], problem["reason"]) == (name, reason)
    assert says in problem["detail"]
    assert len(tables["visits"]) == len(DOCUMENTS)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_no_file_and_nobody_waits_for_it(shipped):
    os.mkfifo(shipped.raw / "pipe.pdf")
    tables = build(shipped).tables
    problem = tables["problems"].iloc[0]
    assert (problem["file"], problem["reason"]) == ("pipe.pdf", "unreadable")
    assert "pipe or a device" in problem["detail"]
    assert len(tables["visits"]) == len(DOCUMENTS)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every file name is text")
def test_a_name_that_is_no_text_is_named_and_the_rest_is_built(shipped):
    Path(os.fsdecode(bytes(shipped.raw) + b"/caf\xe9.md")).write_text(FOCUSED_VISIT, encoding="utf-8")
    tables = build(shipped).tables
    problem = tables["problems"].iloc[0]
    assert (problem["file"], problem["reason"]) == ("caf?.md", "unwritable-name")
    assert len(tables["visits"]) == len(DOCUMENTS)


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
