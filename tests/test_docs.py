"""What the documents beside the code point to is there, and the newest version has its changes."""

import re
import tomllib

import pytest
from shipped import REPOSITORY

DOCUMENTS = {name: REPOSITORY / name for name in ("CONTRIBUTING.md", "CHANGELOG.md", "README.md")}
DOCUMENTS |= {f"docs/{path.name}": path for path in (REPOSITORY / "docs").glob("*.md")}
ASSUMPTION = re.compile(r"^\| (?!what is|---)(.+) \|$", re.MULTILINE)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_to_a_file_of_the_project_leads_there(name):
    path = DOCUMENTS[name]
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def list_assumptions() -> list[list[str]]:
    text = DOCUMENTS["docs/assumptions.md"].read_text(encoding="utf-8")
    return [row.split(" | ") for row in ASSUMPTION.findall(text)]


def test_every_assumption_says_why_where_how_it_is_tested_and_what_follows():
    rows = list_assumptions()
    assert len(rows) > 20
    for row in rows:
        assert len(row) == 5, row[0]
        where, tested = (re.findall(r"`([^`]+)`", row[column]) for column in (2, 3))
        assert where, row[0]
        assert tested, row[0]
        assert [name for name in where if not (REPOSITORY / "src" / "analysis" / name).exists()] == []
        assert [name for name in tested if not (REPOSITORY / "tests" / name).exists()] == []


def test_the_newest_version_in_the_changes_is_that_of_the_suite():
    changes = DOCUMENTS["CHANGELOG.md"].read_text(encoding="utf-8")
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert re.findall(r"^## (\d+\.\d+\.\d+)", changes, re.MULTILINE)[0] == project["version"]
