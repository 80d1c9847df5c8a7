"""Articles of newspapers and councils in the forms that occur (made_up_articles.yml), and papers that are none."""

from pathlib import Path

import pytest
import yaml

from analysis.letters import parse_letter
from analysis.letters.kinds import find_kind
from analysis.read import read_document

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
