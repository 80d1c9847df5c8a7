"""How wide texts are when drawn: lines are broken by the font itself, so that they fit whatever they say.

The suite brings its own font, Liberation Sans, so that a chart is the same on every machine. Its letters are as wide as
those of Arial, which slides, report, workbook and pages name: Arial is on the machines of those who read them, and may
not be passed on. A sign that it lacks is drawn in DejaVu Sans, which matplotlib brings.
"""

import functools
import re

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, fontManager

from analysis.base.resources import PACKAGE

FONT, READERS_FONT, OTHER_SIGNS = "Liberation Sans", "Arial", "DejaVu Sans"
FINE = 200  # dots an inch by which texts are measured
PER_LINE = 1.32 / 72  # inches that a line takes for each point of its size
ROOM = 0.95  # of a line is filled: rounding at other resolutions makes texts a little wider


def add_font() -> None:
    """Make the font known to matplotlib in this process, before any other version of it that a machine may have."""
    for path in sorted((PACKAGE / "charts" / "fonts").glob("*.ttf")):
        fontManager.addfont(path)
        fontManager.ttflist.insert(0, fontManager.ttflist.pop())


add_font()


@functools.cache
def _make_renderer() -> RendererAgg:
    return RendererAgg(8, 8, FINE)


@functools.lru_cache(maxsize=50_000)
def measure(text: str, size: float, bold: bool = False) -> float:
    """Return how many inches wide a line of text of so many points is.

    >>> 0.5 < measure("inspection", 9) < 0.65
    True
    """
    font = FontProperties(family=[FONT, OTHER_SIGNS], size=size, weight="bold" if bold else "normal")
    return _make_renderer().get_text_width_height_descent(text, font, ismath=False)[0] / FINE


def measure_lines(size: float, *texts: str) -> float:
    """Return how many inches the lines of the text with the most of them take."""
    return PER_LINE * size * max((1 + text.count("\n") for text in texts), default=0)


def wrap(text: str, inches: float, size: float, *, lines: int | None = None, bold: bool = False) -> str:
    """Return text broken into lines of at most so many inches, a word that is longer within it.

    Where a space is no-break (U+00A0) a line breaks only if there is no room for what it joins. Of more than so many
    `lines` the rest is cut, which shows as an ellipsis.

    >>> wrap("The quality of plans", 0.8, 9)
    'The quality of\\nplans'
    >>> wrap("The quality of plans", 0.8, 9, lines=1)
    'The quality…'
    """
    room, broken = inches * ROOM, [""]
    for word in re.split(r"[^\S\u00a0]+", text.strip()):
        for part in _break_word(word, room, size, bold):
            longer = f"{broken[-1]} {part}".strip()
            if broken[-1] and measure(longer, size, bold) > room:
                broken.append(part)
            else:
                broken[-1] = longer
    if lines and len(broken) > lines:
        broken = [*broken[: lines - 1], _cut(broken[lines - 1], room, size, bold)]
    return "\n".join(broken)


def _break_word(word: str, room: float, size: float, bold: bool) -> list[str]:
    """Return a word in pieces that fit a line: whole, else cut after a hyphen, slash or no-break space or anywhere."""
    parts = []
    while measure(word, size, bold) > room and len(word) > 1:
        n = next((n for n in range(len(word) - 1, 1, -1) if measure(word[:n], size, bold) <= room), 1)
        at = max(word.rfind(sign, 0, n) for sign in "-/\u00a0") + 1
        parts.append(word[: at or n])
        word = word[at or n :]
    return [*parts, word]


def _cut(line: str, room: float, size: float, bold: bool) -> str:
    while line and measure(f"{line}…", size, bold) > room:
        line = line.rpartition(" ")[0] or line[:-1]
    return f"{line}…"
