"""Imported once by the process that the others are copies of: what a first build reads is then read for all of them."""

import tempfile
from pathlib import Path

from faults import work
from faults.small import make_folder, write_letter

with tempfile.TemporaryDirectory() as place:
    folder = make_folder(Path(place))
    write_letter(folder, "Leeds")
    assert list(work.build_tables(folder, None)) == []
