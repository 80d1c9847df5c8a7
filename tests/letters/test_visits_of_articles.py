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
