"""Tables as HTML that reads well in a notebook and on a page: whole texts, links to the letters, long ones folded."""

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

from analysis.compare import count_things, read_words
from analysis.notebook.links import link_letter, link_review
from analysis.tables import slug

# In the cells themselves, for JupyterLab drops style sheets from a notebook that nobody has run yet.
CELL = 'style="text-align: left; vertical-align: top"'
FOLD = 'style="margin: .4em 0"'
GROUPS = ("theme_label", "improvement")  # columns by which passages stand together
HIDDEN = ("page", "sentence_id", "theme")  # they make links, or say by an id what another column says in words

Links = Mapping[tuple[str, str], str]  # by the first cell of a row and the name of a column: where a cell leads to


def render_fold(name: str, content: str) -> str:
    """Return as HTML what opens where a reader wants it: its name, and the content, which is HTML."""
    return f"<details {FOLD}><summary>{escape(name)}</summary>{content}</details>"


def render_table(table: pd.DataFrame, links: Links | None = None, ids: Mapping[int, str] | None = None) -> str:
    """Return a table of any columns as HTML: headings in words, texts whole and at the left, missing as an empty cell.

    `place`, or without it `file`, links to the letter, at the `page` of a PDF. A row with a `sentence_id` links to the
    page on which its coding is corrected. `ids` has, by the position of a row, its id in the page.
    """
    shown = [name for name in table.columns if name not in HIDDEN and not (name == "file" and "place" in table)]
    known = read_words()["columns"]
    heads = "".join(f"<th {CELL}>{escape(known.get(name, str(name).replace('_', ' ')))}</th>" for name in shown)
    rows = []
    for position, row in enumerate(table.to_dict("records")):
        cells = [_render_cell(row, name, (links or {}).get((row[shown[0]], name))) for name in shown]
        anchor = f' id="{ids[position]}"' if ids and position in ids else ""
        rows.append(f"<tr{anchor}>{''.join(f'<td {CELL}>{cell}</td>' for cell in cells)}</tr>")
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _render_cell(row: dict[str, Any], name: str, anchor: str | None) -> str:
    value = row[name]
    text = "" if pd.isna(value) else f"{value:.2f}" if isinstance(value, float) else escape(str(value))
    if anchor and text:
        return f'<a href="#{anchor}">{text}</a>'
    if name == "place" and text and pd.notna(row.get("file")):
        text = f'<a href="{escape(link_letter(row["file"], row.get("page")))}">{text}</a>'
    elif name == "file" and text:
        text = f'<a href="{escape(link_letter(value))}">{text}</a>'
    if name == "place" and pd.notna(row.get("sentence_id")):
        text += f' <a class="correct" href="{escape(link_review(row["sentence_id"]))}">correct</a>'
    return text


def render_passages(passages: pd.DataFrame, prefix: str) -> tuple[str, Links]:
    """Return passages as HTML, and the ids by which a table of their groups (rows) and labels (columns) leads to them.

    `passages` has a row per passage, and columns as `render_table` shows them. Where they are of themes or areas for
    improvement, these stand one after the other, folded, each label's first passage with an id that begins with
    `prefix`.
    """
    group = next((name for name in GROUPS if name in passages), None)
    if group is None:
        return render_table(passages), {}
    folds, links = [], {}
    for name, own in passages.groupby(group, sort=False):
        firsts = {} if "label" not in own else dict(zip(own["label"][::-1], range(len(own))[::-1], strict=True))
        anchors = {label: f"{prefix}-{slug(f'{name} {label}')[:80]}" for label in firsts}
        links |= {(name, label): anchor for label, anchor in anchors.items()}
        ids = {position: anchors[label] for label, position in firsts.items()}
        n = count_things(len(own), "sentence")
        folds.append(render_fold(f"{name}: {n}", render_table(own.drop(columns=group), ids=ids)))
    return "".join(folds), links
