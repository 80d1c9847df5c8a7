"""An executed notebook as a page to read, for whoever has no JupyterLab."""

import re
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter

from analysis.base.resources import PACKAGE


def write_page(notebook: Path) -> Path:
    """Write an executed notebook as an HTML page beside it, and return its path.

    No code, nothing loaded from outside, charts with their text alternatives; links lead to the other pages.
    """
    content = nbformat.read(notebook, as_version=4)
    for cell in content.cells:
        if cell.cell_type == "markdown":
            cell.source = re.sub(r"\]\((\w+)\.ipynb\)", r"](\1.html)", cell.source)
    exporter = HTMLExporter(
        template_name="template",
        extra_template_basedirs=[str(PACKAGE / "notebook")],
        exclude_input=True,
        exclude_output_prompt=True,
    )
    title = content.cells[0].source.splitlines()[0].lstrip("# ")
    html, _ = exporter.from_notebook_node(content, resources={"metadata": {"name": title}})
    page = notebook.with_suffix(".html")
    page.write_text(html, encoding="utf-8")
    return page
