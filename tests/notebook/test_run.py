"""`visits run`, end to end: notebooks executed, pages that stand alone, charts, and a new letter in its place."""

from urllib.parse import unquote, urldefrag

import pytest
from builds import FOCUSED_VISIT
from click.testing import CliRunner
from lxml import html
from shipped import REPOSITORY, copy_shipped

from analysis.cli import main

NEW_LETTER = (
    FOCUSED_VISIT.replace("Leeds", "Stoke-on-Trent")
    .replace("9 and 10 February 2021", "3 and 4 October 2022")
    .replace("12 March 2021", "14 November 2022")
    .replace("### **Findings**", "### **What needs to improve**\n\n- Supervision of staff.\n\n### **Findings**")
)


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    """What `visits run` says and writes, on the shipped data and a new letter."""
    where = tmp_path_factory.mktemp("run")
    data = copy_shipped(where)
    (data / "raw" / "new letter.md").write_text(NEW_LETTER, encoding="utf-8")
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("VISITS_DATA", str(data))
        monkeypatch.chdir(REPOSITORY)
        result = CliRunner().invoke(main, ["run", "--out", str(where / "output")])
    assert result.exit_code == 0, result.output
    return result, where / "output"


def test_it_ends_in_plain_words(output):
    result, folder = output
    assert "Read: 3 documents." in result.stdout
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
    links = {unquote(urldefrag(link).url) for link in page.xpath("//a/@href") if not link.startswith("#")}
    assert any(link.endswith("stoke-on-trent focused visit letter 2020-11-13.txt") for link in links)
    assert all((folder / link).exists() for link in links)


def test_the_charts_are_written_with_their_data(output):
    _, folder = output
    assert {path.suffix for path in (folder / "charts").iterdir()} == {".png", ".svg", ".csv", ".txt", ".html"}


def test_a_new_letter_shows_in_the_notebooks_in_order_of_date(output):
    result, folder = output
    assert "new letter.md: stoke-on-trent-2022-10-03-focused-visit" in result.stdout
    tables = {"00_start_here": "<table>", "02_recurring_themes": "<table>", "03_what_needs_to_improve": "The lists: "}
    for name, table in tables.items():
        _, _, words = (folder / f"{name}.html").read_text(encoding="utf-8").partition(table)
        labels = ("Sep 2020 focused visit", "Oct 2022 focused visit", "Oct 2024 focused visit")
        found = [words.find(label) for label in labels]
        assert -1 not in found
        assert found == sorted(found), f"{name} shows the visits out of order"
