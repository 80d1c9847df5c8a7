"""The board pack, as `visits board` writes it: everything is there, and nothing of another pack is overwritten."""

import pandas as pd
import pytest
from click.testing import CliRunner
from shipped import copy_shipped

from analysis.cli import main


@pytest.fixture(scope="module")
def packs(tmp_path_factory):
    """What two runs of `visits board` on the shipped documents say and write."""
    where = tmp_path_factory.mktemp("packs")
    data = copy_shipped(where)
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("VISITS_DATA", str(data))
        asked = ([], ["--since", "all", "--themes", "Staffing, permanence"])
        said = [CliRunner().invoke(main, ["board", "--out", str(where / "board"), *more]) for more in asked]
    assert [result.exit_code for result in said] == [0, 0], said[0].output
    return said, sorted((where / "board").iterdir())


def test_a_pack_holds_slides_report_workbook_page_and_exchange_files(packs):
    _, (pack, _) = packs
    endings = {path.suffix for path in pack.iterdir() if path.is_file()}
    assert endings == {".pptx", ".docx", ".xlsx", ".html", ".qdpx", ".qdc"}
    assert {path.suffix for path in (pack / "charts").iterdir()} == {".png", ".svg", ".csv", ".txt"}


def test_a_second_pack_of_the_day_stands_beside_the_first(packs):
    said, (first, second) = packs
    assert second.name == f"{first.name}-2"
    assert first.name.startswith("stoke-on-trent-")
    assert said[1].output.strip().endswith(f"Written to {second}.")


def test_the_frame_and_the_themes_asked_for_are_those_of_the_pack(packs):
    said, (first, second) = packs
    assert "Compared: every visit to Stoke-on-Trent on file that may be compared (2, since Sep 2020)." in said[1].output
    themes = [set(pd.read_csv(pack / "charts" / "themes.csv")["theme"]) for pack in (first, second)]
    assert themes == [{"supervision", "staffing", "permanence"}, {"staffing", "permanence"}]
    for pack in (first, second):
        for chart in ("themes", "coverage", "areas-for-improvement", "strengths-and-concerns"):
            assert "Compared: every visit" in (pack / "charts" / f"{chart}.txt").read_text(encoding="utf-8")


def test_a_visit_that_is_not_there_is_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("VISITS_DATA", str(copy_shipped(tmp_path)))
    result = CliRunner().invoke(main, ["board", "--since", "May 1999", "--out", str(tmp_path / "board")])
    assert result.exit_code == 1
    assert "'May 1999' is not among the visits compared" in result.output
    assert not (tmp_path / "board").exists()


def test_every_table_is_exported_with_a_dictionary(tmp_path, monkeypatch):
    monkeypatch.setenv("VISITS_DATA", str(copy_shipped(tmp_path)))
    result = CliRunner().invoke(main, ["export", "--out", str(tmp_path / "flat")])
    assert result.exit_code == 0, result.output
    names = {path.name for path in (tmp_path / "flat").iterdir()}
    assert {"visits.csv", "sentences.csv", "ledger.csv", "dictionary.csv"} <= names
