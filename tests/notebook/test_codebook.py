"""The codebook page: a heading per theme, and nothing that a letter or a codebook says as markup."""

import pandas as pd
import pytest

from analysis.compare import summarise_codebook
from analysis.notebook import codebook


@pytest.fixture
def shown(monkeypatch):
    """What the page displays, as Markdown."""
    texts = []
    monkeypatch.setattr(codebook, "display", lambda markdown: texts.append(markdown.data))
    return texts


def test_each_theme_has_a_heading(tables, shown):
    themes = summarise_codebook(tables).data
    codebook.show_codebook(themes)
    headings = [text.splitlines()[0] for text in shown]
    assert headings == [f"### {label}" for label in themes["theme_label"]]


def test_what_there_is_not_has_no_line_and_markup_stands_as_text(shown):
    row = dict.fromkeys(["definition", "counts", "includes", "on_file", "excludes", "counter_example", "note"])
    codebook.show_codebook(pd.DataFrame([row | {"theme_label": "A", "definition": "*B*", "example": "<b>C</b>"}]))
    assert shown == ["### A\n\n\\*B\\*\n\n- **For example:** \\<b\\>C\\</b\\>"]
