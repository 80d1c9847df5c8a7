"""A kind of letter is a file and an entry of kinds.yml; what one of them lacks is named, and costs no other letter.

Letters of made-up kinds are built with a copy of the package to which these kinds are added: one that is whole, and
others that each lack one thing.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import yaml
from builds import FOCUSED_VISIT
from shipped import REPOSITORY

from analysis.base.resources import PACKAGE, read_yaml
from analysis.history.coverage import read_scopes
from analysis.letters import parse_letter
from analysis.letters.kinds import OTHER, find_faults, find_kind, read_kinds
from analysis.read.text import parse_text
from analysis.tables import read_schemas

KINDS = PACKAGE / "letters" / "kinds"


@pytest.mark.parametrize("kind", read_kinds())
def test_a_kind_lacks_nothing(kind):
    assert not find_faults(kind), "\n".join(find_faults(kind))


@pytest.mark.parametrize("kind", [kind for kind in read_kinds() if kind != OTHER])
def test_scopes_yml_says_what_the_visits_of_a_kind_look_at(kind):
    entry, rules = read_kinds()[kind], read_scopes()["rules"]
    lacking = [entry["framework"]] if entry["framework"] not in rules else []
    if lacking and all(visit_type in rules for visit_type in entry["visit_types"]):
        lacking = []
    assert not lacking, f"history/scopes.yml, rules: none for {lacking[0]}, nor for each of {entry['visit_types']}"


def test_every_file_of_a_kind_has_its_entry():
    files = {path.stem for path in KINDS.glob("*.py")} - {"__init__"}
    assert files <= set(read_kinds()), "letters/kinds/kinds.yml"


def test_other_files_speak_of_frameworks_that_a_kind_has():
    known = set(read_schemas()["visits"]["columns"]["framework"]["values"])
    words, subjects = read_yaml("compare/words.yml"), read_yaml("history/subjects.yml")
    named = {*words["left_out_frameworks"], words["listing_framework"]}
    named |= {framework for rule in _list_rules(subjects) for framework in rule.get("looked_at_by", ())}
    assert named <= known


def _list_rules(node):
    """Every mapping in a YAML file."""
    if isinstance(node, dict):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _list_rules(inner)


PARSER = """
from analysis.letters.blocks import split_blocks
from analysis.letters.facts import make_letter
from analysis.letters.sections import place_blocks, parse_body
from analysis.letters.shapes import read_shape
from datetime import date


def parse(document):
    shape = read_shape("KIND")
    body = parse_body(place_blocks(split_blocks(document.lines, shape), shape))
    day = date(2030, 5, 1)
    return make_letter(body, kind="KIND", visit_type="fostering review", authority="Leeds", period=(day, day))
"""
SHAPE = {"begins_as": "context", "headings": [{"like": "what we found", "opens": "finding"}]}
LETTER = "Review of a KIND service\n\nWhat we found\n\nChildren are seen often by carers, who are well supported.\n"


def entry_of(kind, **changed):
    entry = {
        "label": f"{kind} letter",
        "framework": "FOSTER",
        "source_type": "report",
        "visit_types": ["fostering review"],
        "marks": [f"review of a {kind} service"],
    } | changed
    return {name: value for name, value in entry.items() if value}


# A kind, its entry, its shape, its file, and the fault that is named; none for the one that is whole.
ADDED = {
    "whole": (entry_of("whole"), SHAPE, PARSER, None),
    "fileless": (entry_of("fileless"), SHAPE, None, "letters/kinds/fileless.py: no such file"),
    "parseless": (entry_of("parseless"), SHAPE, '"""Empty."""', "letters/kinds/parseless.py: no function parse"),
    "shapeless": (entry_of("shapeless"), None, PARSER, "letters/shapes.yml, shapeless: no such entry"),
    "nameless": (entry_of("nameless", framework=""), SHAPE, PARSER, "letters/kinds/kinds.yml, nameless: no framework"),
    "asking": (
        entry_of("asking"),
        {"begins_as": "context", "headings": [{"like": "to do", "opens": "improvement", "asks": "wish"}]},
        PARSER,
        "letters/shapes.yml, asking: asks is 'wish'; it can be improvement, priority_action, recommendation",
    ),
    "misplaced": (
        entry_of("misplaced", source_type="web page"),
        SHAPE,
        PARSER,
        "letters/kinds/kinds.yml, misplaced: source_type is 'web page'; it can be letter, report, press",
    ),
    "garbled": (
        entry_of("garbled", marks=["(", "review of a garbled service"]),
        SHAPE,
        PARSER,
        "letters/kinds/kinds.yml, garbled: the mark '(' is no regular expression",
    ),
}


def append(path: Path, entries: dict) -> None:
    """Add entries to a YAML file, before those that it has."""
    path.write_text(yaml.safe_dump(entries) + path.read_text(encoding="utf-8"), encoding="utf-8")


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """The tables of a letter of each added kind, and of a focused visit."""
    folder = tmp_path_factory.mktemp("kinds")
    package = folder / "src" / "analysis"
    shutil.copytree(REPOSITORY / "src" / "analysis", package, ignore=shutil.ignore_patterns("__pycache__"))
    append(package / "letters" / "kinds" / "kinds.yml", {kind: entry for kind, (entry, *_) in ADDED.items()})
    append(package / "letters" / "shapes.yml", {kind: shape for kind, (_, shape, *_) in ADDED.items() if shape})
    scopes = package / "history" / "scopes.yml"
    rule = "rules:\n  FOSTER: {rule: themes, themes: [placements]}\n"
    scopes.write_text(scopes.read_text(encoding="utf-8").replace("rules:\n", rule, 1), encoding="utf-8")
    (folder / "raw").mkdir()
    (folder / "raw" / "visit.txt").write_text(FOCUSED_VISIT, encoding="utf-8")
    for kind, (_, _, parser, _) in ADDED.items():
        if parser:
            (package / "letters" / "kinds" / f"{kind}.py").write_text(parser.replace("KIND", kind), encoding="utf-8")
        (folder / "raw" / f"{kind}.txt").write_text(LETTER.replace("KIND", kind), encoding="utf-8")
    command = [sys.executable, "-m", "analysis.cli", "build", "--raw", folder / "raw", "--out", folder / "processed"]
    environment = {**os.environ, "PYTHONPATH": str(folder / "src")}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    names = ("visits", "paragraphs", "coverage", "problems")
    return {name: pd.read_parquet(folder / "processed" / f"{name}.parquet") for name in names}


def test_a_letter_of_an_added_kind_is_read(tables):
    visit = tables["visits"].set_index("file").loc["whole.txt"]
    assert (visit["framework"], visit["source_type"], visit["authority"]) == ("FOSTER", "report", "Leeds")
    paragraphs = tables["paragraphs"][tables["paragraphs"]["visit_id"] == visit["visit_id"]]
    assert paragraphs.set_index("kind")["text"]["finding"].startswith("Children are seen often")
    scope = tables["coverage"][tables["coverage"]["visit_id"] == visit["visit_id"]].set_index("theme")["status"]
    assert (scope["placements"], scope["permanence"]) == ("in_scope", "outside_scope")


@pytest.mark.parametrize("kind", [kind for kind, (*_, fault) in ADDED.items() if fault])
def test_what_an_added_kind_lacks_is_a_problem_of_its_letters(tables, kind):
    (problem,) = tables["problems"].query("file == @kind + '.txt'").itertuples()
    assert problem.reason == "unfinished-kind"
    assert f"It was taken for: {kind} letter. To mend: {ADDED[kind][-1]}." in problem.detail


def test_the_other_letters_are_built(tables):
    assert sorted(tables["visits"]["file"]) == ["visit.txt", "whole.txt"]


@pytest.mark.parametrize(
    "front",
    [
        "Inspection dates: 9 to 13 June 2025\n\nJudgement Grade",
        "Inspection dates: 9 to 13 June 2025\n\n| Judgement | Grade |",
        "Inspection date: 9 June 2025 to 13 June 2025\n\nJudgement Grade",
        "Inspection dates: 9 to 13 June 2025\n\nLead inspectors: Ash Merrow, HMI\n\nJudgement Grade",
        "Inspection dates: 9 to 13 June 2025\n\n",
    ],
)
def test_an_inspection_report_needs_no_line_for_its_lead_inspector(front):
    text = (
        f"Inspection of Calderdale local authority children’s services\n\n{front}\n\n"
        "The impact of leaders on social work practice with children and families Good\n\n"
        "The experiences and progress of children in care Good\n\nOverall effectiveness Good\n\nServices are better."
    )
    document = parse_text(text.encode())
    assert find_kind(document, {}) == "ilacs"
    letter = parse_letter(document)
    assert {judgement.area_id: judgement.grade for judgement in letter.judgements} == dict.fromkeys(
        ["leaders", "in_care", "overall"], "Good"
    )
    assert letter.judgements[0].area == "The impact of leaders on social work practice with children and families"
    assert [paragraph.text for paragraph in letter.paragraphs] == ["Services are better."]


@pytest.mark.parametrize(
    "text",
    [
        "Inspection of children’s services\n\nThe next inspection dates: not known. No judgement was made.",
        "Inspection of Calderdale children’s services: an action plan\n\nThey came on 9 June 2025. The impact of "
        "leaders on social work practice with children and families is good.",
    ],
)
def test_a_paper_about_an_inspection_is_no_inspection_report(text):
    assert find_kind(parse_text(text.encode()), {}) == "other"
