"""What the docstrings of public functions and classes leave unsaid: shape, errors, units; and where they point nowhere.

    python tests/house/docstrings.py [SOURCES]

prints a line for each fault, room by room.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SOURCES = Path(__file__).parent.parent.parent / "src" / "analysis"

# Types whose values have rows, columns or axes that the annotation does not tell.
SHAPED = {"DataFrame", "Series", "ndarray", "NDArray"}

# What says the shape: the grain, the columns, a table of tables.yml, the axes, or whose shape it shares.
SHAPE = re.compile(
    r"\b(one|a|each|every|the) row\b|\brows? (per|for|of|as)\b|\bcolumns?\b|\bper\b|\btables? `|`\w+` tables?\b"
    r"|\btables by name\b|\bind(ex|ices)\b|\bax[ei]s\b|\bas `[\w.]+` (gives|returns|has)|\b(shape|aligned)\b",
)

# Numbers whose names need a unit in the docstring, unless the name holds it.
MEASURE = re.compile(r"(^|_)(width|height|size|gap|indent|margin|edge|distance|timeout|wait|limit|weight|spacing)s?$")
UNIT = re.compile(
    r"\b(seconds|minutes|points|inch(es)?|pixels|bytes|MB|characters|letters|words|tokens|lines|rows|columns|bars"
    r"|thousandths|per ?cent|shares?|0 to 1)\b"
)

# Where a docstring says that a shape is given elsewhere: by a function of the package, or in tables.yml.
POINTER = re.compile(r"\bas `(?P<function>\w+)` (?:gives|returns)|\bthe table `(?P<table>\w+)`")

# Raised at the command line, where the message is for the person at the keyboard.
FOR_PEOPLE = {"ClickException", "UsageError", "BadParameter", "SystemExit"}

Function = ast.FunctionDef | ast.AsyncFunctionDef
Documented = Function | ast.ClassDef


@dataclass(frozen=True)
class Fault:
    """One thing that a docstring leaves unsaid: the file below the package, the name, and what is missing."""

    path: str
    name: str
    missing: str

    def __str__(self) -> str:
        return f"{self.path}: {self.name} {self.missing}"


def find_faults(source: str, path: str = "made_up.py") -> list[Fault]:
    """Return the faults of a module's public functions, classes and methods, in the order of the source."""
    module = ast.parse(source)
    lines = source.splitlines()
    found = []
    for node in module.body:
        if isinstance(node, Function) and is_public(node):
            found += [Fault(path, node.name, missing) for missing in judge_function(node)]
        elif isinstance(node, ast.ClassDef) and is_public(node):
            found += [Fault(path, name, missing) for name, missing in judge_class(node, lines)]
    return found


def is_public(node: Documented) -> bool:
    """Return whether a name begins without an underscore."""
    return not node.name.startswith("_")


def judge_class(node: ast.ClassDef, lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the names in a class that leave something unsaid, and what. `lines` are those of the module."""
    fields = [part for part in node.body if isinstance(part, ast.AnnAssign)]
    comments = " ".join(lines[field.end_lineno - 1].partition("#")[2] for field in fields)
    said = f"{ast.get_docstring(node) or ''} {comments}"
    if not ast.get_docstring(node):
        yield node.name, "has no docstring"
    shaped = [ast.unparse(field.target) for field in fields if SHAPED & names_in(field.annotation)]
    if shaped and not SHAPE.search(said):
        yield node.name, f"does not say the shape of {', '.join(shaped)}"
    for method in node.body:
        if isinstance(method, Function) and is_public(method):
            yield from ((f"{node.name}.{method.name}", missing) for missing in judge_function(method, said))


def judge_function(node: Function, of_class: str = "") -> Iterator[str]:
    """Yield what the docstring of a function leaves unsaid; that of its class may say it in its stead."""
    own = ast.get_docstring(node) or ""
    said = f"{own} {of_class}"
    if not own and not of_class:
        yield "has no docstring"
        return
    if (shaped := list_shaped(node)) and not SHAPE.search(said):
        yield f"does not say the shape of {', '.join(shaped)}"
    if (errors := list_errors(node)) and not re.search(r"\braises?\b", own, re.IGNORECASE):
        yield f"does not say when it raises {', '.join(errors)}"
    if (measures := list_measures(node)) and not UNIT.search(said):
        yield f"does not say the unit of {', '.join(measures)}"


def list_shaped(node: Function) -> list[str]:
    """Return the parameters that have a shape, and "the result" where that has one.

    `tables` that are a dictionary are all tables by name: tables.yml says their shape.
    """
    arguments = [argument for argument in list_arguments(node) if SHAPED & names_in(argument.annotation)]
    named = [a.arg for a in arguments if not (a.arg == "tables" and "dict" in names_in(a.annotation))]
    return [*named, *(["the result"] if SHAPED & names_in(node.returns) else [])]


def list_errors(node: Function) -> list[str]:
    """Return the names of the errors that a function's own body raises, but for those made for people."""
    raised = [part.exc for part in walk_own_body(node) if isinstance(part, ast.Raise) and part.exc]
    names = {ast.unparse(error.func if isinstance(error, ast.Call) else error).split(".")[-1] for error in raised}
    return sorted(name for name in names if name[0].isupper() and name not in FOR_PEOPLE)


def list_measures(node: Function) -> list[str]:
    """Return the numbers with a unit that their name does not hold, among the parameters and the result."""
    named = [a.arg for a in list_arguments(node) if is_number(a.annotation) and MEASURE.search(a.arg)]
    return [*named, *(["the result"] if is_number(node.returns) and MEASURE.search(node.name) else [])]


def list_arguments(node: Function) -> list[ast.arg]:
    """Return the parameters of a function, of every form."""
    arguments = node.args
    single = [argument for argument in (arguments.vararg, arguments.kwarg) if argument]
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *single]


def names_in(annotation: ast.expr | None) -> set[str]:
    """Return the last part of every name in an annotation."""
    if annotation is None:
        return set()
    parts = list(ast.walk(annotation))
    texts = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    attributes = {part.attr for part in parts if isinstance(part, ast.Attribute)}
    return attributes | {part.id for part in parts if isinstance(part, ast.Name)} | set(re.findall(r"\w+", str(texts)))


def is_number(annotation: ast.expr | None) -> bool:
    """Return whether an annotation is int or float, or may be missing."""
    names = names_in(annotation)
    return bool(names & {"int", "float"}) and names <= {"int", "float", "None"}


def walk_own_body(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what stands in a function, but not in functions and classes inside it."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, Documented | ast.Lambda):
            yield child
            yield from walk_own_body(child)


def find_lost_pointers(source: str, functions: set[str], tables: set[str], path: str = "made_up.py") -> list[Fault]:
    """Return a fault for each docstring of a module that points to a function or a table that is not there."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, Documented):
            own = {argument.arg for argument in list_arguments(node)} if isinstance(node, Function) else set()
            for pointer in POINTER.finditer(ast.get_docstring(node) or ""):
                kind, known = ("function", functions) if pointer["function"] else ("table", tables)
                if pointer[kind] not in known | own:
                    found.append(Fault(path, node.name, f"points to the {kind} `{pointer[kind]}`, which is not there"))
    return found


def find_all_faults(sources: Path = SOURCES) -> list[Fault]:
    """Return the faults of every module of the package, room by room."""
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(sources.rglob("*.py"))}
    functions = {name for text in texts.values() for name in re.findall(r"def (\w+)", text)}
    tables = set(re.findall(r"^(\w+):", (sources / "tables" / "tables.yml").read_text(encoding="utf-8"), re.MULTILINE))
    found = []
    for path, text in texts.items():
        name = path.relative_to(sources).as_posix()
        found += find_faults(text, name) + find_lost_pointers(text, functions, tables, name)
    return found


if __name__ == "__main__":
    for fault in find_all_faults(Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCES):
        print(fault)
