"""Lines to blocks and blocks to paragraphs: each case a layout, or a bug that was."""

from analysis.letters.blocks import split_blocks
from analysis.letters.sections import parse_body, place_blocks
from analysis.letters.shapes import read_shape
from analysis.read import Line

ILACS = read_shape("ilacs")


def lines(*texts, page=1, left=72.0, right=500.0, size=12.0, gap=False, bold=False):
    return [
        Line(text, page=page, left=left, right=right, size=size, bottom=100.0, gap=gap and place == 0, bold=bold)
        for place, text in enumerate(texts)
    ]


def blocks(printed):
    return [(block.kind, block.number, block.text) for block in split_blocks(printed, ILACS)]


def kinds(printed, shape=ILACS):
    body = parse_body(place_blocks(split_blocks(printed, shape), shape))
    return [(paragraph.kind, paragraph.number, paragraph.text) for paragraph in body.paragraphs]


def test_a_paragraph_is_joined_across_a_page_break_with_or_without_a_capital():
    printed = lines("Plans are reviewed, and the") + lines("Public Law Outline is used.", page=2)
    assert blocks(printed) == [("paragraph", None, "Plans are reviewed, and the Public Law Outline is used.")]


def test_a_full_line_goes_on_over_a_page_break_and_a_short_one_does_not():
    full = lines("Plans are long.", right=500) + lines("Workers know this.", page=2, right=500)
    short = lines("Plans are long.", right=200) + lines("Workers know this.", page=2, right=500)
    assert len(blocks(full)) == 1
    assert len(blocks(short)) == 2


def test_a_wrapped_hyphen_glues_and_a_dash_does_not():
    assert blocks(lines("to make well-", "informed decisions –", "mostly."))[0][2] == (
        "to make well-informed decisions – mostly."
    )


def test_numbers_without_a_space_or_a_full_stop_and_numbers_that_are_none():
    printed = [
        *lines("1. Children are seen, beyond the age of", gap=True),
        *lines("18. They are 17-year-olds or older.", left=100),
        *lines("2.Social workers know them.", gap=True),
        *lines("3 Plans are clear.", gap=True),
        *lines("4. 11.5% of children have none.", gap=True),
    ]
    assert [number for _, number, _ in blocks(printed)] == ["1", "2", "3", "4"]
    assert blocks(printed)[0][2].endswith("beyond the age of 18. They are 17-year-olds or older.")
    assert blocks(printed)[3][2] == "11.5% of children have none."


def test_two_numbers_are_no_series():
    printed = lines("1 This inspection was joint.", gap=True) + lines("2 So was that one.", gap=True)
    assert {kind for kind, _, _ in blocks(printed)} == {"paragraph"}


def test_bullets_of_every_glyph_and_their_levels():
    printed = [line for glyph in "◼▪\uf06e\uf0a7•\x83" for line in lines(f"{glyph} One.")]
    assert {kind for kind, _, _ in blocks(printed)} == {"bullet"}
    nested = lines("◼ Plans that:") + lines("\u2212 are clear", left=90) + lines("◼ Visits.")
    assert [block.level for block in split_blocks(nested, ILACS)] == [1, 2, 1]


def test_a_hyphenated_word_at_the_start_of_a_line_is_no_bullet():
    assert blocks(lines("support is child", "-centred and timely.")) == [
        ("paragraph", None, "support is child -centred and timely.")
    ]


def test_a_wrapped_heading_is_one_heading():
    printed = lines("The experiences and progress of", "care leavers: requires improvement", size=14, bold=True)
    assert blocks(printed)[0] == (
        "heading",
        None,
        "The experiences and progress of care leavers: requires improvement",
    )


def test_a_plain_line_above_a_list_is_a_label_and_no_part_of_the_item_before_it():
    printed = (
        lines("◼ Visits are timely.", gap=True) + lines("Care leavers", gap=True) + lines("◼ They do well.", gap=True)
    )
    assert [kind for kind, _, _ in blocks(printed)] == ["bullet", "label", "bullet"]


def test_a_salutation_is_no_label():
    visit = read_shape("visit")
    printed = lines("Dear Ms Finch", gap=True) + lines("This letter summarises the findings of our visit.", gap=True)
    assert [block.kind for block in split_blocks(printed, visit)] == ["paragraph", "paragraph"]


def test_columns_of_a_table_do_not_run_into_each_other():
    printed = lines("The council and", "the board", left=60) + lines("Leaders should act.", left=220)
    assert [text for _, _, text in blocks(printed)] == ["The council and the board", "Leaders should act."]


def test_what_follows_a_numbered_paragraph_belongs_to_it():
    printed = [
        *lines("The impact of leaders: good", size=14, bold=True, gap=True),
        *lines("1. Leaders know that:", gap=True),
        *lines("◼ plans are late", left=90),
        *lines("◼ visits are not.", left=90),
        *lines("They act on it.", gap=True),
        *lines("2. Staff stay.", gap=True),
        *lines("3. They like it.", gap=True),
    ]
    printed[0] = printed[0]._replace(text="The impact of leaders on social work practice: good")
    assert kinds(printed)[0] == ("finding", "1", "Leaders know that: plans are late visits are not. They act on it.")
    assert len(kinds(printed)) == 3


def test_words_that_lead_to_a_list_of_improvements_are_no_item():
    printed = [
        *lines("What needs to improve?", size=14, bold=True, gap=True),
        *lines("The local authority should improve:", gap=True),
        *lines("◼ plans.", gap=True),
        *lines("◼ visits.", gap=True),
    ]
    assert [kind for kind, _, _ in kinds(printed)] == ["context", "improvement", "improvement"]


def test_a_box_ends_where_the_numbers_go_on():
    jtai = read_shape("jtai")
    printed = [
        *lines("Main findings", bold=True, gap=True),
        *lines("1. Partners meet.", gap=True),
        *lines("Practice study: effective practice", bold=True, gap=True),
        *lines("A boy was helped.", gap=True),
        *lines("2. Police share.", gap=True),
        *lines("3. Health joins.", gap=True),
    ]
    body = parse_body(place_blocks(split_blocks(printed, jtai), jtai))
    sections = [paragraph.section for paragraph in body.paragraphs]
    assert sections == ["Main findings", "Practice study: effective practice", "Main findings", "Main findings"]


def test_headings_of_a_table_of_contents_open_nothing():
    sif = read_shape("sif")
    printed = [
        *lines("Contents", size=26, gap=True),
        *lines("Recommendations 7", size=14, gap=True),
        *lines("Recommendations", size=14, bold=True, page=7, gap=True),
        *lines("1. Ensure that plans are clear.", page=7, gap=True),
        *lines("2. Ensure that visits are timely.", page=7, gap=True),
        *lines("3. Ensure that staff stay.", page=7, gap=True),
    ]
    assert [kind for kind, _, _ in kinds(printed, sif)] == ["improvement"] * 3


def test_the_lists_of_a_report_on_two_bodies_say_whose_they_are():
    sif = read_shape("sif")
    printed = [
        *lines("Recommendations", size=14, bold=True, gap=True),
        *lines("1. Ensure that plans are clear.", gap=True),
        *lines("2. Ensure that staff stay.", gap=True),
        *lines("The Local Safeguarding Children Board (LSCB)", size=18, bold=True, gap=True),
        *lines("What does the LSCB need to improve?", size=14, bold=True, gap=True),
        *lines("Work programme", size=14, bold=True, gap=True),
        *lines("3. Evaluate the impact of training.", gap=True),
        *lines("Inspection findings", size=14, bold=True, gap=True),
        *lines("4. Training is wide.", gap=True),
        *lines("Information about this inspection", size=14, bold=True, gap=True),
        *lines("5. Inspectors read files.", gap=True),
    ]
    body = parse_body(place_blocks(split_blocks(printed, sif), sif))
    assert [paragraph.section for paragraph in body.paragraphs] == [
        "Recommendations",
        "Recommendations",
        "The Local Safeguarding Children Board (LSCB): Work programme",
        "The Local Safeguarding Children Board (LSCB)",
        "Information about this inspection",
    ]
