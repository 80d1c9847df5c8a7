"""Tables for questions: made-up letters, and none at all."""

import pytest
from find.made_up_letters_asked import make_tables

from analysis.tables import make_table, read_schemas


@pytest.fixture(scope="session")
def letters_asked():
    """The tables of the made-up letters."""
    return make_tables()


@pytest.fixture(scope="session")
def nothing():
    """The tables of an empty folder."""
    return {name: make_table(name) for name in read_schemas()}
