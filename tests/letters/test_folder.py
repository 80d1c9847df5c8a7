"""The folder of real reports beside the project: what must be true of any report is true of these.

pytest tests/letters/test_folder.py -rA        prints the rate of each truth
"""

from collections import Counter, defaultdict
from pathlib import Path

import pytest
import yaml
from truths import TRUTHS

from analysis.letters import parse_letter
from analysis.read import ReadError, read_document

FOLDER = Path(__file__).parents[3] / "shared" / "letters"
GOAL = {"ILACS": 1.0}  # the share of reports of which each truth must hold; of the other kinds:
GOAL_OF_OTHERS = 0.95
MISPRINTS = yaml.safe_load((Path(__file__).parent / "misprints.yml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the folder of real reports is not beside this checkout")


@pytest.fixture(scope="module")
def readings():
    """The document and letter of each file that can be read, and the reason of each that cannot."""
    read, unread = {}, {}
    for path in sorted(FOLDER.iterdir()):
        try:
            document = read_document(path)
        except ReadError as error:
            unread[path.name] = error.reason
            continue
        read[path.name] = document, parse_letter(document)
    return read, unread


def test_only_the_web_page_saved_as_pdf_cannot_be_read(readings):
    assert list(readings[1].values()) == ["no-report-in-page"]


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda truth: truth.__name__)
def test_what_must_be_true_of_any_report(readings, truth):
    wrong = defaultdict(dict)
    asked = Counter(letter.framework for _, letter in readings[0].values() if letter.framework in TRUTHS[truth])
    for name, (document, letter) in readings[0].items():
        fault = truth(document, letter) if letter.framework in asked else ""
        if fault and not _is_misprint(name, truth.__name__, letter):
            wrong[letter.framework][name] = fault
    rates = {framework: 1 - len(wrong[framework]) / asked[framework] for framework in asked}
    print(truth.__name__, {framework: f"{rate:.1%} of {asked[framework]}" for framework, rate in rates.items()})
    for faults in wrong.values():
        print(*(f"  {name}: {fault}" for name, fault in faults.items()), sep="\n")
    assert all(rate >= GOAL.get(framework, GOAL_OF_OTHERS) for framework, rate in rates.items())


def _is_misprint(name, truth, letter):
    """A fault that the printed report has itself: a record of misprints.yml that still fits what was read."""
    records = [record for record in MISPRINTS if record["file"] == name and record["truth"] == truth]
    return any(paragraph.text.endswith(record["ends"]) for record in records for paragraph in letter.paragraphs)
