"""Tests and users do not meet: every test and every notebook works on a temporary copy of the shipped data alone."""

import os
import tempfile
from pathlib import Path

import pytest
from shipped import REPOSITORY, copy_shipped

SHARED = REPOSITORY.parent / "shared"

_COPY = tempfile.TemporaryDirectory(prefix="visit-findings-")


def pytest_configure() -> None:
    # Set for the kernels too, which take over the environment: nbval starts them in this process's name.
    os.environ["VISITS_DATA"] = str(copy_shipped(Path(_COPY.name)))


@pytest.fixture
def shipped(tmp_path: Path):
    """The folder of a fresh copy of the shipped data, for a test that changes it."""
    from analysis.base.folder import DataFolder

    data = copy_shipped(tmp_path)
    return DataFolder(data / "raw", data / "processed")


@pytest.fixture(scope="session")
def tables():
    """The tables of the shipped documents."""
    import analysis

    return analysis.load()


@pytest.fixture(scope="session")
def inspections(tmp_path_factory):
    """The tables of made-up inspections of fictional authorities (made_up_inspections.yml)."""
    from made_up_inspections import write_inspections

    from analysis.base.folder import DataFolder
    from analysis.build import load

    data = tmp_path_factory.mktemp("inspections")
    (data / "raw").mkdir()
    write_inspections(data / "raw")
    return load(DataFolder(data / "raw", data / "processed"))


@pytest.fixture(scope="session")
def letters_asked():
    """The tables of made-up letters that questions are put to."""
    from made_up_letters_asked import make_tables

    return make_tables()


@pytest.fixture(scope="session")
def nothing():
    """The tables of an empty folder."""
    from analysis.tables import make_table, read_schemas

    return {name: make_table(name) for name in read_schemas()}


@pytest.fixture(scope="session")
def many_visits(tmp_path_factory):
    """The tables and visits of an authority, by its name and how many visits: 2, 5 and 12."""
    from many_visits import LONG, SHORT, build_twelve, take_visits

    tables = build_twelve(tmp_path_factory.mktemp("twelve") / "data")
    return {(name, n): take_visits(tables, n, name) for name, n in ((SHORT, 2), (LONG, 5), (LONG, 12))}


@pytest.fixture(scope="session")
def letters() -> Path:
    """The folder of real reports, which only the project's own machines have beside the repository."""
    folder = SHARED / "letters"
    if not folder.is_dir():
        pytest.skip("the folder of real reports (shared/letters) is not beside this clone")
    return folder
