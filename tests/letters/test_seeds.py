"""The two shipped documents come out exactly right."""

from datetime import date
from pathlib import Path

import pytest

from analysis.letters import parse_letter
from analysis.read import read_document

RAW = Path(__file__).parents[2] / "data" / "raw"


@pytest.fixture(scope="module")
def visit_letter():
    return parse_letter(read_document(RAW / "stoke-on-trent focused visit letter 2020-11-13.txt"))


@pytest.fixture(scope="module")
def article():
    about = {"start_date": date(2024, 10, 1), "date_precision": "month"}
    return parse_letter(read_document(RAW / "stoke-on-trent focused visit press report 2024.txt"), about)


def texts(letter, kind):
    return [paragraph.text for paragraph in letter.paragraphs if paragraph.kind == kind]


def test_the_letter_says_what_visit_it_was(visit_letter):
    assert (visit_letter.framework, visit_letter.visit_type) == ("ILACS", "focused visit")
    assert (visit_letter.source_type, visit_letter.authority) == ("letter", "Stoke-on-Trent")
    assert visit_letter.start_date == visit_letter.end_date == date(2020, 9, 29)
    assert visit_letter.published_date == date(2020, 11, 13)
    assert visit_letter.date_precision == "day"
    assert visit_letter.judgements == ()
    assert visit_letter.scope.startswith("the quality and impact of key decision-making across help and protection")
    assert visit_letter.scope.endswith("together with the impact of leadership on service development")


def test_the_signatory_of_the_letter_is_its_lead_inspector(visit_letter):
    roles = [(inspector.name, inspector.role) for inspector in visit_letter.inspectors]
    assert roles[0] == ("Peter McEntee", "lead")
    assert len(roles) == 5
    assert {role for _, role in roles[1:]} == {"inspector"}


def test_every_bullet_of_the_letter_is_one_paragraph(visit_letter):
    assert len(texts(visit_letter, "overview")) == 5
    assert len(visit_letter.improvements) == 6
    assert len(texts(visit_letter, "finding")) == 18
    assert len(texts(visit_letter, "context")) == 4
    assert len(texts(visit_letter, "closing")) == 1


def test_an_unbulleted_paragraph_belongs_to_the_bullet_above_it(visit_letter):
    first = texts(visit_letter, "finding")[0]
    assert "Assessments are not always updated regularly. Some plans do not reflect" in first


def test_a_page_break_inside_a_sentence_is_mended(visit_letter):
    assert "remaining in care through delays in securing permanent homes" in texts(visit_letter, "overview")[0]


def test_address_salutation_and_signature_are_left_out(visit_letter):
    reasons = [part.reason for part in visit_letter.left_out]
    assert reasons[:4] == ["address"] * 4
    assert {"salutation", "front page", "signature"} <= set(reasons)


def test_the_article_says_what_visit_it_reports(article):
    assert (article.framework, article.visit_type, article.source_type) == ("ILACS", "focused visit", "press")
    assert article.authority == "Stoke-on-Trent"
    assert (article.start_date, article.end_date, article.date_precision) == (
        date(2024, 10, 1),
        None,
        "month",
    )
    assert [(i.name, i.role) for i in article.inspectors] == [("Rebekah Tucker", "lead")]
    assert article.title.startswith("Ofsted finds 'small number")
    assert article.scope == (
        "the arrangements for children in need or those subject to protection plans, "
        "as well as the support for private fostering"
    )


def test_advertising_and_credits_leave_the_article(article):
    left_out = {part.reason for part in article.left_out}
    assert {"advertising", "credits"} <= left_out
    assert not any("READ MORE" in paragraph.text or "Credit" in paragraph.text for paragraph in article.paragraphs)


def test_the_article_lists_four_improvements_and_the_council_is_context(article):
    assert len(article.improvements) == 4
    assert len(texts(article, "finding")) == 10
    assert [text[:10] for text in texts(article, "context")] == [
        "Ms Tucker'",
        "Councillor",
        "She said: ",
        '"We are wo',
    ]
