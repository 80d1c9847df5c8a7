"""Who reviews: the name that was given last, so that it is asked for once.

It is kept beside the decisions (data/review/.reviewer) and not in settings.toml: that says what the notebooks compare,
is the same for everybody who works on the folder, and is written anew with every choice.
"""

from analysis.base.folder import DataFolder
from analysis.base.whole import write_whole
from analysis.review import ReviewError

KEPT = ".reviewer"
FORMULA = ("=", "+", "-", "@")  # a program for tables would take such a cell for a formula


def read_reviewer(folder: DataFolder) -> str:
    """Return the name that was given last; "" where there is none."""
    path = folder.review / KEPT
    try:
        return parse_name(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ReviewError):
        return ""  # then it is asked for again


def write_reviewer(folder: DataFolder, name: str) -> None:
    """Keep the name for the next time. A folder that cannot be written to, or is a link, keeps none."""
    if folder.review.is_symlink():
        return
    try:
        folder.review.mkdir(parents=True, exist_ok=True)
        write_whole(folder.review / KEPT, f"{name}\n".encode())
    except OSError:
        return  # saving a decision says what is wrong with the folder


def parse_name(written: str) -> str:
    """Return a reviewer's name as she wrote it, on one line. Raises ReviewError where there is none, or a formula.

    >>> parse_name("  Smith,  Ann; analyst ")
    'Smith, Ann; analyst'
    """
    name = " ".join(written.split())
    if not name:
        raise ReviewError("the name is empty; write your own, so that your decisions can be told from others'")
    if name.startswith(FORMULA):
        raise ReviewError(f"{name!r} begins like a formula; write your name as letters")
    return name
