"""What an item or a sentence is about."""

import pytest

from analysis.history.subjects import find_people, find_words, measure_likeness, read_rarity, weigh_asked, weigh_marks


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("The support for homeless children over 16.", {"homeless 16- and 17-year-olds"}),
        ("Children who go missing from home or care", {"missing or exploited children"}),
        ("The system for tracking children who are missing education.", {"children missing education"}),
        ("Some records are missing.", set()),
        ("Oversight of placements in unregistered children’s homes", {"children in unregistered homes"}),
        ("The quality of foster care", set()),
        ("Assessments of children in need of protection", {"children in need", "children in need of protection"}),
        ("Private fostering arrangements", {"privately fostered children"}),
        ("The quality of supervision", set()),
    ],
)
def test_people_are_found_by_the_words_that_name_them(text, people):
    assert find_people(text) == people


@pytest.mark.parametrize(
    ("one", "other"),
    [("audits", "auditing"), ("plan", "planning"), ("PEPs", "personal education plans"), ("policy", "policy")],
)
def test_forms_of_a_word_are_one(one, other):
    assert find_words(one) == find_words(other)


@pytest.mark.parametrize(("one", "other"), [("meeting", "meet"), ("missing", "missed"), ("visit", "vision")])
def test_and_different_words_are_not(one, other):
    assert (find_words(one) == find_words(other)) == (one != "visit")


def test_rare_marks_weigh_more_and_themes_more_than_words():
    weights = weigh_marks(["theme:early_help", "theme:planning", "word:early", "word:quality"])
    assert weights["theme:early_help"] > weights["theme:planning"] > 0
    assert weights["theme:early_help"] > weights["word:early"]
    assert "word:quality" not in weights, "a word of more than a tenth of all items tells no subject"


def test_a_mark_that_no_national_report_has_is_the_rarest():
    assert read_rarity()[""] == max(read_rarity().values())
    assert weigh_marks(["word:marat"])["word:marat"] == read_rarity()[""]


def test_nothing_is_like_nothing():
    assert measure_likeness({}, {"word:audit": 3.0}) == 0.0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # what an item is for is not what it asks for
        ("Audits of files, so that practice drift is found.", {"word:audit", "word:file"}),
        ("Audits of files, to ensure that drift is found.", {"word:audit", "word:file"}),
        # nor is how well it is to be done
        ("The rigour, timeliness and consistency of audits across the service.", {"word:audit"}),
        ("Audits so far.", {"word:audit", "word:far"}),
    ],
)
def test_an_item_is_read_for_its_subject(text, words):
    assert set(weigh_asked(text, ())) == words


def test_the_people_an_item_names_count_wherever_they_stand():
    assert "people:care leavers" in weigh_asked("Homes, so that care leavers are safe.", ())
