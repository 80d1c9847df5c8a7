"""The page on one letter: one side of A4 as Word file and as HTML, what is cut, and that text of letters stays text."""

import re
import shutil
import subprocess
from dataclasses import replace

import pandas as pd
import pypdfium2
import pytest
from board.papers import HARM, NAME, make_hostile
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from analysis.base.mendable import MendableError
from analysis.board import list_outdated, write_brief
from analysis.board.brief import make_page, make_word
from analysis.board.one_page import (
    Block,
    count_lines,
    count_returns,
    find_height,
    fit_blocks,
    list_blocks,
    list_rooms,
    measure_blocks,
    measure_word,
    read_page_rules,
)
from analysis.compare.brief import Listing, compose_brief
from analysis.compare.listed import ListedItem
from analysis.compare.quotations import Quotation
from analysis.compare.returns import Return

LETTER, ARTICLE = "stoke-on-trent-2020-09-29-focused-visit", "stoke-on-trent-2024-10-focused-visit-press"
LONG = "The quality and timeliness of plans, so that they name what must change and say by when it has to be done. " * 4
EARLIER = Return(
    "asked again", (1, 2), LONG, "Mar 2019 inspection", "no. 7, p. 12", 0.83, False, ("Jan 2015 inspection",)
)


@pytest.fixture(scope="module")
def brief(tables):
    return compose_brief(tables, LETTER)


def ask_for(brief, n, text=LONG):
    """Return a page that asks for so many things."""
    return replace(
        brief, asked=[ListedItem(number, "improvement", text, 3 + number // 10) for number in range(1, n + 1)]
    )


def make_full(brief):
    """Return a page on which everything is as long, and as much, as it may be."""
    return replace(
        ask_for(brief, 43),
        title="Joint targeted area inspection of Bournemouth, Christchurch and Poole, 30 November to 11 December 2023",
        facts=[LONG] * 6,
        grades=f"Grades: {LONG}",
        returned=[EARLIER] * 20,
        returned_notes=[LONG] * 3,
        new=[Listing("New: {named}.", ("groups of children with particular needs",) * 20)] * 3,
        unlooked=[Listing("Not looked at: {named}.", ("front door and child protection enquiries",) * 20)] * 3,
        quotes=[Quotation("concern", "Plans", LONG, "no. 7, p. 12")] * 3,
        sources=[LONG] * 7,
    )


PAGES = {
    "as it is": lambda brief, _: brief,
    "no list": lambda brief, _: ask_for(brief, 0),
    "30 items": lambda brief, _: ask_for(brief, 30),
    "43 items": lambda brief, _: ask_for(brief, 43),
    "30 short items": lambda brief, _: ask_for(brief, 30, "The quality of plans."),
    "everything": lambda brief, _: make_full(brief),
    "hostile": lambda _, tables: compose_brief(make_hostile(tables), ARTICLE),
    "no blanks": lambda brief, _: ask_for(brief, 30, "x" * 900),
    "wide signs": lambda brief, _: ask_for(brief, 30, "児童の計画 " * 90),
}


@pytest.fixture(scope="module")
def pages(brief, tables):
    """The blocks of the page on the shipped letter, and of pages with more than a side holds, by name."""
    return {name: fit_blocks(make(brief, tables)) for name, make in PAGES.items()}


@pytest.fixture(params=PAGES)
def page(request, pages):
    """The blocks of each page."""
    return pages[request.param]


def read_word(blocks, day, folder):
    """Return a Word file as written and opened again, and its path."""
    path = folder / "page.docx"
    make_word(blocks, day).save(str(path))
    return Document(str(path)), path


def count_pages(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def test_every_page_is_measured_to_fit_on_one_side(page):
    assert measure_blocks(page) <= find_height()


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed, so no page is counted")
def test_every_word_file_has_one_page(pages, brief, tmp_path):
    for name, blocks in pages.items():
        make_word(blocks, brief.day).save(str(tmp_path / f"{name}.docx"))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf"]
    files = sorted(tmp_path.glob("*.docx"))
    subprocess.run([*command, "--outdir", tmp_path, *files], check=True, capture_output=True, timeout=300)
    assert {file.stem: count_pages(file.with_suffix(".pdf")) for file in files} == dict.fromkeys(sorted(pages), 1)


def test_body_text_has_12_points_and_sources_10(page, brief, tmp_path):
    report, _ = read_word(page, brief.day, tmp_path)
    for paragraph in report.paragraphs:
        assert paragraph.style.font.size >= Pt(10 if paragraph.style.name == "Source" else 12)
        assert all(run.font.size is None for run in paragraph.runs)
    sizes = {name: kind["size"] for name, kind in read_page_rules()["kinds"].items()}
    assert sizes.pop("small") >= 10
    assert min(sizes.values()) >= 12


def test_both_files_hold_the_same_words(page, brief, tmp_path):
    report, _ = read_word(page, brief.day, tmp_path)
    shown = re.sub(r"<[^>]+>", "", make_page(page).decode("utf-8").partition("<main>")[2])
    shown = [line.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&#x27;", "'")
             .replace("&amp;", "&") for line in shown.splitlines() if line.strip()]  # fmt: skip
    assert [p.text for p in report.paragraphs] == shown


ANSWERS = pd.DataFrame(
    {
        "improvement_id": [f"{LETTER}/i0{n}" for n in (1, 2, 3, 4)],
        "text": ["Plans are audited monthly", None, LONG, "Recorded"],
        "accepted": ["yes", "no", "yes", None],
        "owner": ["Head <b>", None, None, None],
        "due": pd.to_datetime(["2026-03-31", None, "2027-01-31", "2026-01-31"]),
        "done": [None, None, None, "2026-02-10"],
        "is_done": [False, False, False, True],
        "overdue": [True, False, False, False],
    }
)


def test_what_the_council_does_stands_behind_each_item_and_says_what_is_overdue_or_done(tables):
    blocks = fit_blocks(compose_brief(tables, LETTER, responses=ANSWERS))
    items = [block.text for block in blocks if block.kind == "number"]
    first = " [The council: Accepted. Plans are audited monthly. Owner: Head <b>. Overdue since 31 March 2026.]"
    assert items[0].endswith(first) and items[1].endswith(" [The council: Not accepted.]")
    assert "Due 31 January 2027.]" in items[2] and items[3].endswith("Recorded. Done on 10 February 2026.]")
    assert not [text for text in items[4:] if "The council" in text]
    counted = "answered 4 of the six areas for improvement: 1 overdue, the longest since 31 March 2026; 1 done; 1 not"
    assert any(counted in block.text for block in blocks)
    assert measure_blocks(blocks) <= find_height()


def test_where_responses_have_no_room_it_still_says_what_is_overdue(brief):
    item = ListedItem(1, "improvement", LONG, 3, LONG, "overdue since 31 March 2026")
    blocks = fit_blocks(replace(brief, asked=[item._replace(number=n) for n in range(1, 31)], answers="30 answered."))
    items = [block.text for block in blocks if block.kind == "number"]
    assert len(items) >= 5 and all(text.endswith("Overdue since 31 March 2026.]") for text in items)
    assert measure_blocks(blocks) <= find_height()


def test_a_page_that_would_now_say_something_else_is_named_and_stays(tables, tmp_path):
    write_brief(tables, ARTICLE, tmp_path)
    assert list_outdated(tables, LETTER, tmp_path) == []
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    without = tables | {"ledger": tables["ledger"].assign(status="not mentioned")}
    assert list_outdated(without, LETTER, tmp_path) == [ARTICLE]
    assert list_outdated(without, ARTICLE, tmp_path) == [], "nothing later is on file"
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_headings_and_lists_are_real(brief, tmp_path):
    report, _ = read_word(fit_blocks(brief), brief.day, tmp_path)
    styles = [paragraph.style.name for paragraph in report.paragraphs]
    assert styles[0] == "Title"
    assert [p.text for p in report.paragraphs if p.style.name == "Heading 1"] == [
        "What it asks for: 6 areas for improvement",
        "What came back",
        "What is new",
        "What was not looked at",
        "In the inspectors' words",
    ]
    assert styles.count("List Number") == 6
    assert report.core_properties.title == "Focused visit to Stoke-on-Trent, 29 September 2020"
    html = make_page(fit_blocks(brief)).decode("utf-8")
    assert '<html lang="en-GB">' in html
    assert html.count("<h1") == html.count("<ol>") == html.count("<main>") == 1
    assert html.count("<h2") == 5
    assert html.count("<blockquote") == 3


def test_all_items_are_there_where_they_fit_and_the_rest_is_counted_where_not(brief):
    shown = [block for block in fit_blocks(ask_for(brief, 12, "The quality of plans.")) if block.kind == "number"]
    assert len(shown) == 12
    blocks = fit_blocks(ask_for(brief, 43))
    shown = [block for block in blocks if block.kind == "number"]
    (more,) = [block.text for block in blocks if block.text.startswith("and ")]
    n_more = 43 - len(shown)
    assert more == f"and {n_more} more: see the letter, page {3 + (len(shown) + 1) // 10}"
    assert blocks[-1].text.endswith("What ends in … is shortened here; the letter has it whole.")


def test_nothing_is_cut_where_there_is_room(brief):
    assert not any("…" in block.text or "shortened" in block.text for block in fit_blocks(brief))


def test_what_a_step_cut_too_much_is_given_back(brief):
    asking = ask_for(brief, 14)
    rooms = list(list_rooms(14))
    stepped = next(
        list_blocks(asking, room) for room in rooms if measure_blocks(list_blocks(asking, room)) <= find_height()
    )
    assert measure_blocks(stepped) < measure_blocks(fit_blocks(asking)) <= find_height()


def test_of_many_that_came_back_the_rest_is_counted(brief):
    blocks = fit_blocks(make_full(brief))
    shown = sum(block.lead.startswith("Asked again") for block in blocks)
    assert any(block.text == f"Besides: {20 - shown} asked again (no. 1 and 2)." for block in blocks)


def test_what_came_back_in_part_is_counted_apart():
    in_part = EARLIER._replace(status="asked again in part", numbers=())
    assert count_returns([EARLIER, EARLIER, in_part]) == "2 asked again (no. 1 and 2); 1 asked again in part"


def test_what_came_back_says_where_how_sure_and_whether_a_person_checked_it(brief):
    in_part = EARLIER._replace(status="asked again in part", certainty=None, before=(), text="Plans.", numbers=())
    blocks = list_blocks(replace(brief, returned=[EARLIER, in_part]), next(list_rooms(6)))
    leads = [block.lead for block in blocks if block.kind == "bullet" and block.lead]
    assert leads == ["Asked again, no. 1 and 2:", "In part, which is not asked again:"]
    texts = [block.text for block in blocks if block.lead in leads]
    assert texts[0].endswith(
        "” (Mar 2019 inspection, no. 7, p. 12; asked before that too: Jan 2015 inspection; certainty 83%)."
    )
    assert texts[1] == "“Plans.” (Mar 2019 inspection, no. 7, p. 12)."
    assert any(block.text == "These links are not yet checked by a person." for block in blocks)
    checked = list_blocks(replace(brief, returned=[EARLIER, in_part._replace(is_checked=True)]), next(list_rooms(6)))
    texts = [block.text for block in checked if block.lead in leads]
    assert [text.rpartition("; ")[2] for text in texts] == ["not yet checked by a person).", "checked by a person)."]


def test_priority_actions_are_marked(brief):
    urgent = replace(brief, asked=[ListedItem(1, "priority_action", "Visit children.", 2)])
    assert Block("number", "Visit children.", "Priority action:") in fit_blocks(urgent)


def test_quotations_of_the_press_say_that_the_article_quotes(tables):
    quotes = [block.text for block in fit_blocks(compose_brief(tables, ARTICLE)) if block.kind == "quote"]
    assert quotes
    assert all(text.endswith("as the article quotes them)") for text in quotes)


def test_harmful_text_stays_text_and_nothing_leaves_the_page(tables, tmp_path):
    brief = compose_brief(make_hostile(tables), ARTICLE)
    assert HARM.split("<")[0].strip() in brief.asked[0].text
    blocks = fit_blocks(brief)
    html = make_page(blocks).decode("utf-8")
    report, path = read_word(blocks, brief.day, tmp_path)
    for text in (html, "\n".join(p.text for p in report.paragraphs)):
        assert not set("\u202e\x00\x0b") & set(text)
    assert "&lt;b&gt;bold" in html
    assert "<b>" not in html
    assert not re.search(r"<(?:script|link|img|a|iframe)\b", html)
    assert not [rel for rel in report.part.rels.values() if rel.is_external]
    assert not report.element.body.xpath(".//w:hyperlink | .//w:fldSimple | .//w:instrText")
    assert len(path.stem) < 200
    assert NAME[:20] in html.replace("&#x27;", "'")


def test_the_page_allows_its_own_style_alone(brief):
    html = make_page(fit_blocks(brief)).decode("utf-8")
    assert "default-src 'none'; style-src 'sha256-" in html
    assert 'style="' not in html
    assert not re.search(r"<(?:script|link|img|a)\b", html)


def test_what_was_there_is_replaced_and_said_so(tables, tmp_path):
    first = write_brief(tables, LETTER, tmp_path / "briefs")
    assert (first.word.name, first.page.name, first.is_replaced) == (f"{LETTER}.docx", f"{LETTER}.html", False)
    content = first.page.read_bytes()
    again = write_brief(tables, LETTER, tmp_path / "briefs")
    assert again.is_replaced
    assert again.page.read_bytes() == content


def test_a_page_that_cannot_be_written_is_named(tables, tmp_path):
    (tmp_path / f"{LETTER}.docx").mkdir()
    with pytest.raises(MendableError, match=rf"{LETTER}\.docx cannot be written"):
        write_brief(tables, LETTER, tmp_path)


def test_a_very_long_id_gives_a_name_that_every_system_takes(tables, tmp_path):
    visits = tables["visits"].copy()
    long = "a" * 300 + "-2020-09-29-focused-visit"
    renamed = {name: table.replace({"visit_id": {LETTER: long}, "same_visit": {LETTER: long}})
               if "visit_id" in table else table for name, table in (tables | {"visits": visits}).items()}  # fmt: skip
    written = write_brief(renamed, long, tmp_path)
    assert written.word.name.endswith("-2020-09-29-focused-visit.docx")
    assert len(written.word.name) <= 160


def test_words_are_as_broad_as_in_arial():
    assert measure_word("") == 0
    assert measure_word("Wide") == 944 + 222 + 556 + 556
    assert measure_word("児") == 1000


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        (Block("text", ""), 1),
        (Block("text", "m " * 39), 1),
        (Block("text", "m " * 40), 2),
        (Block("small", "m " * 46), 1),
        (Block("text", "x" * 200), 3),
        (Block("text", "m " * 37, "Lead:"), 2),
    ],
)
def test_lines_are_counted_by_the_widths_of_letters(block, lines):
    """A page is 517 points across: at 12 points an m takes 10 and a blank 3.3, so a line holds 39."""
    assert count_lines(block) == lines


def test_list_numbers_stand_where_the_page_says(brief, tmp_path):
    report, _ = read_word(fit_blocks(brief), brief.day, tmp_path)
    form = report.styles["List Number"].paragraph_format
    assert form.left_indent == -form.first_line_indent == Pt(read_page_rules()["kinds"]["number"]["indent"])
    assert not report.part.numbering_part.element.xpath("//w:lvl/w:pPr")
    assert report.styles.element.find(qn("w:style")) is not None
