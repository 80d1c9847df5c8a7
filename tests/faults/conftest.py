"""What the tests of this folder share."""

import pytest
from faults.small import Change


@pytest.fixture(scope="session")
def change(tmp_path_factory) -> Change:
    """A data folder whose letters changed since its tables were built; each test brings it back."""
    return Change(tmp_path_factory.mktemp("change"))
