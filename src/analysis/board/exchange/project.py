"""A project for NVivo, ATLAS.ti, MAXQDA or QualCoder (REFI-QDA): letters, codes, coded sentences, visits, coders."""

import io
import zipfile
from pathlib import Path

import pandas as pd
from lxml import etree

from analysis.base.folder import find_codebook
from analysis.board.exchange.coders import Coder, list_coders
from analysis.board.exchange.codes import Code, add_codes, add_set, list_codes, list_members, make_xml
from analysis.board.exchange.documents import Document, list_documents
from analysis.board.exchange.facts import add_cases, add_values, add_variables, list_facts
from analysis.board.exchange.marks import (
    CODED_AT,
    ExchangeError,
    add,
    clean_name,
    is_known,
    make_guid,
    read_exchange_words,
)
from analysis.coding import read_codebook
from analysis.compare import count_things
from analysis.find.export import write_file

NAMESPACE = "urn:QDA-XML:project:1.0"
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def write_project(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, path: Path | str) -> Path:
    """Write the letters of some visits and all their coding as a .qdpx file, and return its path.

    `visits` are rows of that table. Documents are `list_documents`, coders `list_coders`; a sentence has a passage for
    each coder, at its position in characters. The same tables give the same bytes. Raises CodebookError where the
    codebook cannot be used, ExchangeError where there is no document, and QuestionError where
    the file cannot be written.
    """
    documents = list_documents(tables, visits)
    if not documents:
        raise ExchangeError(read_exchange_words()["nothing"])
    coders = list_coders(tables, {sentence_id for document in documents for sentence_id in document.spans})
    files = {f"sources/{document.guid}.txt": document.text.encode("utf-8") for document in documents}
    project = make_xml(make_project(tables, documents, coders))
    return write_file(zip_files({"project.qde": project} | files), Path(path))


def make_project(tables: dict[str, pd.DataFrame], documents: list[Document], coders: list[Coder]) -> etree._Element:
    """Return the tree of a project, its parts in the order of the schema."""
    words = read_exchange_words()
    used = {code[1] for coder in coders for codes in coder.codings.values() for code in codes if code[0] == "themes"}
    codes = list_codes(read_codebook(find_codebook()), used)
    facts = list_facts(tables, documents)
    root = etree.Element(
        f"{{{NAMESPACE}}}Project",
        {
            "name": name_project(documents),
            "origin": words["origin"],
            "creatingUserGUID": coders[0].guid,
            "creationDateTime": CODED_AT,
        },
        nsmap={None: NAMESPACE},
    )
    users = add(root, "Users")
    for coder in coders:
        add(users, "User", guid=coder.guid, name=coder.name)
    add_codes(add(add(root, "CodeBook"), "Codes"), codes)
    add_variables(root, facts)
    add_cases(root, documents, facts)
    add_sources(root, documents, coders, facts)
    add_sets(root, codes)
    add(root, "Description", words["about"])
    return root


def name_project(documents: list[Document]) -> str:
    """Return the name of a project: whose letters these are."""
    authorities = dict.fromkeys(
        document.visit.authority for document in documents if is_known(document.visit.authority)
    )
    words = read_exchange_words()
    return clean_name(words["project"].format(authorities=", ".join(authorities) or words["nobody"]))


def add_sources(
    root: etree._Element, documents: list[Document], coders: list[Coder], facts: dict[str, dict[str, str]]
) -> None:
    """Add the documents, each with a passage for each coder and sentence, and what is known of its visit."""
    words, sources = read_exchange_words(), add(root, "Sources")
    for document in documents:
        path = f"internal://{document.guid}.txt"
        made = {"creatingUser": coders[0].guid, "creationDateTime": CODED_AT}
        source = add(sources, "TextSource", guid=document.guid, name=document.name, plainTextPath=path, **made)
        if document.n_replaced:
            add(source, "Description", words["replaced"].format(n=count_things(document.n_replaced, "character")))
        for coder in coders:
            add_passages(source, document, coder)
        add_values(source, facts[document.visit.visit_id], "document")


def add_passages(source: etree._Element, document: Document, coder: Coder) -> None:
    """Add the passages that a coder coded in a document.

    Each coder has passages of their own, for QualCoder takes the passage's coder for that of all its codes.
    """
    made = {"creatingUser": coder.guid, "creationDateTime": CODED_AT}
    for sentence_id, span in document.spans.items():
        codes = coder.codings.get(sentence_id)
        if not codes:
            continue
        position = {"startPosition": str(span.start), "endPosition": str(span.end)}
        guid = make_guid("passage", coder.id, sentence_id)
        passage = add(source, "PlainTextSelection", guid=guid, name=span.place, **position, **made)
        for ids in codes:
            coding = add(passage, "Coding", guid=make_guid("coding", coder.id, sentence_id, *ids), **made)
            add(coding, "CodeRef", targetGUID=make_guid("code", *ids))


def add_sets(root: etree._Element, codes: list[Code]) -> None:
    """Add the sets of codes."""
    sets = add(root, "Sets")
    for group in codes:
        members = add_set(sets, group)
        for code in list_members(group):
            add(members, "MemberCode", targetGUID=code.guid)


def zip_files(files: dict[str, bytes]) -> bytes:
    """Return files, contents by path, as a zip: the same files give the same bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return content.getvalue()
