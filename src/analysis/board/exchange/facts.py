"""What is known of each visit, as variables of an exchange file: on its case, and on each of its documents."""

import pandas as pd
from lxml import etree

from analysis.board.exchange.documents import Document
from analysis.board.exchange.marks import add, clean_name, clean_text, is_known, make_guid, read_exchange_words
from analysis.compare.words import read_words
from analysis.tables import list_rows

Facts = dict[str, dict[str, str]]
HOLDERS = ("document", "case")


def list_facts(tables: dict[str, pd.DataFrame], documents: list[Document]) -> Facts:
    """Return what is known of each document, by its visit_id: the value of each variable by its key.

    The keys are those of `variables` in words.yml, and `grade:<area_id>` for each graded area. What is missing is left
    out; days are ISO dates.
    """
    words, facts = read_exchange_words(), {}
    for document in documents:
        known = {key: getattr(document.visit, entry["column"]) for key, entry in words["variables"].items()}
        facts[document.visit.visit_id] = {key: _format_value(value) for key, value in known.items() if is_known(value)}
    for visit_id, area_id, grade in list_rows(tables["judgements"], "visit_id", "area_id", "grade"):
        if visit_id in facts:
            facts[visit_id][f"grade:{area_id}"] = _format_value(grade)
    return facts


def _format_value(value: object) -> str:
    return f"{value:%Y-%m-%d}" if hasattr(value, "year") else clean_text(str(value))


def describe_variable(key: str, holder: str) -> tuple[str, str]:
    """Return the name of a variable, and its type as the schema calls it; `holder` is a case or a document.

    >>> describe_variable("start_date", "document"), describe_variable("grade:help_and_protection", "case")
    (('First day', 'Date'), ('Grade: help and protection (of the visit)', 'Text'))
    """
    words = read_exchange_words()
    area_id = key.partition(":")[2]
    area = read_words()["graded_areas"].get(area_id, area_id.replace("_", " "))
    entry = words["variables"].get(key, {"name": words["grade"].format(area=area), "type": "Text"})
    return clean_name(words["holders"][holder].format(name=entry["name"])), entry["type"]


def list_keys(facts: Facts) -> list[str]:
    """Return the keys of the variables that any document has: those of words.yml in its order, then the grades."""
    present = {key for known in facts.values() for key in known}
    named = [key for key in read_exchange_words()["variables"] if key in present]
    return named + sorted(present - set(named))


def add_variables(root: etree._Element, facts: Facts) -> None:
    """Add the variables that any document has, once for documents and once for cases.

    A variable that both had would be one of cases alone for QualCoder, whose cases have no documents.
    """
    variables = add(root, "Variables")
    for holder in HOLDERS:
        for key in list_keys(facts):
            name, kind = describe_variable(key, holder)
            add(variables, "Variable", guid=make_guid("variable", holder, key), name=name, typeOfVariable=kind)


def add_cases(root: etree._Element, documents: list[Document], facts: Facts) -> None:
    """Add a case for each visit, with the facts of the document that stands for it and a reference to each document."""
    cases = add(root, "Cases")
    by_visit: dict[str, list[Document]] = {}
    for document in sorted(documents, key=lambda document: document.visit.visit_id != document.visit.same_visit):
        by_visit.setdefault(document.visit.same_visit, []).append(document)
    for visit_id, own in by_visit.items():
        case = add(cases, "Case", guid=make_guid("case", visit_id), name=own[0].name)
        add_values(case, facts[own[0].visit.visit_id], "case")
        for document in own:
            add(case, "SourceRef", targetGUID=document.guid)


def add_values(parent: etree._Element, known: dict[str, str], holder: str) -> None:
    """Add the value of each variable to a case or a document: `holder` is which of them it is."""
    for key, value in known.items():
        element = add(parent, "VariableValue")
        add(element, "VariableRef", targetGUID=make_guid("variable", holder, key))
        add(element, f"{describe_variable(key, holder)[1]}Value", value)
