"""The folder of real reports beside the project: what must be true of any report is true of these.

pytest tests/letters/test_folder.py -rA        prints the rate of each truth
"""

from collections import Counter, defaultdict
from pathlib import Path

import pytest
import yaml
from real_reports import read_reports
from truths import TRUTHS

from analysis.letters import parse_letter

GOAL = {"ILACS": 1.0}  # the share of reports of which each truth must hold; of the other kinds:
GOAL_OF_OTHERS = 0.95
MISPRINTS = yaml.safe_load((Path(__file__).parent / "misprints.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def documents(request, letters):
    """The document of each report, or the reason why it cannot be read, by file."""
    cache = getattr(request.config, "cache", None)  # none where pytest was told to keep nothing
    return read_reports(letters, cache and cache.mkdir("documents"))


@pytest.fixture(scope="module")
def readings(documents):
    """The document and letter of each report that can be read, by file."""
    return {name: (read, parse_letter(read)) for name, read in documents.items() if not isinstance(read, str)}


def test_only_the_web_page_saved_as_pdf_cannot_be_read(documents):
    assert [reason for reason in documents.values() if isinstance(reason, str)] == ["no-report-in-page"]


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda truth: truth.__name__)
def test_what_must_be_true_of_any_report(readings, truth):
    wrong = defaultdict(dict)
    asked = Counter(letter.framework for _, letter in readings.values() if letter.framework in TRUTHS[truth])
    for name, (document, letter) in readings.items():
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
