"""The sheets of the workbook as tables: visits, findings, sentences, areas for improvement, ledger, statuses, columns.

Each function returns a table with the headings of workbook.yml in their order; a cell without a value is missing.
"""

from collections import defaultdict
from typing import Any

import pandas as pd

from analysis.compare import exhibit_statuses, follow_improvements, keep_improvements, name_place, read_labels
from analysis.compare.findings import count_findings, keep_evidence, keep_visits, name_balance
from analysis.compare.letter import find_pages, name_places
from analysis.compare.responses import add_responses
from analysis.review import find_checked
from analysis.tables import list_rows, read_schemas

OF_VISITS = {
    "visit": "label", "authority": "authority", "ONS code": "authority_code", "DfE code": "dfe_code",
    "framework": "framework", "visit type": "visit_type", "source": "source_type", "first day": "start_date",
    "last day": "end_date", "published": "published_date", "date known to the": "date_precision",
    "documents": "n_documents", "scope": "scope", "pages": "pages", "words": "words", "file": "file",
    "visit id": "visit_id",
}  # fmt: skip


def list_visits(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return the sheet of visits: one row per visit, by date."""
    sheet = pd.DataFrame({head: visits[column] for head, column in OF_VISITS.items()})
    listed = keep_improvements(tables, visits)["visit_id"].value_counts()
    findings = count_findings(keep_evidence(tables, visits), visits).to_numpy()
    areas = visits["visit_id"].map(listed).fillna(0).astype("int64")
    return sheet.assign(**{"findings": findings, "areas for improvement": areas})


def list_findings(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return the sheet of findings: one row per finding, visit by visit, as printed."""
    evidence = keep_evidence(tables, visits)
    evidence = evidence[evidence["kind"] == "finding"]
    stances, themes = defaultdict(list), _name_themes(tables, evidence["sentence_id"])
    own = defaultdict(dict)
    for paragraph_id, sentence_id, stance in list_rows(evidence, "paragraph_id", "sentence_id", "stance"):
        stances[paragraph_id].append(stance)
        own[paragraph_id] |= dict.fromkeys(themes.get(sentence_id, ()))
    paragraphs = _by_visit(keep_visits(tables, "paragraphs", visits), visits)
    paragraphs = paragraphs[paragraphs["paragraph_id"].isin(list(stances))].reset_index(drop=True)
    ids = paragraphs["paragraph_id"].tolist()
    counts = {"strengths": "strength", "concerns": "concern", "mixed": "mixed", "neutral": "neutral"}
    return paragraphs.rename(columns={"paragraph_id": "paragraph id"}).assign(
        **find_pages(tables, paragraphs["paragraph_id"]),
        balance=[name_balance(stances[one]) for one in ids],
        **{head: [stances[one].count(stance) for one in ids] for head, stance in counts.items()},
        themes=["; ".join(own[one]) or None for one in ids],
    )


def list_sentences(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return the sheet of sentences: one row per sentence, visit by visit, as printed, and a column for each theme."""
    sentences = _by_visit(keep_visits(tables, "sentences", visits), visits)
    kinds = dict(list_rows(keep_visits(tables, "paragraphs", visits), "paragraph_id", "kind"))
    places, ids = name_places(tables, visits), sentences["sentence_id"]
    of_theme, names = _name_themes(tables, ids), list_theme_names(tables)
    return sentences.rename(columns={"quantifier": "how many", "sentence_id": "sentence id"}).assign(
        place=sentences["paragraph_id"].map(places),
        page=find_pages(tables, sentences["paragraph_id"])["page"],
        part=sentences["paragraph_id"].map(kinds),
        evidence=ids.isin(keep_evidence(tables, visits)["sentence_id"]).astype("int64"),
        checked=ids.isin(list(find_checked(tables))).astype("int64"),
        **{head_theme(name): [int(name in of_theme.get(one, ())) for one in ids] for name in names},
    )


def list_theme_names(tables: dict[str, pd.DataFrame]) -> list[str]:
    """Return what the themes are called, in the order of the codebook; themes of the tables that it lacks come last."""
    labels = read_labels()
    return list(dict.fromkeys([*labels.values(), *(labels.get(one, one) for one in tables["codes"]["theme"].unique())]))


def head_theme(name: str) -> str:
    """Return the heading of a theme's column, which no other column has, whatever the theme is called."""
    return f"theme: {name}"


def _name_themes(tables: dict[str, pd.DataFrame], sentence_ids: pd.Series) -> dict[str, dict[str, None]]:
    """Return what the themes of each of the sentences are called, in the order of the codes, by sentence_id."""
    labels, named = read_labels(), defaultdict(dict)
    codes = tables["codes"][tables["codes"]["sentence_id"].isin(sentence_ids)]
    for sentence_id, theme in list_rows(codes, "sentence_id", "theme"):
        named[sentence_id][labels.get(theme, theme)] = None
    return named


def list_areas(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, responses: pd.DataFrame) -> pd.DataFrame:
    """Return the sheet of areas for improvement: one row each, visit by visit, with what the council does about it.

    `responses` as `review.list_responses` gives them.
    """
    areas = _by_visit(keep_improvements(tables, visits), visits)
    paragraphs = keep_visits(tables, "paragraphs", visits).set_index("paragraph_id")
    own = paragraphs.reindex(areas["paragraph_id"])
    facts = list_rows(own, "number", "page", "order")
    areas = areas.assign(place=[name_place(*fact) for fact in facts], page=own["page"].to_numpy())
    names = {"text": "area for improvement", "national_framework": "national framework"}
    return _answer(areas.rename(columns=names), responses).rename(columns={"improvement_id": "improvement id"})


def list_ledger(
    tables: dict[str, pd.DataFrame],
    visits: pd.DataFrame,
    responses: pd.DataFrame,
    people: dict[tuple[str, str], str],
    said: dict,
) -> pd.DataFrame:
    """Return the sheet of what became of areas for improvement: one row per area and later visit.

    `responses` as `review.list_responses` gives them, `people` who decided, by improvement_id and later_visit_id;
    `said` has the words for a status that nobody decided, and for one whose decider is not known, as `checked_by`.
    """
    labels = list_rows(visits, "visit_id", "label")
    parts = [follow_improvements(tables, visits, one).assign(listed=label) for one, label in labels]
    ledger = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame({"improvement_id": []})
    if ledger.empty:
        return ledger
    decided = [
        people.get((area, later), said["checked_by"][source]) if source == "reviewer" else said["checked_by"][source]
        for area, later, source in list_rows(ledger, "improvement_id", "later_visit_id", "source")
    ]
    names = {"listed": "listed at", "improvement": "area for improvement", "label": "later visit",
             "status_label": "status", "n_sentences": "sentences", "n_checked": "checked sentences",
             "response": "what the council does", "improvement_id": "improvement id"}  # fmt: skip
    answered = add_responses(ledger.drop(columns="status"), responses)
    return answered.rename(columns=names).assign(**{"checked by": decided})


def _answer(areas: pd.DataFrame, responses: pd.DataFrame) -> pd.DataFrame:
    """Return rows with an improvement_id, and beside each what the council does; missing where it wrote nothing."""
    given = responses.rename(columns={"text": "what the council does"})
    given = given.assign(overdue=given["overdue"].astype(object).where(given["due"].notna()))
    columns = ["improvement_id", "what the council does", "accepted", "owner", "due", "done", "overdue", "note"]
    return areas.merge(given[columns], on="improvement_id", how="left")


def list_statuses(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return the sheet of statuses: one row per theme, and a column for each visit."""
    return exhibit_statuses(tables, visits).table.rename(columns={"theme_label": "theme"})


def _by_visit(rows: pd.DataFrame, visits: pd.DataFrame) -> pd.DataFrame:
    """Return rows with a visit_id in the order of the visits, else as they stand, with the label as `visit`."""
    labels = dict(list_rows(visits, "visit_id", "label"))
    turn = {visit_id: index for index, visit_id in enumerate(labels)}
    rows = rows.assign(visit=rows["visit_id"].map(labels))
    return rows.sort_values("visit_id", key=lambda ids: ids.map(turn), kind="stable", ignore_index=True)


def explain_columns(sheets: dict[str, dict[str, Any]], columns: dict[str, list[str]]) -> pd.DataFrame:
    """Return the sheet of columns: one row per column of each other sheet.

    `sheets` is what workbook.yml says of each, `columns` the headings that each has, which may be more: one for each
    theme or visit.
    """
    rows = []
    for tab, headings in columns.items():
        for heading in headings:
            facts = sheets[tab]["columns"].get(heading) or sheets[tab]["each"]
            table, _, column = facts.get("of", "").partition(".")
            printed = read_schemas()[table]["columns"][column] if table else {}
            values = "; ".join(map(str, facts.get("values", printed.get("values", ())))) or None
            about = facts.get("about", printed.get("about"))
            rows.append({"sheet": tab, "column": heading, "meaning": about, "values": values})
    return pd.DataFrame(rows)
