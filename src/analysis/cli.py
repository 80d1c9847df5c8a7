"""The command `visits`: build the tables, add letters, choose what is compared, run the notebooks, code any text."""

import errno
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click
import pandas as pd

from analysis.base.folder import DataFolder, FolderError, find_codebook, find_data_folder
from analysis.base.problems import describe_fault, explain
from analysis.build import BuildResult, build, load
from analysis.build.workers import SECONDS_A_FILE, open_workers
from analysis.coding import CodebookError, code_texts, read_codebook
from analysis.read import ReadError, read_document

RAW = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
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
        except (FolderError, CodebookError) as error:
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
@click.argument("files", nargs=-1, required=True, type=FILE)
def add(files: tuple[Path, ...]) -> None:
    """Check letters, copy them into data/raw, build, and say what was read from each."""
    folder = find_data_folder()
    added = [copy_letter(file, folder) for file in check_letters(files)]
    if added:
        built = build_with_progress(folder, jobs=1)
        for name in added:
            click.echo(describe_reading(built.tables, name))
    if len(added) < len(files):
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


def check_letters(files: Sequence[Path]) -> list[Path]:
    """Return the files that can be read, and say what is wrong with each other one."""
    with open_workers(1) as workers:
        faults = list(workers.map(find_fault, files, seconds=SECONDS_A_FILE, instead=lambda _, *fault: explain(*fault)))
    for file, fault in zip(files, faults, strict=True):
        if fault:
            click.echo(f"{file}: not added. {fault}", err=True)
    return [file for file, fault in zip(files, faults, strict=True) if not fault]


def find_fault(file: Path) -> str:
    """Return why a file cannot be read, and what to do about it; nothing where it can."""
    try:
        read_document(file)
    except ReadError as error:
        return explain(error.reason, error.detail)
    except Exception as error:  # a fault of this package costs one file, and is named
        return explain("program-fault", describe_fault(error))
    return ""


def copy_letter(file: Path, folder: DataFolder) -> str:
    """Copy a letter into `raw` and return its name there.

    Raises ClickException where another file of that name is there: it is never overwritten.
    """
    target = folder.raw / file.name
    if target.exists() and target.read_bytes() != file.read_bytes():
        raise click.ClickException(
            f"{target} is there already and differs; give the new letter another name, or take the old one out"
        )
    if not target.exists():
        shutil.copyfile(file, target)
    return target.name


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
