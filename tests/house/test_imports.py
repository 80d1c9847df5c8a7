"""What counts as an import, one made-up line for each form; and that circles are found."""

import pytest
from house.imports import find_circle, find_homes, find_imports, list_arrows, list_within, read_imports

HOMES = {"load": "analysis.build", "show": "analysis.notebook.show", "charts": "analysis.charts"}

FORMS = {
    "import of a module": ("import analysis.compare.shares", "analysis.compare.shares"),
    "import under another name": ("import analysis.compare.shares as counts", "analysis.compare.shares"),
    "a room from the package": ("from analysis import compare", "analysis.compare"),
    "a room from the package under another name": ("from analysis import compare as c", "analysis.compare"),
    "a lazy name that stands for a function": ("from analysis import load", "analysis.build"),
    "a lazy name that stands for a room": ("from analysis import charts", "analysis.charts"),
    "a lazy name of the package": ("import analysis\nanalysis.show(1)", "analysis.notebook.show"),
    "a lazy name of the package, renamed": ("import analysis as a\na.load()", "analysis.build"),
    "a name from a room": ("from analysis.tables import read_table", "analysis.tables.read_table"),
    "a name from a module": ("from analysis.tables.ids import parse", "analysis.tables.ids.parse"),
    "the own room, relative": ("from . import pdf", "analysis.read.pdf"),
    "a module of the own room, relative": ("from .pdf import parse", "analysis.read.pdf.parse"),
    "another room, relative": ("from ..tables import ids", "analysis.tables.ids"),
    "a room from the package, relative": ("from .. import cli", "analysis.cli"),
    "a lazy name, relative": ("from .. import load", "analysis.build"),
    "inside a function": ("def f():\n    from analysis import cli", "analysis.cli"),
    "inside a method": ("class A:\n    def f(self):\n        import analysis.cli", "analysis.cli"),
    "only for the types": ("if TYPE_CHECKING:\n    from analysis.build import Built", "analysis.build.Built"),
    "where another is missing": ("try:\n    import x\nexcept ImportError:\n    import analysis.cli", "analysis.cli"),
    "by import_module": ("importlib.import_module('analysis.board')", "analysis.board"),
    "by __import__": ("__import__('analysis.board.export')", "analysis.board.export"),
    "by a name put together": ("import_module(f'analysis.letters.kinds.{kind}')", "analysis.letters.kinds.*"),
    "by half a name put together": ("import_module(f'analysis.letters.ki{nd}')", "analysis.letters.*"),
    "by the own name and more": ("import_module(f'{__name__}.{kind}')", "analysis.read.html.*"),
    "by a name put together before": ("name = f'analysis.read.{kind}'\nimport_module(name)", "analysis.read.*"),
    "by a name that is kept": ("MODULE = 'analysis.cli'", "analysis.cli"),
    "by a process of its own": ("run([sys.executable, '-m', 'analysis.cli'])", "analysis.cli"),
    "by a name that nobody can tell": ("import_module(name)", "analysis.*"),
}

NO_IMPORTS = {
    "another package": "import numpy as np\nfrom importlib import import_module",
    "another package of nearly that name": "from analysis_tools.cli import main",
    "another package by name": "import_module('pandas')",
    "prose": '"""As analysis.load() gives them."""',
    "an attribute of something else": "result.analysis.cli",
    "where data lie": "files('analysis.reference').joinpath(name)",
}


@pytest.mark.parametrize(("source", "found"), FORMS.values(), ids=FORMS)
def test_an_import_is_seen_in_every_form(source, found):
    assert find_imports(source, "analysis.read.html", HOMES) == {found}


@pytest.mark.parametrize("source", NO_IMPORTS.values(), ids=NO_IMPORTS)
def test_what_imports_no_room_is_none(source):
    assert find_imports(source, "analysis.read.html", HOMES) == set()


def test_a_relative_import_in_the_door_of_a_room_starts_from_that_room():
    assert find_imports("from .pdf import parse", "analysis.read", HOMES, is_package=True) == {
        "analysis.read.pdf.parse"
    }


def test_lazy_names_are_told_by_the_dictionary_that_has_them_all():
    door = "OTHER = {'load': 1}\n__all__ = ['load', 'show']\nWHERE = {'load': 'build', 'show': 'notebook.show'}"
    assert find_homes(door) == {"load": "analysis.build", "show": "analysis.notebook.show"}
    with pytest.raises(LookupError):
        find_homes("__all__ = ['load', 'show']\nWHERE = {'load': 'build'}")


@pytest.fixture
def package(tmp_path):
    """A made-up package: a house in which `letters` and `read` import each other, and two modules of `read` do."""
    sources = {
        "__init__.py": "__all__ = ['load']\nHOMES = {'load': 'letters'}",
        "cli.py": "from analysis import load",
        "read/__init__.py": "import_module(f'analysis.read.{kind}')",
        "read/pdf.py": "from analysis.read.html import clean",
        "read/html.py": "from . import pdf\nfrom analysis.letters import LETTERS",
        "letters/__init__.py": "from analysis.read import read",
    }
    for name, source in sources.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(source, encoding="utf-8")
    return tmp_path


def test_arrows_run_between_rooms_and_those_within_a_room_apart(package):
    imports = read_imports(package)
    assert list_arrows(imports) == {"cli": {"letters"}, "read": {"letters"}, "letters": {"read"}}
    assert list_within(imports)["analysis.read"] == {"analysis.read.pdf", "analysis.read.html"}


def test_circles_between_rooms_and_within_one_are_found(package):
    imports = read_imports(package)
    assert find_circle(list_arrows(imports)) == ["letters", "read", "letters"]
    assert find_circle(list_within(imports)) == ["analysis.read.html", "analysis.read.pdf", "analysis.read.html"]
    (package / "read" / "html.py").write_text("", encoding="utf-8")
    imports = read_imports(package)
    assert find_circle(list_arrows(imports)) == []
    assert find_circle(list_within(imports)) == []
