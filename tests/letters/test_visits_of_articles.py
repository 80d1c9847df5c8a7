"""When the visit of an article was, told behind the sentence that names it, and which articles are on several."""

from datetime import date

import pytest

from analysis.letters import parse_letter
from analysis.read.text import parse_text

RETURN = "Inspectors have been back to Trafford Council for a focused visit."


def read(*paragraphs):
    text = "\n\n".join(["What Ofsted saw", "Published: 9 December 2024", *paragraphs])
    return parse_letter(parse_text(text.encode()), {"source_type": "press"})


@pytest.mark.parametrize(
    ("paragraphs", "start"),
    [
        ([RETURN, "They were in the borough on 5 and 6 November 2024, looking at court work."], date(2024, 11, 5)),
        ([f"{RETURN} The team spent two days there, on 5 and 6 November."], date(2024, 11, 5)),
        ([RETURN, "It took place on 5 and 6 November 2024."], date(2024, 11, 5)),
        ([RETURN, "Two inspectors came on 5 and 6 November.", "They stayed until 7 November 2024."], date(2024, 11, 5)),
        ([RETURN, "The borough has a new director.", "They were in post on 5 and 6 November 2024."], None),
        ([RETURN, "It was published on 5 November 2024."], None),
        ([RETURN, "They will be in the borough again on 5 and 6 November 2024."], None),
        ([RETURN, "The previous inspection was better.", "It took place on 5 and 6 June 2021."], None),
        ([RETURN, "Councillors met on 5 November 2024."], None),
    ],
    ids=["in the place", "same paragraph", "it took place", "two sentences", "of others", "published",
         "to come", "an earlier one", "a meeting"],
)  # fmt: skip
def test_days_in_the_sentence_behind(paragraphs, start):
    assert read(*paragraphs).start_date == start


CALLED = "Ofsted made a focused visit to Rutland County Council on 8 and 9 October 2024."
SLOW = "Inspectors found that reviews are slow."


@pytest.mark.parametrize(
    ("paragraphs", "councils"),
    [
        ([CALLED, SLOW, "Bury Council was visited on 15 and 16 October 2024.", "The letter said that plans are clear."],
         ["Rutland", "Bury"]),
        ([f"{CALLED} They said that reviews are slow.", "On 15 and 16 October they visited Bury and found order."],
         ["Rutland", "Bury"]),
        ([CALLED, SLOW, "A second focused visit took inspectors to Bury.", "They were there on 15 and 16 October 2024.",
          "Inspectors noted that plans are clear."], ["Rutland", "Bury"]),
        ([CALLED, SLOW, "Bury Council had a visit on 15 October 2024.", "Rutland will be inspected in full next year."],
         []),
        ([CALLED, SLOW, "Neighbouring Bury was visited on 15 October 2024.", "Inspectors found order there."], []),
        ([CALLED, "Inspectors said that on 9 October a visit to a home in Bury was cut short.", SLOW], []),
        ([CALLED, SLOW, "Rutland buys foster care from Bury and Derby.", "Inspectors said homes are far away."], []),
        ([CALLED, "A visit to Rutland on 3 May 2022 had found the same.", SLOW], []),
    ],
    ids=["each with its letter", "days without a year", "days behind", "in passing", "a neighbour", "the same days",
         "named without a visit", "one council twice"],
)  # fmt: skip
def test_councils_that_were_each_visited(paragraphs, councils):
    letter = read(*paragraphs)
    assert [reason for reason, _ in letter.notes] == ["several-councils"] * bool(councils)
    assert all(council in letter.notes[0][1] for council in councils)
    assert (letter.authority is None) == bool(councils)
