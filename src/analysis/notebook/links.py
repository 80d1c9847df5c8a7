"""Links from what a notebook shows: to the letter behind it, to where coding is corrected."""

from urllib.parse import quote

from analysis.base.folder import DataFolder, find_data_folder


def link_letter(file: str, page: int | None = None, *, folder: DataFolder | None = None) -> str:
    """Return the address of a letter, seen from a folder beside the data folder, as those of the notebooks are.

    `file` is its path below `raw`. A page, from 1, is named for a PDF alone: other files have none to open at. A page
    that lies elsewhere than the notebooks has these addresses mended when it is written (page.py).

    >>> from pathlib import Path
    >>> raw = DataFolder(Path("data/raw"), Path("data/processed"))
    >>> link_letter("Leeds & co/visit 2024.pdf", 13, folder=raw)
    '../data/raw/Leeds%20%26%20co/visit%202024.pdf#page=13'
    """
    data = (folder or find_data_folder()).raw.parent.name
    fragment = f"#page={int(page)}" if page is not None and page == page and file.lower().endswith(".pdf") else ""
    return f"../{quote(data)}/raw/{quote(file)}{fragment}"


def link_review(sentence_id: str) -> str:
    """Return the address at which a sentence's coding is corrected, seen from another notebook.

    >>> link_review("leeds-2021-02-09-focused-visit/p007/s2")
    '06_trust_the_coding.ipynb#review=leeds-2021-02-09-focused-visit/p007/s2'
    """
    return f"06_trust_the_coding.ipynb#review={quote(sentence_id)}"
