"""What a letter says is text wherever HTML or Markdown is made of it, whatever it says: no element, no attribute."""

from dataclasses import replace

import nbformat
import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from lxml import etree, html
from nbconvert import HTMLExporter
from traitlets.config import Config

import analysis
from analysis import compare
from analysis.base.resources import PACKAGE
from analysis.board.brief import make_page, show_block
from analysis.board.export import name_drawing
from analysis.board.one_page import Block
from analysis.notebook.codebook import show_codebook
from analysis.notebook.explore.parts import Notice
from analysis.notebook.load import ProgressLine
from analysis.notebook.review.ledger_page import render_link, render_pair, render_passage
from analysis.notebook.review.ledger_session import LedgerSession, Link, Passage, list_pairs
from analysis.notebook.review.ledger_widget import LedgerPage
from analysis.notebook.review.response_page import ResponsePage
from analysis.notebook.show import make_picture, say, show, show_table
from analysis.notebook.tables import render_fold, render_passages, render_table
from analysis.notebook.widgets import show_lines
from analysis.review import ReviewError

# An element, an end of an attribute in either mark, links, pictures, mathematics and code of Markdown.
HARM = (
    """<harm>x</harm> <script>harm=1</script> " harm="1" ' harm='1' [a](javascript:harm) ![a](http://harm/x) """
    """`a` **b** $x$ \\(\\href{javascript:harm}{x}\\) <javascript:harm> http://harm/ www.harm.org &lt;harm&gt;"""
)
TEXTS = (
    "text",
    "section",
    "number",
    "authority",
    "file",
    "scope",
    "lead_inspector",
    "quantifier",
    "national_framework",
)


@pytest.fixture
def shell(tmp_path, monkeypatch):
    """Somewhere to show things: a shell as a notebook's, which leaves no trace."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    yield InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    InteractiveShell.clear_instance()


@pytest.fixture(scope="module")
def harmed(tables):
    """The shipped tables, with harm in every text that a letter or a person may bring in."""
    return {name: harm_texts(tables[name]) for name in tables}


def harm_texts(frame: pd.DataFrame) -> pd.DataFrame:
    own = [name for name in TEXTS if name in frame]
    return frame.assign(**{name: HARM + frame[name].fillna("").astype("str") for name in own})


@pytest.fixture
def visits(tables, harmed):
    chosen = analysis.choose_visits(tables)
    return chosen.assign(authority=harmed["visits"]["authority"].iloc[0], label=HARM + chosen["label"])


def find_harm(page: str) -> list[str]:
    """Return what a browser would make of a text in a page: elements, attributes, and what leads to or loads it."""
    tree = html.fragment_fromstring(page, create_parent="div")
    found = tree.xpath("//harm | //script | //@harm | //@onerror | //@*[starts-with(., 'javascript:')]")
    leads = tree.xpath("//a/@href | //@src")
    return [*map(str, found), *(address for address in leads if not address.startswith(("../", "06_", "#", "data:")))]


def render_outputs(outputs: list[dict]) -> str:
    """Return what cells show as the page of `visits run` has it."""
    made = [nbformat.v4.new_output("display_data", data=one) for one in outputs]
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("", outputs=made)])
    exporter = HTMLExporter(template_name="template", extra_template_basedirs=[str(PACKAGE / "notebook")])
    page, _ = exporter.from_notebook_node(book, resources={"metadata": {"name": "x", "pages": {}}})
    return page.partition("<main>")[2].partition("</main>")[0]


def harm_exhibit(exhibit: compare.Exhibit, passages: pd.DataFrame) -> compare.Exhibit:
    texts = exhibit.data.select_dtypes(["str", "object"]).columns
    table = exhibit.data.assign(**dict.fromkeys(texts, HARM), place=HARM, file=HARM, sentence_id=HARM)
    return replace(exhibit, table=table, alt=HARM, passages=passages)


@pytest.mark.parametrize("times", [1, 9], ids=["short", "folded"])
def test_what_a_notebook_shows(shell, tables, times):
    quotes = compare.quote_themes(tables, analysis.choose_visits(tables), "supervision", "staffing")
    passages = quotes.assign(**dict.fromkeys(("text", "label", "place", "file", "theme_label", "sentence_id"), HARM))
    exhibit = compare.exhibit_balance(tables, analysis.choose_visits(tables), ["supervision"])
    exhibit = harm_exhibit(exhibit, passages)
    shell.kernel = None  # so that it is taken for a notebook's
    with capture_output() as shown:
        ProgressLine().say(HARM)
        say(HARM, HARM * times)
        show(replace(exhibit, alt=HARM * times))
        show(replace(exhibit, data=exhibit.data.head(0), alt=HARM * times))
        show_table(passages, fold=HARM)
        show_table(passages.head(0), empty=HARM)
        show_codebook(pd.DataFrame([dict.fromkeys(compare.summarise_codebook(tables).data, HARM)]))
    outputs = [output.data for output in shown.outputs]
    for page in [one["text/html"] for one in outputs if "text/html" in one]:
        assert find_harm(page) == []
    whole = render_outputs(outputs)
    assert find_harm(whole) == []
    assert whole.count("&lt;harm&gt;") > 10


def test_a_table_whatever_its_columns_are_called():
    frame = pd.DataFrame({HARM: [HARM], "file": [HARM], "place": [HARM], "sentence_id": [HARM], "theme_label": [HARM],
                          "label": [HARM], "page": [3]})  # fmt: skip
    content, links = render_passages(frame, "x")
    for page in (render_table(frame, links), content, render_fold(HARM, ""), make_picture(b"\x89PNG" * 9, HARM).data):
        assert find_harm(page) == []
        assert "harm" in page


def test_the_pages_on_which_people_decide(harmed, visits, shipped, monkeypatch):
    session = LedgerSession(harmed, visits, shipped, HARM)
    row = list_pairs(harmed, visits).iloc[0]
    ledger, responses, notice = LedgerPage(session), ResponsePage(harmed, visits, shipped, HARM), Notice()
    pages = [
        render_pair(session, (row["improvement_id"], row["later_visit_id"])),
        render_passage(Passage(HARM, HARM, 2, 3, HARM, [HARM[:30]])),
        render_passage(Passage(HARM, None, 2, 3, HARM, [])),
        render_link(Link(HARM, HARM, None)),
        ledger.text.value,
        responses.asked.value,
    ]

    def refuse(*_, **__):
        raise ReviewError(HARM)

    responses.fields["text"].value = HARM
    responses.save.click()
    pages += [responses.message.value, responses.asked.value]
    monkeypatch.setattr("analysis.notebook.review.response_page.write_response", refuse)
    monkeypatch.setattr("analysis.notebook.review.ledger_widget.decide_status", refuse)
    monkeypatch.setattr("analysis.notebook.review.ledger_widget.decide_link", refuse)
    responses.save.click()
    ledger._on_answer("mentioned")
    pages += [responses.message.value, ledger.message.value]
    ledger._on_link(Link(HARM, HARM, None), keep=True)
    notice.say(HARM)
    pages += [ledger.message.value, notice.value]
    show_lines(ledger.message, [HARM])
    for page in [*pages, ledger.message.value]:
        assert find_harm(page) == []
        assert "&lt;harm&gt;" in page


def test_pages_and_drawings_that_are_sent_on(tables):
    blocks = [Block(kind, HARM, HARM) for kind in ("title", "heading", "text", "number", "bullet", "quote", "small")]
    page = make_page(blocks).decode()
    assert find_harm(page.partition("<body>")[2]) == []
    assert page.partition("</title>")[0].count("<") == page.partition("<title>")[0].count("<") + 1
    assert all(find_harm(show_block(block)) == [] for block in blocks)
    exhibit = compare.exhibit_balance(tables, analysis.choose_visits(tables), ["supervision"])
    drawing = name_drawing(
        '<svg xmlns="http://www.w3.org/2000/svg"></svg>', replace(exhibit, title=HARM, alt=HARM), "x"
    )
    assert [child.tag.rpartition("}")[2] for child in etree.fromstring(drawing)] == ["title", "desc"]


def test_no_script_of_a_page_makes_markup_of_text():
    scripts = list(PACKAGE.rglob("*.js"))
    assert len(scripts) > 8
    for path in scripts:
        code = path.read_text(encoding="utf-8")
        ways = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "srcdoc")
        assert not [way for way in ways if way in code], path.name
