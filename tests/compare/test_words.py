"""What themes and values are called: by the codebook in use, and in one place."""

import re

import matplotlib.pyplot as plt
import pytest

from analysis import charts, compare
from analysis.base.folder import find_codebook
from analysis.base.resources import PACKAGE
from analysis.build import load
from analysis.compare.words import label_themes, read_labels
from analysis.history.themes import STANCES
from analysis.notebook.choice import choose_visits
from analysis.tables import read_schemas

OWN_THEME = """
  lunch:
    label: Lunch at the office
    definition: What social workers eat.
    cues: [supervision]
    examples: [Supervision is over lunch.]
"""


@pytest.fixture
def own_codebook(shipped, monkeypatch):
    """A data folder with a codebook of the analyst's own: supervision has another label, and there is a new theme."""
    text = (PACKAGE / "coding" / "codebook.yml").read_text(encoding="utf-8")
    text = text.replace("label: Supervision\n", "label: Oversight of practice\n", 1)
    (shipped.raw.parent / "codebook.yml").write_text(text.rstrip() + OWN_THEME, encoding="utf-8")
    monkeypatch.setenv("VISITS_DATA", str(shipped.raw.parent))
    return shipped


def test_an_analysts_own_labels_stand_in_tables_sentences_and_charts(own_codebook):
    tables = load(own_codebook)
    exhibit = compare.exhibit_statuses(tables, choose_visits(tables), ["supervision", "lunch"])
    assert set(exhibit.data["theme_label"]) == {"Oversight of practice", "Lunch at the office"}
    one = compare.exhibit_statuses(tables, choose_visits(tables), ["supervision"])
    assert one.alt.startswith("Oversight of practice: was asked for")
    assert "oversight of practice" in exhibit.title
    figure = charts.draw_exhibit(exhibit)
    assert [tick.get_text() for tick in figure.axes[0].get_yticklabels()] == [
        "Oversight of practice", "Lunch at the office",
    ]  # fmt: skip
    plt.close(figure)


def test_a_codebook_that_changes_is_read_again(own_codebook):
    assert compare.label_theme("lunch") == "Lunch at the office"
    path = find_codebook()
    path.write_text(path.read_text(encoding="utf-8").replace("Lunch at the office", "Food"), encoding="utf-8")
    assert compare.label_theme("lunch") == "Food"


@pytest.mark.parametrize("place", ["nowhere", ""], ids=["a folder that is not there", "no data folder above"])
def test_outside_of_a_data_folder_the_packages_codebook_names_the_themes(tmp_path, monkeypatch, place):
    monkeypatch.setenv("VISITS_DATA", place and str(tmp_path / place))
    monkeypatch.chdir(tmp_path)
    assert find_codebook() is None
    assert compare.label_theme("quality_assurance") == "Quality assurance"


def test_many_themes_are_named_as_each_is(tables):
    themes = tables["coverage"]["theme"]
    assert label_themes(themes).tolist() == [compare.label_theme(theme) for theme in themes]
    assert list(read_labels()) == list(themes.unique())


@pytest.mark.parametrize(
    ("kind", "table", "column"),
    [
        ("stances", "sentences", "stance"),
        ("statuses", "theme_history", "status"),
        ("status_sentences", "theme_history", "status"),
        ("ledger", "ledger", "status"),
    ],
)
def test_every_value_of_a_table_has_a_word_and_a_colour(kind, table, column):
    from analysis.charts.style import read_looks

    values = set(read_schemas()[table]["columns"][column]["values"])
    assert values == set(compare.read_words()[kind])
    looks = read_looks()
    assert kind == "status_sentences" or values == set(looks["colours" if kind == "stances" else kind]) & values


def test_the_word_for_a_stance_stands_once():
    for room in ("compare", "charts"):
        for path in sorted((PACKAGE / room).glob("*.yml")):
            lines = re.sub(r"#.*", "", path.read_text(encoding="utf-8")).splitlines()
            lines = [
                line for line in lines if not re.search(r"voices|^headlines|^  [\w ]+: \[|^  n_|^  balance:", line)
            ]
            said = [line.partition(": ")[2] for line in lines if not re.match(r"  (\w+): \1$", line)]
            wrong = [text for text in said for stance in STANCES if re.search(rf"(?<!{{)\b{stance}\b(?!}})", text)]
            assert not wrong, path.name
            assert not [text for text in said if re.search(r"prais|demand|\bboth\b|neither", text)], path.name
