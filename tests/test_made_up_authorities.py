"""The notebooks that need more than the shipped documents, re-run on made-up inspections of fictional authorities."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from made_up_inspections import write_inspections
from nbclient import NotebookClient
from shipped import REPOSITORY


@pytest.fixture
def run(tmp_path, monkeypatch):
    """A function that executes a notebook on the made-up inspections and returns the path of the executed copy."""
    (tmp_path / "data" / "raw").mkdir(parents=True)
    write_inspections(tmp_path / "data" / "raw")
    monkeypatch.setenv("VISITS_DATA", str(tmp_path / "data"))

    def run(name: str) -> Path:
        notebook = nbformat.read(REPOSITORY / "notebooks" / f"{name}.ipynb", as_version=4)
        NotebookClient(notebook, record_timing=False, resources={"metadata": {"path": str(tmp_path)}}).execute()
        path = tmp_path / f"{name}.ipynb"
        nbformat.write(notebook, path)
        return path

    return run


def outputs_of(path: Path, kind: str) -> list[str]:
    cells = nbformat.read(path, as_version=4).cells
    return [o["data"][kind] for cell in cells for o in cell.get("outputs", []) if kind in o.get("data", {})]


def test_other_authorities_in_its_useful_state(run, tmp_path):
    path = run("05_other_authorities")
    assert sum(page.startswith("<img ") for page in outputs_of(path, "text/html")) == 5, (
        "a picture under each of the charts"
    )
    said = "\n".join(outputs_of(path, "text/markdown"))
    assert "three other authorities, from 2023 to 2024" in said
    assert "Missing" not in said
    tables = "\n".join(outputs_of(path, "text/html"))
    assert "same grade: Good" in tables
    # nbval compares a second run with this one, output by output.
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--noconftest", "--nbval"]
    sanitize = REPOSITORY / "tests" / "sanitize.cfg"
    command += ["--nbval-current-env", "--nbval-sanitize-with", sanitize, "-c", os.devnull, "--rootdir", tmp_path, path]
    again = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stdout[-3000:]


@pytest.mark.parametrize("name", ["03_what_needs_to_improve", "04_words"])
def test_three_inspections_of_one_authority(run, name):
    assert outputs_of(run(name), "text/html")
