"""What a notebook needs to know: few names, and the themes that the mission names to begin with."""

import ast
import re

import nbformat
import pytest
from shipped import REPOSITORY

from analysis.compare.words import list_named_themes

NOTEBOOKS = sorted((REPOSITORY / "notebooks").glob("*.ipynb"))
ROOMS = ("analysis", "compare", "charts", "board")


def nodes_of(path):
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            yield from ast.walk(ast.parse(cell.source))


def test_all_notebooks_together_need_few_names():
    used = {
        (node.value.id, node.attr)
        for path in NOTEBOOKS
        for node in nodes_of(path)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in ROOMS
    }
    assert len(used) < 60, sorted(".".join(name) for name in used)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_prose_calls_a_strength_a_strength_and_an_area_for_improvement_so(path):
    prose = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells)
    assert not re.findall(r"prais\w*|\bdemands?\b|\bitems?\b", prose)


@pytest.mark.parametrize("name", ["02_recurring_themes", "05_other_authorities", "07_board_charts"])
def test_the_themes_shown_first_are_those_of_the_mission(name):
    (themes,) = [
        ast.literal_eval(node.value)
        for node in nodes_of(REPOSITORY / "notebooks" / f"{name}.ipynb")
        if isinstance(node, ast.Assign) and node.targets[0].id == "THEMES"
    ]
    assert themes == list_named_themes()
