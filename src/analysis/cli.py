"""The command `visits`: build the tables, add letters, choose what is compared, run the notebooks, code any text.

Each command imports what it needs: where a package is missing, the others work, and `visits doctor` says which it is.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.base.folder import DataFolder, find_codebook, find_data_folder
from analysis.base.garbage import leave_garbage, seldom_garbage
from analysis.base.mendable import MendableError
from analysis.base.texts import clean_text
from analysis.base.whole import NO_ROOM_OR_RIGHT
from analysis.base.wording import count_plainly

if TYPE_CHECKING:
    from analysis.build import BuildResult, LetterSummary


class _FolderOrAddress(click.Path):
    """A folder, as click knows them, or the address of one in a store."""

    name = "folder or address"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the folder as a path, or the address where one answers."""
        from analysis.build.store import is_address, open_address

        return open_address(value) if is_address(value) else super().convert(value, param, ctx).absolute()


RAW = _FolderOrAddress(exists=True, file_okay=False, path_type=Path)
OUT = _FolderOrAddress(file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FILE_OR_FOLDER = click.Path(exists=True, path_type=Path)


def _say(text: str, *, err: bool = False) -> None:
    """Print a text; what letters, files and people are called in it steers no terminal."""
    click.echo(_clean(text), err=err)


def _clean(text: object) -> str:
    return clean_text(str(text)).replace("\r", "")


class _Commands(click.Group):
    """The group of commands; a mistake that a person can mend ends in its message, not in a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except MendableError as error:
            raise click.ClickException(_clean(error)) from error
        except ModuleNotFoundError as error:
            if (error.name or "analysis").split(".")[0] == "analysis":
                raise
            message = f"The package {error.name} is missing from this Python. `visits doctor` says how to mend that."
            raise click.ClickException(message) from error
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
    leave_garbage()


@main.command("build")
@click.option("--raw", type=RAW, help="The folder of letters, or its address (s3://...); data/raw where not given.")
@click.option("--out", type=OUT, help="Where the tables go, a folder or an address; data/processed.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Letters read at a time.")
@click.option("--strict", is_flag=True, help="End with 1 where any file has a problem.")
@click.option("--cluster", help="The scheduler of a Dask cluster that does the work: tcp://scheduler:8786.")
def build_command(raw: Path | None, out: Path | None, jobs: int, strict: bool, cluster: str | None) -> None:
    """Bring the tables up to date with the letters."""
    with seldom_garbage():  # loading makes as many things as building
        from analysis.build import build
        from analysis.build.record import describe_build, read_record
        from analysis.build.store import open_tables

    folder = find_folder(raw, out)
    with open_tables(folder) as here:
        before = read_record(here.processed)
        built = build(here, jobs=jobs, cluster=cluster, progress=show_progress)
        problems, visits = built.read_table("problems"), built.read_table("visits")
        lines = describe_build(here.processed, before, folder.processed)
    for problem in problems.itertuples():
        _say(f"{problem.file}: {problem.detail}", err=True)
    for line in lines:
        _say(line)
    if not len(visits) or (strict and len(problems)):
        sys.exit(1)


@main.command()
@click.argument("files", nargs=-1, required=True, type=FILE_OR_FOLDER)
def add(files: tuple[Path, ...]) -> None:
    """Check letters, copy them into data/raw, build, say what was read from each, and write a page on each.

    A folder, or a ZIP archive, stands for the files in it.
    """
    from analysis.notebook.briefs import add_with_pages

    new = add_with_pages(files, find_data_folder(), progress=show_progress)
    for text in (*new.added, *new.pages):
        _say(text)
    for sentence in (*new.refused, *new.unwritten):
        _say(sentence, err=True)
    if new.refused:
        sys.exit(1)


@main.command()
@click.argument("authority", default="")
@click.option("--first", default="", help='The visit that later ones are compared with, as "Oct 2024".')
@click.option("--themes", default="", help='The themes shown first, as "Supervision, Staffing"; none takes them back.')
@click.option("--also", default="", help="Frameworks to compare too, as JTAI,SEND; none leaves them out again.")
def choose(authority: str, first: str, themes: str, also: str) -> None:
    """Choose what the notebooks compare: the authority, the first visit, the themes shown first."""
    from analysis.build import load
    from analysis.notebook import choice

    folder = find_data_folder()
    tables = load(folder)
    choice.choose(tables, authority, first, also, themes=themes, folder=folder)
    _say(choice.describe_choice(tables, folder=folder))


@main.command()
@click.option("--authority", help="Another authority than the chosen one, for this run.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("output"), show_default=True)
def run(authority: str | None, out: Path) -> None:
    """Build, execute every notebook into a folder, with HTML copies and the charts."""
    _check_no_addresses()
    from analysis.notebook.run import RunError, run_notebooks

    folder = find_data_folder()
    built = build_with_progress(folder, jobs=1)
    try:
        done = run_notebooks(folder, out, authority=authority)
    except RunError as error:
        raise click.ClickException(_clean(error)) from error
    visits, problems = built.read_table("visits"), built.read_table("problems")
    _say(f"\nRead: {count_plainly(len(visits), 'document')}.")
    for visit in visits.itertuples():
        _say(f"  {visit.file}: {visit.visit_id}")
    _say("Not read: nothing; every file was read." if not len(problems) else "Not read, or in need of a look:")
    for problem in problems.itertuples():
        _say(f"  {problem.file}: {problem.detail}")
    _say(f"Written: {count_plainly(len(done), 'notebook')} with a page each, and the charts, in {out}.")
    _say(f"Open first: {done[0].with_suffix('.html')}")


@main.command()
@click.option("--authority", help="Another authority than the chosen one.")
@click.option(
    "--since", help='"last inspection" (full ones), "all", or a visit, as "Oct 2022"; else the chosen first one.'
)
@click.option("--themes", help='Other themes than the chosen ones, as "Supervision, Staffing".')
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Where the pack goes; output/board.")
def board(authority: str | None, since: str | None, themes: str | None, out: Path | None) -> None:
    """Write the board pack: slides, report, workbook, charts, a page that answers questions, exchange files."""
    from analysis.build import load
    from analysis.notebook.pack import write_chosen_pack

    folder = find_data_folder()
    pack = write_chosen_pack(load(folder), authority, since, themes, folder=folder, out=out)
    for name in pack.names:
        _say(f"  {name}")
    _say(pack.frame)
    _say(f"Written to {pack.folder}.")


@main.command()
@click.argument("letter")
@click.option("--authority", help="Another authority than the chosen one, where LETTER is a date.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Where the page goes; output/briefs.")
def brief(letter: str, authority: str | None, out: Path | None) -> None:
    """Write one page on LETTER: what it asks for, what came back, what is new, what was not looked at.

    LETTER is a file in data/raw, a visit_id, or words such as "Oct 2024" or "Leeds Oct 2024".
    """
    from analysis.build import load
    from analysis.compare import match_letter
    from analysis.notebook.briefs import write_page
    from analysis.notebook.choice import choose_visits

    folder = find_data_folder()
    tables = load(folder)
    chosen = next(iter(choose_visits(tables, authority, folder=folder)["authority"]), None)
    _say(write_page(tables, match_letter(tables, letter, chosen), folder, out))


@main.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Where the files go; output/tables.")
def export(out: Path | None) -> None:
    """Write every table as a CSV file, and a dictionary of their columns, for Power BI or Excel."""
    from analysis.board import export_tables
    from analysis.build import load

    folder = find_data_folder()
    _say(export_tables(load(folder), out or folder.output / "tables"))


@main.command()
@click.argument("texts", type=FILE)
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The CSV file to write.")
def code(texts: Path, out: Path) -> None:
    """Code the sentences of a CSV file (id, text; optionally section, paragraph, document)."""
    import pandas as pd

    from analysis.coding import code_texts, read_codebook
    from analysis.find.export import write_file

    try:
        frame = pd.read_csv(texts, dtype=str, keep_default_na=False)
    except (ValueError, pd.errors.ParserError) as error:
        said = f"{texts}: {error}; expected a CSV file in UTF-8 with the columns id and text"
        raise click.ClickException(_clean(said)) from error
    lacking = [name for name in ("id", "text") if name not in frame]
    if lacking:
        said = f"{texts} has the columns {', '.join(frame)}; {' and '.join(lacking)} must be there too"
        raise click.ClickException(_clean(said))
    coded = code_texts(frame, read_codebook(find_codebook()))
    write_file(coded.to_csv(index=False).encode(), out)  # for a program, by the ids that it gave
    _say(f"{count_plainly(len(frame), 'sentence')} coded in {out}.")


@main.command(context_settings={"ignore_unknown_options": True})
@click.option("--afresh", is_flag=True, help="Bring every notebook back as it came; yours are kept in a folder.")
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def lab(afresh: bool, options: tuple[str, ...]) -> None:
    """Open JupyterLab at notebooks of your own; OPTIONS are those of JupyterLab."""
    _check_no_addresses()
    from analysis.notebook.copies import bring_back, refresh_copies
    from analysis.notebook.lab import open_lab

    folder = find_data_folder()
    notebooks, said = bring_back(folder) if afresh else refresh_copies(folder)
    for sentence in said:
        _say(sentence)
    sys.exit(open_lab(folder, notebooks, options))


@main.command()
def doctor() -> None:
    """Check the installation and the data folder, and say what to do; nothing is changed."""
    from analysis.doctor import print_report

    sys.exit(print_report())


def _check_no_addresses() -> None:
    """Spare nbformat a grammar of addresses: it takes seconds to compile, and no notebook's schema asks for it."""
    sys.modules.setdefault("rfc3987_syntax", None)


def find_folder(raw: Path | None, out: Path | None) -> DataFolder:
    """Return the data folder that the options name; beside `raw` are the tables and the reviews."""
    if raw is None:
        folder = find_data_folder()
        return DataFolder(folder.raw, out or folder.processed)
    return DataFolder(raw, out or raw.parent / "processed")


def build_with_progress(folder: DataFolder, jobs: int) -> "BuildResult":
    """Build, with a progress bar on a terminal."""
    from analysis.build import build

    return build(folder, jobs=jobs, progress=show_progress)


def show_progress(letters: Iterable["LetterSummary"], total: int) -> Iterable["LetterSummary"]:
    """Return the letters, with a bar that fills on a terminal as they are taken."""
    from tqdm import tqdm

    return tqdm(letters, total=total, desc="Reading", unit="letter", disable=None)


if __name__ == "__main__":
    main()
