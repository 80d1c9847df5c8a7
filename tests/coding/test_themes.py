"""Themes: real phrases beside near-misses, what carries over, and the evidence of every code."""

import pytest

from analysis.coding import explain, read_codebook
from analysis.coding.coder import PrintedParagraph, code_paragraphs

CODEBOOK = read_codebook()

CODED = [
    ("Visits to children are not frequent enough.", {"voice"}),
    ("Inspectors visited the local authority in May.", set()),
    ("Foster carers are well supported.", {"placements"}),
    ("Private fostering arrangements are known.", {"private_fostering"}),
    ("Care leavers have pathway plans.", {"care_leavers"}),
    ("Children are permanently excluded too often.", {"education"}),
    ("Health assessments are late.", {"health"}),
    ("Case records are incomplete.", {"recording"}),
    ("Supervision of social workers is irregular.", {"supervision"}),
    ("The court made a supervision order.", {"court"}),
    ("Return home interviews are offered.", {"exploitation"}),
    ("Agency staff leave and turnover is high.", {"staffing"}),
    ("Partner agencies share information well.", {"partnership"}),
    ("Allegations against professionals are managed well.", {"allegations"}),
    ("Social work practice is inconsistent.", {"practice"}),
    ("Family Help teams offer practical support.", {"early_help"}),
    ("Best Start Family Hubs reach many parents of babies.", {"early_help"}),
    ("Family group decision-making is offered to all families.", {"early_help"}),
    ("Relatives in the wider family help them to settle.", set()),
    ("The multi-agency child protection team responds swiftly.", {"front_door", "partnership"}),
    ("The MACPT responds swiftly.", {"front_door"}),
    ("Lead child protection practitioners act swiftly.", {"front_door"}),
    ("The weather was fine.", set()),
    ("Les enfants sont bien soutenus.", set()),
    ("", set()),
]


def code_all(*texts: str, section: str | None = None):
    (sentences,) = code_paragraphs([PrintedParagraph(list(texts), section)], CODEBOOK)
    return sentences


def themes_of(*texts: str, section: str | None = None) -> list[set[str]]:
    return [{code.theme for code in sentence.codes} for sentence in code_all(*texts, section=section)]


@pytest.mark.parametrize(("text", "themes"), CODED)
def test_codes(text, themes):
    assert themes_of(text) == [themes]


def test_a_topic_carries_over_to_a_sentence_that_points_back():
    assert themes_of("Adopters are recruited quickly.", "They feel welcome.") == [{"permanence"}, {"permanence"}]


def test_a_topic_stays_beside_what_else_a_sentence_says():
    _, second = themes_of("Care leavers are well prepared for adult life.", "They know their health histories.")
    assert second == {"care_leavers", "health"}


def test_what_is_carried_over_names_the_words_that_point_back():
    text = "As a result, they do well."
    _, second = code_all("The virtual school is effective.", text)
    (code,) = second.codes
    assert (code.theme, code.source, text[code.start : code.end]) == ("education", "model", "As a result")


def test_a_sentence_points_back_by_any_of_its_first_twelve_words():
    text = "In recent months, and since the spring, they feel welcome."
    (code,) = code_all("Adopters are recruited quickly.", text)[1].codes
    assert (code.theme, text[code.start : code.end]) == ("permanence", "they")
    later = "In recent months, and since the spring, before the summer and since, they feel welcome."
    (code,) = code_all("Adopters are recruited quickly.", later)[1].codes
    assert later[code.start : code.end] == "In"  # no word of its own


def test_a_theme_without_words_of_its_own_must_be_surer_than_one_with_a_cue():
    before, text = "Adopters are recruited quickly.", "Records are kept."
    assert explain(text, "permanence", paragraph=before)["probability"].iloc[-1] == pytest.approx(0.53, abs=0.05)
    assert "permanence" not in themes_of(before, text)[1]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("In some of supervision, tasks are listed.", "stands among the first words"),
        ("In some of the supervision, tasks and dates are listed.", "stands in the middle"),
        ("In some of the records that were read, supervision is listed.", "stands late"),
    ],
    ids=["fourth word", "fifth word", "eighth of ten words"],
)
def test_a_cue_is_early_among_the_first_four_words(text, what):
    said = explain(text, "supervision")["what"]
    assert f"its first cue of Supervision {what}" in set(said)


def test_a_heading_names_a_topic():
    text = "Young people know their rights and get practical help with housing."
    assert "care_leavers" not in themes_of(text)[0]
    assert "care_leavers" in themes_of(text, section="The experiences and progress of care leavers: good")[0]


def test_supervision_keeps_its_two_sides_apart():
    (one,) = code_all("Management oversight is strong but supervision is irregular.")
    assert {(code.theme, code.subtheme) for code in one.codes} == {
        ("supervision", "oversight"),
        ("supervision", "staff_supervision"),
    }


def test_general_practice_gives_way_to_any_other_theme():
    assert themes_of("The quality of social work practice is variable.") == [{"practice"}]
    assert "practice" not in themes_of("The quality of social work practice with care leavers is variable.")[0]


def test_every_code_shows_its_words():
    text = "Strategy meetings are held with the police, but children are not always seen alone."
    (one,) = code_all(text)
    shown = {code.theme: text[code.start : code.end] for code in one.codes}
    assert shown["front_door"] == "Strategy meetings are held"
    assert shown["voice"].endswith("seen alone")
    assert all(0 < code.score <= 1 for code in one.codes)


def test_codes_stand_in_the_order_of_the_codebook():
    (one,) = code_all("Care leavers in education, employment or training get permanent homes.")
    order = list(CODEBOOK.themes)
    numbers = [order.index(code.theme) for code in one.codes]
    assert numbers == sorted(numbers)


def test_weaknesses_in_practice_are_practice_beside_another_theme_too():
    texts = [
        "There are serious weaknesses in practice as well as a high turnover of agency staff.",
        "Practice leads meet agency staff.",
    ]
    coded = [
        {code.theme for code in sentence.codes}
        for sentence in code_paragraphs([PrintedParagraph(texts)], read_codebook())[0]
    ]
    assert {"practice", "staffing"} <= coded[0]
    assert "practice" not in coded[1]
