"""A newspaper page: its article is read, what stands around it is left out and kept."""

from datetime import date
from pathlib import Path

import pytest

from analysis.letters import parse_letter
from analysis.read import read_document

PAGE = Path(__file__).parents[1] / "made_up_article.html"


@pytest.fixture(scope="module")
def letter():
    return parse_letter(read_document(PAGE))


def texts(letter, kind):
    return [paragraph.text for paragraph in letter.paragraphs if paragraph.kind == kind]


def test_the_facts_of_the_visit(letter):
    assert (letter.source_type, letter.visit_type, letter.framework) == ("press", "focused visit", "ILACS")
    assert letter.title == "Inspectors find ‘real progress’ for vulnerable children in Stoke-on-Trent"
    assert letter.authority == "Stoke-on-Trent"
    assert letter.scope == "the support for children who go missing from home or care"
    assert [(person.name, person.role) for person in letter.inspectors] == [("Ada Marsh", "lead")]


def test_days_without_a_year_are_the_latest_before_publication(letter):
    assert letter.published_date == date(2024, 2, 20)
    assert (letter.start_date, letter.end_date) == (date(2024, 1, 14), date(2024, 1, 15))
    assert letter.date_precision == "day"


def test_findings_improvements_and_the_council(letter):
    assert [text.split()[0] for text in texts(letter, "finding")] == ["Social", "The", "In", "But"]
    assert [item.text for item in letter.improvements] == [
        "The regularity of supervision.",
        "The records of return home interviews.",
    ]
    assert texts(letter, "context")[-1].startswith("Councillor Lee Brook")


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("advertising", "READ MORE: Bakery named best in the county for a third year"),
        ("web page", "New park opens its gates after a year of delays"),
        ("web page", "Sign up to our daily newsletter for the latest breaking news"),
        ("web page", "By Pat Scribe 20 FEB 2024"),
        ("front page", "Inspectors find ‘real progress’ for vulnerable children in Stoke-on-Trent"),
    ],
    ids=["a link within", "another headline", "a newsletter", "the byline", "the headline"],
)
def test_what_stands_around_the_article_is_kept_apart(letter, reason, text):
    assert text in [part.text for part in letter.left_out if part.reason == reason]


@pytest.mark.parametrize(
    ("sentence", "start", "precision"),
    [
        ("Inspectors came for a focused visit on January 14 and 15.", date(2024, 1, 14), "day"),
        ("The visit took place between 29 and 30 November.", date(2023, 11, 29), "day"),
        ("The focused visit was in October 2023.", date(2023, 10, 1), "month"),
        ("The focused visit was at the start of December.", date(2023, 12, 1), "month"),
        ("The visit came two years after the rating of 2022.", None, None),
    ],
    ids=["days after a month", "days of last year", "a month and year", "a month of last year", "a year is no date"],
)
def test_the_date_of_a_visit_as_newspapers_put_it(tmp_path, sentence, start, precision):
    path = tmp_path / "article.txt"
    path.write_text(f"Ofsted has found progress\n\nPublished: 20 February 2024\n\nOfsted found this. {sentence}\n")
    letter = parse_letter(read_document(path), {"source_type": "press"})
    assert (letter.start_date, letter.date_precision) == (start, precision)
