"""What a PDF may ask of PDFium that nothing in its own process could stop, looked for before it is opened."""

import re
import subprocess
import sys
import zlib

from analysis.read.document import ReadError

FORM = re.compile(rb"/Subtype\s*/Form\b")
USUAL_FORMS = 3  # real reports hold one at the most
MOST_SECONDS = 8
STREAM = re.compile(rb"stream\r?\n[\x48\x58\x68\x78]")  # with the first byte of what zlib packs
SMALL_STREAM = 48_000  # bytes; zlib packs a thousand to one at the best, so that these unpack to less than that
LARGEST_STREAM = 50_000_000  # bytes once unpacked; the largest of a real report has 400,000
TRIAL = """
import sys, pypdfium2
for page in pypdfium2.PdfDocument(sys.stdin.buffer.read()):
    page.get_textpage().close()
    page.close()
"""
OF_ITS_OWN = [sys.executable, "-P", "-c", TRIAL]  # -P: no module that lies in the folder that one works in


def check_streams(data: bytes) -> None:
    """Raise ReadError for a PDF with a part that unpacks to far more than any report holds."""
    for match in STREAM.finditer(data):
        start = match.end() - 1
        end = data.find(b"endstream", start)
        if end - start < SMALL_STREAM:
            continue
        try:
            unpacked = len(zlib.decompressobj().decompress(data[start:end], LARGEST_STREAM))
        except zlib.error:  # damaged, or packed in another way: PDFium will say
            continue
        if unpacked == LARGEST_STREAM:
            raise ReadError("too-large", f"A part of it unpacks to over {LARGEST_STREAM / 1e6:.0f} MB.")


def try_forms(data: bytes) -> None:
    """Raise ReadError for a PDF whose pages cannot be read in reasonable time because of the forms in it.

    Pages may draw forms, forms may draw forms, and a file of a few kilobytes can ask for billions of them. A file
    with many is therefore tried in a process of its own, which can be stopped.
    """
    if len(FORM.findall(data)) <= USUAL_FORMS:
        return
    try:
        trial = subprocess.run(OF_ITS_OWN, input=data, capture_output=True, timeout=MOST_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise ReadError("too-slow", f"Its pages took more than {MOST_SECONDS} seconds in a trial.") from error
    if trial.returncode < 0:
        raise ReadError("damaged-pdf", f"A trial reading ended with signal {-trial.returncode}.")
