"""The tables in a notebook: while letters are read it says how far that is, and a stop ends in one sentence."""

import time
from collections.abc import Callable, Iterable, Iterator
from html import escape

from IPython.core.getipython import get_ipython
from IPython.display import clear_output, display

from analysis.base.folder import DataFolder, find_data_folder
from analysis.base.mendable import MendableError
from analysis.build import LetterSummary, build
from analysis.notebook.words import read_said
from analysis.tables import Tables

FEW = 10  # letters, or fewer, are read in a moment, and nothing is shown
PAUSE = 0.2  # seconds between what is shown


class StoppedError(MendableError):
    """Reading that a person stopped; the message says how much is read, and that it goes on from there."""


class ReadingProgress:
    """How far the reading of letters is: `read` of `total`; `say` is called with a line for every few."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.read = self.total = 0
        self._say = say

    def follow(self, letters: Iterable[LetterSummary], total: int) -> Iterator[LetterSummary]:
        """Yield the letters as they are read."""
        self.total, said = total, 0.0
        for letter in letters:
            self.read += 1
            if total > FEW and time.monotonic() - said > PAUSE:
                said = time.monotonic()
                self._say(read_said()["load"]["reading"].format(read=self.read, total=total, file=letter.file))
            yield letter


def load(folder: DataFolder | None = None) -> Tables:
    """Return all tables by name, brought up to date with the data folder first; each is read when it is asked for.

    Their columns are those of tables.yml. While many letters are read a notebook shows how many are; after that
    nothing is left of it. Raises FolderError where there is no data folder, StoppedError where a person stops it (the
    tables stay as they were, and what was read is not read again), and what `build` raises.
    """
    line = ProgressLine()
    progress = ReadingProgress(line.say)
    try:
        return build(folder or find_data_folder(), progress=progress.follow).tables
    except KeyboardInterrupt:
        said = read_said()["load"]["stopped" if progress.read < progress.total else "stopped_late"]
        raise StoppedError(said.format(read=progress.read, total=progress.total)) from None
    finally:
        line.clear()


class ProgressLine:
    """A line in the output of a cell that is said anew and taken away at the end; outside of a notebook, none."""

    def __init__(self) -> None:
        self._shown = None

    def say(self, text: str) -> None:
        """Show the text in the place of what was said before."""
        shell = get_ipython()
        if shell is None or not hasattr(shell, "kernel"):
            return
        content = {"text/plain": text, "text/html": f'<p role="status">{escape(text)}</p>'}
        if self._shown is None:
            self._shown = display(content, raw=True, display_id=True)
        else:
            self._shown.update(content, raw=True)

    def clear(self) -> None:
        """Take the line away, where one was shown."""
        if self._shown is not None:
            clear_output()
