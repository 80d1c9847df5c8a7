"""What a person may give wrongly: each kind ends in one plain sentence, which names what was meant or what there is."""

import nbformat
import pytest
from shipped import REPOSITORY

import analysis
from analysis import compare
from analysis.base.folder import DataFolder
from analysis.base.mendable import MendableError

VISITS = "they are Sep 2020 focused visit, Oct 2024 focused visit (press)"
ASKS = {
    "a theme of a chart": (lambda t, v: compare.exhibit_statuses(t, v, ["stafing"]), "did you mean Staffing?"),
    "of strengths": (lambda t, v: compare.exhibit_balance(t, v, ["stafing"]), "did you mean Staffing?"),
    "of shares": (lambda t, v: compare.exhibit_shares(t, v, ["stafing"]), "did you mean Staffing?"),
    "of changes": (lambda t, v: compare.summarise_changes(t, v, ["stafing"]), "did you mean Staffing?"),
    "of others": (lambda t, v: compare.exhibit_peers(t, v, ["stafing"]), "did you mean Staffing?"),
    "of quotes": (lambda t, v: compare.quote_themes(t, v, "xyzzy"), "no theme is called 'xyzzy'; there are Super"),
    "of a page": (lambda t, v: analysis.show_themes(t, v, ["stafing"]), "did you mean Staffing?"),
    "of a choice": (lambda t, v: analysis.choose_themes("stafing"), "did you mean Staffing?"),
    "of a question": (lambda t, v: analysis.find(t, theme="stafing"), "did you mean Staffing?"),
    "an authority": (lambda t, v: analysis.choose_visits(t, "Stokke"), "Did you mean Stoke-on-Trent?"),
    "of a question too": (lambda t, v: analysis.find(t, authority="Leeds"), "on file: Stoke-on-Trent"),
    "of a run": (lambda t, v: compare.find_asked(t, "Leeds"), "on file: Stoke-on-Trent"),
    "a visit": (lambda t, v: compare.pick_visit(v, "2021"), VISITS),
    "whose list is followed": (lambda t, v: compare.exhibit_ledger(t, v, "Oct 2021"), VISITS),
    "on the review page": (lambda t, v: analysis.start_ledger_review(t, v, None, asked_at="2021"), VISITS),
    "the first visit": (lambda t, v: analysis.choose(t, first="Oct 2021"), VISITS),
    "a framework": (lambda t, v: analysis.choose(t, also="JTIA"), "these are SEND, JTAI"),
    "words": (lambda t, v: analysis.find(t, words="child* NEAR"), "nothing stands after NEAR at place 8"),
    "a term": (lambda t, v: compare.summarise_keyword(t, v, " * "), "holds no word"),
    "a number of visits": (lambda t, v: compare.find_asked(t, at_least=0), "give a number of visits"),
    "columns": (lambda t, v: compare.exhibit_asked(t, by="grades"), "did you mean grade?"),
    "a file's ending": (lambda t, v: analysis.export(t["visits"], "visits.doc"), "ends in .xlsx or .csv"),
}  # fmt: skip


@pytest.mark.parametrize("kind", ASKS)
def test_one_plain_sentence(tables, kind):
    ask, said = ASKS[kind]
    with pytest.raises(MendableError) as raised:
        ask(tables, analysis.choose_visits(tables))
    (line,) = raised.value._render_traceback_()
    assert said in line
    assert "\n" not in line


@pytest.mark.parametrize("theme", ["Staffing", "STAFFING", "staffing"])
def test_a_theme_may_be_named_as_it_is_seen(tables, theme):
    visits = analysis.choose_visits(tables)
    assert (
        compare.exhibit_statuses(tables, visits, [theme]).alt
        == compare.exhibit_statuses(tables, visits, ["staffing"]).alt
    )
    assert len(compare.quote_themes(tables, visits, theme))


@pytest.mark.parametrize("path", sorted((REPOSITORY / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_every_notebook_runs_with_no_letter_at_all(tmp_path, monkeypatch, path):
    (tmp_path / "data" / "raw").mkdir(parents=True)
    monkeypatch.setenv("VISITS_DATA", str(tmp_path / "data"))
    said = []
    monkeypatch.setattr("analysis.notebook.show.display", lambda shown: said.append(shown.data))
    names: dict = {}
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            exec(cell.source, names)
    assert said


def test_a_notebook_of_another_kernel_runs(tmp_path, monkeypatch):
    from analysis.notebook import run

    monkeypatch.setenv("VISITS_DATA", "set anew by the run, and taken back after the test")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("print(1 + 1)")])
    notebook.metadata["kernelspec"] = {"name": "conda-env-old-py", "display_name": "Old", "language": "python"}
    (tmp_path / "notebooks").mkdir()
    nbformat.write(notebook, tmp_path / "notebooks" / "00_start_here.ipynb")
    monkeypatch.setattr("analysis.notebook.stored.PACKAGE", tmp_path / "src" / "analysis")
    folder = DataFolder(tmp_path / "data" / "raw", tmp_path / "data" / "processed")
    (target,) = run.run_notebooks(folder, tmp_path / "output")
    assert nbformat.read(target, as_version=4).cells[-1].outputs[0].text.strip() == "2"
    monkeypatch.setattr(run, "KERNEL", "no-such-kernel")
    with pytest.raises(run.RunError, match=r"no kernel .* is installed"):
        run.run_notebooks(folder, tmp_path / "output")
