"""What later visits say of what was asked for: hand-made cases, and the shipped documents."""

import pandas as pd
import pytest
from analysis.history.bearing import LaterSentence, bears_on

from analysis.history.ledger import judge_bearing, judge_item, judge_item_scope
from analysis.history.subjects import find_marks, find_people, weigh_asked, weigh_marks

CARE_LEAVERS = (
    "Support for care leavers, including in relation to health histories and personal education plans (PEPs).",
    {("care_leavers", None), ("education", None), ("health", None)},
)
STAFF_SUPERVISION = ("supervision", "staff_supervision")
SUPERVISION = ("The quality and frequency of supervision.", {STAFF_SUPERVISION})
PLANS = ("The quality and monitoring of children in need and child protection plans.", {("planning", None)})
ASSESSMENTS = ("The quality of assessments and plans for children.", {("assessment", None), ("planning", None)})
THRESHOLDS = ("Application of thresholds, including when to seek consent from parents.", {("front_door", None)})
NO_THEME = ("An understanding of the adverse experiences and the grief of children.", set())
INTERVIEWS = ("The take-up of return home interviews for children who go missing.", {("planning", None)})
PRIVATE = ("The assessment of private fostering arrangements.", {("assessment", None), ("private_fostering", None)})


def say(text, *themes, context="", stance="concern"):
    marks = find_marks(text, [(theme, None) if isinstance(theme, str) else theme for theme in themes])
    return LaterSentence("s1", stance, weigh_marks(marks), find_people(context))


@pytest.mark.parametrize(
    ("item", "sentence"),
    [
        (SUPERVISION, say("Supervision is regular.", ("supervision", "staff_supervision"))),
        (THRESHOLDS, say("Parental consent is sought.", "front_door")),
        (THRESHOLDS, say("Thresholds are applied well.", "front_door")),
        (CARE_LEAVERS, say("Not all care leavers have their health histories.", "care_leavers", "health")),
        (CARE_LEAVERS, say("Some have no health histories.", "health", context="care leavers")),
        (PLANS, say("Plans lack focus.", "planning", context="children who are subject to child protection plans")),
        (PRIVATE, say("Private fostering assessments are timely.", "private_fostering", "assessment")),
        # a plain item: a theme, if a good part of it, is enough
        (ASSESSMENTS, say("Assessments are thorough.", "assessment")),
        # who acts, and a broad group, are by the way
        (ASSESSMENTS, say("Leaders find assessments of children in need thorough.", "assessment", "leadership")),
        # people and telling words enough, on another theme
        (INTERVIEWS, say("Return home interviews are timely when children go missing from home.", "voice")),
        # neither theme nor people: many telling words
        (NO_THEME, say("Grief and adverse experiences are not understood.", "leadership")),
    ],
)
def test_a_sentence_bears_on_an_item_of_the_same_subject_and_people(item, sentence):
    assert bears_on(sentence, weigh_asked(*item))


@pytest.mark.parametrize(
    ("item", "sentence"),
    [
        # one broad theme in common is not enough
        (THRESHOLDS, say("The out-of-hours team responds quickly.", "front_door")),
        (CARE_LEAVERS, say("Care leavers live in suitable homes.", "care_leavers")),
        # the people alone are no subject
        (("The stability of the workforce in the disabled children’s team.", {("staffing", None)}),
         say("Disabled children and the team that sees them do well.", "vulnerable_groups")),
        # other people are meant
        (CARE_LEAVERS, say("The health histories of children in care are complete.", "health")),
        (PLANS, say("Pathway plans of care leavers are thorough.", "planning", "care_leavers")),
        (ASSESSMENTS, say("Private fostering assessments and plans are timely.", "assessment", "planning")),
        # oversight of cases is not supervision of staff
        (SUPERVISION, say("Managers’ oversight of cases is strong.", ("supervision", "oversight"))),
        # a list in passing
        (THRESHOLDS, say("Investment has improved early help, thresholds, permanence and partnerships.",
                         "early_help", "front_door", "permanence", "partnership", "leadership")),
        # words alone
        (THRESHOLDS, say("Consent and thresholds.")),
        (NO_THEME, say("Few understand experiences.")),
        # the same people, and nothing else of what was asked for
        (INTERVIEWS, say("Children at risk of exploitation are kept safe.", "voice")),
        # a part of an item that asks for much more in its words
        (("The pace, scrutiny and tenacity of step-down meetings.", {("planning", None)}),
         say("Plans are thorough.", "planning")),
    ],
)  # fmt: skip
def test_and_on_no_other(item, sentence):
    assert not bears_on(sentence, weigh_asked(*item))


@pytest.mark.parametrize(
    ("stances", "status"),
    [
        (["strength", "neutral"], "now praised"),
        (["strength", "concern"], "mixed"),
        (["mixed"], "still a concern"),
        (["neutral"], "mentioned"),
        ([], None),
    ],
)
def test_the_status_follows_what_the_sentences_voice(stances, status):
    theme = ("supervision", "staff_supervision")
    bearing = [say("The quality of supervision.", theme, stance=stance) for stance in stances]
    assert judge_bearing(bearing, weigh_asked(*SUPERVISION)) == status


def test_praise_of_a_small_part_is_no_verdict_on_the_whole():
    item = weigh_asked(
        "The pace of disruption meetings, escalation, early permanence, foster placements and later-life letters.",
        {("placements", None), ("permanence", None), ("review", None), ("voice", None)},
    )
    foster = say("Foster placements are good.", "placements", stance="strength")
    assert judge_bearing([foster], item) == "mentioned"


CHILD_PROTECTION_VISIT = {
    "care_leavers": "outside_scope", "education": "outside_scope", "health": "outside_scope", "voice": "in_scope",
    "placements": "outside_scope", "planning": "in_scope", "supervision": "unknown", "permanence": "outside_scope",
}  # fmt: skip


@pytest.mark.parametrize(
    ("item", "scope"),
    [
        (CARE_LEAVERS, "outside_scope"),
        (SUPERVISION, "unknown"),
        (PLANS, "unknown"),
        # visits and wishes were looked at, but not those of children in care
        (("Life-story work for all children in care.", {("voice", None)}), "outside_scope"),
        # the greater part was not looked at
        (("Permanence planning, with life-story work.", {("permanence", None), ("voice", None)}), "outside_scope"),
        (("The pace of change.", set()), "unknown"),
    ],
)
def test_an_item_is_not_looked_at_where_its_people_or_most_of_its_themes_are_not(item, scope):
    assert judge_item_scope(weigh_asked(*item), item[1], CHILD_PROTECTION_VISIT) == scope


def follow(tables, words):
    """The status at the 2024 visit of the 2020 item that holds the words."""
    rows = tables["ledger"].merge(tables["improvements"], on="improvement_id")
    return rows.loc[rows["text"].str.contains(words), "status"].drop_duplicates().tolist()


def test_supervision_was_asked_for_in_2020_and_again_in_2024(tables):
    assert follow(tables, "management oversight, case directions and supervision") == ["asked again"]
    rows = tables["ledger"].merge(tables["sentences"], left_on="sentence_ids", right_on="sentence_id")
    said = rows.loc[rows["status"] == "asked again", "text"]
    assert said.str.contains("The quality and frequency of supervision").any()


@pytest.mark.parametrize("words", ["permanent solutions", "brothers and sisters", "personal education plans"])
def test_what_2024_did_not_look_at_is_said_to_be_so(tables, words):
    assert follow(tables, words) == ["not looked at"]


def test_staffing_was_a_concern_at_both_visits_without_being_listed(tables):
    history = tables["theme_history"]
    assert history.loc[history["theme"] == "staffing", "status"].tolist() == ["concern", "concern"]


def test_every_status_but_silence_opens_onto_sentences(tables):
    silent = tables["ledger"]["status"].isin(["not mentioned", "not looked at", "not reported"])
    assert (tables["ledger"]["sentence_ids"].isna() == silent).all()
    assert set(tables["ledger"]["sentence_ids"].dropna()) <= set(tables["sentences"]["sentence_id"])


def test_tables_without_items_give_an_empty_ledger(tables):
    from analysis.history import derive_history

    bare = {name: frame.head(0) if name == "improvements" else frame for name, frame in tables.items()}
    history = derive_history(bare, list(tables["coverage"]["theme"].unique()))
    assert not len(history["ledger"]) and not len(history["threads"])
    assert isinstance(history["ledger"], pd.DataFrame)


@pytest.mark.parametrize(
    ("subject", "status"),
    [
        ({"theme:court": 5.0, "word:proceed": 3.0}, "now praised"),
        ({"theme:court": 5.0}, "mentioned"),  # praise of court work, not of what was asked for in it
    ],
)
def test_praise_counts_where_it_names_what_was_asked_for(subject, status):
    item = {"theme:court": 5.0, "word:proceed": 3.0, "word:timelines": 4.0}
    praise = LaterSentence("v/p001/s1", "strength", subject, frozenset())
    assert judge_bearing([praise], item) == status


@pytest.mark.parametrize(
    ("doubt", "status"),
    [
        # a concern about the same, beside other things, is no praise
        (say("Assessments, plans and placements drift.", "assessment", "planning", "placements"),
         "mixed"),
        # about another subject
        (say("Placements are too few.", "placements"), "now praised"),
        # about other people
        (say("Private fostering assessments and plans are late.", "assessment", "planning"), "now praised"),
    ],
)  # fmt: skip
def test_what_is_doubted_elsewhere_in_the_visit_is_not_praised(doubt, status):
    praise = say("Assessments and plans are thorough.", "assessment", "planning", stance="strength")
    said = [praise._replace(sentence_id="praise"), doubt._replace(sentence_id="doubt")]
    found, shown = judge_item(said, weigh_asked(*ASSESSMENTS))
    assert found == status
    # the verdict opens onto the doubt too, where it rests on it
    assert [sentence.sentence_id for sentence in shown] == (["praise", "doubt"] if status == "mixed" else ["praise"])


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        (say("Supervision is well recorded.", STAFF_SUPERVISION, "recording", stance="strength"), "now praised"),
        (say("Supervision is regular.", STAFF_SUPERVISION, stance="strength"), "mentioned"),
        (say("Supervision is not regular.", STAFF_SUPERVISION), "mentioned"),
    ],
)
def test_praise_of_a_thing_is_no_praise_of_its_recording(sentence, status):
    item = weigh_asked("The recording of supervision.", {("recording", None), STAFF_SUPERVISION})
    assert judge_bearing([sentence], item) == status


def test_praise_for_a_plain_item_needs_no_telling_word():
    praise = say("They are thorough.", "assessment", stance="strength")
    assert judge_bearing([praise], weigh_asked(*ASSESSMENTS)) == "now praised"
