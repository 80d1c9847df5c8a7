"""The notebooks: nbval re-runs them against their stored outputs; here is what nbval does not see."""

import ast
import re

import nbformat
import pytest
from shipped import REPOSITORY

NOTEBOOKS = sorted((REPOSITORY / "notebooks").glob("*.ipynb"))


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return nbformat.read(request.param, as_version=4)


def code_cells(notebook) -> list:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_every_code_cell_was_executed(notebook):
    # nbval compares nothing where there is no execution count, and so would pass an emptied notebook.
    assert [cell.execution_count for cell in code_cells(notebook)] == list(range(1, len(code_cells(notebook)) + 1))


def test_every_chart_cell_holds_a_picture_with_its_text_and_a_table_or_a_sentence(notebook, request):
    if request.node.callspec.id == "05_other_authorities":
        pytest.skip("the shipped documents hold no other authority; test_made_up_authorities.py looks at its pictures")
    for cell in code_cells(notebook):
        if "analysis.show(" not in cell.source and "analysis.show_themes(" not in cell.source:
            continue
        if request.node.callspec.id == "06_trust_the_coding" and "exhibit_effect" in cell.source:
            continue  # nobody has reviewed the shipped documents, so nothing moved and nothing is drawn
        pages = [output["data"]["text/html"] for output in cell.outputs if "text/html" in output.get("data", {})]
        pictures = [page for page in pages if page.startswith("<img ")]
        assert pictures, f"no picture under: {cell.source}"
        assert all(len(re.match('<img alt="([^"]*)"', picture)[1]) > 30 for picture in pictures)
        assert any("<table>" in page for page in pages), "no table beside the chart"


def test_no_cell_printed_a_warning_or_an_error(notebook):
    kinds = {output.output_type for cell in code_cells(notebook) for output in cell.outputs}
    assert kinds <= {"display_data", "execute_result"}


def test_notebooks_hold_no_logic(notebook):
    logic = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.If, ast.Try, ast.Lambda, ast.comprehension)
    for cell in code_cells(notebook):
        assert not [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, logic)], cell.source
        assert len(ast.parse(cell.source).body) <= 7, cell.source


def test_another_authority_can_be_given_from_outside(notebook):
    # `visits run --authority` sets what stands in the cell with this tag; without the tag it would say nothing.
    tagged = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    assert [cell.source.startswith("AUTHORITY = None") for cell in tagged] == [True]


def test_code_is_hidden_but_for_the_choices(notebook):
    for cell in code_cells(notebook):
        is_choice = "parameters" in cell.metadata.get("tags", []) or cell.source.startswith("REVIEWER = None")
        assert cell.metadata.get("jupyter", {}).get("source_hidden", False) is not is_choice, cell.source


def test_what_only_a_notebook_can_follow_is_marked_so(notebook):
    """Pages without a kernel leave out the cells with this tag: controls, and how to use them."""
    for cell in notebook.cells:
        follows = re.search(r"\banalysis\.start_|\brun (the|this|all) (cell|page|notebook)", cell.source)
        assert not follows or "notebook-only" in cell.metadata.get("tags", []), cell.source


def test_prose_comes_first_and_states_no_result(notebook):
    assert notebook.cells[0].cell_type == "markdown"
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    allowed = r"\b0\d_\w+|\b0\d [A-Z]|95%|^\d\. "  # names of notebooks, the level of intervals, numbered steps
    assert not re.search(r"\d", re.sub(allowed, "", prose, flags=re.MULTILINE)), "a number typed by hand"
