"""Two newspapers on one visit, from the files to the charts: one column, both sources, and decisions that stay."""

import csv

import pytest
from builds import FOCUSED_VISIT, build_clean, bytes_of

from analysis.base.folder import DataFolder
from analysis.build import build
from analysis.compare import exhibit_statuses, list_improvements, quote_sentences, select_visits, summarise_letter
from analysis.compare.files import exhibit_timeline, summarise_files

POST = """Ofsted says supervision in Leeds must get better

5 November 2024

Inspectors carried out a focused visit to Leeds City Council in October 2024, which looked at children in need.

Inspectors said supervision of social workers was too variable.

Inspectors found that children were seen alone and listened to.
"""
HERALD = """Watchdog praises help for children in Leeds

7 November 2024

Inspectors found strong help for families in Leeds after a focused visit in October 2024.

Inspectors said supervision of social workers was too variable.

Inspectors said managers did not always challenge drift in plans.
"""
GAZETTE = HERALD.replace("7 November", "1 November").replace("drift in plans", "delay")
VISIT = "leeds-2024-10-focused-visit-press"
DRIFT = "Inspectors said managers did not always challenge drift in plans."
VARIABLE = "Inspectors said supervision of social workers was too variable."


@pytest.fixture
def folder(tmp_path) -> DataFolder:
    data = DataFolder(tmp_path / "raw", tmp_path / "processed")
    for path in (data.raw, data.review):
        path.mkdir()
    return data


def put(folder: DataFolder, **texts: str) -> dict:
    for name, text in texts.items():
        (folder.raw / f"{name}.txt").write_text(text, encoding="utf-8")
    return build(folder).tables


def decide(folder: DataFolder, sentence_id: str, text: str, **values: str) -> None:
    with (folder.review / "coding.csv").open("w", encoding="utf-8", newline="") as stream:
        row = {"sentence_id": sentence_id, "text": text, "reviewer": "Ann"} | values
        writer = csv.DictWriter(stream, list(row))
        writer.writeheader()
        writer.writerow(row)


def sentence_with(tables: dict, text: str, visit: str | None = None) -> dict:
    rows = tables["sentences"][tables["sentences"]["text"] == text]
    return (rows if visit is None else rows[rows["visit_id"] == visit]).iloc[0].to_dict()


def test_two_newspapers_are_one_column_and_each_statement_names_its_own(folder):
    tables = put(folder, a_herald=HERALD, b_post=POST, letter=FOCUSED_VISIT)
    visits = select_visits(tables, authority="Leeds")
    assert visits["visit_id"].tolist() == ["leeds-2021-02-09-focused-visit", VISIT]
    assert visits["scope"].iloc[1] == "children in need"
    assert len(exhibit_timeline(tables, visits).data) == 2
    quotes = quote_sentences(tables, visits.tail(1))
    where = dict(zip(quotes["text"], quotes["place"], strict=True))
    assert where[DRIFT].endswith(", a_herald.txt")
    assert where[VARIABLE].endswith(", b_post.txt"), "what both say stands once, as the first has it"
    assert quotes["text"].tolist().count(VARIABLE) == 1
    statuses = exhibit_statuses(tables, visits)
    supervision = statuses.data[statuses.data["theme"] == "supervision"].set_index("visit_id")
    assert supervision["n_concern"][VISIT] == 1
    assert "press, 2 reports" in statuses.sources.replace("two", "2")
    assert "a_herald.txt" in summarise_letter(tables, visits.tail(1)).text
    files = summarise_files(tables).data.set_index("file")["source"]
    assert files["a_herald.txt"] == "press, read with b_post.txt"


def test_a_theme_that_two_newspapers_raise_was_raised_at_one_visit(folder):
    tables = put(folder, herald=HERALD, post=POST)
    visits = select_visits(tables, authority="Leeds")
    assert visits["n_documents"].tolist() == [2]
    assert "two" not in exhibit_statuses(tables, visits).title
    assert set(tables["theme_history"]["visit_id"]) == {VISIT, f"{VISIT}-2"}


def test_later_files_are_built_in_as_if_they_had_been_there(folder, tmp_path):
    put(folder, herald=HERALD)
    put(folder, post=POST)
    assert bytes_of(folder.processed) == build_clean(folder, tmp_path / "clean")
    put(folder, gazette=GAZETTE)
    assert bytes_of(folder.processed) == build_clean(folder, tmp_path / "clean 2")


@pytest.mark.parametrize("text", [DRIFT, VARIABLE])
def test_a_decision_stays_when_a_newspaper_that_came_first_is_added(folder, text):
    tables = put(folder, herald=HERALD)
    decide(folder, sentence_with(tables, text)["sentence_id"], text, stance="strength")
    for name, article in {"gazette": GAZETTE, "post": POST}.items():
        tables = put(folder, **{name: article})
        rows = tables["sentences"][tables["sentences"]["text"] == text]
        assert set(rows["stance"]) == {"strength"}, "wherever the same is printed on that visit"
        assert not len(tables["problems"])


ASKED = FOCUSED_VISIT.replace(
    "### **Findings**",
    "### **What needs to improve**\n\n- The quality of supervision of social workers.\n\n### **Findings**",
)


def test_what_became_of_an_area_for_improvement_stays_decided_whichever_newspaper_stands_for_the_visit(folder):
    tables = put(folder, letter=ASKED, herald=HERALD)
    item = tables["improvements"].iloc[0]
    with (folder.review / "ledger.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["improvement_id", "later_visit_id", "improvement_text", "status", "reviewer"])
        writer.writerow([item["improvement_id"], VISIT, item["text"], "now praised", "Ann"])
    exact = POST.replace("in October 2024", "on 8 October 2024").replace("5 November 2024", "31 October 2024")
    for name, article in {"": "", "gazette": GAZETTE, "post": exact}.items():
        tables = put(folder, **({name: article} if name else {}))
        ledger = tables["ledger"].drop_duplicates(["improvement_id", "later_visit_id"])
        assert ledger[["status", "source"]].to_numpy().tolist() == [["now praised", "reviewer"]]
        assert not len(tables["problems"])
    assert ledger["later_visit_id"].tolist() == ["leeds-2024-10-08-focused-visit-press"]


def test_a_letter_supersedes_them_all(folder):
    letter = FOCUSED_VISIT.replace("9 and 10 February 2021", "8 and 9 October 2024")
    tables = put(folder, herald=HERALD, post=POST, letter=letter.replace("12 March 2021", "4 November 2024"))
    visits = tables["visits"].set_index("file")
    assert set(visits["same_visit"]) == {"leeds-2024-10-08-focused-visit"}
    assert visits["superseded_by"].notna().to_dict() == {"letter.txt": False, "herald.txt": True, "post.txt": True}
    selected = select_visits(tables, authority="Leeds")
    assert selected["n_documents"].tolist() == [1]
    assert DRIFT not in set(quote_sentences(tables, selected)["text"])


def test_what_two_newspapers_list_in_the_same_words_is_one_area_for_improvement(folder):
    asks = "\n\nInspectors said these areas need to improve:\n\n- The quality of supervision.\n\n- {}\n"
    tables = put(folder, herald=HERALD + asks.format("Plans for children."), post=POST + asks.format("Case recording."))
    visits = select_visits(tables, authority="Leeds")
    listed = list_improvements(tables, visits)["improvement"].tolist()
    assert len(listed) == len(set(listed))
