"""JupyterLab as an analyst meets it: the project as its root, notebooks of her own, no news, contents at the side."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from analysis.base.folder import DataFolder
from analysis.base.resources import PACKAGE
from analysis.base.whole import write_whole

START = "00_start_here.ipynb"
SETTINGS = PACKAGE / "notebook" / "lab_settings"
WORKSPACE = "default-37a8.jupyterlab-workspace"  # what JupyterLab calls the one that it opens by itself
LARGEST_MESSAGE = 150_000_000  # bytes; a letter of the largest size that is read can be uploaded

# JupyterLab asks its makers for news and updates; letters and what is done with them are nobody else's business.
ASK_NOBODY = [
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate",
]


def open_lab(folder: DataFolder, notebooks: Path, options: Sequence[str] = ()) -> int:
    """Open JupyterLab at the first of the `notebooks` and return how it ended, once a person closes it.

    `options` are handed on to JupyterLab.
    """
    environment = os.environ | {"VISITS_DATA": str(folder.raw.parent.resolve())}  # for the kernels, wherever they start
    return subprocess.call(make_command(folder, notebooks, options), env=environment)


def make_command(folder: DataFolder, notebooks: Path, options: Sequence[str] = ()) -> list[str]:
    """Return the command that opens JupyterLab.

    The settings are ours for this server alone: nothing is written into those that a person has elsewhere.
    """
    root = folder.raw.parent.parent.resolve()
    workspaces = notebooks / ".workspaces"
    _write_workspace(workspaces)
    return [
        sys.executable, "-P", "-m", "jupyterlab", *ASK_NOBODY,
        f"--ServerApp.root_dir={root}",
        f"--LabApp.app_settings_dir={SETTINGS}",
        f"--LabApp.workspaces_dir={workspaces.resolve()}",
        f"--ServerApp.tornado_settings={json.dumps({'websocket_max_message_size': LARGEST_MESSAGE})}",
        *options,
        str((notebooks / START).resolve()),
    ]  # fmt: skip


def _write_workspace(workspaces: Path) -> None:
    """Let JupyterLab first open with the table of contents at the side; later it opens as a person left it."""
    path = workspaces / WORKSPACE
    if not path.exists():
        workspaces.mkdir(parents=True, exist_ok=True)
        write_whole(path, (SETTINGS / "workspace.json").read_bytes())
