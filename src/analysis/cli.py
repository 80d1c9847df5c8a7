"""The command `visits`: build the tables, add letters, choose what is compared, run the notebooks, code any text."""

import errno
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click
import pandas as pd

from analysis.base.folder import ABOUT, DataFolder, find_codebook, find_data_folder, list_files
from analysis.base.mendable import MendableError
from analysis.base.problems import describe_fault, explain
from analysis.build import BuildResult, build, load
from analysis.build.workers import SECONDS_A_FILE, open_workers
from analysis.coding import code_texts, read_codebook
from analysis.read import ReadError, is_archive, read_document, write_unpacked

RAW = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FILE_OR_FOLDER = click.Path(exists=True, path_type=Path)
NO_ROOM_OR_RIGHT = (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EPERM)

# JupyterLab asks its makers for news and updates; letters and what is done with them are nobody else's business.
ASK_NOBODY = [
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate",
]


class _Commands(click.Group):
    """The group of commands; a mistake that a person can mend ends in its message, not in a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except MendableError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            if error.errno not in NO_ROOM_OR_RIGHT:
                raise
            name = error.filename or "A file"
            message = f"{name} cannot be read or written ({error.strerror}). Nothing that was there has changed."
            raise click.ClickException(message) from error


@click.group(cls=_Commands)
@click.version_option(package_name="visit-findings")
def main() -> None:
    """Findings across visits: what inspectors of children's services said, visit after visit."""


@main.command("build")
@click.option("--raw", type=RAW, help="The folder of letters; data/raw where not given.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Where the tables go; data/processed.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Letters read at a time.")
@click.option("--strict", is_flag=True, help="End with 1 where any file has a problem.")
def build_command(raw: Path | None, out: Path | None, jobs: int, strict: bool) -> None:
    """Bring the tables up to date with the letters."""
    folder = find_folder(raw, out)
    built = build_with_progress(folder, jobs)
    problems = built.read_table("problems")
    for problem in problems.itertuples():
        click.echo(f"{problem.file}: {problem.detail}", err=True)
    n_visits, n_read = len(built.read_table("visits")), len(built.files_read)
    click.echo(f"{count(n_visits, 'document')} in {folder.processed} ({n_read} read now, the rest as they were).")
    if not n_visits or (strict and len(problems)):
        sys.exit(1)


@main.command()
@click.argument("files", nargs=-1, required=True, type=FILE_OR_FOLDER)
def add(files: tuple[Path, ...]) -> None:
    """Check letters, copy them into data/raw, build, and say what was read from each.

    A folder, or a ZIP archive, stands for the files in it.
    """
    folder = find_data_folder()
    with TemporaryDirectory() as unpacked:
        given = [letter for place, path in enumerate(files) for letter in list_given(path, Path(unpacked, str(place)))]
        faults = [letter.fault or fault for letter, fault in zip(given, find_faults(given), strict=True)]
        faults = [fault or copy_letter(letter, folder) for letter, fault in zip(given, faults, strict=True)]
    for letter, fault in zip(given, faults, strict=True):
        if fault:
            click.echo(f"{letter.shown}: not added. {fault}", err=True)
    added = [letter.name for letter, fault in zip(given, faults, strict=True) if not fault]
    if added:
        built = build_with_progress(folder, jobs=1)
        for name in dict.fromkeys(added):
            click.echo(describe_reading(built.tables, name))
    if len(added) < len(given):
        sys.exit(1)


@main.command()
@click.argument("authority")
@click.option("--first", default="", help="The visit_id of the visit that later ones are compared with.")
@click.option("--also", default="", help="Frameworks to compare too, as JTAI,SEND; none leaves them out again.")
def choose(authority: str, first: str, also: str) -> None:
    """Choose the authority, and the first visit, that the notebooks compare."""
    from analysis.notebook import choice

    folder = find_data_folder()
    chosen = choice.choose(load(folder), authority, first, also, folder=folder)
    click.echo(f"The notebooks compare visits to {chosen.authority}, from {chosen.first} on ({folder.settings}).")


@main.command()
@click.option("--authority", help="Another authority than the chosen one, for this run.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("output"), show_default=True)
def run(authority: str | None, out: Path) -> None:
    """Build, execute every notebook into a folder, with HTML copies and the charts."""
    from analysis.notebook.run import RunError, run_notebooks

    folder = find_data_folder()
    built = build_with_progress(folder, jobs=1)
    try:
        done = run_notebooks(folder, out, authority=authority)
    except RunError as error:
        raise click.ClickException(str(error)) from error
    visits, problems = built.read_table("visits"), built.read_table("problems")
    click.echo(f"\nRead: {count(len(visits), 'document')}.")
    for visit in visits.itertuples():
        click.echo(f"  {visit.file}: {visit.visit_id}")
    click.echo("Not read: nothing; every file was read." if not len(problems) else "Not read, or in need of a look:")
    for problem in problems.itertuples():
        click.echo(f"  {problem.file}: {problem.detail}")
    click.echo(f"Written: {count(len(done), 'notebook')} with a page each, and the charts, in {out}.")
    click.echo(f"Open first: {done[0].with_suffix('.html')}")


@main.command()
@click.argument("texts", type=FILE)
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The CSV file to write.")
def code(texts: Path, out: Path) -> None:
    """Code the sentences of a CSV file (id, text; optionally section, paragraph, document)."""
    try:
        frame = pd.read_csv(texts, dtype=str, keep_default_na=False)
    except (ValueError, pd.errors.ParserError) as error:
        raise click.ClickException(
            f"{texts}: {error}; expected a CSV file in UTF-8 with the columns id and text"
        ) from error
    lacking = [name for name in ("id", "text") if name not in frame]
    if lacking:
        raise click.ClickException(
            f"{texts} has the columns {', '.join(frame)}; {' and '.join(lacking)} must be there too"
        )
    code_texts(frame, read_codebook(find_codebook())).to_csv(out, index=False)
    click.echo(f"{count(len(frame), 'sentence')} coded in {out}.")


@main.command()
def lab() -> None:
    """Open JupyterLab at the notebooks."""
    folder = find_data_folder()
    notebooks = folder.raw.parent.parent / "notebooks"
    command = [sys.executable, "-m", "jupyterlab", *ASK_NOBODY, str(notebooks / "00_start_here.ipynb")]
    sys.exit(subprocess.call(command, cwd=notebooks))


def find_folder(raw: Path | None, out: Path | None) -> DataFolder:
    """Return the data folder that the options name."""
    if raw is None:
        folder = find_data_folder()
        return DataFolder(folder.raw, out or folder.processed)
    raw = raw.absolute()  # beside it are the tables and the reviews, also where it is given as "."
    return DataFolder(raw, out or raw.parent / "processed")


def build_with_progress(folder: DataFolder, jobs: int) -> BuildResult:
    """Build, with a progress bar on a terminal."""
    from tqdm import tqdm

    return build(
        folder,
        jobs=jobs,
        progress=lambda readings, total: tqdm(readings, total=total, desc="Reading", unit="letter", disable=None),
    )


class GivenFile(NamedTuple):
    """A file to add: its path, its name below data/raw, what messages call it, and why it cannot be added, if known."""

    path: Path
    name: str
    shown: str
    fault: str = ""


def list_given(path: Path, unpacked: Path) -> Iterator[GivenFile]:
    """Yield the files that a path stands for: itself, or those in a folder or in an archive, unpacked into a folder."""
    try:
        if path.is_dir():
            within = path
        elif is_archive(path):
            within = unpacked
            write_unpacked(path, within)
        else:
            yield GivenFile(path, path.name, str(path))
            return
    except ReadError as error:
        yield GivenFile(path, path.name, str(path), explain(error.reason, error.detail))
        return
    names = list_files(within)
    yield from (GivenFile(within / name, name, f"{path}: {name}") for name in names)
    if (within / ABOUT).exists():
        yield GivenFile(within, ABOUT, f"{path}: {ABOUT}", "Put its lines into the about.csv of data/raw.")
    elif not names:
        yield GivenFile(path, path.name, str(path), "No letter is in it.")


def find_faults(files: Sequence[GivenFile]) -> list[str]:
    """Return why each file cannot be read, and what to do about it; nothing where it can."""
    with open_workers(1) as workers:
        paths = [file.path for file in files]
        return list(workers.map(find_fault, paths, seconds=SECONDS_A_FILE, instead=lambda _, *fault: explain(*fault)))


def find_fault(file: Path) -> str:
    """Return why a file cannot be read, and what to do about it; nothing where it can."""
    try:
        read_document(file)
    except ReadError as error:
        return explain(error.reason, error.detail)
    except Exception as error:  # a fault of this package costs one file, and is named
        return explain("program-fault", describe_fault(error))
    return ""


def copy_letter(file: GivenFile, folder: DataFolder) -> str:
    """Copy a letter into `raw`; return why that cannot be, where another file of that name is there: it stays."""
    target = folder.raw / file.name
    if target.is_dir() or (target.exists() and target.read_bytes() != file.path.read_bytes()):
        return f"{target} is there already and differs; give the new letter another name, or take the old one out."
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file.path, target)
    return ""


def describe_reading(tables: dict[str, pd.DataFrame], file: str) -> str:
    """Return in a few lines what was read from a file, and what could not be told."""
    problems = [f"  {detail}" for detail in tables["problems"].loc[tables["problems"]["file"] == file, "detail"]]
    found = tables["visits"][tables["visits"]["file"] == file]
    if not len(found):
        return "\n".join([f"{file}: not read.", *problems])
    visit = found.iloc[0]
    own = {name: (tables[name]["visit_id"] == visit["visit_id"]).sum() for name in ("improvements", "judgements")}
    kinds = tables["paragraphs"].loc[tables["paragraphs"]["visit_id"] == visit["visit_id"], "kind"]
    facts = {"authority": "the authority", "start_date": "the date of the visit"}
    untold = [f"  Could not tell {name}: about.csv can." for fact, name in facts.items() if pd.isna(visit[fact])]
    coverage = tables["coverage"].loc[tables["coverage"]["visit_id"] == visit["visit_id"], "status"]
    if not (coverage == "in_scope").any():
        untold.append("  Could not tell what was looked at: where it is silent on a theme, nobody knows why.")
    return "\n".join(
        [
            f"{file}: {visit['visit_type']}, {visit['visit_id']}",
            f"  {count((kinds == 'finding').sum(), 'finding')}, {count(own['improvements'], 'item')} to improve, "
            f"{count(own['judgements'], 'grade')}.",
            *untold,
            *problems,
        ]
    )


def count(number: int, thing: str) -> str:
    """Return a number with its thing.

    >>> count(1, "letter"), count(2, "letter")
    ('1 letter', '2 letters')
    """
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


if __name__ == "__main__":
    main()
