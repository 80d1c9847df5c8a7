"""The house keeps its contracts: tables, one list of dependencies, files of one subject. Its rooms are in `house/`."""

import re
import subprocess
import tomllib
from itertools import chain

import pytest
import yaml
from shipped import REPOSITORY

from analysis.base.problems import read_reasons
from analysis.tables import read_schemas

PACKAGE = REPOSITORY / "src" / "analysis"
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]

# The contract of the tables (DESIGN.md): names that notebooks and scoring tools rely on.
SENTENCES = "visit_id paragraph_id sentence_id order text speaker stance stance_score direction quantifier"
CODES = "sentence_id theme subtheme cue start end source score"
TABLES = {
    "visits": "visit_id authority authority_code dfe_code region framework visit_type source_type same_visit "
    "superseded_by start_date end_date published_date date_precision title scope file sha256 pages words",
    "inspectors": "visit_id name role",
    "judgements": "visit_id order area area_id grade grade_rank",
    "paragraphs": "visit_id paragraph_id order section number kind page text",
    "sentences": SENTENCES,
    "codes": CODES,
    "machine_sentences": SENTENCES,
    "machine_codes": CODES,
    "labels": "sentence_id reviewer sample themes stance direction speaker",
    "improvements": "visit_id improvement_id paragraph_id order kind text national_framework",
    "threads": "later earlier score strength source",
    "coverage": "visit_id theme status covered why",
    "theme_history": "visit_id theme status n_paragraphs n_concern n_mixed n_strength n_neutral",
    "ledger": "improvement_id later_visit_id status sentence_id relevance certainty source",
    "left_out": "visit_id order reason text",
    "problems": "file sha256 reason detail",
}  # fmt: skip


def name_of(requirement: str) -> str:
    """Return the name in a requirement, as packages are compared."""
    return re.match(r"[\w.-]+", requirement)[0].lower().replace("_", "-")


def test_the_tables_of_the_contract_have_its_columns():
    assert {name: list(read_schemas()[name]["columns"]) for name in TABLES} == {
        name: columns.split() for name, columns in TABLES.items()
    }


def test_every_column_is_explained():
    for name, schema in read_schemas().items():
        assert schema["row"], name
        assert all(facts["about"] for facts in schema["columns"].values()), name


def test_conda_builds_the_same_environment():
    conda = yaml.safe_load((REPOSITORY / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    (by_pip,) = [part["pip"] for part in conda if isinstance(part, dict)]
    listed = [part for part in [*conda, *by_pip] if isinstance(part, str) and part not in ("pip", "-e .")]
    extras = [PROJECT["optional-dependencies"][name] for name in ("test", "cluster")]
    declared = [*PROJECT["dependencies"], *chain(*extras)]
    assert sorted(listed) == sorted([f"python{PROJECT['requires-python']}", *declared])


def test_the_lock_pins_every_dependency_by_hash_and_names_no_address():
    lock = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8")
    pinned = {name_of(line) for line in lock.splitlines() if re.match(r"[a-z]", line)}
    groups = PROJECT["optional-dependencies"].values()
    assert {name_of(part) for part in PROJECT["dependencies"]} | {
        name_of(part) for group in groups for part in group
    } <= pinned
    assert lock.count("--hash=sha256:") >= len(pinned)
    assert "://" not in lock


def test_every_problem_says_what_is_wrong_and_what_to_do():
    for reason, texts in read_reasons().items():
        assert set(texts) - {"doubtful"} == {"wrong", "do"}, reason
        assert all(texts[text].strip().endswith((".", "}")) for text in ("wrong", "do")), reason


def test_files_stay_of_one_subject():
    too_long = {path.name: n for path in PACKAGE.rglob("*.py") if (n := len(path.read_text().splitlines())) > 320}
    assert not too_long


def test_no_committed_file_names_a_place_of_this_machine():
    listed = subprocess.run(["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("this copy is no git clone")
    for path in (REPOSITORY / name for name in listed.stdout.splitlines()):
        if path.is_file():
            assert str(REPOSITORY).encode() not in path.read_bytes(), path.name
