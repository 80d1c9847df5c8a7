"""What inspectors say in words became of what was asked for before, beside sentences that only look like it."""

import numpy as np
import pytest
from history.made_up_visits import follow

from analysis.history.answers import Answer, find_answers, find_meant, was_asked_before

ASKED = "This was an area for improvement at the last inspection."


@pytest.mark.parametrize(
    ("text", "is_answer"),
    [
        (ASKED, True),
        ("Oversight of these homes was identified at the previous full inspection as an area for improvement.", True),
        ("The 2019 inspection report raised this as an area for improvement.", True),
        ("The authority has been too slow, despite this being a recommendation from the last inspection.", True),
        pytest.param("Many of the recommendations that were made at the last inspection were put in place.", False,
                     id="which of many it means cannot be told"),
        pytest.param("Partnership working was identified as one of the strengths at the last inspection.", False,
                     id="a strength was not asked for"),
        pytest.param("Supervision has improved since the last inspection.", False, id="nothing says it was asked for"),
        pytest.param("This was an area for priority action at the last focused visit.", False, id="a focused visit"),
    ],
)  # fmt: skip
def test_a_sentence_says_that_one_thing_was_asked_for_before(text, is_answer):
    assert was_asked_before(text) == is_answer


@pytest.mark.parametrize(
    ("text", "stance", "after", "stance_after", "status"),
    [
        (f"{ASKED[:-1]} which has now been addressed.", "strength", "Staff are proud.", "strength", "now praised"),
        (ASKED, "neutral", "This remains an issue for some children.", "concern", "still a concern"),
        (ASKED, "neutral", "While much has improved, this is not yet so for all.", "mixed", "mixed"),
        pytest.param(ASKED, "neutral", "Staff are proud.", "strength", None, id="nothing says what became of it"),
        pytest.param(f"{ASKED[:-1]} and not all of it has been addressed.", "concern", "", "neutral", None,
                     id="words and stance differ"),
    ],
)  # fmt: skip
def test_an_answer_says_what_became_of_it_in_the_sentence_or_the_next(text, stance, after, stance_after, status):
    answers = [Answer(status, 0)] if status else []
    assert find_answers([text, after], [stance, stance_after], [0, 0]) == answers
    if stance == "neutral":
        assert not find_answers([text, after], [stance, stance_after], [0, 1]), "the next paragraph is on another thing"


@pytest.mark.parametrize(("relevance", "meant"), [(0.24, {1: Answer("mixed", 2)}), (0.19, {})])
def test_the_area_is_meant_that_the_paragraph_speaks_of_most(relevance, meant):
    found = find_meant([Answer("mixed", 2)], np.array([0, 0, 1]), np.array([[0.9, 0.1], [0.3, relevance]]))
    assert found == meant


HOMELESS = "The provision of suitable accommodation for homeless 16- and 17-year-olds, and management oversight of it."
PROMPT = "Children aged 16 and 17 who are homeless receive a prompt response from social workers."


def test_words_on_an_area_go_before_a_link_to_something_near():
    listed = ("The monitoring of suitable accommodation for children in unregistered homes.",)
    answer = f"{ASKED[:-1]} which has been fully addressed."
    assert follow(HOMELESS, PROMPT, listed=listed, linked=0.31)[0] == "asked again in part"
    status, shown = follow(HOMELESS, f"{PROMPT} {answer}", listed=listed, linked=0.31)
    assert (status, shown[0]) == ("now praised", answer)


def test_words_on_an_area_go_before_a_verdict_on_other_passages():
    praise = "The response to homeless young people is prompt, and suitable accommodation is found for all."
    doubt = f"Homeless accommodation: {ASKED[0].lower()}{ASKED[1:]} It remains poor for some young people."
    assert follow(HOMELESS, praise, doubt)[0] == "still a concern"


def test_asked_again_says_more_than_that_it_remains():
    doubt = f"{PROMPT} {ASKED} This remains a concern."
    assert follow(HOMELESS, doubt, listed=(HOMELESS,), linked=0.9)[0] == "asked again"
