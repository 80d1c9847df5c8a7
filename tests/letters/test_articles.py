"""Articles of newspapers and councils in the forms that occur (made_up_articles.yml), and papers that are none."""

from pathlib import Path

import pytest
import yaml

from analysis.letters import parse_letter
from analysis.letters.kinds import find_kind
from analysis.read import Document, Line, read_document

ARTICLES = yaml.safe_load((Path(__file__).parent / "made_up_articles.yml").read_text(encoding="utf-8"))


@pytest.fixture(params=ARTICLES)
def article(request, tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(ARTICLES[request.param]["text"], encoding="utf-8")
    return parse_letter(read_document(path)), ARTICLES[request.param]


def test_facts(article):
    letter, right = article
    facts = right.get("facts", {})
    assert {name: getattr(letter, name) for name in facts} == facts
    assert letter.source_type == "press"


def test_findings_and_what_others_say(article):
    letter, right = article
    for kind, wanted in right.get("kinds", {}).items():
        for words in wanted:
            assert [p.kind for p in letter.paragraphs if words in p.text.replace("“", "")] == [kind], words
    if "n_findings" in right:
        assert sum(p.kind == "finding" for p in letter.paragraphs) == right["n_findings"]


def test_items_and_what_is_left_out(article):
    letter, right = article
    if "improvements" in right:
        assert [item.text for item in letter.improvements] == right["improvements"]
    left_out = "\n".join(part.text for part in letter.left_out)
    assert [words for words in right.get("left_out", ()) if words not in left_out] == []
    if "notes" in right:
        assert [reason for reason, _ in letter.notes] == right["notes"]


def test_nothing_vanishes(article):
    letter, right = article
    kept = " ".join([*(p.text for p in letter.paragraphs), *(part.text for part in letter.left_out)])
    assert sorted(kept.replace("- ", "").split()) == sorted(right["text"].replace("- ", "").split())


SUMMARISES = "This letter summarises the findings of the focused visit to Derby on 14 and 15 May 2024."


@pytest.mark.parametrize(
    ("lines", "facts", "kind"),
    [
        (["Fostering in Derby", "Ofsted commended foster carers in Derby."], {}, "press"),
        (["Fostering in Derby", "Foster carers in Derby were applauded by the watchdog."], {}, "press"),
        (["Fostering in Derby", "Derby welcomed inspectors last week."], {"type": "article"}, "press"),
        (["Fostering in Derby", "Derby welcomed visitors last week."], {"type": "article"}, "other"),
        (["Fostering in Derby", f"Ofsted wrote: “{SUMMARISES}”"], {}, "press"),
        (["The letter in full", "Dear Ms Quill", SUMMARISES], {"type": "article"}, "visit"),
        (["The letter in full", SUMMARISES], {}, "visit"),
        (["Agenda item 5", "Report of the director", "Ofsted found that plans are late."], {}, "other"),
        (["Peer review of Derby", "Ofsted found in 2022 that plans are late."], {}, "other"),
        (["Fostering in Derby", "Derby has a new plan for foster carers."], {}, "other"),
    ],
    ids=[
        "a verb of praise",
        "praised by the watchdog",
        "an article by its page",
        "an article on something else",
        "a quoted sentence of a letter",
        "a letter that an article prints",
        "a letter without its head",
        "a paper for a committee",
        "a peer review",
        "nothing of inspectors",
    ],
)
def test_what_is_an_article(lines, facts, kind):
    assert find_kind(Document("text", tuple(map(Line, lines)), facts=facts), {}) == kind
