"""JupyterLab as `visits lab` opens it, on a port and with settings of its own."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from nbformat import v4, write
from shipped import REPOSITORY, copy_shipped

# Where a notebook may lie below the folder at which the lab opens: her working copies go before the stored ones.
SHELVES = ("my-notebooks", "notebooks", ".")


class Lab(NamedTuple):
    """A running JupyterLab: its address, the token that it asks for, and the folder at which it opens."""

    url: str
    token: str
    root: Path

    def locate(self, notebook: str) -> str:
        """Return the address of a notebook, by its name without ending; nothing of an earlier session is opened."""
        found = [path for shelf in SHELVES if (path := self.root / shelf / f"{notebook}.ipynb").exists()]
        path = found[0].relative_to(self.root).as_posix()
        return f"{self.url}lab/tree/{path}?token={self.token}&reset"

    def stop_kernels(self) -> None:
        """Stop the kernels that run."""
        for kernel in json.load(self.ask("GET", "api/kernels")):
            self.ask("DELETE", f"api/kernels/{kernel['id']}")

    def ask(self, method: str, path: str):
        """Return the server's answer to a request."""
        headers = {"Authorization": f"token {self.token}"}
        return urllib.request.urlopen(urllib.request.Request(self.url + path, method=method, headers=headers))


def copy_project(parent: Path) -> Path:
    """Copy the notebooks and the shipped data into a project of their own, and return its folder."""
    project = parent / "project"
    copy_shipped(project)
    shutil.copytree(REPOSITORY / "notebooks", project / "notebooks", ignore=shutil.ignore_patterns(".*"))
    return project


def make_environment(project: Path) -> dict[str, str]:
    """Return the environment of a command that works in a project, with the code of this repository."""
    return os.environ | {"VISITS_DATA": str(project / "data"), "PYTHONPATH": str(REPOSITORY / "src")}


@contextmanager
def open_lab(project: Path, home: Path) -> Iterator[Lab]:
    """Start `visits lab` in a project and stop it; what it keeps of its own, and its log, goes into `home`."""
    own = {f"JUPYTER_{name.upper()}_DIR": str(home / name) for name in ("config", "data", "runtime")}
    environment = make_environment(project) | own | {"IPYTHONDIR": str(home / "ipython")}
    write_settings(home / "config")
    with (home / "lab.log").open("wb") as log:
        command = [sys.executable, "-m", "analysis.cli", "lab"]
        process = subprocess.Popen(command, cwd=project, env=environment, stdout=log, stderr=log)
        lab = None
        try:
            lab = await_lab(process, home)
            yield lab
        finally:
            if lab is None:
                process.terminate()
            else:
                lab.ask("POST", "api/shutdown")
            process.wait(timeout=30)


def write_settings(config: Path) -> None:
    """Write the settings of a server on a free port that opens no window, also for root, whom containers run as."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = {"open_browser": False, "ip": "127.0.0.1", "port": port, "port_retries": 0, "allow_root": True}
    write_json(config / "jupyter_server_config.json", {"ServerApp": server})
    write_json(config / "jupyter_lab_config.json", {"LabApp": {"expose_app_in_browser": True}})  # to give it commands
    # The lab draws a cell when it is scrolled to; tests look at all of them.
    tracker = config / "lab" / "user-settings" / "@jupyterlab" / "notebook-extension" / "tracker.jupyterlab-settings"
    write_json(tracker, {"windowingMode": "none"})


def write_json(path: Path, content: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")


def await_lab(process: subprocess.Popen, home: Path, seconds: float = 240) -> Lab:
    """Return the lab once it answers. Raises RuntimeError, with its log, where it ends or takes too long."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        for path in (home / "runtime").glob("jpserver-*.json"):
            server = json.loads(path.read_text(encoding="utf-8"))
            lab = Lab(server["url"], server["token"], Path(server["root_dir"]))
            try:
                lab.ask("GET", "api/status")
            except OSError:
                continue
            return lab
        time.sleep(0.2)
    process.terminate()
    raise RuntimeError(f"JupyterLab did not start:\n{(home / 'lab.log').read_text(encoding='utf-8')}")


def add_notebook(project: Path, name: str, *sources: str) -> None:
    """Add a notebook to a project: a cell for each of the sources."""
    notebook = v4.new_notebook(cells=[v4.new_code_cell(source) for source in sources])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    write(notebook, project / "notebooks" / f"{name}.ipynb")
