"""Tables for the comparisons: made-up inspections of fictional authorities, and none at all."""

import pytest
from made_up_inspections import write_inspections

from analysis.base.folder import DataFolder
from analysis.build import load
from analysis.tables import make_table, read_schemas


@pytest.fixture(scope="session")
def inspections(tmp_path_factory):
    """The tables of the inspections of made_up_inspections.yml."""
    data = tmp_path_factory.mktemp("inspections")
    (data / "raw").mkdir()
    write_inspections(data / "raw")
    return load(DataFolder(data / "raw", data / "processed"))


@pytest.fixture(scope="session")
def nothing():
    """The tables of an empty folder."""
    return {name: make_table(name) for name in read_schemas()}
