"""Damaged files never crash or hang the readers: they are read, or refused with a reason.

FUZZ=20000 pytest tests/read/test_fuzz.py       tries as many inputs of each format
"""

import os
import tempfile
import zipfile
from contextlib import suppress
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from make_letters import WRITERS, read_letters

from analysis.letters import parse_letter
from analysis.read import ReadError, read_document, write_unpacked

EXAMPLES = int(os.environ.get("FUZZ", "60"))

edits = st.lists(
    st.tuples(st.sampled_from(["flip", "cut", "copy", "end"]), st.floats(0, 1), st.binary(max_size=30)), max_size=8
)


def write_mail_with_pdf(items, path):
    """Write a mail with the letter attached, in bytes as they are, so that damage reaches the letter too."""
    WRITERS["pdf"](items, path)
    mail = EmailMessage()
    mail["From"] = "clerk@example.org"
    mail.set_content("The letter is attached.")
    mail.add_attachment(path.read_bytes(), "application", "pdf", filename="letter.pdf")
    path.write_bytes(mail.as_bytes())


ALL_WRITERS = WRITERS | {"mail with a PDF": write_mail_with_pdf}


@pytest.fixture(scope="module", params=ALL_WRITERS)
def original(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("fuzz") / "letter"
    ALL_WRITERS[request.param](next(iter(read_letters().values()))["letter"], path)
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


STARTS = [
    *(b"", b"%PDF-1.4\n", b"<html>", b"PK\x03\x04", b"# ", b"\xff\xfe", b"\xd0\xcf\x11\xe0", b"{"),
    b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n",
    b"MIME-Version: 1.0\nContent-Type: text/html; charset=",
    b"From: =?utf-8?Q?",
]


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
@given(st.binary(max_size=400), st.sampled_from(STARTS))
def test_any_bytes_are_read_or_refused(data, start):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "letter"
        path.write_bytes(start + data)
        try:
            parse_letter(read_document(path))
        except ReadError as refusal:
            assert refusal.reason


@settings(max_examples=EXAMPLES, deadline=20_000, suppress_health_check=list(HealthCheck))
@given(edits, st.lists(st.text(min_size=1, max_size=20), max_size=4, unique=True))
def test_a_damaged_archive_is_unpacked_or_refused_and_nothing_leaves_its_folder(edits, names):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("Leeds/letter.txt", *names):
            with suppress(ValueError, IndexError):  # a name that the library cannot write
                archive.writestr(name, b"Dear Ms Parker, children are seen.")
    with tempfile.TemporaryDirectory() as folder:
        path, into = Path(folder) / "letters.zip", Path(folder) / "out" / "in"
        into.mkdir(parents=True)
        path.write_bytes(damage(stream.getvalue(), edits))
        try:
            write_unpacked(path, into)
        except ReadError as refusal:
            assert refusal.reason
        assert {one.name for one in Path(folder).iterdir()} == {"letters.zip", "out"}
        assert {one.name for one in into.parent.iterdir()} == {"in"}
