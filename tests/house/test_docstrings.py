"""What a docstring must say, on made-up functions; and that those of the package say it."""

import pytest
from house.docstrings import find_all_faults, find_faults, find_lost_pointers


def function(head: str, docstring: str, *body: str) -> str:
    """Return the source of a function with this head, docstring and lines."""
    return "\n    ".join([f"def {head}:", f'"""{docstring}"""', *body])


UNSAID = {
    "the columns of a result": (
        function("f() -> pd.DataFrame", "Return what is read."),
        "does not say the shape of the result",
    ),
    "the columns of a parameter": (
        function("f(*, visits: pd.DataFrame | None = None) -> str", "Return a title."),
        "does not say the shape of visits",
    ),
    "the axes of an array": (
        function("f(weights: 'npt.NDArray[np.float64]') -> None", "Add up the weights."),
        "does not say the shape of weights",
    ),
    "the frames in a container": (
        function("f() -> tuple[dict[str, pd.Series], int]", "Return the counts and their sum."),
        "does not say the shape of the result",
    ),
    "the tables in a result": (
        function("f() -> dict[str, pd.DataFrame]", "Return what was built."),
        "does not say the shape of the result",
    ),
    "an error": (
        function("f(x)", "Return x.", "if not x:", "    raise ValueError('no x')"),
        "does not say when it raises ValueError",
    ),
    "an error of our own": (
        function("f(x)", "Return x.", "try:", "    g(x)", "except OSError as e:", "    raise t.TableError(x) from e"),
        "does not say when it raises TableError",
    ),
    "the unit of a parameter": (
        function("f(line_height: float | None) -> str", "Return the kind of a line."),
        "does not say the unit of line_height",
    ),
    "the unit of a result": (
        function("find_width() -> int", "Return how wide it is."),
        "does not say the unit of the result",
    ),
    "anything": ("def f(): ...", "has no docstring"),
}

SAID = {
    "one row per": function("f() -> pd.DataFrame", "Return one row per visit: visit_id, n_findings."),
    "the table": function("f() -> pd.DataFrame", "Return the table `visits`."),
    "all tables": function("f() -> dict[str, pd.DataFrame]", "Return the tables by name."),
    "all tables, given": function("f(tables: dict[str, pd.DataFrame]) -> int", "Return how many visits there are."),
    "as another function gives it": function("f(x: pd.DataFrame) -> str", "Return a title. `x` as `g` gives it."),
    "the index": function("f(x: pd.Series) -> pd.Series", "Return the ranks of `x`, by its index."),
    "axes": function("f() -> np.ndarray", "Return log-odds; the axes are sentence and theme."),
    "an error": function("f(x)", "Return x. Raises ValueError where there is none.", "raise ValueError(x)"),
    "an error passed on": function("f()", "Return x.", "try:", "    g()", "except OSError:", "    raise"),
    "an error of a function inside": function("f()", "Return g.", "def g():", "    raise ValueError", "return g"),
    "an error for a person at the keyboard": function("f()", "Copy.", "raise click.ClickException('Full.')"),
    "a unit": function("f(width: int) -> str", "Cut a text to `width` characters."),
    "a unit in the name": function("f(seconds: float) -> None", "Wait."),
    "a width that is no number": function("f(width: str) -> str", "Return what a page says of its width."),
    "a private name": function("_f() -> pd.DataFrame", "Return something.", "raise ValueError"),
}

CLASS = '''
class A:
    """Signals, {shape}."""

    x: np.ndarray  # {comment}

    def f(self) -> np.ndarray:
        """Return x, twice."""
        {body}
'''


@pytest.mark.parametrize(("source", "missing"), UNSAID.values(), ids=UNSAID)
def test_what_a_docstring_leaves_unsaid_is_named(source, missing):
    assert [fault.missing for fault in find_faults(source)] == [missing]


@pytest.mark.parametrize("source", SAID.values(), ids=SAID)
def test_what_it_says_in_any_of_our_ways_is_enough(source):
    assert find_faults(source) == []


def test_a_class_says_the_shape_of_its_fields_and_for_its_methods_but_not_their_errors():
    source = CLASS.format(shape="many", comment="twice", body="raise KeyError(1)")
    assert [str(fault) for fault in find_faults(source, "coding/clues.py")] == [
        "coding/clues.py: A does not say the shape of x",
        "coding/clues.py: A.f does not say the shape of the result",
        "coding/clues.py: A.f does not say when it raises KeyError",
    ]
    assert find_faults(CLASS.format(shape="one row for each sentence", comment="twice", body="return self.x")) == []
    assert find_faults(CLASS.format(shape="many", comment="per sentence", body="return self.x")) == []


@pytest.mark.parametrize(
    ("docstring", "lost"),
    [
        ("`x` as `list_visits` gives it.", []),
        ("`x` as `list_letters` gives it.", ["points to the function `list_letters`, which is not there"]),
        ("Return the table `visits`.", []),
        ("Return the table `letters`.", ["points to the table `letters`, which is not there"]),
        ("Return the table `name`.", []),
    ],
    ids=["a function", "no function", "a table", "no table", "a parameter"],
)
def test_where_a_docstring_points_something_stands(docstring, lost):
    found = find_lost_pointers(f'def f(name):\n    """{docstring}"""', {"list_visits"}, {"visits"})
    assert [fault.missing for fault in found] == lost


def test_every_public_docstring_of_the_package_says_shape_errors_and_units():
    assert [str(fault) for fault in find_all_faults()] == []
