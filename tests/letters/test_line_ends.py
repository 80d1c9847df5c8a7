"""Letters and articles without empty lines between their paragraphs, beside those in which a line end says nothing."""

import textwrap

import pytest
from made_up_pdf import draw_pdf

from analysis.letters import parse_letter
from analysis.read.pdf import parse_pdf
from analysis.read.text import parse_text

HEAD = [
    "Ofsted",
    "Piccadilly Gate",
    "M1 2WD",
    "15 August 2024",
    "Robin Ashdown",
    "Director of Children’s Services",
    "Dear Robin Ashdown",
    "Focused visit to Tameside children’s services",
    "This letter summarises the findings of the focused visit to Tameside children’s services on 9 and 10 July 2024. "
    "His Majesty’s Inspectors for this visit were Ash Merrow and Lee Dunnock.",
    "Inspectors looked at the local authority’s arrangements for children in care.",
]
FINDINGS = [
    "Children in care are visited regularly by workers whom they know. They are seen alone, and what they say is "
    "written down in words that they would use themselves.",
    "Health assessments are completed on time.",
    "Life-story work is started too late for some children, and their carers are not always told what it is for, "
    "though most of them have asked their own workers.",
    "Plans are clear.",
]
END = [
    "Ofsted will take the findings from this focused visit into account when planning the next inspection or visit.",
    "Yours sincerely",
    "Ash Merrow",
    "His Majesty’s Inspector",
]
ITEMS = [
    "- The quality of life-story work, and what carers are told of it by the workers of the children.",
    "- Records.",
]
HEADINGS = ["What needs to improve in this area of social work practice?", "Main findings"]
LETTER = [*HEAD, HEADINGS[0], *ITEMS, HEADINGS[1], *FINDINGS, *END]


def read(text):
    return parse_letter(parse_text(text.encode()))


def findings(letter):
    return [paragraph.text for paragraph in letter.paragraphs if paragraph.kind == "finding"]


def wrap(paragraph, width):
    return textwrap.fill(paragraph, width, break_on_hyphens=False)


def check(letter):
    assert findings(letter) == FINDINGS
    assert [item.text for item in letter.improvements] == [item[2:] for item in ITEMS]
    assert [(person.name, person.role) for person in letter.inspectors] == [
        ("Ash Merrow", "lead"),
        ("Lee Dunnock", "inspector"),
    ]
    assert str(letter.start_date) == "2024-07-09"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_letter_with_a_paragraph_on_each_line(newline):
    check(read(newline.join(LETTER)))


def test_a_letter_with_empty_lines_around_its_headings_alone():
    check(read("\n".join(f"\n{line}\n" if line in HEADINGS else line for line in LETTER)))


@pytest.mark.parametrize("width", [60, 72, 90])
def test_a_letter_that_is_wrapped_without_empty_lines(width):
    check(read("\n".join(wrap(line, width) for line in LETTER)))


@pytest.mark.parametrize("width", [40, 72, 500])
def test_with_empty_lines_between_paragraphs_a_line_end_says_nothing(width):
    check(read("\n\n".join(wrap(line, width) for line in LETTER)))


def test_sentences_on_lines_of_their_own_stay_in_their_paragraph():
    check(read("\n\n".join(line.replace(". ", ".\n") for line in LETTER)))


def test_numbered_paragraphs_on_a_line_each():
    numbered = [f"{number}. {finding}" for number, finding in enumerate(FINDINGS, start=1)]
    assert findings(read("\n".join([*HEAD, HEADINGS[1], *numbered, *END]))) == FINDINGS


ARTICLE = [
    "Care leavers praised in Dudley",
    "Ofsted found that care leavers in Dudley are well supported.",
    "Inspectors said personal advisers stay in touch with young people.",
    "They visited Dudley children’s services on 14 and 15 May 2024.",
    "Inspectors said that pathway plans were not always kept up to date, and that some young people did not know what "
    "theirs said.",
]


@pytest.mark.parametrize("width", [90, 500])
def test_an_article_with_a_paragraph_on_each_line(width):
    letter = read("\n".join(wrap(line, width) for line in ARTICLE))
    assert (letter.source_type, letter.title) == ("press", ARTICLE[0])
    assert [paragraph.text for paragraph in letter.paragraphs] == ARTICLE[1:]


def article_in_pdf(step, wrapped_at):
    """The article as a browser prints it: so many points from paragraph to paragraph, lines 14 points apart."""

    def draw(page):
        page.words(ARTICLE[0], size=20)
        for paragraph in ARTICLE[1:]:
            page.words(*textwrap.wrap(paragraph, wrapped_at), gap=step - 14)

    return parse_letter(parse_pdf(draw_pdf(draw)))


@pytest.mark.parametrize("wrapped_at", [70, 130])
@pytest.mark.parametrize("step", [22, 27, 34])
def test_an_article_of_short_paragraphs_printed_to_pdf(step, wrapped_at):
    assert [paragraph.text for paragraph in article_in_pdf(step, wrapped_at).paragraphs] == ARTICLE[1:]


def test_the_lines_of_a_page_with_two_lines_of_space_between_all_stay_together():
    def draw(page):
        page.words("Care leavers praised in Dudley", size=20)
        for line in textwrap.wrap(" ".join(ARTICLE[1:]), 60):
            page.words(line, gap=14)

    letter = parse_letter(parse_pdf(draw_pdf(draw)))
    assert [paragraph.text for paragraph in letter.paragraphs] == [" ".join(ARTICLE[1:])]
