"""The command `visits`: build the tables, add letters, choose what is compared, run the notebooks, code any text."""

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click
import pandas as pd

from analysis.base.folder import DataFolder, find_codebook, find_data_folder
from analysis.base.mendable import MendableError
from analysis.base.whole import NO_ROOM_OR_RIGHT
from analysis.base.wording import count_plainly
from analysis.build import BuildResult, LetterSummary, build, load
from analysis.build.add import add_letters
from analysis.coding import code_texts, read_codebook

RAW = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FILE_OR_FOLDER = click.Path(exists=True, path_type=Path)


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
    click.echo(
        f"{count_plainly(n_visits, 'document')} in {folder.processed} ({n_read} read now, the rest as they were)."
    )
    if not n_visits or (strict and len(problems)):
        sys.exit(1)


@main.command()
@click.argument("files", nargs=-1, required=True, type=FILE_OR_FOLDER)
def add(files: tuple[Path, ...]) -> None:
    """Check letters, copy them into data/raw, build, and say what was read from each.

    A folder, or a ZIP archive, stands for the files in it.
    """
    added, refused = add_letters(files, find_data_folder(), progress=show_progress)
    for sentence in refused:
        click.echo(sentence, err=True)
    for text in added:
        click.echo(text)
    if refused:
        sys.exit(1)


@main.command()
@click.argument("authority", default="")
@click.option("--first", default="", help='The visit that later ones are compared with, as "Oct 2024".')
@click.option("--themes", default="", help='The themes shown first, as "Supervision, Staffing"; none takes them back.')
@click.option("--also", default="", help="Frameworks to compare too, as JTAI,SEND; none leaves them out again.")
def choose(authority: str, first: str, themes: str, also: str) -> None:
    """Choose what the notebooks compare: the authority, the first visit, the themes shown first."""
    from analysis.notebook import choice

    folder = find_data_folder()
    tables = load(folder)
    choice.choose(tables, authority, first, also, themes=themes, folder=folder)
    click.echo(choice.describe_choice(tables, folder=folder))


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
        raise click.ClickException(str(error)) from error
    visits, problems = built.read_table("visits"), built.read_table("problems")
    click.echo(f"\nRead: {count_plainly(len(visits), 'document')}.")
    for visit in visits.itertuples():
        click.echo(f"  {visit.file}: {visit.visit_id}")
    click.echo("Not read: nothing; every file was read." if not len(problems) else "Not read, or in need of a look:")
    for problem in problems.itertuples():
        click.echo(f"  {problem.file}: {problem.detail}")
    click.echo(f"Written: {count_plainly(len(done), 'notebook')} with a page each, and the charts, in {out}.")
    click.echo(f"Open first: {done[0].with_suffix('.html')}")


@main.command()
@click.option("--authority", help="Another authority than the chosen one.")
@click.option("--since", help='The first visit of the pack, as "Oct 2022"; the chosen one, where none is given.')
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Where the pack goes; output/board.")
def board(authority: str | None, since: str | None, out: Path | None) -> None:
    """Write the board pack: slides, report, workbook, charts, a page that answers questions, exchange files."""
    from analysis.board import write_pack
    from analysis.compare import match_visit
    from analysis.notebook.choice import choose_themes, choose_visits

    folder = find_data_folder()
    tables = load(folder)
    visits = choose_visits(tables, authority, folder=folder)
    if since:
        visits = visits[visits.index >= visits.index[visits["visit_id"] == match_visit(visits, since)][0]]
    themes = choose_themes(folder=folder)
    out = out or folder.output / "board"
    pack = write_pack(tables, visits.reset_index(drop=True), themes, out, folder=folder, day=date.today())
    for path in sorted(pack.iterdir()):
        click.echo(f"  {path.name}")
    click.echo(f"Written to {pack}.")


@main.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Where the files go; output/tables.")
def export(out: Path | None) -> None:
    """Write every table as a CSV file, and a dictionary of their columns, for Power BI or Excel."""
    from analysis.board import export_tables

    folder = find_data_folder()
    click.echo(export_tables(load(folder), out or folder.output / "tables"))


@main.command()
@click.argument("texts", type=FILE)
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The CSV file to write.")
def code(texts: Path, out: Path) -> None:
    """Code the sentences of a CSV file (id, text; optionally section, paragraph, document)."""
    from analysis.find.export import make_csv, write_file

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
    write_file(make_csv(code_texts(frame, read_codebook(find_codebook()))), out)
    click.echo(f"{count_plainly(len(frame), 'sentence')} coded in {out}.")


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
        click.echo(sentence)
    sys.exit(open_lab(folder, notebooks, options))


def _check_no_addresses() -> None:
    """Spare nbformat a grammar of addresses: it takes seconds to compile, and no notebook's schema asks for it."""
    sys.modules.setdefault("rfc3987_syntax", None)


def find_folder(raw: Path | None, out: Path | None) -> DataFolder:
    """Return the data folder that the options name."""
    if raw is None:
        folder = find_data_folder()
        return DataFolder(folder.raw, out or folder.processed)
    raw = raw.absolute()  # beside it are the tables and the reviews, also where it is given as "."
    return DataFolder(raw, out or raw.parent / "processed")


def build_with_progress(folder: DataFolder, jobs: int) -> BuildResult:
    """Build, with a progress bar on a terminal."""
    return build(folder, jobs=jobs, progress=show_progress)


def show_progress(letters: Iterable[LetterSummary], total: int) -> Iterable[LetterSummary]:
    """Return the letters, with a bar that fills on a terminal as they are taken."""
    from tqdm import tqdm

    return tqdm(letters, total=total, desc="Reading", unit="letter", disable=None)


if __name__ == "__main__":
    main()
