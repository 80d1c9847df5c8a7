"""The notebooks that need more than the shipped documents, executed on made-up inspections of fictional authorities."""

from pathlib import Path

import nbformat
import pytest
from made_up_inspections import write_inspections
from shipped import REPOSITORY

from analysis.notebook.run import open_kernel, run_notebook


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A function that executes a notebook on the made-up inspections and returns what its cells show."""
    folder = tmp_path_factory.mktemp("made-up")
    (folder / "data" / "raw").mkdir(parents=True)
    write_inspections(folder / "data" / "raw")
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("VISITS_DATA", str(folder / "data"))
        monkeypatch.chdir(folder)
        with open_kernel() as kernel:

            def run(name: str) -> list[dict]:
                path = folder / f"{name}.ipynb"
                run_notebook(REPOSITORY / "notebooks" / path.name, path, {}, kernel)
                return list_outputs(path)

            yield run


def list_outputs(path: Path) -> list[dict]:
    """Return what the cells of a notebook show, in order: each output by its kinds, as text/html."""
    cells = nbformat.read(path, as_version=4).cells
    return [output["data"] for cell in cells for output in cell.get("outputs", []) if "data" in output]


def pick_kind(outputs: list[dict], kind: str) -> list[str]:
    return [output[kind] for output in outputs if kind in output]


def test_other_authorities_in_its_useful_state(run):
    outputs = run("05_other_authorities")
    pages = pick_kind(outputs, "text/html")
    assert sum(page.startswith("<img ") for page in pages) == 5, "a picture under each of the charts"
    said = "\n".join(pick_kind(outputs, "text/markdown"))
    assert "three other authorities, from 2023 to 2024" in said
    assert "Missing" not in said
    assert "same grade: Good" in "\n".join(pages)
    assert run("05_other_authorities") == outputs, "a second run shows the same, pictures too"


@pytest.mark.parametrize("name", ["03_what_needs_to_improve", "04_words"])
def test_three_inspections_of_one_authority(run, name):
    assert pick_kind(run(name), "text/html")
