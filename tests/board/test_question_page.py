"""The page that asks without a kernel: it answers as `analysis.find` does, stays text, and asks nothing of the net."""

import importlib

import pytest
from board.question_pages import ANSWER, CHROMIUM, answer_in_python, draw_questions
from find.test_query import FOUND, UNREAD
from make_letters import read_letters, write_text

from analysis.base.folder import DataFolder
from analysis.board import export_question_page, write_question_page
from analysis.board.question_page.page import keep_letters, make_page
from analysis.build import build
from analysis.find import QuestionError, select_asked
from analysis.tables import Tables, make_table

HOSTILE = "</script><script>hit = 1</script><img src=x onerror='hit = 1'>\u2028 ${hit} {{data}} =1+1"
TYPED = [*(question for question, *_ in FOUND), *(question for question, _ in UNREAD if question.strip())]


@pytest.fixture(scope="module")
def browser():
    """A Chromium without a head."""
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}: the page that asks was not tried in a browser")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright, which drives a browser, is missing")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def open_page(browser, tmp_path_factory):
    """What opens the page of some tables, as a file."""

    def open_tables(tables):
        path = tmp_path_factory.mktemp("page") / "ask.html"
        write_question_page(tables, path)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.requests, page.faults = [], []
        page.on("request", lambda request: page.requests.append(request.url))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda said: page.faults.append(said.text))
        page.goto(path.as_uri())
        page.wait_for_selector("body[data-ready]")
        return page

    return open_tables


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    """The tables of the made-up letters and reports."""
    data = tmp_path_factory.mktemp("made-up") / "data"
    (data / "raw").mkdir(parents=True)
    for name, letter in read_letters().items():
        write_text(letter["letter"], data / "raw" / f"{name}.txt")
    build(DataFolder(data / "raw", data / "processed"))
    return Tables(data / "processed")


@pytest.fixture(scope="module")
def asked(letters_asked):
    """Tables with what is rare: a superseded press report, a checked sentence, letters of two halves, signs."""
    visits = letters_asked["visits"].copy()
    visits.loc[visits["source_type"] == "press", "superseded_by"] = "eastmarsh-2022-09-12-inspection"
    sentences = letters_asked["sentences"].copy()
    sentences.loc[0, "text"] = "İSTANBUL ΣΟΦΟΣ 😀 Agency staff said “=1+1”,\nand left."
    sentences.loc[1, "text"] = "+44 is\u2028 a number; CHILD’S café, 16–17, Multi‑agency."
    label = {
        "sentence_id": sentences["sentence_id"].iloc[3],
        "reviewer": "pat",
        "sample": "chosen",
        "stance": "concern",
    }
    history = [
        {"visit_id": visit_id, "theme": theme, "status": status, "n_paragraphs": 0, "n_concern": 0, "n_mixed": 0,
         "n_strength": 0, "n_neutral": 0}
        for visit_id, theme, status in [
            ("westmarsh-2016-05-09-inspection", "permanence", "not looked at"),
            ("westmarsh-2016-05-09-inspection", "voice", "not mentioned"),
            ("northmoor-2024-01-15-inspection", "staffing", "not looked at"),
        ]
    ]  # fmt: skip
    more = {"labels": make_table("labels", [label]), "theme_history": make_table("theme_history", history)}
    return letters_asked | {"visits": visits, "sentences": sentences} | more


@pytest.mark.parametrize("source", ["asked", "tables", "made_up"], ids=["rare things", "shipped", "made-up letters"])
def test_the_page_answers_as_find_does(source, request, open_page):
    tables = request.getfixturevalue(source)
    page = open_page(tables)
    questions = [{"words": words} for words in TYPED]
    questions += [{"theme": [theme]} for theme in ("permanence", "voice", "staffing")]
    questions += [{}, {"theme": ["permanence", "voice"], "since": "2016"}, {"since": "2024", "until": "2020"}]
    questions += [*draw_questions(tables, 150, seed=12)]
    answers = page.evaluate(ANSWER, questions)
    for question, answer in zip(questions, answers, strict=True):
        assert answer == answer_in_python(tables, question), question
    found = [answer for answer in answers if len(answer) == 2 and answer[0].count("\r\n") > 1]
    assert len(found) > 60, "questions that find something"
    assert not page.faults


def test_texts_of_letters_stay_texts(asked, open_page):
    tables = dict(asked)
    tables["sentences"] = asked["sentences"].assign(text=HOSTILE)
    tables["paragraphs"] = asked["paragraphs"].assign(text=HOSTILE, section=HOSTILE, number=HOSTILE)
    tables["visits"] = asked["visits"].assign(authority=HOSTILE, region=HOSTILE, file=HOSTILE, visit_type=HOSTILE)
    page = open_page(tables)
    page.fill("[name=words]", "hit OR script*")
    page.press("[name=words]", "Enter")
    assert page.evaluate("typeof hit") == "undefined"
    assert page.locator("img").count() == 0 and page.locator("script").count() == 2
    assert HOSTILE in page.locator("#cards .paragraph").first.text_content()
    assert page.evaluate("makeCsv(listShown(), asked.marks)").count("\r\n") == len(tables["sentences"])
    assert page.requests == [page.url] and not page.faults


def test_the_page_asks_nothing_of_the_net_and_axe_finds_nothing(made_up, open_page):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe, which checks pages, is missing")
    page = open_page(made_up)
    page.fill("[name=words]", "child*")
    page.press("[name=words]", "Enter")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.locator("details.field summary").first.click()
        results = axe.Axe().run(page)
        assert not results.response["violations"], results.generate_report()
    assert page.requests == [page.url] and not page.faults


def test_numbers_narrow_what_is_shown_by_the_keyboard(asked, open_page):
    page = open_page(asked)
    said = page.inner_text("#said")
    bar = page.locator("#years button").first
    assert bar.get_attribute("aria-label") == "2016: 1 sentence, in 1 of 1 letter"
    page.keyboard.press("Tab")
    for _ in range(40):
        if page.evaluate("document.activeElement.dataset.mark") == '{"year":"2016"}':
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert bar.get_attribute("aria-pressed") == "true"
    assert page.evaluate("document.activeElement.dataset.mark") == '{"year":"2016"}', "the focus stays"
    assert page.locator("#cards > li").count() == 1
    assert page.inner_text("#narrowed").startswith("Shown below: 1 sentence of 2016.")
    assert page.inner_text("#said") == said
    page.keyboard.press("Enter")
    assert page.locator("#cards > li").count() == len(asked["sentences"]) - 1, "without the superseded press report"
    page.locator("#letters td button").first.click()
    assert "in Northmoor" in page.inner_text("#narrowed")


def test_a_question_that_cannot_be_read_is_said_and_the_last_answer_stays(asked, open_page):
    page = open_page(asked)
    page.fill("[name=words]", "agency staff")
    page.press("[name=words]", "Enter")
    said = page.inner_text("#said")
    assert page.locator("#cards mark").count() > 2
    page.fill("[name=words]", "child* NEAR")
    page.press("[name=words]", "Enter")
    assert page.inner_text("#fault") == "the words 'child* NEAR' cannot be read: nothing stands after NEAR at place 8"
    assert page.inner_text("#said") == said
    page.click("button[type=reset]")
    page.wait_for_function("!document.querySelector('#fault').textContent")
    assert page.inner_text("#said") != said
    assert page.text_content("#python") == "analysis.find(tables)"


def test_choices_are_those_of_find_and_the_line_of_python_is_the_same_question(asked, open_page):
    page = open_page(asked)
    page.click("details.field:has([name=stance]) summary")
    page.check("[name=stance][value=strength]")
    page.check("[name=stance][value=concern]")
    page.keyboard.press("Escape")
    assert page.locator("details.field[open]").count() == 0
    page.select_option("[name=among]", label="West")
    page.fill("[name=since]", "2019")
    page.press("[name=since]", "Enter")
    line = page.text_content("#python")
    assert line == "analysis.find(tables, stance=['strength', 'concern'], among='West', since='2019')"
    found = importlib.import_module("analysis").find(asked, stance=["strength", "concern"], among="West", since="2019")
    assert page.inner_text("#said").startswith(f"{len(found)} sentences in ")


def test_the_cards_come_fifty_at_a_time(made_up, open_page):
    page = open_page(made_up)
    total = page.evaluate("asked.rows.length")
    assert page.locator("#cards > li").count() == 50 < total
    page.click("#more button")
    assert page.locator("#cards > li").count() == min(100, total)
    assert page.evaluate("[...document.querySelectorAll('#cards h3')].indexOf(document.activeElement)") == 50


def test_the_same_tables_give_the_same_bytes(asked):
    assert make_page(asked) == make_page(asked)


def test_a_page_that_would_be_too_large_holds_the_newest_letters_and_says_so(asked):
    whole, _ = make_page(asked)
    letters = select_asked(asked, source_type=["letter", "report", "press"])
    one, _ = make_page(keep_letters(asked, letters.head(3)))
    limited, said = make_page(asked, most=len(one) + 40)
    assert len(limited) <= len(one) + 40 < len(whole)
    assert said.startswith(
        "This page holds the newest 3 letters (1 press report among them) of 7, 12 September 2022 to "
    )
    assert said.endswith("15 January 2024: with older ones it would be too large to send.")
    with pytest.raises(QuestionError, match="holds no letter"):
        make_page(asked, most=100)


def test_some_letters_alone_and_no_letter_at_all(asked, nothing, tmp_path):
    westmarsh = asked["visits"][asked["visits"]["authority"] == "Westmarsh"]
    said = write_question_page(asked, tmp_path / "ask.html", westmarsh)
    assert "ask.html (0.1 MB). This page holds 3 letters of 7 on file, 9 May 2016 to 6 June 2022." in said
    said = export_question_page(nothing, name="Ask us", folder=tmp_path / "output")
    assert said.startswith("Written to output: ask-us.html (") and said.endswith("This page holds 0 letters.")
    with pytest.raises(QuestionError, match="cannot be written"):
        write_question_page(nothing, tmp_path)
