"""Names that promise what is not so: `read_` and `write_` away from the disk, classes named by a participle.

    python tests/house/names.py [SOURCES]

prints a line for each fault, room by room.
"""

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

SOURCES = Path(__file__).parent.parent.parent / "src" / "analysis"

# Calls that touch the disk, by their last name: of pathlib, shutil, pandas, pyarrow, fsspec and importlib.resources.
DISK = set(
    """open read_text read_bytes write_text write_bytes read_csv to_csv read_parquet to_parquet ParquetFile
    ParquetWriter read_schema read_table write_table read_row_group copyfile copytree rmtree unlink mkdir savefig
    cat_file pipe_file
    """.split()  # noqa: SIM905
)

# A class is named by a noun. Participles end in -ed, but for nouns such as these; the others have no rule.
NOUNS_IN_ED = {"Seed", "Need", "Speed", "Feed"}
PARTICIPLES = set(
    """Built Chosen Cut Done Drawn Found Given Held Kept Known Left Made Meant Read Said Seen Sent Shown Spoken Taken
    Told Written""".split()  # noqa: SIM905
)
PARTICLES = {"Out", "Off", "Up", "In", "Away"}
NAMED_AS_TABLES = {"LeftOut"}  # the table left_out is a contract


def find_false_readers(sources: Mapping[str, str]) -> list[str]:
    """Return a line for each function named read_ or write_ that never touches the disk; `sources` by file.

    It touches the disk by one of the calls of `DISK`, its own or of a function beside it, or by another of these names
    that does. A function of another name that asks for the words of a YAML file is no way to the disk.
    """
    trees = {file: ast.parse(text) for file, text in sources.items()}
    imported = {file: list_imported(tree) for file, tree in trees.items()}
    used = {(file, name): names for file, tree in trees.items() for name, names in list_used(tree)}
    touching = {key for key, names in used.items() if names & DISK}
    readers = {key for key in used if is_reader(key[1])}
    while more := {key for key in readers - touching if used[key] & name_touching(touching, key[0], imported)}:
        touching |= more
    return [f"{file}: {name} touches no disk" for file, name in used if (file, name) in readers - touching]


def list_imported(tree: ast.AST) -> set[str]:
    """Return the names that a file takes from others."""
    return {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}


def list_used(tree: ast.AST) -> Iterator[tuple[str, set[str]]]:
    """Yield the name of each function of a file with the last parts of the names in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            parts = list(ast.walk(node))
            attributes = {part.attr for part in parts if isinstance(part, ast.Attribute)}
            yield node.name, attributes | {part.id for part in parts if isinstance(part, ast.Name)}


def name_touching(touching: set[tuple[str, str]], file: str, imported: Mapping[str, set[str]]) -> set[str]:
    """Return the names by which `file` may call a function that touches the disk."""
    return {name for where, name in touching if where == file or (is_reader(name) and name in imported[file])}


def is_reader(name: str) -> bool:
    """Return whether a function says that it reads from the disk, or writes to it."""
    return bool(re.match(r"_?(read|write)_", name))


def find_participles(sources: Mapping[str, str]) -> list[str]:
    """Return a line for each class that is named by a participle; `sources` by file."""
    classes = [(file, node) for file, text in sources.items() for node in ast.walk(ast.parse(text))]
    return [
        f"{file}: {node.name} is a participle; name what it holds"
        for file, node in classes
        if isinstance(node, ast.ClassDef) and is_participle(node.name)
    ]


def is_participle(name: str) -> bool:
    """Return whether the last word of a class's name, but for particles, is a participle.

    >>> [is_participle(name) for name in ("Seen", "_Shelved", "CodedOut", "ThemeSignals", "Seed", "ReadError")]
    [True, True, True, False, False, False]
    """
    words = re.findall(r"[A-Z][a-z]*", name)
    while words and words[-1] in PARTICLES:
        words.pop()
    last = words[-1] if words else ""
    participle = last in PARTICIPLES or (last.endswith("ed") and last not in NOUNS_IN_ED)
    return participle and name not in NAMED_AS_TABLES


def read_sources(sources: Path = SOURCES) -> dict[str, str]:
    """Return the text of each file of the package, by its path there."""
    return {path.relative_to(sources).as_posix(): path.read_text("utf-8") for path in sorted(sources.rglob("*.py"))}


if __name__ == "__main__":
    package = read_sources(Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCES)
    for line in sorted(find_false_readers(package) + find_participles(package)):
        print(line)
