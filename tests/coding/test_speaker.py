"""Who speaks in a press report: articles below, and made-up ones in made_up_speech.yml, by the forms that occur."""

from itertools import chain
from pathlib import Path
from time import perf_counter

import pytest
import yaml

from analysis.coding.speaker import code_speakers
from analysis.letters.quotations import find_quotations

MADE_UP = yaml.safe_load((Path(__file__).parent / "made_up_speech.yml").read_text(encoding="utf-8"))

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


@pytest.mark.parametrize("name", MADE_UP)
def test_speaker_in_a_made_up_article(name):
    paragraphs = [sentences if isinstance(sentences, list) else [sentences] for sentences in MADE_UP[name]]
    told = [list(chain.from_iterable(map(dict.values, sentences))) for sentences in paragraphs]
    wanted = [list(chain.from_iterable(sentences)) for sentences in paragraphs]
    assert code_speakers([("finding", sentences) for sentences in told]) == wanted


@pytest.mark.parametrize(
    ("text", "quoted", "still_open"),
    [
        ("He said: “Plans lag.” He left.", ["“Plans lag.”"], ""),
        ('He said: "Plans lag." He left.', ['"Plans lag."'], ""),
        ("He said: 'Plans lag.' He left.", ["'Plans lag.'"], ""),
        ("The 'poor practice' and 'late plans' were seen.", ["'poor practice'", "'late plans'"], ""),
        ("Staff's work and leaders' plans don't show it.", [], ""),
        ("It said: 'Leaders' plans aren't clear.'", ["'Leaders' plans aren't clear.'"], ""),
        ("She said: “We are ‘proud’ of it.”", ["“We are ‘proud’ of it.”"], ""),
        ("She said: “We are proud.", ["“We are proud."], "“"),
        ("She said: 'We are proud.", ["'We are proud."], "'"),
        ('A 6" ruler, they said.', [], ""),
        ("", [], ""),
    ],
    ids=[
        "curly marks",
        "straight marks",
        "single marks",
        "two phrases",
        "apostrophes",
        "apostrophes within",
        "marks within marks",
        "left open",
        "left open in single marks",
        "an inch",
        "nothing",
    ],
)
def test_what_is_quoted(text, quoted, still_open):
    found, left_open = find_quotations(text)
    assert ([text[q.start : q.end] for q in found], left_open) == (quoted, still_open)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [("“We do.”", ["“We do.”"]), ("We do.” He left.", ["We do.”"]), ("The visit was in May.", [])],
    ids=["goes on with a mark", "closes what was open", "was only forgotten"],
)
def test_a_quotation_left_open_by_the_paragraph_before(text, quoted):
    assert [text[q.start : q.end] for q in find_quotations(text, still_open="“")[0]] == quoted


@pytest.mark.parametrize("text", ["said " * 20_000, "“ " * 20_000, "'a " * 20_000, "the council, " * 10_000])
def test_a_text_without_a_full_stop_takes_no_time(text):
    start = perf_counter()
    code_speakers([("finding", [text])])
    assert perf_counter() - start < 4


def test_of_no_paragraphs_nobody_speaks():
    assert code_speakers([]) == []
