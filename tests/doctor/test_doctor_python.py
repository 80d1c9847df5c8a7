"""What the doctor says of a Python: whole, with packages missing or of other versions, and of what is beside it."""

import json
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from shipped import REPOSITORY

from analysis.doctor import OF_DATA, OF_PYTHON
from analysis.doctor.findings import Finding, read_words
from analysis.doctor.installation import check_installation, check_kernel, check_lock, check_python, list_packages
from analysis.doctor.machine import check_browser, check_fonts, check_office

SITE = Path(metadata.distribution("click").locate_file(""))


@pytest.fixture
def bare(tmp_path):
    """Run the suite in a Python that has no packages but those of these names."""

    def run(*words: str, packages: tuple[str, ...] = ()) -> subprocess.CompletedProcess:
        site = tmp_path / "site"
        site.mkdir()
        for name in packages:
            for part in {Path(file.parts[0]) for file in metadata.files(name) if ".." not in file.parts}:
                (site / part).symlink_to(SITE / part)
        environment = os.environ | {"PYTHONPATH": f"{REPOSITORY / 'src'}{os.pathsep}{site}"}
        command = [sys.executable, "-S", "-m", *words]
        return subprocess.run(command, env=environment, cwd=REPOSITORY, capture_output=True, text=True, check=False)

    return run


def test_a_python_without_any_package_is_told_which_comes_first(bare):
    done = bare("analysis.doctor")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("broken  Installation: pyyaml is missing from this Python")
    assert "requirements.lock" in done.stdout


def test_a_python_without_most_packages_names_them_and_what_could_not_be_looked_at(bare):
    done = bare("analysis.cli", "doctor", packages=("click", "pyyaml", "packaging", "visit-findings"))
    assert (done.returncode, done.stderr) == (1, "")
    lines = {line[8:].partition(":")[0]: line for line in done.stdout.splitlines()}
    assert lines["Installation"].startswith("broken")
    assert "missing from this Python: afcharts" in lines["Installation"]
    assert "requirements.lock" in lines["Installation"]
    assert lines["Fonts"] == (
        "broken  Fonts: could not be looked at, for the package matplotlib is missing (see Installation)."
    )
    assert lines["Data folder"].startswith("ok")
    assert "In all" in lines


def test_another_command_says_which_package_is_missing_without_a_traceback(bare):
    done = bare("analysis.cli", "build", packages=("click", "pyyaml"))
    assert done.returncode == 1
    assert done.stderr.startswith("Error: The package pandas is missing from this Python. `visits doctor` says")


def write_package(site: Path, name: str, version: str, *required: str) -> None:
    """Let a package of that name be installed, as Python sees it."""
    folder = site / f"{name.replace('-', '_')}-{version}.dist-info"
    folder.mkdir(parents=True)
    lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    lines += [f"Requires-Dist: {line}" for line in required]
    (folder / "METADATA").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A made-up suite: one package it stands on is there, one too old, one asked for by another and not there."""
    write_package(
        tmp_path, "made-up-suite", "1.0", "made-up-a>=2", "made-up-b<3; python_version>'3'", "made-up-x; extra == 'x'"
    )
    write_package(tmp_path, "made-up-a", "1.5")
    write_package(tmp_path, "made-up-b", "2.5", "made-up-c", "made-up-d; sys_platform == 'none'")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr("analysis.doctor.installation.SUITE", "made-up-suite")
    monkeypatch.setattr("analysis.doctor.installation.list_packages", lambda: list_packages("made-up-suite"))
    return tmp_path


def test_what_is_missing_and_what_is_too_old_are_named_and_what_nobody_asks_for_here_is_not(installed):
    missing, wrong = check_installation()
    assert "missing from this Python: made-up-c. Install" in missing.text
    assert "made-up-a 1.5. Install" in wrong.text
    assert {missing.state, wrong.state} == {"broken"}


def test_versions_other_than_in_the_lock_are_named(installed, monkeypatch):
    lock = "made-up-a==1.4 \\\n    --hash=sha256:00\nmade-up-b==2.4 ; sys_platform == 'none' \\\nmade-up-b==2.5 \\\n"
    (installed / "requirements.lock").write_text(lock, encoding="utf-8")
    monkeypatch.chdir(installed)
    [found] = check_lock()
    assert found.state == "look"
    assert "made-up-a 1.5 (lock: 1.4). It may work" in found.text
    (installed / "requirements.lock").write_text("made-up-a==1.5 \\\n", encoding="utf-8")
    assert check_lock()[0].state == "ok"


def test_without_a_lock_that_is_said(installed, monkeypatch):
    monkeypatch.chdir(installed)
    monkeypatch.setattr("analysis.doctor.installation.PACKAGE", installed / "a" / "b" / "c")
    [found] = check_lock()
    assert (found.state, "no requirements.lock here" in found.text) == ("look", True)


def test_sources_that_are_only_on_the_path_are_said_to_be(monkeypatch):
    monkeypatch.setattr("analysis.doctor.installation.SUITE", "no-such-suite")
    [found] = check_installation()
    assert (found.state, check_lock()) == ("look", [])


@pytest.mark.parametrize(
    ("version", "state"), [((3, 10, 4), "broken"), ((3, 11, 7), "ok"), ((3, 13, 0), "ok"), ((3, 99, 0), "look")]
)
def test_a_python_is_told_by_its_version(monkeypatch, version, state):
    monkeypatch.setattr("sys.version_info", version)
    [found] = check_python()
    assert found.state == state


@pytest.mark.parametrize(
    ("start", "state", "said"),
    [
        ("python", "ok", "this Python"),
        (sys.executable, "ok", "this Python"),
        ("/no/such/bin/python", "broken", "/no/such/bin/python, which is not there"),
        ("/bin/sh", "look", "starts /bin/sh"),
    ],
)
def test_a_kernel_that_starts_another_python_is_named(tmp_path, monkeypatch, start, state, said):
    spec = {
        "argv": [start, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": "P",
        "language": "python",
    }
    (tmp_path / "kernels" / "python3").mkdir(parents=True)
    (tmp_path / "kernels" / "python3" / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    [found] = check_kernel()
    assert found.state == state
    assert said in found.text


def test_programs_that_are_not_there_are_no_fault_but_one_that_is_named_wrongly_is(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    assert [found.state for found in (*check_browser(), *check_office())] == ["ok", "ok"]
    assert "only the tests in a browser need one" in check_browser()[0].text
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "gone"))
    [found] = check_browser()
    assert (found.state, f"{tmp_path / 'gone'}, which is not there" in found.text) == ("look", True)


def test_the_font_that_charts_are_drawn_in_is_named():
    [found] = check_fonts()
    assert "charts are drawn in Liberation Sans" in found.text
    assert found.state == "ok"


def test_every_sentence_of_the_doctor_begins_with_a_state_and_says_what_to_do():
    words = read_words()
    checks = {name: texts for name, texts in words.items() if isinstance(texts, dict)}
    assert {*OF_PYTHON, *OF_DATA, "unlooked", "all"} == set(checks)
    for name, texts in checks.items():
        for case, sentence in texts.items():
            if case != "called":
                state, _, text = sentence.partition(": ")
                assert state in ("ok", "look", "broken"), (name, case)
                assert text.endswith((".", "{do}")), (name, case)


def test_a_finding_is_a_line_that_begins_with_its_state():
    assert str(Finding("look", "Disk", "full.")) == "look    Disk: full."
