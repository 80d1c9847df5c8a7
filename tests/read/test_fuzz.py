"""Damaged files never crash or hang the readers: they are read, or refused with a reason.

FUZZ=20000 pytest tests/read/test_fuzz.py       tries as many inputs of each format
"""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from make_letters import WRITERS, read_letters

from analysis.letters import parse_letter
from analysis.read import ReadError, read_document

EXAMPLES = int(os.environ.get("FUZZ", "60"))

edits = st.lists(
    st.tuples(st.sampled_from(["flip", "cut", "copy", "end"]), st.floats(0, 1), st.binary(max_size=30)), max_size=8
)


@pytest.fixture(scope="module", params=WRITERS)
def original(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("fuzz") / f"letter.{request.param}"
    WRITERS[request.param](next(iter(read_letters().values()))["letter"], path)
    return path.read_bytes()


def damage(data: bytes, edits: list[tuple[str, float, bytes]]) -> bytes:
    """Return a file with bytes overwritten, cut out or copied in at some places, or with its end cut off."""
    for kind, share, other in edits:
        place = int(share * len(data))
        if kind == "flip":
            data = data[:place] + other + data[place + len(other) :]
        elif kind == "cut":
            data = data[:place] + data[place + 10 * len(other) :]
        elif kind == "copy":
            data = data[:place] + data[: 40 * len(other)] + data[place:]
        else:
            data = data[:place] if place else data
    return data


@settings(max_examples=EXAMPLES, deadline=20_000, suppress_health_check=list(HealthCheck))
@given(edits)
def test_a_damaged_file_is_read_or_refused(original, edits):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "letter"
        path.write_bytes(damage(original, edits))
        try:
            parse_letter(read_document(path))
        except ReadError as refusal:
            assert refusal.reason


@settings(max_examples=EXAMPLES, deadline=20_000, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=400), st.sampled_from([b"", b"%PDF-1.4\n", b"<html>", b"PK\x03\x04", b"# "]))
def test_any_bytes_are_read_or_refused(data, start):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "letter"
        path.write_bytes(start + data)
        try:
            parse_letter(read_document(path))
        except ReadError as refusal:
            assert refusal.reason
