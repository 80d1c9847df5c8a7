"""One letter: its sections, its strengths and concerns, its words with the place they stand at."""

import pandas as pd

from analysis.compare.alts import brief_outline, pick_alt
from analysis.compare.checked import describe_basis
from analysis.compare.exhibit import Exhibit, Summary
from analysis.compare.findings import count_findings, keep_evidence, keep_visits, name_balance
from analysis.compare.selection import list_documents, name_visit
from analysis.compare.themes import BALANCES, tally_balance
from analysis.compare.titles import head_with_authority
from analysis.compare.words import (
    count_improvements,
    count_things,
    format_date,
    join_words,
    label_themes,
)
from analysis.find import pick_themes
from analysis.history.evidence import is_heard
from analysis.tables import join_improvements, join_scopes, list_rows, pick_visit_rows, visit_of


def summarise_letter(tables: dict[str, pd.DataFrame], letter: pd.DataFrame) -> Summary:
    """Return what a visit was and how much its document holds; data as `list_themes_of_letter` gives them.

    `letter` has the columns of the table `visits` and one row, or none.
    """
    visit_id = next(iter(letter["visit_id"]), None)
    return Summary(list_themes_of_letter(tables, visit_id), describe_letter(tables, visit_id))


def exhibit_outline(tables: dict[str, pd.DataFrame], letter: pd.DataFrame) -> Exhibit:
    """Return the chart of the findings of a letter, section by section; data as `outline_letter` gives them.

    `letter` has the columns of the table `visits` and one row, or none.
    """
    outline = outline_letter(tables, next(iter(letter["visit_id"]), None))
    alt = pick_alt(describe_outline(outline), *([brief_outline(outline)] if len(outline) else []))
    days = [f" ({format_date(visit, short=True)})" for visit in letter.itertuples()]
    title = head_with_authority(letter, "".join([head_outline(outline), *days]))
    table = outline[["section", *BALANCES, "n_theme"]].rename(columns={"n_theme": "all"})
    return Exhibit(outline, "outline", title, alt, describe_basis(tables, letter), table=table)


def outline_letter(tables: dict[str, pd.DataFrame], visit_id: str | None) -> pd.DataFrame:
    """Return one row per section of a visit with findings, in printed order.

    Columns: section, the counts of findings concern, mixed, strength and neutral (`name_balance`), n_theme (their
    sum), source_type.
    """
    own = keep_visits(tables, "paragraphs", pd.DataFrame({"visit_id": [visit_id]}))
    own = own[own["kind"] == "finding"]
    sentences = pick_visit_rows(tables, "sentences", set(map(visit_of, own["paragraph_id"])))
    heard = sentences[is_heard(sentences) & sentences["paragraph_id"].isin(own["paragraph_id"])]
    balances = heard.groupby("paragraph_id")["stance"].agg(set).map(name_balance)
    own = own[own["paragraph_id"].isin(balances.index)]
    section = own["section"].fillna("(no heading)")
    balance = own["paragraph_id"].map(balances).astype("str")
    counts = pd.crosstab(section, balance).reindex(index=section.unique(), columns=BALANCES, fill_value=0)
    source = tables["visits"].set_index("visit_id")["source_type"].get(visit_id)
    table = counts.rename_axis(index="section", columns=None).reset_index()
    return table.assign(n_theme=counts.sum(axis=1).to_numpy(), source_type=source)


def head_outline(outline: pd.DataFrame) -> str:
    """Return a title with how many findings voice concern. `outline` as `outline_letter` gives it."""
    concern = outline["concern"].sum() + outline["mixed"].sum()
    return f"{concern} of {outline['n_theme'].sum()} findings voice concern"


def list_themes_of_letter(tables: dict[str, pd.DataFrame], visit_id: str | None) -> pd.DataFrame:
    """Return one row per theme that a visit speaks of, the one with most paragraphs first.

    Columns: theme, theme_label, and of the table `theme_history` status, n_paragraphs, n_strength, n_mixed and
    n_concern.
    """
    history = tables["theme_history"]
    own = history[(history["visit_id"] == visit_id) & (history["n_paragraphs"] > 0)]
    own = own.assign(theme_label=label_themes(own["theme"]))
    own = own.sort_values("n_paragraphs", ascending=False, kind="stable", ignore_index=True)
    return own[["theme", "theme_label", "status", "n_paragraphs", "n_strength", "n_mixed", "n_concern"]]


def quote_sentences(
    tables: dict[str, pd.DataFrame],
    visits: pd.DataFrame,
    *,
    stances: tuple[str, ...] = ("concern", "mixed", "strength", "neutral"),
) -> pd.DataFrame:
    """Return one row per sentence of the visits that is evidence (`select_evidence`) and has one of the `stances`.

    Columns: label (of the visit), place, kind (of the paragraph), speaker, stance, quantifier, text, sentence_id, file
    (of its document), page (may be missing). By date, then as printed. `place` is where a reader finds it
    (`name_places`).
    """
    places = name_places(tables, visits)
    labels = dict(list_rows(visits.sort_values(["start_date", "visit_id"]), "visit_id", "label"))
    turn = {visit_id: index for index, visit_id in enumerate(labels)}
    quotes = keep_evidence(tables, visits)
    quotes = quotes[quotes["stance"].isin(stances)]
    order = [turn[visit_id] for visit_id in quotes["visit_id"].tolist()]
    quotes = quotes.iloc[sorted(range(len(quotes)), key=order.__getitem__)].reset_index(drop=True)
    label = pd.array([labels[visit_id] for visit_id in quotes["visit_id"].tolist()], dtype="str")
    place = pd.array([places[paragraph_id] for paragraph_id in quotes["paragraph_id"].tolist()], dtype="str")
    quotes = quotes.assign(label=label, place=place, **find_pages(tables, quotes["paragraph_id"]))
    return quotes[["label", "place", "kind", "speaker", "stance", "quantifier", "text", "sentence_id", "file", "page"]]


def quote_themes(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, *themes: str) -> pd.DataFrame:
    """Return one row per theme and sentence on it: the columns of `quote_sentences`, theme and theme_label.

    In the order of `themes` (of the codebook, where none is given), then by date and as printed. Raises QuestionError
    for one that the codebook does not have.
    """
    themes = pick_themes(themes) or tables["theme_history"]["theme"].unique()
    quotes = quote_sentences(tables, visits)
    codes = pick_visit_rows(tables, "codes", set(map(visit_of, quotes["sentence_id"])))
    codes = codes.loc[codes["theme"].isin(themes), ["sentence_id", "theme"]].drop_duplicates()
    quotes = quotes.merge(codes, on="sentence_id")
    order = {theme: index for index, theme in enumerate(themes)}
    quotes = quotes.sort_values("theme", key=lambda ids: ids.map(order), kind="stable", ignore_index=True)
    return quotes.assign(theme_label=label_themes(quotes["theme"]))


def name_place(number: str | None, page: int | None, order: int) -> str:
    """Return where a paragraph stands: its printed number, else its number in the document, and its page.

    >>> name_place("7", 2, 9), name_place(None, None, 9)
    ('no. 7, p. 2', '¶9')
    """
    place = f"no. {number}" if pd.notna(number) else f"¶{order}"
    return f"{place}, p. {page}" if pd.notna(page) else place


def name_places(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> dict[str, str]:
    """Return where each paragraph of the `visits` (rows of that table) stands, by paragraph_id.

    That is `name_place`, and at a visit with several documents the file.
    """
    paragraphs = keep_visits(tables, "paragraphs", visits)
    rows = list_rows(paragraphs, "visit_id", "paragraph_id", "number", "page", "order")
    files = list_documents(tables, visits)
    several = {visit_id for visit_id, own in files.items() if len(own) > 1}
    return {
        paragraph_id: f"{name_place(*place)}, {files[visit_id][visit_of(paragraph_id)]}"
        if visit_id in several
        else name_place(*place)
        for visit_id, paragraph_id, *place in rows
    }


def find_pages(tables: dict[str, pd.DataFrame], paragraph_ids: pd.Series) -> dict[str, pd.Series]:
    """Return the columns `file` (of the document) and `page` (may be missing), each with a row per id.

    `paragraph_ids` has a row per paragraph, on whose index the columns stand; a missing one has neither.
    """
    files = dict(list_rows(tables["visits"], "visit_id", "file"))
    ids = paragraph_ids.fillna("")
    pages = pick_visit_rows(tables, "paragraphs", set(map(visit_of, ids))).set_index("paragraph_id")["page"]
    return {
        "file": pd.Series([files.get(visit_of(one)) for one in ids], index=ids.index, dtype="str"),
        "page": pages.reindex(ids).set_axis(ids.index),
    }


def describe_letter(tables: dict[str, pd.DataFrame], visit_id: str | None) -> str:
    """Return what a visit was, who inspected, and how much its document holds, in a few sentences."""
    if visit_id is None:
        return "No dated letter is on file: put one into data/raw."
    visits = tables["visits"]
    visit = visits[visits["visit_id"] == visit_id]
    row = next(join_scopes(visit, visits).itertuples())
    people = keep_visits(tables, "inspectors", visit)
    leads = list(dict.fromkeys(people.loc[people["role"] == "lead", "name"]))
    n_findings = count_findings(keep_evidence(tables, visit), visit)[visit_id]
    n_improvements = (join_improvements(tables)["visit_id"] == visit_id).sum()
    name, files = name_visit(row), join_words(list_documents(tables, visit)[visit_id].values())
    about = f"{name[0].upper()}{name[1:]}, {format_date(row)} ({row.source_type}, {files})."
    looked = f" It looked at {row.scope.rstrip('.')}." if pd.notna(row.scope) else ""
    led = f" Led by {join_words(leads)}." if leads else ""
    holds = f" It holds {count_things(n_findings, 'finding')} and {count_improvements(n_improvements)}."
    return f"{about}{looked}{led}{holds}"


def describe_outline(outline: pd.DataFrame) -> str:
    """Return in words what the findings of each section voice. `outline` as `outline_letter` gives it."""
    clauses = [f"{row.section}: {tally_balance(row)}" for row in outline.itertuples()]
    return f"Findings by section. {'; '.join(clauses)}." if clauses else "The document has no findings."
