"""What a notebook needs to know: few names, and the themes that are chosen once."""

import ast
import re

import nbformat
import pytest
from shipped import REPOSITORY

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
    assert len(used) < 70, sorted(".".join(name) for name in used)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_prose_calls_a_strength_a_strength_and_an_area_for_improvement_so(path):
    prose = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells)
    assert not re.findall(r"prais\w*|\bdemands?\b|\bitems?\b", prose)


@pytest.mark.parametrize("name", ["02_recurring_themes", "05_other_authorities", "07_board_charts"])
def test_themes_are_chosen_once_and_each_notebook_follows(name):
    nodes = list(nodes_of(REPOSITORY / "notebooks" / f"{name}.ipynb"))
    given = {node.targets[0].id: node.value for node in nodes if isinstance(node, ast.Assign) and is_name(node)}
    assert ast.literal_eval(given["THEMES"]) is None
    assert any(isinstance(node, ast.Call) and ast.unparse(node) == "analysis.choose_themes(THEMES)" for node in nodes)


def is_name(node: ast.Assign) -> bool:
    return isinstance(node.targets[0], ast.Name)
