"""Print how long the build and the load of the shipped documents take, each in a process of its own or warm."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from shipped import copy_shipped


def time_command(*command: str) -> float:
    """Return the seconds that a command takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VISITS_DATA"] = str(copy_shipped(Path(folder)))
        visits = (sys.executable, "-m", "analysis.cli")
        print(f"visits build, two documents, cold:     {time_command(*visits, 'build'):.2f} s (goal: under 3 s)")
        print(f"visits build, nothing changed:         {time_command(*visits, 'build'):.2f} s")
        import analysis

        analysis.load()
        start = time.perf_counter()
        analysis.load()
        print(f"analysis.load(), nothing changed:      {time.perf_counter() - start:.3f} s (goal: under 0.3 s)")


if __name__ == "__main__":
    main()
