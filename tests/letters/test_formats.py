"""Made-up letters and a report come out the same from every format."""

from collections import Counter

import pytest
from make_letters import WRITERS, read_letters, write_letters
from truths import no_word_is_lost

from analysis.letters import parse_letter
from analysis.read import read_document

LETTERS = read_letters()


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return write_letters(tmp_path_factory.mktemp("letters"))


@pytest.fixture(params=[(name, suffix) for name in LETTERS for suffix in WRITERS], ids="-".join)
def reading(request, files):
    document = read_document(files[request.param])
    return document, parse_letter(document), LETTERS[request.param[0]]["expected"]


def test_the_facts_of_the_visit(reading):
    _, letter, expected = reading
    assert (letter.framework, letter.date_precision) == ("ILACS", "day")
    assert letter.source_type == expected.get("source_type", "letter")
    facts = ("authority", "visit_type", "start_date", "end_date", "published_date", "title", "scope")
    assert {name: getattr(letter, name) for name in facts} == {name: expected[name] for name in facts}


def test_the_inspectors_and_who_led(reading):
    _, letter, expected = reading
    assert [person.name for person in letter.inspectors] == expected["inspectors"]
    assert [person.name for person in letter.inspectors if person.role == "lead"] == expected["lead"]


def test_the_paragraphs_of_each_kind(reading):
    _, letter, expected = reading
    assert Counter(paragraph.kind for paragraph in letter.paragraphs) == expected["kinds"]
    findings = [paragraph.text for paragraph in letter.paragraphs if paragraph.kind == "finding"]
    assert findings[0].startswith(expected["first_finding"])


def test_the_improvements_with_what_is_nested_in_them(reading):
    _, letter, expected = reading
    assert [item.kind for item in letter.improvements] == expected["improvement_kinds"]
    assert expected["nested"] in [item.text for item in letter.improvements]


def test_the_grades_and_numbers(reading):
    _, letter, expected = reading
    grades = [f"{judgement.area_id} {judgement.grade_rank}" for judgement in letter.judgements]
    assert grades == expected.get("judgements", [])
    numbers = [paragraph.number for paragraph in letter.paragraphs if paragraph.number]
    assert numbers == expected.get("numbers", [])


def test_no_word_is_lost(reading):
    document, letter, _ = reading
    assert no_word_is_lost(document, letter) == ""


def test_an_analyst_can_name_the_kind_of_a_letter_that_shows_no_mark(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("Dear Ms Finch\n\nWe came to Barnet on 4 May 2021.\n\nMain findings\n\nPlans are clear.\n")
    document = read_document(path)
    assert parse_letter(document).framework == "other"
    named = parse_letter(document, {"visit_type": "focused visit", "authority": "Barnet"})
    assert (named.framework, named.visit_type) == ("ILACS", "focused visit")
    assert [paragraph.text for paragraph in named.paragraphs if paragraph.kind == "finding"] == ["Plans are clear."]
