"""What is said to be supported is what is tried: by `make test-matrix`, by workflows, by the doctor, in the README."""

import os
import re
import subprocess
import sys
import tomllib

import pytest
import yaml
from matrix import FINGERPRINT, PYTHONS, TESTS, find_python, list_required, try_all
from shipped import REPOSITORY

from analysis.doctor.findings import read_words

WORKFLOWS = (".github/workflows/tests.yml", ".gitlab-ci.yml")
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
MAKEFILE = (REPOSITORY / "Makefile").read_text(encoding="utf-8")


def list_commands(name: str, job: str) -> list[str]:
    """Return the commands of a job of a workflow, in order."""
    workflow = yaml.safe_load((REPOSITORY / name).read_text(encoding="utf-8"))
    if "jobs" in workflow:
        return [step["run"] for step in workflow["jobs"][job]["steps"] if "run" in step]
    return workflow[job]["script"]


def list_pythons(name: str) -> list[str]:
    workflow = yaml.safe_load((REPOSITORY / name).read_text(encoding="utf-8"))
    if "jobs" in workflow:
        return workflow["jobs"]["test"]["strategy"]["matrix"]["python"]
    return workflow["test"]["parallel"]["matrix"][0]["PYTHON"]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_fork_runs_the_two_commands_of_the_readme(name):
    commands = [re.match(r"make [\w-]+", command)[0] for command in list_commands(name, "test")]
    assert commands == re.findall(r"^(make (?:run|test)) ", README, re.MULTILINE)[:2] == ["make run", "make test"]
    assert list_commands(name, "packages") == ["make test-matrix PYTHON=python"]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_target_that_a_workflow_makes_is_in_the_makefile(name):
    for job in ("test", "packages"):
        for command in list_commands(name, job):
            assert re.search(rf"^{command.split()[1]}:", MAKEFILE, re.MULTILINE), command


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_names_no_address_and_asks_for_no_right_to_write(name):
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "write" not in text
    assert "secrets" not in text


@pytest.mark.parametrize("pythons", [*map(list_pythons, WORKFLOWS), read_words()["tried"]], ids=[*WORKFLOWS, "doctor"])
def test_the_supported_pythons_are_the_same_everywhere(pythons):
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert pythons == [line.rpartition(" ")[2] for line in project["classifiers"]]
    assert set(pythons) <= set(PYTHONS)


def test_the_oldest_python_is_the_one_that_pyproject_allows():
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == f">={PYTHONS[0]}"


def test_the_tests_of_the_matrix_are_there():
    assert [name for name in TESTS if not (REPOSITORY / name).exists()] == []


@pytest.mark.usefixtures("tables")
def test_the_fingerprint_of_the_tables_is_told():
    done = subprocess.run([sys.executable, "-c", FINGERPRINT], capture_output=True, text=True, check=True)
    assert re.fullmatch(r"[0-9a-f]{12}\n", done.stdout)


def test_every_required_package_has_a_lower_bound_to_try():
    assert [line for line in list_required("oldest") if "==" not in line] == []


@pytest.fixture
def no_python(monkeypatch, tmp_path):
    """A path on which there is one Python, which does not start, as a shim of a version that was not chosen."""
    shim = tmp_path / "python3.12"
    shim.write_text("#!/bin/sh\necho not chosen >&2\nexit 127\n", encoding="utf-8")
    shim.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))


@pytest.mark.usefixtures("no_python")
def test_a_python_that_is_not_there_or_does_not_start_is_said_to_be_untried(tmp_path, capsys):
    assert find_python("3.12") is None
    trials = list(try_all(["3.12", "9.9"], ["oldest"], tmp_path))
    assert [trial.fingerprint for trial in trials] == ["", ""]
    printed = capsys.readouterr().out
    assert printed.count("not tried: this Python is not on this machine") == 2
