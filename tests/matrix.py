"""Try the suite with every supported Python, with the oldest and the newest packages that pyproject.toml allows.

    python tests/matrix.py [--python 3.12] [--packages oldest] [--folder FOLDER]

makes an environment for each, installs the suite as a user gets it, builds the shipped documents, runs the notebooks
and a part of the tests in it, and prints a row for each, also for what could not be tried and why. Ends with 1 where
anything that was tried failed. It needs a package registry; with uv it is quick, without it pip takes the lower bounds
as pins. A FOLDER that is named keeps the environments and what each printed.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from shipped import REPOSITORY, copy_shipped

PYTHONS = ("3.11", "3.12", "3.13", "3.14")  # from the oldest that pyproject.toml allows; the last is not yet supported
PACKAGES = {"oldest": "lowest-direct", "newest": "highest"}  # what uv calls the resolution of each
EXTRAS = ("test",)

# Short, and through all that other libraries do for us: readers, tables, statistics, charts, files for others; and what
# letters may not do to us, which rests on the versions of these libraries too.
TESTS = (
    *("tests/read/test_readers.py", "tests/read/test_word.py", "tests/read/test_mail.py", "tests/tables"),
    *("tests/compare/test_shares.py", "tests/compare/test_themes.py", "tests/compare/test_agreement.py"),
    *("tests/charts/test_charts.py", "tests/board/test_workbook.py", "tests/board/test_slides.py"),
    *("tests/board/test_report.py", "tests/notebook/test_show.py", "tests/notebook/test_session.py"),
    *("tests/read/test_bad_input.py", "tests/find/test_export.py", "tests/board/test_flat.py"),
)
PYTEST = ("-p", "no:nbval", "-p", "no:cacheprovider", "--override-ini=addopts=-q --import-mode=importlib")

# Prints one fingerprint of what stands in the tables; their bytes depend on the version of the column store.
FINGERPRINT = """
import hashlib, os, pathlib
from analysis.tables import Tables
tables = Tables(pathlib.Path(os.environ["VISITS_DATA"], "processed"))
print(hashlib.sha256("".join(name + tables[name].to_csv(index=False) for name in tables).encode()).hexdigest()[:12])
"""


class Trial(NamedTuple):
    """A Python with oldest or newest packages: what came of each step, "ok" or why not, and the tables' fingerprint."""

    python: str
    packages: str
    steps: dict[str, str]
    fingerprint: str = ""  # or why there is none


def main() -> None:
    """Print the table; end with 1 where a trial failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--python", choices=PYTHONS, action="append")
    parser.add_argument("--packages", choices=PACKAGES, action="append")
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        folder = (asked.folder or Path(passing)).absolute()
        trials = list(try_all(asked.python or PYTHONS, asked.packages or list(PACKAGES), folder))
    fingerprints = {trial.fingerprint for trial in trials} - {""}
    if fingerprints:
        print("The tables hold the same in all of them." if len(fingerprints) == 1 else "The tables differ.")
    results = [result for trial in trials for result in (*trial.steps.values(), trial.fingerprint)]
    failed = any(result.startswith("failed") for result in results)
    sys.exit(failed or len(fingerprints) > 1)


def try_all(pythons: list[str], packages: list[str], folder: Path) -> Iterator[Trial]:
    """Yield the trials one by one, and print a row of each."""
    print("| Python | packages | installed | build | notebooks | tests | tables |\n|---|---|---|---|---|---|---|")
    for version in pythons:
        python = find_python(version)
        for bound in packages:
            where = folder / f"{version}-{bound}"
            where.mkdir(parents=True, exist_ok=True)
            trial = try_one(python, version, bound, where) if python else look_for_wheels(version, bound, where)
            cells = [trial.steps.get(step, "") for step in ("installed", "build", "notebooks", "tests")]
            print("|", " | ".join([version, bound, *cells, trial.fingerprint]), "|", flush=True)
            yield trial


def find_python(version: str) -> str | None:
    """Return the path of a Python of that version: one on the path that starts, else one that pyenv keeps."""
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob(f"versions/{version}.*/bin/python{version}")
    on_path = (Path(folder, f"python{version}") for folder in os.get_exec_path())
    for python in (*on_path, *sorted(kept)):
        if python.is_file() and is_whole(python):
            return str(python)
    return None


def is_whole(python: Path) -> bool:
    """Return whether a Python starts and can make environments; Debian's may lack what that needs."""
    return not subprocess.run([python, "-c", "import ensurepip, venv"], capture_output=True, check=False).returncode


def try_one(python: str, version: str, packages: str, folder: Path) -> Trial:
    """Return what came of one Python with one set of packages; what each step printed is kept in `folder`."""
    data = folder / "data"
    if not data.exists():
        copy_shipped(folder)
    shutil.rmtree(data / "processed", ignore_errors=True)
    steps = {"installed": install(python, version, packages, folder)}
    if steps["installed"] != "ok":
        return Trial(version, packages, steps)
    environment = os.environ | {"VISITS_DATA": str(data)}
    environment.pop("PYTHONPATH", None)  # the suite as it was installed, not these sources
    own = str(folder / "env" / "bin" / "python")
    visits = (own, "-m", "analysis.cli")
    commands = {
        "build": (*visits, "build", "--jobs", "2"),
        "notebooks": (*visits, "run", "--out", str(folder / "output")),
        "tests": (own, "-m", "pytest", *PYTEST, *TESTS),
    }
    steps |= {name: run(command, folder / f"{name}.txt", environment) for name, command in commands.items()}
    said = run((own, "-c", FINGERPRINT), folder / "fingerprint.txt", environment)
    return Trial(version, packages, steps, (folder / "fingerprint.txt").read_text().strip() if said == "ok" else said)


def look_for_wheels(version: str, packages: str, folder: Path) -> Trial:
    """Return what can be told of a Python that is not here: whether the packages that it needs come as wheels."""
    said = "this Python is not on this machine"
    if uv := shutil.which("uv"):
        found = resolve(uv, version, packages, folder)
        said += "; all packages have wheels for it" if found == "ok" else f"; its packages: {found}"
    return Trial(version, packages, {"installed": f"not tried: {said}"})


def resolve(uv: str, version: str, packages: str, folder: Path) -> str:
    """Write requirements.txt with the wheels for a Python; return "ok", or why there are none."""
    extras = [word for extra in EXTRAS for word in ("--extra", extra)]
    wanted = ("--python-version", version, "--only-binary", ":all:", "--resolution", PACKAGES[packages])
    written = ("-q", "-o", str(folder / "requirements.txt"))
    return run((uv, "pip", "compile", "pyproject.toml", *extras, *wanted, *written), folder / "resolved.txt")


def install(python: str, version: str, packages: str, folder: Path) -> str:
    """Make the environment and return "ok", or why it could not be made."""
    required, uv = folder / "requirements.txt", shutil.which("uv")
    if uv:
        if (said := resolve(uv, version, packages, folder)) != "ok":
            return said
    else:
        required.write_text("\n".join(list_required(packages)) + "\n", encoding="utf-8")
    own = folder / "env" / "bin" / "python"
    if not own.exists() and (said := run((python, "-m", "venv", str(own.parent.parent)), folder / "venv.txt")) != "ok":
        return said
    pip = (uv, "pip", "install", "--python", str(own), "-q") if uv else (str(own), "-m", "pip", "install", "--quiet")
    said = run((*pip, "--only-binary", ":all:", "-r", str(required)), folder / "install.txt")
    return said if said != "ok" else run((*pip, "--no-deps", str(REPOSITORY)), folder / "install_suite.txt")


def list_required(packages: str) -> list[str]:
    """Return the requirements of pyproject.toml, with the lower bound as a pin for the oldest ones."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = project["dependencies"] + [part for extra in EXTRAS for part in project["optional-dependencies"][extra]]
    return declared if packages == "newest" else [pin_lowest(requirement) for requirement in declared]


def pin_lowest(requirement: str) -> str:
    """Return a requirement with its lower bound as a pin.

    >>> pin_lowest("pandas>=3.0,<4"), pin_lowest("hatchling")
    ('pandas==3.0', 'hatchling')
    """
    bound = re.match(r"([\w.-]+)>=([\w.]+)", requirement)
    return f"{bound[1]}=={bound[2]}" if bound else requirement


def run(command: tuple[str, ...], printed: Path, environment: dict[str, str] | None = None) -> str:
    """Return "ok", or "failed" with the last line that a command printed; all of it is kept in the file `printed`."""
    with printed.open("w", encoding="utf-8") as stream:
        done = subprocess.run(
            command, cwd=REPOSITORY, env=environment, stdout=stream, stderr=subprocess.STDOUT, check=False
        )
    if not done.returncode:
        return "ok"
    lines = [line for line in printed.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    return f"failed: {lines[-1].strip()[:120].replace('|', '/') if lines else done.returncode}"


if __name__ == "__main__":
    main()
