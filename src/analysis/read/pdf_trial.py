"""A trial reading of a suspicious PDF in a process of its own, which can be stopped.

Pages may draw forms, forms may draw forms, and a file of a few kilobytes can ask for billions of them. PDFium then
works on, and nothing in its own process can stop it. Real reports hold one form at the most.
"""

import re
import subprocess
import sys

from analysis.read.document import ReadError

FORM = re.compile(rb"/Subtype\s*/Form\b")
USUAL_FORMS = 3
MOST_SECONDS = 10
TRIAL = """
import sys, pypdfium2
for page in pypdfium2.PdfDocument(sys.stdin.buffer.read()):
    page.get_textpage().close()
    page.close()
"""


def try_forms(data: bytes) -> None:
    """Raise ReadError for a PDF whose pages cannot be read in reasonable time because of the forms in it."""
    if len(FORM.findall(data)) <= USUAL_FORMS:
        return
    try:
        trial = subprocess.run([sys.executable, "-c", TRIAL], input=data, capture_output=True, timeout=MOST_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise ReadError("too-slow", f"Its pages took more than {MOST_SECONDS} seconds in a trial.") from error
    if trial.returncode < 0:
        raise ReadError("damaged-pdf", f"A trial reading ended with signal {-trial.returncode}.")
