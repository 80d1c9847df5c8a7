"""What does not fit together in a letter is noted, and each note has a remedy."""

import pytest

from analysis.base.problems import explain
from analysis.letters import Judgement, Letter, Paragraph
from analysis.letters.checks import check_letter


def letter(*paragraphs, **facts):
    known = {"framework": "ILACS", "visit_type": "inspection", "source_type": "report", "authority": "Barnet"}
    return Letter(**{**known, **facts}, paragraphs=paragraphs)


FINDINGS = [
    Paragraph("Plans are clear.", "finding", "Leadership, management and governance Good", str(n)) for n in (1, 2)
]
LEADERS = Judgement("3. Leadership, management and governance", "leaders", "Inadequate", 4)


@pytest.mark.parametrize(
    ("faulty", "reason"),
    [
        (letter(*FINDINGS, authority="Westmarsh"), "unknown-authority"),
        (letter(*FINDINGS, authority=None), "unknown-authority"),
        (letter(), "no-findings"),
        (letter(FINDINGS[0], Paragraph("Late.", "finding", number="4")), "missing-numbers"),
        (letter(*FINDINGS, judgements=(LEADERS,)), "grades-differ"),
    ],
    ids=["a name nobody knows", "no name", "no paragraphs", "numbers left out", "two grades for one area"],
)
def test_a_note_on_what_does_not_fit(faulty, reason):
    notes = list(check_letter(faulty))
    assert [note[0] for note in notes] == [reason]
    assert explain(*notes[0])


def test_no_note_on_what_fits():
    assert list(check_letter(letter(*FINDINGS))) == []
