"""Loaded by every Python process that a test of this folder starts, at its very beginning: it notes what reaches out.

GUARD_LOG names the file of notes, GUARD_WITHIN the folders in which files may be written. Python may be run.
"""

import os
import sys
from collections.abc import Callable

NETWORK = ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request")
RUN = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.startfile", "webbrowser.open")
CHANGED = ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod")
RUNS = (sys.executable, "fc-list", "system_profiler")  # the last two tell Matplotlib which fonts there are
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def guard(log: str, within: list[str]) -> Callable[[str, tuple], None]:
    """Return a hook that notes and forbids what no letter may bring about."""
    notes = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    folders = tuple(map(os.path.realpath, [*within, os.devnull]))

    def look(event: str, args: tuple) -> None:
        for harm in find_harm(event, args, folders):
            os.write(notes, f"{event}: {harm}\n".encode())
            raise PermissionError(f"{event}: {harm}")

    return look


def find_harm(event: str, args: tuple, folders: tuple[str, ...]) -> list[str]:
    """Return what is harmful of an event: whom it asks, what it runs, or which files it writes outside the folders."""
    if event in NETWORK:
        within_machine = event == "socket.connect" and isinstance(args[1], str | bytes)
        return [] if within_machine else [str(args)]
    if event in RUN:
        return [] if args[0] in RUNS else [str(args)]
    if event == "open" and (args[2] or 0) & WRITING:
        paths = [os.path.realpath(path) for path in args[:1] if isinstance(path, str | bytes | os.PathLike)]
    else:  # a name in a folder, also where it is a link's
        names = args[: 2 if event in ("os.rename", "os.link") else 1] if event in CHANGED else ()
        names = [os.fsdecode(name) for name in names if isinstance(name, str | bytes | os.PathLike)]
        paths = [os.path.join(os.path.realpath(os.path.dirname(name)), os.path.basename(name)) for name in names]
    return [path for path in map(os.fsdecode, paths) if not path.startswith(folders)]


if "GUARD_LOG" in os.environ:
    sys.addaudithook(guard(os.environ["GUARD_LOG"], os.environ["GUARD_WITHIN"].split(os.pathsep)))
