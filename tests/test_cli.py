"""The command `visits`, as a user meets it."""

import json
import shutil
import sys
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from shipped import REPOSITORY

from analysis.cli import main
from analysis.read import read_document

LETTER = """Ofsted

3 June 2021

### **Focused visit to Leeds children’s services**

This letter summarises the findings of a focused visit to Leeds children’s services on 4 May 2021.

Inspectors looked at the local authority’s arrangements for care leavers.

### **Findings**

- Pathway plans are thorough.

Yours sincerely

Ann Example
His Majesty’s Inspector
"""


@pytest.fixture
def visits(shipped, monkeypatch):
    """Run `visits` on a fresh copy of the shipped data."""
    monkeypatch.setenv("VISITS_DATA", str(shipped.raw.parent))
    return lambda *words: CliRunner().invoke(main, [str(word) for word in words])


def test_every_command_is_in_the_readme():
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    for name in main.commands:
        assert f"`visits {name}" in readme


def test_build_says_what_it_did(visits):
    result = visits("build")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("2 documents from 2 files, in ")
    assert "(2 read now, 0 as they were)" in result.stdout
    assert visits("build").stdout.startswith("Nothing has changed since the build of ")


def test_build_ends_well_in_spite_of_a_bad_file_and_names_it(visits, shipped):
    (shipped.raw / "empty.pdf").touch()
    result = visits("build")
    assert result.exit_code == 0
    assert result.stderr.strip() == "empty.pdf: The file is empty. Download or copy it again."
    assert visits("build", "--strict").exit_code == 1


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process does not begin as a copy of this one")
def test_a_fault_of_the_program_is_said_aloud_and_strict_ends_with_1(visits, shipped, tmp_path, monkeypatch):
    for path in (shipped.raw / "bad.md", tmp_path / "new.md"):
        path.write_text(LETTER, encoding="utf-8")
    for name in ("analysis.build.letter.read_document", "analysis.build.add.read_document"):
        monkeypatch.setattr(name, lambda path: {}["lines"] if path.suffix == ".md" else read_document(path))
    result = visits("build")
    assert result.exit_code == 0
    assert "2 documents" in result.stdout
    assert result.stderr.startswith("bad.md: Reading it met a fault in this program")
    assert "KeyError: 'lines' (in build/letter.py, line" in result.stderr
    assert visits("build", "--strict").exit_code == 1
    result = visits("add", tmp_path / "new.md")
    assert result.exit_code == 1
    assert "new.md: not added. Reading it met a fault in this program" in result.stderr


def test_build_ends_with_1_where_nothing_could_be_read(visits, tmp_path):
    (tmp_path / "letters").mkdir()
    result = visits("build", "--raw", tmp_path / "letters", "--out", tmp_path / "tables")
    assert result.exit_code == 1


@pytest.mark.parametrize("words", [["build", "--jobs", "none"], ["build", "--raw", "no-such-folder"], ["bild"]])
def test_wrong_usage_ends_with_2(visits, words):
    assert visits(*words).exit_code == 2


def test_add_copies_builds_and_says_what_was_read(visits, shipped, tmp_path):
    (tmp_path / "leeds.md").write_text(LETTER, encoding="utf-8")
    result = visits("add", tmp_path / "leeds.md")
    assert result.exit_code == 0
    assert "leeds.md: focused visit, leeds-2021-05-04-focused-visit" in result.stdout
    assert "1 finding, 0 items to improve" in result.stdout
    assert "Could not tell" not in result.stdout
    assert (shipped.raw / "leeds.md").exists()


def test_add_says_what_it_could_not_tell(visits, tmp_path):
    vague = LETTER.replace("Inspectors looked at the local authority’s arrangements for care leavers.", "")
    (tmp_path / "vague.md").write_text(vague.replace(" on 4 May 2021", "").replace("3 June 2021", ""), encoding="utf-8")
    result = visits("add", tmp_path / "vague.md")
    assert "Could not tell the date of the visit: about.csv can." in result.stdout
    assert "Could not tell what was looked at" in result.stdout


def test_add_refuses_a_file_that_cannot_be_read_and_adds_the_rest(visits, shipped, tmp_path):
    (tmp_path / "leeds.md").write_text(LETTER, encoding="utf-8")
    (tmp_path / "empty.pdf").touch()
    result = visits("add", tmp_path / "empty.pdf", tmp_path / "leeds.md")
    assert result.exit_code == 1
    assert "empty.pdf: not added. The file is empty." in result.stderr
    assert (shipped.raw / "leeds.md").exists()
    assert not (shipped.raw / "empty.pdf").exists()


def test_add_never_overwrites_another_letter(visits, tmp_path):
    (tmp_path / "leeds.md").write_text(LETTER, encoding="utf-8")
    visits("add", tmp_path / "leeds.md")
    (tmp_path / "leeds.md").write_text(LETTER.replace("thorough", "poor"), encoding="utf-8")
    result = visits("add", tmp_path / "leeds.md")
    assert result.exit_code == 1
    assert "give the new letter another name" in result.stderr


def test_add_writes_the_page_on_each_letter_and_says_where(visits, shipped, tmp_path):
    (tmp_path / "leeds.md").write_text(LETTER, encoding="utf-8")
    result = visits("add", tmp_path / "leeds.md")
    briefs = shipped.output / "briefs"
    assert f"On one page: {briefs / 'leeds-2021-05-04-focused-visit.docx'} and" in result.stdout
    assert sorted(path.name for path in briefs.iterdir()) == [
        "leeds-2021-05-04-focused-visit.docx",
        "leeds-2021-05-04-focused-visit.html",
    ]


def test_add_loses_no_letter_where_its_page_cannot_be_written(visits, shipped, tmp_path):
    (tmp_path / "leeds.md").write_text(LETTER, encoding="utf-8")
    shipped.output.mkdir()
    (shipped.output / "briefs").write_text("a file, where the folder should be")
    result = visits("add", tmp_path / "leeds.md")
    assert result.exit_code == 0
    assert "leeds.md: focused visit, leeds-2021-05-04-focused-visit" in result.stdout
    assert "The letter is added; its page is not written. leeds-2021-05-04" in result.stderr
    assert (shipped.raw / "leeds.md").exists()


def test_brief_writes_one_page_and_says_where_and_whether_it_was_there(visits, shipped):
    result = visits("brief", "Oct 2024")
    assert result.exit_code == 0, result.output
    assert "stoke-on-trent-2024-10-focused-visit-press.html. Written." in result.stdout
    again = visits("brief", "stoke-on-trent focused visit press report 2024.txt")
    assert "Replaced, as it was there." in again.stdout
    assert len(list((shipped.output / "briefs").iterdir())) == 2


def test_brief_takes_words_of_another_authority(visits, shipped, tmp_path):
    (shipped.raw / "leeds.md").write_text(LETTER, encoding="utf-8")
    for words in (["Leeds May 2021"], ["2021", "--authority", "Leeds"], ["leeds-2021-05-04-focused-visit"]):
        assert "leeds-2021-05-04-focused-visit.docx" in visits("brief", *words, "--out", tmp_path / "out").stdout


def test_brief_lists_the_choices_where_it_cannot_tell(visits):
    result = visits("brief", "2019")
    assert result.exit_code == 1
    assert "'2019' is not among the visits compared; they are Sep 2020 focused visit, Oct 2024 focused" in result.stderr
    assert "Traceback" not in result.output


@pytest.fixture
def bundle(tmp_path):
    """A folder with a letter, the same letter in a folder of a mistaken name, and what a computer leaves there."""
    folder = tmp_path / "from the clerk"
    (folder / "Bury").mkdir(parents=True)
    (folder / "leeds.md").write_text(LETTER, encoding="utf-8")
    (folder / "Bury" / "letter.txt").write_text(LETTER.replace("Leeds", "Bury"), encoding="utf-8")
    (folder / "desktop.ini").write_text("[.ShellClassInfo]\n", encoding="utf-8")
    (folder / ".DS_Store").write_bytes(b"\0")
    return folder


def test_add_takes_the_letters_out_of_a_folder(visits, shipped, bundle):
    result = visits("add", bundle)
    assert result.exit_code == 1
    assert "leeds.md: focused visit, leeds-2021-05-04-focused-visit" in result.stdout
    assert "Bury/letter.txt: focused visit, bury-2021-05-04-focused-visit" in result.stdout
    assert "desktop.ini: not added. The file is no letter. It is what Windows keeps about a folder." in result.stderr
    assert ".DS_Store" not in result.stderr
    assert (shipped.raw / "Bury" / "letter.txt").exists()


def test_add_takes_the_letters_out_of_an_archive(visits, shipped, bundle, tmp_path):
    archive = shutil.make_archive(str(tmp_path / "letters"), "zip", bundle)
    (bundle / "about.csv").write_text("file\n", encoding="utf-8")
    result = visits("add", archive)
    assert "leeds.md: focused visit, leeds-2021-05-04-focused-visit" in result.stdout
    assert "Bury/letter.txt: focused visit" in result.stdout
    assert visits("add", archive, bundle).stderr.count("not added") == 3
    assert not list(shipped.raw.glob("*.zip"))


def test_add_refuses_an_unsafe_archive_and_adds_the_rest(visits, shipped, bundle, tmp_path):
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as archive:
        archive.writestr("../../outside.txt", "Dear Ms Parker")
    result = visits("add", tmp_path / "bad.zip", bundle / "leeds.md")
    assert result.exit_code == 1
    assert "bad.zip: not added. The archive asks for what no archive of letters needs" in result.stderr
    assert "leeds.md: focused visit" in result.stdout
    assert not list(shipped.raw.parent.parent.rglob("outside.txt"))


def test_a_letter_that_is_not_overwritten_keeps_no_other_from_being_added(visits, shipped, bundle):
    (shipped.raw / "leeds.md").write_text("Another letter.", encoding="utf-8")
    result = visits("add", bundle)
    assert "give the new letter another name" in result.stderr
    assert "Bury/letter.txt: focused visit" in result.stdout
    assert (shipped.raw / "leeds.md").read_text(encoding="utf-8") == "Another letter."


def test_choose_keeps_the_choice(visits, shipped):
    result = visits("choose", "Stoke-on-Trent", "--first", "stoke-on-trent-2024-10-focused-visit-press")
    assert result.exit_code == 0
    assert 'first = "stoke-on-trent-2024-10-focused-visit-press"' in shipped.settings.read_text(encoding="utf-8")


def test_choose_refuses_an_authority_that_is_not_on_file(visits, shipped):
    result = visits("choose", "Leeds")
    assert result.exit_code == 1
    assert "on file: Stoke-on-Trent" in result.stderr
    assert not shipped.settings.exists()


def test_choose_takes_what_she_sees_and_says_what_is_chosen(visits, shipped):
    result = visits("choose", "--first", "Oct 2024", "--themes", "staffing, Early help", "--also", "JTAI")
    assert result.exit_code == 0, result.output
    assert (
        "from the Oct 2024 focused visit (press) on; themes shown first: Staffing and Early help; JTAI" in result.stdout
    )
    assert visits("choose").stdout == result.stdout
    result = visits("choose", "--themes", "stafing")
    assert (result.exit_code, result.stderr) == (1, "Error: no theme is called 'stafing'; did you mean Staffing?\n")


def test_lab_opens_the_project_at_notebooks_of_ones_own(visits, shipped, monkeypatch):
    called = {}
    monkeypatch.setattr("subprocess.call", lambda command, env: called.update(command=command, env=env) or 0)
    assert visits("lab", "--no-browser", "--port=8899").exit_code == 0
    project = shipped.raw.parent.parent
    assert f"--ServerApp.root_dir={project}" in called["command"]
    assert {"--no-browser", "--port=8899"} < set(called["command"])
    assert called["command"][-1] == str(project / "my-notebooks" / "00_start_here.ipynb")
    assert called["env"]["VISITS_DATA"] == str(shipped.raw.parent)
    settings = next(word for word in called["command"] if "app_settings_dir" in word).partition("=")[2]
    disabled = json.loads(Path(settings, "page_config.json").read_text())["disabledExtensions"]
    assert disabled["@jupyterlab/apputils-extension:announcements"]
    assert "yours are kept in my-notebooks/kept" in visits("lab", "--afresh").stdout


def test_code_codes_any_text(visits, tmp_path):
    texts = pd.DataFrame({"id": ["a", "=1+1"], "text": ["Supervision is irregular.", "Caseloads are manageable."]})
    texts.to_csv(tmp_path / "in.csv", index=False)
    assert visits("code", tmp_path / "in.csv", "--out", tmp_path / "out.csv").exit_code == 0
    coded = pd.read_csv(tmp_path / "out.csv")
    assert list(coded.columns) == ["id", "themes", "stance", "direction"]
    assert coded["id"].tolist() == ["a", "=1+1"], "by the ids that she gave"
    assert coded["themes"].tolist() == ["supervision", "staffing"]
    assert coded["stance"].tolist() == ["concern", "strength"]


@pytest.mark.parametrize("content", [b"words only\n", b"\xff\xfeid,text\n", b""])
def test_code_says_what_a_wrong_file_lacks(visits, tmp_path, content):
    (tmp_path / "in.csv").write_bytes(content)
    result = visits("code", tmp_path / "in.csv", "--out", tmp_path / "out.csv")
    assert result.exit_code == 1
    assert "in.csv" in result.stderr
    assert "id and text" in result.stderr


def test_without_a_data_folder_the_message_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.delenv("VISITS_DATA")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["build"])
    assert result.exit_code == 1
    assert "no folder data/raw" in result.stderr
    assert "VISITS_DATA" in result.stderr


def test_the_doctor_says_of_each_thing_how_it_is_and_ends_with_1_where_something_is_broken(visits, shipped):
    visits("build")
    result = visits("doctor")
    lines = result.stdout.splitlines()
    assert result.exit_code == 0, result.stdout
    assert lines[-1].startswith("ok      In all: nothing is broken")
    assert {line[:8].strip() for line in lines} <= {"ok", "look"}
    (shipped.processed / "codes.parquet").write_bytes(b"no table")
    result = visits("doctor")
    assert result.exit_code == 1
    assert "broken  Tables: cannot be read" in result.stdout
