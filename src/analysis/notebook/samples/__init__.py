"""Pictures of what the notebook on other authorities gives, from made-up letters, until there are real ones."""

import functools
from typing import Any

import pandas as pd
from IPython.display import Image, Markdown, display

from analysis.base.resources import PACKAGE, read_yaml
from analysis.compare import summarise_sample

SAMPLES = PACKAGE / "notebook" / "samples"


@functools.cache
def read_sample_words() -> dict[str, Any]:
    """Return samples.yml, which says what is said of the pictures and which there are."""
    return read_yaml("notebook/samples/samples.yml")


def show_samples(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> None:
    """Show the pictures and say that they are made up; nothing where others can be counted.

    `visits` are those compared, as `choose_visits` gives them.
    """
    letters = summarise_sample(tables, visits).data
    if not letters["authority"].isin(visits["authority"]).all():
        return
    words = read_sample_words()
    display(Markdown(words["said"]))
    for name in words["pictures"]:
        alt = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8").strip()
        display(Image((SAMPLES / f"{name}.png").read_bytes(), alt=alt))
