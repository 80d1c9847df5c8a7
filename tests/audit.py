"""Hold the pinned packages against the published lists of holes, and say in plain words what came of it.

python tests/audit.py, or `make audit`. Ends with 0 where no package has a known hole, with 1 where one has, and with 2
where that could not be told.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parent.parent / "requirements.lock"
COMMAND = [sys.executable, "-m", "pip_audit", "--requirement", str(LOCK), "--require-hashes", "--disable-pip",
           "--format", "json", "--progress-spinner", "off"]  # fmt: skip


def main() -> int:
    """Ask, say what came of it, and return how to end."""
    asked = subprocess.run(COMMAND, capture_output=True, text=True, check=False)
    try:
        packages = json.loads(asked.stdout)["dependencies"]
    except (ValueError, KeyError):
        last = (asked.stderr.strip().splitlines() or ["it said nothing"])[-1]
        print(f"Could not audit {LOCK.name}: the service that lists holes did not answer ({last}).")
        return 2
    said, code = describe(packages)
    print(said)
    return code


def describe(packages: list[dict[str, Any]]) -> tuple[str, int]:
    """Return what came of an audit in words, and how to end; `packages` are the dependencies as pip-audit lists them.

    >>> describe([{"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "not found"}])
    ('1 of 2 packages has no known hole. Not told of: b (not found).', 2)
    """
    skipped = [f"{package['name']} ({package['skip_reason']})" for package in packages if "skip_reason" in package]
    holes = [
        f"{package['name']} {package['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or 'none'}"
        for package in packages
        for hole in package.get("vulns", ())
    ]
    n_told = len(packages) - len(skipped)
    if not n_told:
        return f"Could not audit: of {len(packages)} packages the service knows none, as where it is a mirror.", 2
    n_clean = n_told - len({hole.split()[0] for hole in holes})
    said = [f"{n_clean} of {len(packages)} packages {'has' if n_clean == 1 else 'have'} no known hole.", *holes]
    said += [f"Not told of: {', '.join(skipped)}."] if skipped else []
    return " ".join(said) if not holes else "\n".join(said), 1 if holes else 2 if skipped else 0


if __name__ == "__main__":
    sys.exit(main())
