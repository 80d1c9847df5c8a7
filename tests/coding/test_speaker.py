"""Who speaks in a press report."""

import pytest

from analysis.coding.speaker import code_speakers, split_quotation

# Each article is paragraphs of (sentence, speaker); a list of improvements is marked by its kind.
ARTICLES = {
    "a quotation runs over paragraphs until it is closed": [
        ("finding", [('Inspector Jo Ray states: "Plans are poor.', "inspector")]),
        ("finding", [('"This means children wait.', "inspector"), ('For some, years."', "inspector")]),
        ("finding", [("The visit was in May.", "reporter")]),
    ],
    "inspectors told by the reporter are the reporter": [
        ("finding", [("Ofsted found that most children are safe.", "reporter")]),
        ("finding", [("Inspectors said the council was 'too slow'.", "reporter")]),
    ],
    "she refers back to whoever spoke last": [
        ("finding", [("Councillor Ann Bell, cabinet member, said there was work to do.", "council")]),
        ("finding", [('She said: "We will improve.', "council"), ('We must."', "council")]),
        ("finding", [('"We owe it to children."', "council")]),
    ],
    "who is quoted may follow the quotation": [
        ("finding", [('"We are making progress," said Cllr Bell.', "council")]),
        ("finding", [("“Children wait too long,” the report said.", "inspector")]),
    ],
    "a person once named with a role is known by name": [
        ("finding", [("Director Kim Lee said he was proud.", "council")]),
        ("finding", [('Mr Lee added: "We are proud of our staff."', "council")]),
    ],
    "somebody without a role is left to the reporter": [
        ("finding", [('Parent Sam Fox said: "We waited for two years."', "reporter")]),
    ],
    "the council's plans are its own": [
        ("finding", [("Council leaders have plans to improve recruitment.", "council")]),
        ("finding", [("The council was inspected in October.", "reporter")]),
        ("finding", [("Ofsted found that the council plans to recruit.", "reporter")]),
    ],
    "what the article lists is the inspectors'": [
        ("finding", [("The report lists two areas to improve:", "reporter")]),
        ("improvement", [("The quality of supervision.", "inspector")]),
    ],
}


@pytest.mark.parametrize("name", ARTICLES)
def test_speaker(name):
    article = ARTICLES[name]
    spoken = code_speakers([(kind, [text for text, _ in sentences]) for kind, sentences in article])
    assert spoken == [[speaker for _, speaker in sentences] for _, sentences in article]


def test_curly_marks_open_and_close():
    pieces, is_open = split_quotation("He said: “Plans lag.” He left.", is_open=False, is_first=True)
    assert pieces == [("He said: ", False), ("Plans lag.", True), (" He left.", False)]
    assert not is_open


def test_of_no_paragraphs_nobody_speaks():
    assert code_speakers([]) == []
