"""The authority that the notebooks compare, chosen by any of its names."""

import pandas as pd
import pytest

from analysis.base.folder import DataFolder, FolderError
from analysis.base.settings import read_settings
from analysis.find import QuestionError
from analysis.notebook.choice import choose, choose_themes, choose_visits, describe_choice

NAMES = ["Leeds", "Leicester", "Leicestershire", "Bournemouth, Christchurch and Poole", "Stockport", "Westmarsh"]


@pytest.fixture
def folder(tmp_path):
    return DataFolder(tmp_path / "raw", tmp_path / "processed")


@pytest.fixture
def tables(tables):
    visits = tables["visits"].iloc[[0] * len(NAMES)].reset_index(drop=True)
    ids = pd.Series([f"visit-{number}" for number in range(len(NAMES))], dtype="str")
    return tables | {"visits": visits.assign(authority=pd.Series(NAMES, dtype="str"), visit_id=ids, same_visit=ids)}


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("leeds", "Leeds"),
        ("Leeds City Council", "Leeds"),
        ("lee", "Leeds"),
        ("leicester", "Leicester"),
        ("Leicester City Council", "Leicester"),
        ("leicesters", "Leicestershire"),
        ("BCP", "Bournemouth, Christchurch and Poole"),
        ("bcp council", "Bournemouth, Christchurch and Poole"),
        ("Bournem", "Bournemouth, Christchurch and Poole"),
        ("sto", "Stockport"),  # the only one of these on file
        ("westmarsh", "Westmarsh"),  # in authorities.csv it is not
        ("Westmarsh Borough Council", "Westmarsh"),
    ],
)
def test_any_name_chooses(tables, folder, typed, name):
    assert choose(tables, typed, folder=folder).authority == name
    assert choose_visits(tables, typed, folder=folder)["authority"].unique().tolist() == [name]
    folder.settings.write_text(f'authority = "{typed}"\n', encoding="utf-8")
    assert choose(tables, folder=folder).authority == name


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Leedz", "Did you mean Leeds?"),
        ("lei", "Did you mean Leicester or Leicestershire?"),
        ("Bornemouth", "Did you mean Bournemouth, Christchurch and Poole?"),
        ("xyzzy", "Did you mean one of these?"),
        ("Salford", "Put its letter into data/raw first"),
    ],
)
def test_a_miss_asks_back(tables, folder, typed, asked):
    with pytest.raises(FolderError, match="is on file; on file: ") as raised:
        choose(tables, typed, folder=folder)
    assert asked in str(raised.value)
    assert raised.value._render_traceback_() == [str(raised.value)]


LETTER, PRESS = "stoke-on-trent-2020-09-29-focused-visit", "stoke-on-trent-2024-10-focused-visit-press"


@pytest.fixture(scope="module")
def shipped_tables():
    import analysis

    return analysis.load()


@pytest.mark.parametrize("typed", [PRESS, "Oct 2024", "October 2024", "2024", "oct 2024 focused visit (press)"])
def test_the_first_visit_is_chosen_as_it_is_seen(shipped_tables, folder, typed):
    assert choose(shipped_tables, first=typed, folder=folder).first == PRESS


@pytest.mark.parametrize(
    "themes", [["Staffing", "permanence"], "STAFFING, permanence", ("staffing", "Permanence", "staffing")]
)
def test_themes_are_chosen_by_id_or_label_and_every_notebook_follows(shipped_tables, folder, themes):
    assert choose(shipped_tables, themes=themes, folder=folder).themes == ("staffing", "permanence")
    assert choose_themes(folder=folder) == ["staffing", "permanence"]
    assert choose_themes("Early help", folder=folder) == ["early_help"]
    choose(shipped_tables, "Stoke", folder=folder)
    assert read_settings(folder).themes == ("staffing", "permanence"), "what is not given stays"
    choose(shipped_tables, themes="none", folder=folder)
    assert choose_themes(folder=folder) == ["supervision", "staffing", "permanence"]


def test_a_theme_that_is_none_asks_back(shipped_tables, folder):
    for ask in (
        lambda: choose_themes(["Stafing"], folder=folder),
        lambda: choose(shipped_tables, themes="stafing", folder=folder),
    ):
        with pytest.raises(QuestionError, match=r"did you mean Staffing\?"):
            ask()
    assert not folder.settings.exists()


def test_the_choice_is_said_in_a_sentence(shipped_tables, folder):
    choose(shipped_tables, themes=["Staffing"], also="JTAI", folder=folder)
    assert describe_choice(shipped_tables, folder=folder).startswith(
        "Chosen: Stoke-on-Trent, from the Sep 2020 focused visit on; themes shown first: Staffing; JTAI letters are"
    )
    nothing = {name: table[:0] for name, table in shipped_tables.items()}
    assert describe_choice(nothing, folder=folder).startswith("No dated letter is on file")
