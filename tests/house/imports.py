"""Every import of one module of the package by another, whatever form it takes."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

PACKAGE = "analysis"
CALLS = {"import_module", "__import__"}
ANY = "*"  # the last name of an import whose module is only known when it runs


def find_imports(source: str, module: str, homes: Mapping[str, str], *, is_package: bool = False) -> set[str]:
    """Return the dotted names that a module of the package imports from it, also inside functions.

    `module` is the dotted name of the module, `homes` the dotted name behind each lazy name of the package. `from
    analysis.x import y` gives `analysis.x.y`, whether y is a module or a name in one. A string that names a module
    counts, however it is imported; one with a hole gives what stands before the hole and `*`.
    """
    tree = ast.parse(source)
    here = module if is_package else module.rpartition(".")[0]
    found = {*find_statements(tree, here), *find_strings(tree, module), *find_attributes(tree)}
    return {resolve(name, homes) for name in found if name.split(".")[0] == PACKAGE}


def find_statements(tree: ast.AST, here: str) -> Iterator[str]:
    """Yield what `import` and `from` name; `here` is the package that a relative import starts from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if "." in alias.name)
        elif isinstance(node, ast.ImportFrom):
            above = here.split(".")[: len(here.split(".")) - node.level + 1] if node.level else []
            origin = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def find_strings(tree: ast.AST, module: str) -> Iterator[str]:
    """Yield the strings that name a module, with `*` for the rest where there is a hole.

    An argument of import_module that is no such string, none kept under a name and none of another package, is
    `analysis.*`. A name given to `files` says where data lie, and is none.
    """
    nodes = list(ast.walk(tree))
    calls = [node for node in nodes if isinstance(node, ast.Call) and node.args]
    data = [call.args[0] for call in calls if name_of(call.func) == "files"]
    pieces = [part for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values]
    texts = [node for node in nodes if isinstance(node, ast.Constant | ast.JoinedStr)]
    names = [name_in(text, module) for text in texts if text not in (*data, *pieces)]
    yield from (name for name in names if name.startswith(f"{PACKAGE}."))
    kept = {ast.unparse(node.targets[0]): node.value for node in nodes if isinstance(node, ast.Assign)}
    imported = [call.args[0] for call in calls if name_of(call.func) in CALLS]
    if not all(name_in(kept.get(ast.unparse(node), node), module) for node in imported):
        yield f"{PACKAGE}.{ANY}"


def name_in(node: ast.expr, module: str = "") -> str:
    """Return the dotted name in a string or f-string of a module, else nothing.

    >>> name_in(ast.parse("f'analysis.read.{kind}'", mode="eval").body)
    'analysis.read.*'
    >>> name_in(ast.parse("f'{__name__}.{kind}'", mode="eval").body, "analysis.read")
    'analysis.read.*'
    >>> name_in(ast.parse("'analysis.load() reads the tables'", mode="eval").body)
    ''
    """
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    own = [isinstance(part, ast.FormattedValue) and ast.unparse(part.value) == "__name__" for part in parts]
    texts = [part.value if isinstance(part, ast.Constant) else ANY for part in parts]
    name = "".join(module if is_own else text for is_own, text in zip(own, texts, strict=True) if isinstance(text, str))
    names = (name.partition(ANY)[0].rpartition(".")[0] if ANY in name else name).split(".")
    if not all(part.isidentifier() for part in names):
        return ""
    return ".".join([*names, ANY]) if ANY in name else name


def name_of(function: ast.expr) -> str:
    """Return the last part of the name of what is called."""
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def find_attributes(tree: ast.AST) -> Iterator[str]:
    """Yield what is taken from the package itself where that was imported: `analysis.load` after `import analysis`."""
    imported = [alias for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    bound = {alias.asname or PACKAGE for alias in imported if alias.name == PACKAGE}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in bound:
            yield f"{PACKAGE}.{node.attr}"


def resolve(name: str, homes: Mapping[str, str]) -> str:
    """Return where a lazy name of the package lives, and any other name as it is.

    >>> resolve("analysis.load", {"load": "analysis.build"})
    'analysis.build'
    """
    _, first, *rest = name.split(".")
    return ".".join([homes[first], *rest]) if first in homes else name


def find_homes(door: str) -> dict[str, str]:
    """Return the dotted name of the module behind each name of `__all__`, from the source of the package's door.

    They stand there in a dictionary with a string for each of these names. Raises LookupError where there is none.
    """
    given = {ast.unparse(node.targets[0]): node.value for node in ast.parse(door).body if isinstance(node, ast.Assign)}
    public = set(ast.literal_eval(given["__all__"]))
    for value in given.values():
        if isinstance(value, ast.Dict) and public == set(homes := ast.literal_eval(value)):
            return {name: f"{PACKAGE}.{home}" for name, home in homes.items()}
    raise LookupError("no dictionary of the package's door says where each name of __all__ lives")


def read_imports(sources: Path) -> dict[str, set[str]]:
    """Return the modules of the package that each module imports, by dotted names. `sources` is the package's folder.

    A room imported as a whole is its `__init__`, by the room's name; a `*` is every module that may stand there.
    """
    homes = find_homes((sources / "__init__.py").read_text(encoding="utf-8"))
    paths = {name_module(path.relative_to(sources)): path for path in sorted(sources.rglob("*.py"))}
    found = {}
    for module, path in paths.items():
        names = find_imports(
            path.read_text(encoding="utf-8"), module, homes, is_package=path.name == "__init__.py"
        )  # fmt: skip
        found[module] = {target for name in names for target in list_targets(name, paths)} - {module, PACKAGE}
    del found[PACKAGE]  # the door names every room by design, and belongs to none
    return found


def name_module(path: Path) -> str:
    """Return the dotted name of a file below the package's folder.

    >>> name_module(Path("read/__init__.py")), name_module(Path("cli.py"))
    ('analysis.read', 'analysis.cli')
    """
    parts = path.with_suffix("").parts
    return ".".join([PACKAGE, *(parts[:-1] if parts[-1] == "__init__" else parts)])


def list_targets(name: str, modules: Iterable[str]) -> list[str]:
    """Return the modules that an imported name stands for.

    >>> list_targets("analysis.read.pdf.parse_pdf", ["analysis.read", "analysis.read.pdf"])
    ['analysis.read.pdf']
    >>> list_targets("analysis.read.*", ["analysis.read", "analysis.read.pdf", "analysis.read.html"])
    ['analysis.read.pdf', 'analysis.read.html']
    """
    above = name.rpartition(".")[0]
    if name.endswith(f".{ANY}"):
        return [module for module in modules if module.rpartition(".")[0] == above]
    return [name] if name in modules else [above] if above in modules else []


def room_of(module: str) -> str:
    """Return the room that a module stands in.

    >>> room_of("analysis.letters.kinds.sif")
    'letters'
    """
    return module.split(".")[1]


def list_arrows(imports: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """Return the other rooms that each room imports."""
    arrows: dict[str, set[str]] = {}
    for module, targets in imports.items():
        own = arrows.setdefault(room_of(module), set())
        own |= {room_of(target) for target in targets} - {room_of(module)}
    return arrows


def list_within(imports: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """Return the modules of the same room that each module imports."""
    return {
        module: {target for target in targets if room_of(target) == room_of(module)}
        for module, targets in imports.items()
    }


def find_circle(arrows: Mapping[str, Iterable[str]]) -> list[str]:
    """Return one circle, first and last the same, or nothing where there is none.

    >>> find_circle({"a": ["b"], "b": ["c"], "c": ["b"]})
    ['b', 'c', 'b']
    >>> find_circle({"a": ["b", "c"], "b": ["c"], "c": []})
    []
    """
    done: set[str] = set()

    def visit(node: str, way: Sequence[str]) -> list[str]:
        if node in way:
            return [*way[way.index(node) :], node]
        if node not in done:
            for target in sorted(arrows.get(node, ())):
                if circle := visit(target, [*way, node]):
                    return circle
            done.add(node)
        return []

    return next((circle for node in sorted(arrows) if (circle := visit(node, []))), [])
