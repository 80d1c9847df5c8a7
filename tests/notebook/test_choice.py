"""The authority that the notebooks compare, chosen by any of its names."""

import pandas as pd
import pytest

from analysis.base.folder import DataFolder, FolderError
from analysis.notebook.choice import choose, choose_visits

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
