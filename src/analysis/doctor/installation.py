"""This Python: its version, the packages in it against what they ask for and against the lock, and its kernel."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analysis.base.resources import PACKAGE
from analysis.base.versions import SUITE, find_version, list_required
from analysis.doctor.findings import Finding, list_names, read_words, say

if TYPE_CHECKING:
    from packaging.requirements import Requirement

OLDEST = (3, 11)
LOCK = "requirements.lock"
KERNEL = "python3"
PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)\s*(?:;(?P<marker>[^\\\n]*))?", re.MULTILINE)


class Package(NamedTuple):
    """A package that something asks for: the version that is installed, None for none, and whether that will do."""

    name: str
    version: str | None
    fits: bool


def check_python() -> list[Finding]:
    """Return whether this Python is one that the suite was tried with."""
    version, tried = ".".join(map(str, sys.version_info[:3])), read_words()["tried"]
    if sys.version_info[:2] < OLDEST:
        return [say("python", "old", version=version, needs=".".join(map(str, OLDEST)))]
    if ".".join(map(str, sys.version_info[:2])) not in tried:
        return [say("python", "untried", version=version, tried=", ".join(tried))]
    return [say("python", "fine", version=version, place=sys.prefix)]


def check_installation() -> list[Finding]:
    """Return whether every package that the suite stands on is there, in a version that goes with the others."""
    version = find_version(SUITE)
    if version is None:
        return [say("installation", "absent")]
    packages = list_packages()
    missing = sorted({package.name for package in packages if package.version is None})
    wrong = sorted({f"{p.name} {p.version}" for p in packages if p.version is not None and not p.fits})
    found = [say("installation", "missing", names=list_names(missing))] if missing else []
    found += [say("installation", "wrong", names=list_names(wrong))] if wrong else []
    return found or [say("installation", "fine", version=version, n=len({package.name for package in packages}))]


def check_lock() -> list[Finding]:
    """Return which packages that the suite stands on are of another version than the lock names."""
    path = find_lock()
    if find_version(SUITE) is None:
        return []  # said under the installation
    if path is None:
        return [say("lock", "absent")]
    pinned = parse_pins(path.read_text(encoding="utf-8"))
    installed = {package.name: package.version for package in list_packages() if package.version}
    differ = [
        f"{name} {version} (lock: {' or '.join(sorted(pinned[name]))})"
        for name, version in sorted(installed.items())
        if name in pinned and version not in pinned[name]
    ]
    return [say("lock", "differ", names=list_names(differ)) if differ else say("lock", "fine")]


def find_lock() -> Path | None:
    """Return the lock of the project that one works in, else of the one that the suite's sources lie in."""
    here = Path.cwd()
    folders = (here, *here.parents, PACKAGE.parent.parent)
    return next((folder / LOCK for folder in folders if (folder / LOCK).is_file()), None)


def list_packages(suite: str = SUITE) -> list[Package]:
    """Return a row for each time that the suite, or a package it stands on, asks for a package.

    What is asked for under an extra, or for another system or Python, is left out.
    """
    from packaging.utils import canonicalize_name

    found, waiting, seen = [], [suite], set()
    while waiting:
        asking = waiting.pop()
        for required in _list_requirements(asking):
            name = canonicalize_name(required.name)
            version = find_version(name)
            found.append(Package(name, version, version is not None and required.specifier.contains(version, True)))
            if version is not None and name not in seen:
                seen.add(name)
                waiting.append(name)
    return found


def _list_requirements(name: str) -> Iterator["Requirement"]:
    """Yield what an installed package requires on this system."""
    from packaging.requirements import Requirement

    for required in map(Requirement, list_required(name)):
        if required.marker is None or required.marker.evaluate({"extra": ""}):
            yield required


def parse_pins(lock: str) -> dict[str, set[str]]:
    r"""Return the versions that the text of a lock names for this system and Python, by package.

    >>> parse_pins("click==8.5.1 \\\n    --hash=sha256:00\ncolorama==0.4.6 ; sys_platform == 'none' \\\n")
    {'click': {'8.5.1'}}
    """
    from packaging.markers import Marker
    from packaging.utils import canonicalize_name

    pinned: dict[str, set[str]] = {}
    for pin in PIN.finditer(lock):
        if not pin["marker"] or Marker(pin["marker"].strip()).evaluate():
            pinned.setdefault(canonicalize_name(pin["name"]), set()).add(pin["version"])
    return pinned


def check_kernel() -> list[Finding]:
    """Return whether the kernel that notebooks ask for is this Python."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        (command, *_) = KernelSpecManager().get_kernel_spec(KERNEL).argv
    except (NoSuchKernel, ValueError):
        return [say("kernel", "absent")]
    if not Path(command).is_absolute() or Path(command).parent == Path(sys.executable).parent:
        return [say("kernel", "fine")]  # Jupyter puts its own Python for a name without a path
    if not Path(command).exists():
        return [say("kernel", "gone", python=command)]
    return [say("kernel", "other", python=command, own=sys.executable)]
