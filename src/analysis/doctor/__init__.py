"""Whether the installation and the data folder are sound: what is so, and what to do about it. It changes nothing.

The rooms above it, and the packages they stand on, are imported by each check alone: what is missing is what the
doctor is asked about. `python -m analysis.doctor` needs nothing but Python to say so.
"""

from collections.abc import Callable, Iterator
from importlib.util import find_spec

from analysis.base.folder import DataFolder, FolderError, find_data_folder
from analysis.base.problems import describe_fault
from analysis.base.texts import clean_text
from analysis.doctor.data import (
    check_building,
    check_codebook,
    check_decisions,
    check_files,
    check_folder,
    check_rights,
    check_tables,
)
from analysis.doctor.findings import Finding, read_words, say
from analysis.doctor.installation import check_installation, check_kernel, check_lock, check_python
from analysis.doctor.machine import check_browser, check_disk, check_fonts, check_office
from analysis.doctor.notebooks import check_copies, check_settings

OF_PYTHON = {
    "python": check_python,
    "installation": check_installation,
    "lock": check_lock,
    "kernel": check_kernel,
    "fonts": check_fonts,
    "browser": check_browser,
    "office": check_office,
}
OF_DATA = {
    "folder": check_folder,
    "rights": check_rights,
    "disk": check_disk,
    "lock_of_tables": check_building,
    "tables": check_tables,
    "problems": check_files,
    "decisions": check_decisions,
    "codebook": check_codebook,
    "settings": check_settings,
    "copies": check_copies,
}
NO_WORDS = (
    "broken  Installation: pyyaml is missing from this Python, and without it the doctor has no words. Install what "
    "the lock names: python -m pip install --require-hashes -r requirements.lock (or make run, which does it)."
)


def print_report() -> int:
    """Print a line for everything that is looked at, and return 1 where something is broken, else 0."""
    if find_spec("yaml") is None:
        print(NO_WORDS)
        return 1
    states = []
    for finding in examine():
        states.append(finding.state)
        print(clean_text(str(finding)), flush=True)
    n_look, n_broken = states.count("look"), states.count("broken")
    print(say("all", "broken" if n_broken else "look" if n_look else "fine", n_look=n_look, n_broken=n_broken))
    return int(n_broken > 0)


def examine(folder: DataFolder | None = None) -> Iterator[Finding]:
    """Yield what is found of this Python, then of the data folder: the one that every command uses, unless given."""
    for name, check in OF_PYTHON.items():
        yield from _look(name, check)
    try:
        folder = folder or find_data_folder()
    except FolderError as error:
        yield say("folder", "none", fault=error)
        return
    for name, check in OF_DATA.items():
        yield from _look(name, check, folder)


def _look(name: str, check: Callable[..., list[Finding]], *given: DataFolder) -> list[Finding]:
    """Return the findings of a check; one that cannot be made is itself a finding."""
    called = read_words()[name]["called"]
    try:
        return check(*given)
    except ImportError as error:
        return [say("unlooked", "missing", check=called, package=error.name)]
    except Exception as error:  # hides nothing: the line names the kind of error and its place, and asks for a report
        return [say("unlooked", "fault", check=called, fault=describe_fault(error))]
