"""What a notebook shows of an exhibit and of themes."""

from dataclasses import replace
from html import escape

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

import analysis
from analysis import compare


@pytest.fixture(autouse=True)
def shell(tmp_path, monkeypatch):
    """Somewhere to show things: a shell as a notebook's, which leaves no trace."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    yield InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    InteractiveShell.clear_instance()


@pytest.fixture
def visits(tables):
    return analysis.choose_visits(tables)


def kinds_of(captured) -> list[str]:
    """Return the kind of each thing shown: a picture, a table or text."""
    return [
        "text" if "text/html" not in output.data
        else "picture" if output.data["text/html"].startswith("<img ")
        else "table"
        for output in captured.outputs
    ]  # fmt: skip


def texts_of(captured) -> list[str]:
    return [output.data["text/markdown"] for output in captured.outputs if "text/markdown" in output.data]


def pages_of(captured) -> list[str]:
    return [output.data["text/html"] for output in captured.outputs if "text/html" in output.data]


def test_an_exhibit_is_a_picture_a_sentence_and_the_data_folded(tables, visits):
    exhibit = compare.exhibit_timeline(tables, visits)
    with capture_output() as shown:
        analysis.show(exhibit)
    assert kinds_of(shown) == ["picture", "text", "table"]
    assert pages_of(shown)[1].startswith("<details")
    assert pages_of(shown)[0].startswith(f'<img alt="{escape(exhibit.alt)}"')


def test_without_data_the_text_stands_where_the_picture_would(tables, visits):
    exhibit = compare.exhibit_timeline(tables, visits)
    with capture_output() as shown:
        analysis.show(replace(exhibit, data=exhibit.data[:0], alt="No dated visit is on file."))
    assert texts_of(shown) == ["No dated visit is on file."]


def test_each_theme_is_shown_with_chart_sentences_counts_and_quotations(tables, visits):
    with capture_output() as shown:
        analysis.show_themes(tables, visits, ["staffing", "permanence"])
    assert kinds_of(shown) == ["text", "picture", "text", "table"] * 2
    headings = texts_of(shown)[::2]
    assert headings == ["### Staffing", "### Permanence"]
    assert "Staffing: was a concern" in texts_of(shown)[1]
    assert "<summary>The sentences behind it: 3</summary>" in pages_of(shown)[1]


def test_without_a_letter_a_theme_says_so(tables, visits):
    with capture_output() as shown:
        analysis.show_themes(tables, visits[:0], ["staffing"])
    assert kinds_of(shown) == ["text"] * 2
    assert "Staffing: no visit is on file." in texts_of(shown)[1]
