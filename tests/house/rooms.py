"""The rooms of the package as CONTRIBUTING.md draws them, and as they are.

A new room is a row there: where it stands among the rows says what it may import. What it does import is written by
`python tests/refresh_rooms.py`.
"""

import re
from collections.abc import Mapping
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent.parent
PICTURE = REPOSITORY / "CONTRIBUTING.md"
SOURCES = REPOSITORY / "src" / "analysis"
ROW = re.compile(r"^\| `(?P<room>\w+)(?:/|\.py)` \| (?P<holds>[^|]+) \| (?P<imports>[^|]*)\|$", re.MULTILINE)
DOOR, COMMANDS = "__init__.py", "cli.py"  # the only files beside the rooms
APART = "learning"  # learns the weights that the product reads, and is no part of it


def read_picture() -> dict[str, tuple[str, set[str]]]:
    """Return what each room holds and which rooms it imports, in the order of the rows of CONTRIBUTING.md."""
    rows = ROW.finditer(PICTURE.read_text(encoding="utf-8"))
    return {row["room"]: (row["holds"], set(re.findall(r"\w+", row["imports"]))) for row in rows}


def list_rooms(sources: Path = SOURCES) -> set[str]:
    """Return the folders of the package that hold anything but what Python left there, and its commands."""
    files = [path.relative_to(sources) for path in sources.rglob("*") if path.is_file()]
    return {path.parts[0].removesuffix(".py") for path in files if "__pycache__" not in path.parts} - {"__init__"}


def list_loose_files(sources: Path = SOURCES) -> set[str]:
    """Return the files that stand in no room, but for the door and the commands."""
    return {path.name for path in sources.iterdir() if path.is_file()} - {DOOR, COMMANDS}


def find_wrong_arrows(arrows: Mapping[str, set[str]], order: list[str]) -> list[str]:
    """Return a line for each arrow from a room to one that stands below it, or that is apart.

    >>> find_wrong_arrows({"read": {"base", "cli"}, "cli": {"learning"}}, ["base", "read", "learning", "cli"])
    ['read imports cli, which stands below it', 'cli imports learning, which no room may']
    """
    position = {room: number for number, room in enumerate(order)}
    wrong = []
    for room, targets in arrows.items():
        for target in sorted(targets):
            if target == APART:
                wrong.append(f"{room} imports {target}, which no room may")
            elif position.get(target, -1) > position.get(room, -1):
                wrong.append(f"{room} imports {target}, which stands below it")
    return wrong


def draw(text: str, arrows: Mapping[str, set[str]]) -> str:
    """Return the text of CONTRIBUTING.md with the last column of its rooms as the arrows are."""
    order = [row["room"] for row in ROW.finditer(text)]

    def fill(row: re.Match) -> str:
        imports = ", ".join(sorted(arrows.get(row["room"], ()), key=order.index))
        return f"{row[0][: row.start('imports') - row.start()]}{imports}{' ' * bool(imports)}|"

    return ROW.sub(fill, text)
