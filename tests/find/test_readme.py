"""The examples of the README run on the shipped letters."""

import re

import pytest
from shipped import REPOSITORY

SECTION = (REPOSITORY / "README.md").read_text(encoding="utf-8").partition("## Ask a question")[2].partition("\n## ")[0]


def test_the_examples_run(shipped, monkeypatch):
    monkeypatch.setenv("VISITS_DATA", str(shipped.raw.parent))
    (example,) = re.findall(r"```python\n(.+?)```", SECTION, re.DOTALL)
    given = {}
    exec(example, given)
    assert all("visit_id" in given[name] for name in ("agency", "praise", "alone"))
    assert len(given["agency"]) and set(given["agency"]["authority"]) == {"Stoke-on-Trent"}
    assert (shipped.raw.parent.parent / "output" / "praise of permanence.xlsx").exists()


@pytest.mark.parametrize("words", re.findall(r"^\| `([^`]+)` \|", SECTION, re.MULTILINE))
def test_the_words_explained_can_be_read(words):
    from analysis.find.query import parse_query

    assert parse_query(words)
