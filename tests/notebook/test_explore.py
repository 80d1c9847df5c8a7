"""The page that explores: real widgets, no browser. A question, its answer, marks, cards, quotations."""

import ast

import pandas as pd
import pytest

from analysis.base.folder import DataFolder
from analysis.find import find
from analysis.notebook.explore import answer_example
from analysis.notebook.explore.cards import A_PAGE, cut_parts
from analysis.notebook.explore.page import ExplorePage
from analysis.notebook.explore.question import fill_form, format_call, list_controls, make_question
from analysis.notebook.explore.saved import find_file, read_questions, write_question
from analysis.notebook.explore.session import Exploration
from analysis.notebook.review.reviewer import write_reviewer
from analysis.review import list_quotes

# The questions that the page must answer: what is set, control by control.
REACH = {
    "agency staff in one authority since 2018": {
        "words": "agency staff OR locum*", "authority": "westmarsh", "since": "2018"},
    "praise of permanence in a region since 2022": {
        "theme": "permanence", "stance": "strength", "among": "West", "since": "2022"},
    "children seen alone": {"words": "child* NEAR alone"},
    "private fostering, praise or concern": {"words": '"private fostering"', "stance": ("strength", "concern")},
}  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    for name in ("raw", "review"):
        (tmp_path / "data" / name).mkdir(parents=True)
    return DataFolder(tmp_path / "data" / "raw", tmp_path / "data" / "processed")


@pytest.fixture
def page(folder, letters_asked):
    return ExplorePage(Exploration(letters_asked, folder), {})


def put(page: ExplorePage, **values) -> None:
    for name, value in values.items():
        page.sentences.controls.fields[name].value = value


def press(page: ExplorePage, mark: str) -> None:
    """Press a mark, as a message from the browser does."""
    page.sentences.answer._handle_custom_msg({"mark": mark}, [])


def press_card(page: ExplorePage, do: str, index: int = 0, **given) -> None:
    cards = page.sentences.cards
    cards._handle_custom_msg({"do": do, "id": cards.view["cards"][index]["id"], **given}, [])


def read_texts(page: ExplorePage) -> list[str]:
    cards = page.sentences.cards.view["cards"]
    return ["".join(text for text, kind in card["lines"][0]["parts"] if kind != "context") for card in cards]


@pytest.mark.parametrize("asked", REACH.values(), ids=REACH)
def test_the_questions_of_an_analyst_take_at_most_four_controls_and_one_call(page, letters_asked, asked):
    assert len(asked) <= 4
    put(page, **asked)
    shown = read_texts(page)
    found = find(letters_asked, **make_question(asked))
    assert shown == found["text"].tolist()
    assert shown
    call = ast.parse(page.sentences.answer.call, mode="eval").body
    given = {keyword.arg: ast.literal_eval(keyword.value) for keyword in call.keywords}
    assert find(letters_asked, **given)["sentence_id"].tolist() == found["sentence_id"].tolist()


def test_the_page_begins_with_its_question_answered(folder, letters_asked):
    page = ExplorePage(Exploration(letters_asked, folder), {"theme": "staffing", "authority": "Westmarsh"})
    assert page.sentences.controls.fields["theme"].value == "staffing"
    assert page.sentences.answer.said.startswith("4 sentences in 2 of 3 letters")
    assert page.sentences.answer.call == 'analysis.find(tables, theme="Staffing", authority="Westmarsh")'
    assert page.sentences.cards.view["said"] == "1 to 4 of 4"


def test_nothing_chosen_is_said_to_be_everything(page, letters_asked):
    assert page.sentences.answer.said.endswith("Nothing is chosen, so these are all sentences.")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"words": "child* NEAR"}, "nothing stands after NEAR at place 8."),
        ({"authority": "Westmarch"}, "did you mean Westmarsh or Eastmarsh?"),
        ({"since": "March"}, "Since is &#x27;March&#x27;; write a year"),
        ({"among": "region"}, "Choose an authority first"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_and_the_last_answer_stays(page, values, said):
    put(page, theme="permanence")
    before = page.sentences.answer.said, page.sentences.cards.view
    put(page, **values)
    assert said in page.sentences.fault.value
    assert 'role="alert"' in page.sentences.fault.value
    assert (page.sentences.answer.said, page.sentences.cards.view) == before
    put(page, **dict.fromkeys(values, ""))
    assert page.sentences.fault.value == ""


def test_a_bar_shows_its_year_and_again_shows_all(page):
    put(page, theme="permanence")
    mark = next(mark for mark in page.sentences.answer.chart["marks"] if "2022" in mark)
    assert page.sentences.answer.chart["marks"][mark] == "2022: 2 sentences in 2 of 2 letters"
    assert f'id="{mark}"' in page.sentences.answer.chart["svg"]
    press(page, mark)
    assert len(read_texts(page)) == 2
    assert page.sentences.answer.shown == "Shown: 2 sentences of 4, those of 2022."
    assert page.sentences.answer.picked == mark
    press(page, mark)
    assert len(read_texts(page)) == 4
    assert (page.sentences.answer.shown, page.sentences.answer.picked) == ("", "")


def test_every_number_of_the_crosstab_is_what_it_shows(page):
    for row in page.sentences.answer.crosstab["rows"]:
        for cell in row["cells"]:
            if cell["n"] and cell["mark"]:
                press(page, cell["mark"])
                assert len(read_texts(page)) == cell["n"], cell["says"]
                assert page.sentences.answer.picked == cell["mark"]


def test_the_numbers_of_the_crosstab_add_up(page):
    table = page.sentences.answer.crosstab
    rows = [[cell["n"] for cell in row["cells"]] for row in table["rows"]]
    assert rows[0] == [sum(column) for column in zip(*rows[1:], strict=True)]
    assert all(sum(row[:-1]) == row[-1] for row in rows)


def test_a_year_without_a_letter_is_not_a_year_without_a_sentence(page):
    put(page, theme="permanence", authority="Westmarsh")
    svg = page.sentences.answer.chart["svg"]
    assert "mark|2017" not in svg
    assert ">–<" in svg  # no letter of 2017, 2018, 2020 and 2021
    assert ">0/1<" in svg  # a letter of 2016, which does not speak of it


def test_undated_letters_have_a_bar_of_their_own(page):
    put(page, words="copy")
    assert page.sentences.answer.chart["marks"] == {"mark|none": "no date: 1 sentence in 1 of 1 letter"}
    press(page, "mark|none")
    assert page.sentences.answer.shown == "Shown: 1 sentence of 1, those of visits without a date."


def test_the_hits_are_marked_in_the_sentence_in_its_paragraph(page):
    put(page, words="child* NEAR alone", authority="Northmoor")
    card = page.sentences.cards.view["cards"][0]
    assert [text for text, kind in card["lines"][0]["parts"] if kind == "hit"] == ["Children", "alone"]
    assert card["head"] == "Northmoor, Jan 2024 inspection"
    assert card["lines"][0]["place"] == "under “Findings”, no. 2, p. 2"
    assert card["lines"][0]["href"].startswith("../data/raw/")


def test_no_part_of_a_paragraph_is_lost():
    paragraph = "Plans lag. Visits are late, and late again. So it is."
    parts = cut_parts(paragraph, "Visits are late, and late again.", "11-15;21-25")
    assert "".join(text for text, _ in parts) == paragraph
    assert cut_parts("Other words.", "Visits are late.", None) == [("Visits are late.", "sentence")]


def test_fifty_cards_to_a_page(folder, letters_asked):
    many = pd.concat([letters_asked["sentences"]] * 5, ignore_index=True)
    page = ExplorePage(Exploration(letters_asked | {"sentences": many}, folder), {})
    view = page.sentences.cards.view
    assert (len(view["cards"]), view["pages"]) == (A_PAGE, 2)
    press_card(page, "page", to=1)
    assert page.sentences.cards.view["said"].startswith(f"{A_PAGE + 1} to ")


def test_like_this_one_shows_the_likest_and_can_be_left(page):
    put(page, words="reliance")
    press_card(page, "like")
    assert page.sentences.answer.shown.startswith("Shown: the")
    assert "Reliance on agency staff is high." in page.sentences.answer.shown
    assert read_texts(page)[0] == "The number of agency staff."
    press(page, "")
    assert read_texts(page) == ["Reliance on agency staff is high."]


def test_a_sentence_is_kept_with_its_note_and_taken_out_again(page, folder, letters_asked):
    put(page, words="prized")
    assert [action["do"] for action in page.sentences.cards.view["cards"][0]["actions"]][-2:] == ["keep", "like"]
    write_reviewer(folder, "Ann")
    press_card(page, "keep", note="for the board")
    assert page.titles[-1] == "Kept (1)"
    assert "Kept in data/review/quotes.csv." in page.sentences.notice.value
    assert page.sentences.cards.view["cards"][0]["kept"] == "kept: for the board"
    quotes = list_quotes(letters_asked, folder)
    assert quotes[["note", "reviewer"]].to_numpy().tolist() == [["for the board", "Ann"]]
    kept = page.kept.cards
    kept._handle_custom_msg({"do": "drop", "id": kept.view["cards"][0]["id"]}, [])
    assert page.titles[-1] == "Kept (0)"
    assert page.sentences.cards.view["cards"][0]["kept"] == ""
    assert list_quotes(letters_asked, folder).empty


def test_a_quotation_that_cannot_be_written_is_said_in_plain_words(page, folder):
    (folder.review / "quotes.csv").write_bytes(b"\xff")
    put(page, words="prized")
    press_card(page, "keep", note="")
    assert "quotes.csv is not UTF-8" in page.sentences.notice.value
    assert page.sentences.cards.view["cards"][0]["kept"] == ""


def test_a_question_is_saved_by_name_and_asked_again(page, folder, letters_asked):
    asked = REACH["private fostering, praise or concern"] | {
        "checked": False,
        "or_theme": "voice",
        "theme": "placements",
    }
    put(page, **asked)
    said, saved = page.sentences.answer.said, page.sentences.saved
    saved.name.value = ' "private" fostering\n '
    saved.buttons["save"].click()
    assert "Saved as" in page.sentences.notice.value
    later = ExplorePage(Exploration(letters_asked, folder), {"theme": "voice"})
    later.sentences.saved.chosen.value = '"private" fostering'
    assert later.sentences.answer.said == said
    assert later.sentences.controls.read() == make_question(asked)
    later.sentences.saved.buttons["remove"].click()
    assert read_questions(folder) == {}


def test_clear_empties_every_control(page):
    put(page, words="alone", stance="concern")
    page.sentences.saved.buttons["clear"].click()
    assert page.sentences.controls.read() == {}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("words = ", "mend it, or take the file away"),
        ("words = 'alone'", "is no question"),
        ("[mine]\nauthor = 'Leeds'", "is no question"),
        ("[mine]\namong = ['Leeds']\n", ""),
    ],
)
def test_a_file_of_questions_that_people_spoiled_is_one_plain_sentence(folder, letters_asked, content, said):
    find_file(folder).write_text(content, encoding="utf-8")
    page = ExplorePage(Exploration(letters_asked, folder), {})
    assert said in page.sentences.notice.value
    if not said:
        page.sentences.saved.chosen.value = "mine"
        assert "no control for among" in page.sentences.notice.value
        assert page.sentences.answer.said.endswith("these are all sentences.")


def test_a_question_needs_a_name(page):
    page.sentences.saved.buttons["save"].click()
    assert "Give the question a name first." in page.sentences.notice.value


@pytest.mark.parametrize("name", ["plain", 'with "quotes" and \\', "naïve – 😀", "[a.b]", "a\x7fb\x00c"])
def test_any_name_and_any_words_come_back(folder, name):
    write_question(folder, name, {"words": f'"{name}" OR locum*', "checked": True, "theme": ["court", "voice"]})
    ((back, question),) = read_questions(folder).items()
    assert back == " ".join(name.replace("\x7f", " ").replace("\x00", " ").split())
    assert question["theme"] == ["court", "voice"]


def test_what_is_shown_is_exported(page, folder):
    put(page, theme="permanence")
    press(page, "cell||strength")
    page.sentences.saved.name.value = "Praise/of ../permanence"
    page.sentences.saved.buttons["export"].click()
    assert "Written to output: praise-of-permanence.xlsx (3 rows)." in page.sentences.notice.value
    assert (folder.output / "praise-of-permanence.xlsx").exists()


@pytest.mark.parametrize("name", ["theme", "stance", "part", "speaker", "direction", "source_type", "checked"])
def test_every_choice_that_is_offered_can_be_asked(letters_asked, name):
    (control,) = [control for control in list_controls(letters_asked) if control.name == name]
    for label, value in control.choices:
        question = make_question({name: value})
        find(letters_asked, **question)
        assert make_question(fill_form(question)) == question, label


def test_no_letters_at_all_are_no_error(folder, nothing):
    page = ExplorePage(Exploration(nothing, folder), {"theme": "voice"})
    assert page.sentences.answer.said == "No letter is on file."
    page.selected_index = 1
    assert "No area for improvement was asked for at 3 visits running." in page.areas.notice.value
    assert page.sentences.cards.view["said"] == "Nothing to show."


def test_a_letter_that_would_run_stays_text(folder, letters_asked):
    evil = "<script>alert(1)</script> & <img onerror=x>"
    sentences = letters_asked["sentences"].assign(text=evil)
    paragraphs = letters_asked["paragraphs"].assign(text=evil)
    page = ExplorePage(Exploration(letters_asked | {"sentences": sentences, "paragraphs": paragraphs}, folder), {})
    assert read_texts(page)[0] == evil  # the browser makes text of it, never markup (dom.js)
    assert "<script" not in page.sentences.answer.chart["svg"]
    put(page, authority="<b>x</b>")
    assert "<b>" not in page.sentences.fault.value


def test_no_script_of_the_page_makes_markup_of_text():
    from analysis.notebook.explore.parts import Answer, Cards

    for code in (Answer._esm, Cards._esm):
        assert not any(
            way in str(code) for way in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(")
        )


def test_the_page_says_the_same_in_a_notebook_from_run_to_run(page):
    assert repr(page) == "The page to explore the letters: it shows once this notebook is run in JupyterLab."


def test_the_example_is_answered_without_a_kernel(shipped, tables):
    example = answer_example(tables, folder=shipped)
    assert example.text.startswith("What is said of Supervision in Stoke-on-Trent? 11 sentences in all of 2 letters")
    assert list(example.data.columns) == ["label", "place", "file", "page", "stance", "text"]
    assert len(example.data) == 11


def test_the_line_of_python_has_the_names_that_a_person_sees():
    question = {"words": '"seen alone"', "theme": ["staffing", "court"], "since": "2018", "until": "2020-03"}
    assert format_call(question).startswith('analysis.find(tables, words="\\"seen alone\\"", theme=["Staffing", ')
    assert format_call(question).endswith('since=2018, until="2020-03")')
