"""Exchange files (REFI-QDA): valid, and read back by pyrefiqda with every passage at its characters."""

import warnings
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from board.refi_schema import find_faults
from lxml import etree
from pyrefiqda import RefiCodebook, RefiProject
from pyrefiqda.models import CodeBook, Project

from analysis.base.mendable import MendableError
from analysis.board import write_codebook_exchange, write_project
from analysis.board.exchange.codes import list_codes
from analysis.board.exchange.documents import list_documents, make_document
from analysis.board.exchange.marks import clean_text, make_guid
from analysis.coding import read_codebook

MACHINE = "Machine (Findings across visits)"
# Beyond the first plane, marks that sit on a letter, markup, a formula, text turned around, no XML, ends of lines.
HOSTILE = '=HYPERLINK("x") 😀 e\u0301 <b>& ]]>\x00 \u202eback\r\nnext\u2028line'


def read_back(path: Path) -> tuple[Project, dict[str, str]]:
    """Return a project as pyrefiqda reads it, and the text of each source by its guid; a warning is an error."""
    folder = path.parent / f"{path.stem}-read"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        project = RefiProject.load(path, str(folder))
    sources = project.sources.text_source
    paths = {source.guid: RefiProject.resolve_source_path(source.plain_text_path, folder) for source in sources}
    return project, {guid: file.read_bytes().decode("utf-8") for guid, file in paths.items()}


def list_codings(project: Project, texts: dict[str, str]) -> pd.DataFrame:
    """Return one row per code that a coder gave a passage: coder, guid (of the passage), text, code, code_guid."""
    names = {user.guid: user.name for user in project.users.user}
    codes = dict(walk(project.code_book.codes.code))
    rows = []
    for source in project.sources.text_source:
        for passage in source.plain_text_selection:
            text = texts[source.guid][passage.start_position : passage.end_position]
            for coding in passage.coding:
                assert coding.creating_user == passage.creating_user  # QualCoder reads that of the passage
                code = coding.code_ref.target_guid
                rows.append((names[coding.creating_user], passage.guid, text, codes[code], code))
    return pd.DataFrame(rows, columns=["coder", "guid", "text", "code", "code_guid"])


def walk(codes):
    """Yield the guid and the name of each code and of those below it."""
    for code in codes:
        yield code.guid, code.name
        yield from walk(code.code)


def add_labels(tables, *rows):
    """Return the tables with reviews of sentences: (sentence_id, reviewer, themes, stance, direction)."""
    labels = pd.DataFrame(rows, columns=["sentence_id", "reviewer", "themes", "stance", "direction"])
    labels = labels.assign(sample="chosen", speaker=None).astype("str").where(lambda frame: frame != "None")
    return tables | {"labels": pd.concat([tables["labels"], labels[tables["labels"].columns]])}


def replace_text(tables, paragraph_id, text):
    """Return the tables with another text for a paragraph, and for its first sentence, the only one."""
    changed = dict(tables)
    for name in ("paragraphs", "machine_sentences"):
        table = tables[name]
        first = table["paragraph_id"].eq(paragraph_id) & ~table["paragraph_id"].duplicated()
        kept = table[first | table["paragraph_id"].ne(paragraph_id)]
        changed[name] = kept.assign(text=kept["text"].where(~first, text))
    return changed


@pytest.fixture(scope="module")
def written(tables, tmp_path_factory):
    """The project of the shipped letters, as written."""
    return write_project(tables, tables["visits"], tmp_path_factory.mktemp("exchange") / "shipped.qdpx")


def test_a_project_is_valid(written):
    root = etree.fromstring(zipfile.ZipFile(written).read("project.qde"))
    assert list(find_faults(root, Project)) == []
    guids = [element.get("guid") for element in root.iter() if element.get("guid")]
    assert len(guids) == len(set(guids))
    assert {element.get("targetGUID") for element in root.iter() if element.get("targetGUID")} <= set(guids)
    assert root.get("origin")  # without it QualCoder stops
    dated = [*root.iter("{*}TextSource"), *root.iter("{*}PlainTextSelection")]
    assert all(element.get("creationDateTime") for element in dated)  # nor does it go on without these


def test_the_check_of_the_schema_finds_what_is_wrong(written):
    root = etree.fromstring(zipfile.ZipFile(written).read("project.qde"))
    root.set("colour", "red")
    root.find(".//{*}Code").set("guid", "no guid")
    del root.find(".//{*}Variable").attrib["name"]
    case = root.find(".//{*}Case")
    case.insert(0, case[-1])
    faults = " ".join(find_faults(root, Project))
    assert all(said in faults for said in ("colour is unknown", "'no guid'", "name is missing", "not in their order"))


def test_every_passage_is_its_sentence(tables, written):
    codings = list_codings(*read_back(written))
    machine = codings[codings["coder"] == MACHINE].drop_duplicates("guid").set_index("guid")["text"]
    rows = tables["machine_sentences"][["sentence_id", "text"]].itertuples(index=False)
    expected = {make_guid("passage", "machine", sentence_id): text for sentence_id, text in rows}
    assert machine.to_dict() == expected


def test_every_code_of_the_machine_is_there_once(tables, written):
    codings = list_codings(*read_back(written))
    machine = codings[codings["coder"] == MACHINE]
    assert not machine.duplicated(["guid", "code_guid"]).any()
    codes = tables["machine_codes"]
    themes = set(zip(codes["sentence_id"], codes["theme"], strict=True))
    found = {theme: make_guid("code", "themes", theme) for theme in codes["theme"].unique()}
    passages = {(make_guid("passage", "machine", sentence_id), found[theme]) for sentence_id, theme in themes}
    assert (
        set(zip(machine["guid"], machine["code_guid"], strict=True))
        & {(guid, code) for guid in machine["guid"] for code in found.values()}
        == passages
    )
    n_stances = machine["code"].isin(["strength", "concern", "mixed", "neutral"]).sum()
    assert n_stances == len(tables["machine_sentences"])
    council = tables["machine_sentences"]["speaker"].eq("council").sum()
    assert machine["code"].eq("the council speaks").sum() == council > 0


def test_people_are_coders_of_their_own(tables, tmp_path):
    first, second, third = tables["sentences"]["sentence_id"][:3]
    reviewed = add_labels(
        tables,
        (first, "Ann", "staffing;permanence", "concern", "worsening"),
        (second, "Ann", "-", None, "none"),
        (third, None, None, "strength", None),
    )
    codings = list_codings(*read_back(write_project(reviewed, tables["visits"], tmp_path / "reviewed.qdpx")))
    ann = codings[codings["coder"] == "Ann"].groupby("text", sort=False)["code"].apply(list).tolist()
    assert ann == [["Staffing", "Permanence", "concern", "worsening", "checked by a person"], ["checked by a person"]]
    assert codings.loc[codings["coder"] == "no name", "code"].tolist() == ["strength", "checked by a person"]
    by_hand = codings[codings["coder"] == "hand coder (for reference, never applied)"]
    labels = tables["labels"].query("reviewer == 'hand coder'")
    assert by_hand["guid"].nunique() == len(labels) > 0 and not by_hand["code"].eq("checked by a person").any()


def test_what_people_decide_changes_nothing_of_the_machine(tables, written, tmp_path):
    decided = {"codes": tables["codes"].head(0), "sentences": tables["sentences"].assign(stance="mixed")}
    assert write_project(tables | decided, tables["visits"], tmp_path / "a.qdpx").read_bytes() == written.read_bytes()


def test_a_reviewer_with_the_name_of_the_machine_is_another(tables, tmp_path):
    reviewed = add_labels(tables, (tables["sentences"]["sentence_id"][0], MACHINE, "-", None, None))
    project, _ = read_back(write_project(reviewed, tables["visits"], tmp_path / "names.qdpx"))
    assert [user.name for user in project.users.user][:2] == [MACHINE, f"{MACHINE} (2)"]


def test_documents_have_line_ends_of_one_character_and_no_mark_of_byte_order(written):
    files = zipfile.ZipFile(written)
    for name in files.namelist()[1:]:
        assert b"\r" not in files.read(name) and not files.read(name).startswith(b"\xef\xbb\xbf")


def test_characters_are_counted_and_not_bytes(tables, tmp_path):
    paragraph_id = tables["sentences"]["paragraph_id"].iloc[0]
    hostile = replace_text(tables, paragraph_id, HOSTILE)
    path = write_project(hostile, tables["visits"], tmp_path / "hostile.qdpx")
    assert list(find_faults(etree.fromstring(zipfile.ZipFile(path).read("project.qde")), Project)) == []
    project, texts = read_back(path)
    machine = list_codings(project, texts).query("coder == @MACHINE").drop_duplicates("guid")
    sentences = hostile["machine_sentences"]
    assert machine["text"].tolist() == [clean_text(text) for text in sentences["text"]]
    assert clean_text(HOSTILE) in machine["text"].tolist() and len(clean_text(HOSTILE)) == len(HOSTILE)
    assert project.sources.text_source[0].description.startswith("In this text two characters that this format")


def test_a_sentence_printed_twice_is_found_twice():
    visit = pd.DataFrame({"visit_id": ["leeds"]}).itertuples().__next__()
    row = {"section": None, "number": "1", "page": 2, "order": 1, "text": "It works. It works."}
    paragraphs = pd.DataFrame([row | {"paragraph_id": "leeds/p001"}])
    sentences = pd.DataFrame(
        [("leeds/p001", f"leeds/p001/s{number}", "It works.") for number in (1, 2)],
        columns=["paragraph_id", "sentence_id", "text"],
    )
    document = make_document(visit, "Leeds", paragraphs, sentences)
    assert document.text == "1. It works. It works.\n\n"
    assert [(span.start, span.end, span.place) for span in document.spans.values()] == [
        (3, 12, "no. 1, p. 2"),
        (13, 22, "no. 1, p. 2"),
    ]


def test_facts_stand_on_the_case_and_on_each_document(tables, written):
    project, _ = read_back(written)
    names = {variable.guid: variable.name for variable in project.variables.variable}
    assert len(set(names.values())) == len(names)
    for things, ending in ((project.cases.case, " (of the visit)"), (project.sources.text_source, "")):
        for thing, visit in zip(things, tables["visits"].itertuples(), strict=True):
            known = {names[value.variable_ref.target_guid]: value for value in thing.variable_value}
            assert all(name.endswith("(of the visit)") == bool(ending) for name in known)
            assert known[f"Authority{ending}"].text_value == visit.authority
            assert str(known[f"First day{ending}"].date_value) == f"{visit.start_date:%Y-%m-%d}"
            assert (f"Last day{ending}" in known) == pd.notna(visit.end_date)
    assert [[ref.target_guid for ref in case.source_ref] for case in project.cases.case] == [
        [source.guid] for source in project.sources.text_source
    ]


def test_grades_are_variables(tables, tmp_path):
    visit_id = tables["visits"]["visit_id"].iloc[0]
    columns = ["visit_id", "order", "area", "area_id", "grade", "grade_rank"]
    judgements = pd.DataFrame([(visit_id, 1, "Leaders", "help_and_protection", "Good", 2)], columns=columns)
    path = write_project(tables | {"judgements": judgements}, tables["visits"], tmp_path / "graded.qdpx")
    project, _ = read_back(path)
    names = {variable.guid: variable.name for variable in project.variables.variable}
    known = {names[value.variable_ref.target_guid]: value for value in project.sources.text_source[0].variable_value}
    assert known["Grade: help and protection"].text_value == "Good"


def test_a_further_document_is_on_the_case_of_its_visit_and_a_superseded_one_is_left_out(tables):
    visits = tables["visits"]
    first, second = visits["visit_id"]
    both = tables | {"visits": visits.assign(same_visit=first)}
    assert [document.visit.visit_id for document in list_documents(both, visits.head(1))] == [first, second]
    superseded = visits.assign(same_visit=first, superseded_by=[None, first])
    assert [own.visit.visit_id for own in list_documents(tables | {"visits": superseded}, visits.head(1))] == [first]


def test_names_of_documents_are_names_of_files_and_no_two_are_alike(tables):
    visits = tables["visits"].assign(authority='Bath/..\\"Wells"?', visit_type="visit", source_type="letter")
    visits = visits.assign(start_date=visits["start_date"].iloc[0], date_precision="year")
    first, second = (document.name for document in list_documents(tables | {"visits": visits}, visits))
    assert not set(first) & set('\\/:*?"<>|') and second == f"{first} (2)"


def test_the_same_tables_give_the_same_bytes(tables, written, tmp_path):
    assert write_project(tables, tables["visits"], tmp_path / "again.qdpx").read_bytes() == written.read_bytes()


def test_the_codebook_is_valid_and_whole(tmp_path):
    path = write_codebook_exchange(tmp_path / "codebook.qdc")
    assert list(find_faults(etree.parse(path).getroot(), CodeBook)) == []
    read, themes = RefiCodebook.load(path), read_codebook().themes
    codes = read.codes.code[0].code
    assert [(code.name, code.description) for code in codes] == [(own.label, own.definition) for own in themes.values()]
    supervision = next(code for code in codes if code.name == "Supervision")
    assert [code.name for code in supervision.code] == ["Management oversight", "Supervision of staff"]
    assert [group.name for group in read.sets.set] == ["Themes", "Stance", "Direction", "Speaker", "Review"]
    guids = dict(walk(read.codes.code))
    assert [guids[member.guid] for member in read.sets.set[1].member_code] == [
        "strength",
        "concern",
        "mixed",
        "neutral",
    ]


def test_codes_have_the_same_guids_in_codebook_and_project(written, tmp_path):
    project, _ = read_back(written)
    read = RefiCodebook.load(write_codebook_exchange(tmp_path / "codebook.qdc"))
    assert dict(walk(read.codes.code)) == dict(walk(project.code_book.codes.code))


def test_a_theme_that_the_codebook_does_not_know_has_a_code_and_names_are_not_taken_twice():
    themes = list_codes(read_codebook(), ["staffing", "stance", "my_theme"])[0].codes
    assert [code.name for code in themes][-2:] == ["My theme", "Stance (2)"]
    names = [code.name.casefold() for group in list_codes(read_codebook(), ["stance"]) for code in group.walk()]
    assert len(names) == len(set(names))


def test_nothing_to_write_and_a_file_that_cannot_be_written_are_said(tables, tmp_path):
    with pytest.raises(MendableError, match="No letter of the visits chosen is on file"):
        write_project(tables, tables["visits"].head(0), tmp_path / "none.qdpx")
    (tmp_path / "open.qdpx").mkdir()
    with pytest.raises(MendableError, match=r"open\.qdpx cannot be written"):
        write_project(tables, tables["visits"], tmp_path / "open.qdpx")
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(MendableError, match=r"codebook\.qdc cannot be written"):
        write_codebook_exchange(tmp_path / "file" / "codebook.qdc")
