"""The codebook as people read it: what each theme includes, and how often the letters speak of it."""

import pytest

import analysis
from analysis import compare
from analysis.coding import read_codebook
from analysis.coding.codebook import CodebookError
from analysis.compare.codebook import list_themes_defined

OWN = """themes:
  buses:
    label: School buses
    definition: Getting to school.
    cues: [supervision, "the bus ... stop/tram*"]
    examples: [The bus is late.]
"""


def test_every_theme_stands_there_in_the_order_of_the_codebook(tables):
    themes = list_themes_defined(tables)
    assert themes["theme"].tolist() == list(read_codebook().themes)
    assert themes[["theme_label", "definition", "counts", "includes", "example"]].notna().all(axis=None)


@pytest.mark.parametrize("theme", ["supervision", "staffing", "permanence", "exploitation"])
def test_the_counts_are_those_that_find_gives(tables, theme):
    row = list_themes_defined(tables).set_index("theme").loc[theme]
    found = analysis.find(tables, theme=theme)
    assert (row["n_sentences"], row["n_documents"]) == (len(found), found["visit_id"].nunique())


def test_a_theme_that_no_sentence_speaks_of_says_so(tables):
    summary = compare.summarise_codebook(tables)
    silent = summary.data[summary.data["n_sentences"] == 0]
    assert silent["counts"].unique().tolist() == ["no sentence."]
    assert all(label.lower() in summary.text for label in silent["theme_label"])


def test_subthemes_stand_under_their_names_and_phrases_read_as_words(tables):
    includes = list_themes_defined(tables).set_index("theme").loc["supervision", "includes"]
    assert includes.startswith("Management oversight (") and "Supervision of staff (" in includes
    assert not set("*/") & set(includes)


def test_an_own_codebook_is_the_one_described(tables, tmp_path, monkeypatch):
    (tmp_path / "raw").mkdir()
    (tmp_path / "codebook.yml").write_text(OWN, encoding="utf-8")
    monkeypatch.setenv("VISITS_DATA", str(tmp_path))
    summary = compare.summarise_codebook(tables)
    assert summary.data["theme_label"].tolist() == ["School buses"]
    assert summary.data["includes"].tolist() == ["supervision, the bus … stop or tram…"]
    assert "your own" in summary.text
    (tmp_path / "codebook.yml").write_text("themes: []", encoding="utf-8")
    with pytest.raises(CodebookError, match="no themes were found"):
        compare.summarise_codebook(tables)


def test_without_a_letter_the_themes_are_described_and_none_is_counted(nothing):
    summary = compare.summarise_codebook(nothing)
    assert summary.text == "No document is on file, so no theme is counted yet."
    assert len(summary.data) == len(read_codebook().themes)
