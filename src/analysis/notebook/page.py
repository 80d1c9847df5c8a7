"""An executed notebook as a page to read, for whoever has no JupyterLab."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter

from analysis.base.folder import DataFolder
from analysis.base.resources import PACKAGE

NOTEBOOK_ONLY = "notebook-only"  # the tag of a cell that only a notebook can follow
_SECTION = re.compile(r'<h2 id="([^"]+)">(.*?)<a class="anchor-link"')
_CORRECT = re.compile(r' <a class="correct"[^>]*>[^<]*</a>')
_LETTER = re.compile(r'href="\.\./[^/"]+/raw/')


def write_page(notebook: Path, folder: DataFolder, pages: Mapping[str, str]) -> Path:
    """Write an executed notebook as an HTML page beside it, and return its path.

    No code, nothing loaded from outside, charts with their text alternatives. What only a notebook can follow is left
    out: cells with the tag `notebook-only`, controls, links to the page of corrections. Links lead to the other pages
    and to the letters of `folder`. On top stand links to `pages`, which have a name by address, and to the sections.
    """
    content = nbformat.read(notebook, as_version=4)
    content.metadata.pop("widgets", None)  # without a kernel nothing shows them, and what would comes from outside
    content.cells = [cell for cell in content.cells if NOTEBOOK_ONLY not in cell.metadata.get("tags", [])]
    for cell in content.cells:
        if cell.cell_type == "markdown":
            cell.source = re.sub(r"\]\((\w+)\.ipynb(#[^)]*)?\)", r"](\1.html\2)", cell.source)
    title = content.cells[0].source.splitlines()[0].lstrip("# ")
    exporter = HTMLExporter(
        template_name="template",
        extra_template_basedirs=[str(PACKAGE / "notebook")],
        exclude_input=True,
        exclude_output_prompt=True,
    )
    facts = {"name": title, "pages": pages, "own": notebook.with_suffix(".html").name}
    html, _ = exporter.from_notebook_node(content, resources={"metadata": facts})
    raw = os.path.relpath(folder.raw.resolve(), notebook.parent.resolve()).replace(os.sep, "/")
    html = _LETTER.sub(f'href="{raw}/', _CORRECT.sub("", html))
    contents = "".join(f'<li><a href="#{anchor}">{name}</a></li>' for anchor, name in _SECTION.findall(html))
    page = notebook.with_suffix(".html")
    page.write_text(html.replace("<!-- contents -->", f"<ul>{contents}</ul>" if contents else "", 1), encoding="utf-8")
    return page
