"""build.json beside the tables: what they were made of, with what, when, and what was wrong with which file.

It is written with the tables and moved with them. A build in which nothing changed leaves it as it is: it says how
these tables came about, and they did not come about again. What differs between two builds of the same letters stands
under `run`; all else is the same as long as letters, decisions and the suite are.
"""

import functools
import json
import platform
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import pyarrow.parquet as pq

from analysis.base.problems import read_reasons
from analysis.base.resources import PACKAGE, read_yaml
from analysis.base.versions import SUITE, find_version, list_required_names
from analysis.base.wording import count_plainly
from analysis.build.inputs import Inputs, hash_facts, hash_file
from analysis.tables import read_schemas, read_table

RECORD = "build.json"


class StepTimes:
    """When a build began, and the seconds that each of its steps took so far, by name in their order."""

    def __init__(self) -> None:
        self.began = datetime.now(UTC)
        self.seconds: dict[str, float] = {}
        self._last = perf_counter()

    def end(self, step: str) -> None:
        """Count the time since the last step ended to this one."""
        now = perf_counter()
        self.seconds[step] = self.seconds.get(step, 0.0) + now - self._last
        self._last = now

    def follow(self, things: Iterable[Any], step: str, then: str) -> Iterator[Any]:
        """Yield the things; the time until each is there counts to `step`, what is done with it to `then`."""
        for thing in things:
            self.end(step)
            yield thing
            self.end(then)
        self.end(step)


def write_record(tables: Path, inputs: Inputs, codebook: Path | None, files_read: list[str], times: StepTimes) -> None:
    """Write build.json beside the finished tables in a folder, before they are moved into place together."""
    problems = read_table(tables, "problems")
    paths = {name: tables / f"{name}.parquet" for name in read_schemas()}
    facts = {
        "versions": _list_versions(),
        "counts": {
            "files": len(inputs.files),
            "documents": pq.read_metadata(paths["visits"]).num_rows,
            "problems": dict(sorted(Counter(problems["reason"].tolist()).items())),
            "rows": {name: pq.read_metadata(path).num_rows for name, path in paths.items()},
        },
        "fingerprints": {
            "letters": hash_facts({file: facts["sha256"] for file, facts in inputs.files.items()}),
            "people": inputs.texts,
            "codebook": hash_file(codebook or PACKAGE / "coding" / "codebook.yml"),
            "reading": inputs.letters,
            "history": inputs.history,
            "tables": {name: hash_file(path) for name, path in paths.items()},
        },
        "problems": problems.astype(object).where(problems.notna(), None).to_dict("records"),
    }
    times.end("write")
    run = {
        "began": times.began.isoformat(timespec="seconds"),
        "seconds": {step: round(seconds, 2) for step, seconds in times.seconds.items()},
        "read": len(files_read),
        "taken_over": len(inputs.files) - len(files_read),
    }
    with (tables / RECORD).open("w", encoding="utf-8") as stream:  # not as one text: problems may be many
        json.dump(facts | {"run": run}, stream, indent=1, ensure_ascii=False)
        stream.write("\n")


def _list_versions() -> dict[str, Any]:
    """Return the versions of the suite, of Python, and of every package that the suite requires, by name."""
    packages = {name: find_version(name) for name in list_required_names()}
    return {"suite": find_version(SUITE), "python": platform.python_version(), "packages": packages}


def read_record(processed: Path) -> dict[str, Any] | None:
    """Return what build.json says of the tables beside it; None where there is none, or a damaged one."""
    try:
        record = json.loads((processed / RECORD).read_text(encoding="utf-8"))
        return record if record["run"].keys() and record["counts"].keys() and record["fingerprints"].keys() else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def describe_build(processed: Path, before: dict[str, Any] | None, where: object = None) -> list[str]:
    """Return the lines that say what a build did, where, for how long, and what needs a look and how it is mended.

    `before` is what build.json said before it; `where` is the place that is named, if tables lie here for a while only.
    """
    where = where or processed
    record, said = read_record(processed), _read_said()
    if record is None:
        return [said["lost"].format(processed=where)]
    run, counts, same = record["run"], record["counts"], record == before
    began = f"{datetime.fromisoformat(run['began']).astimezone():%d %B %Y, %H:%M}"
    documents, files = count_plainly(counts["documents"], "document"), count_plainly(counts["files"], "file")
    facts = run | {"documents": documents, "files": files, "began": began, "processed": where}
    lines = [said["unchanged" if same else "built"].format(**facts)]
    lines += _describe_problems(counts["problems"])
    steps = [f"{said['steps'].get(step, step)} {seconds:.1f} s" for step, seconds in run["seconds"].items()]
    total = f"{sum(run['seconds'].values()):.1f} s"
    written = said["same" if same else "times"]
    return [*lines, written.format(total=total, steps=", ".join(steps), record=RECORD)]


def _describe_problems(counts: dict[str, int]) -> list[str]:
    """Return a line for each reason, the most frequent first, with what to do about it."""
    said, reasons = _read_said(), read_reasons()
    if not counts:
        return [said["no_problems"]]
    most_first = sorted(counts, key=lambda reason: (-counts[reason], reason))
    known = [reason for reason in most_first if reason in reasons]
    return [
        said["problems"],
        *(said["problem"].format(count=counts[reason], reason=reason, do=reasons[reason]["do"]) for reason in known),
    ]


@functools.cache
def _read_said() -> dict[str, Any]:
    """Return record.yml: what is said, by the occasion."""
    return read_yaml("build/record.yml")
