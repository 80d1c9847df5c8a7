"""`visits run`, end to end: notebooks executed, pages that stand alone, charts, and a new letter in its place."""

import shutil

import pytest
from click.testing import CliRunner
from lxml import html
from shipped import REPOSITORY

from analysis.cli import main

NEW_LETTER = "stoke-on-trent-25-november-2022.pdf"


def run(folder, out, monkeypatch, project=REPOSITORY):
    monkeypatch.setenv("VISITS_DATA", str(folder.raw.parent))
    monkeypatch.chdir(project)
    return CliRunner().invoke(main, ["run", "--out", str(out)])


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    """What `visits run` says and writes, on the shipped data."""
    from shipped import copy_shipped

    from analysis.base.folder import DataFolder

    where = tmp_path_factory.mktemp("run")
    data = copy_shipped(where)
    with pytest.MonkeyPatch.context() as monkeypatch:
        result = run(DataFolder(data / "raw", data / "processed"), where / "output", monkeypatch)
    assert result.exit_code == 0, result.output
    return result, where / "output"


def test_it_ends_in_plain_words(output):
    result, folder = output
    assert "Read: 2 documents." in result.stdout
    assert "Not read: nothing" in result.stdout
    assert result.stdout.strip().endswith(f"Open first: {folder / '00_start_here.html'}")


def test_every_notebook_has_a_page(output):
    _, folder = output
    notebooks = sorted(path.stem for path in (REPOSITORY / "notebooks").glob("*.ipynb"))
    assert sorted(path.stem for path in folder.glob("*.html")) == notebooks


def test_pages_hold_no_code_and_load_nothing_from_outside(output):
    _, folder = output
    for path in folder.glob("*.html"):
        page = html.fromstring(path.read_text(encoding="utf-8"))
        assert not page.xpath("//script")
        assert "analysis.load()" not in page.text_content()
        loaded = page.xpath("//@src | //link/@href")
        assert all(address.startswith("data:") for address in loaded)
        assert "url(" not in "".join(page.xpath("//style/text()"))


def test_pictures_keep_their_text_alternatives_and_links_lead_to_pages(output):
    _, folder = output
    page = html.fromstring((folder / "00_start_here.html").read_text(encoding="utf-8"))
    assert page.xpath("//img")
    assert all(len(image.get("alt", "")) > 30 for image in page.xpath("//img"))
    links = {link for link in page.xpath("//a/@href") if not link.startswith("#")}
    assert links
    assert all((folder / link).exists() for link in links)


def test_the_charts_are_written_with_their_data(output):
    _, folder = output
    assert {path.suffix for path in (folder / "charts").iterdir()} == {".png", ".svg", ".csv", ".txt"}


def test_a_new_letter_shows_in_the_notebooks_in_order_of_date(shipped, letters, tmp_path, monkeypatch):
    shutil.copyfile(letters / NEW_LETTER, shipped.raw / NEW_LETTER)
    names = ("00_start_here", "02_recurring_themes", "03_what_needs_to_improve")
    (tmp_path / "project" / "notebooks").mkdir(parents=True)
    for name in names:
        shutil.copy(REPOSITORY / "notebooks" / f"{name}.ipynb", tmp_path / "project" / "notebooks")
    result = run(shipped, tmp_path / "output", monkeypatch, tmp_path / "project")
    assert result.exit_code == 0, result.output
    assert f"{NEW_LETTER}: stoke-on-trent-2022-10-03-inspection" in result.stdout
    for name in names:
        words = (tmp_path / "output" / f"{name}.html").read_text(encoding="utf-8")
        found = [
            words.find(label) for label in ("Sep 2020 focused visit", "Oct 2022 inspection", "Oct 2024 focused visit")
        ]
        assert -1 not in found
        assert found == sorted(found), f"{name} shows the visits out of order"
