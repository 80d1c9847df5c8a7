"""What later visits say of what was asked for: made-up letters for each kind of case, and the shipped documents."""

import pandas as pd
import pytest
from history.made_up_visits import VISIT, follow, make_tables

from analysis.history import derive_history
from analysis.history.ledger import judge_item_scope, make_ledger, settle_status
from analysis.history.subjects import weigh_asked

STAFF_SUPERVISION = ("supervision", "staff_supervision")
SUPERVISION = "The quality and frequency of supervision of social workers."
HEALTH = "The timeliness of initial health assessments."
LIFE_STORY = "Life-story work for children in care."
STABILITY = "The stability of the workforce, so that children have fewer changes of social worker."


@pytest.mark.parametrize(
    ("area", "findings", "status"),
    [
        pytest.param(SUPERVISION, ["Social workers receive regular, reflective supervision, which is well recorded and "
                                   "helps them to progress plans.",
                                   "Staff say that supervision is frequent and of high quality."],
                     "now praised", id="praise of the very thing"),
        pytest.param(SUPERVISION, ["Supervision of social workers remains irregular, and often of poor quality."],
                     "still a concern", id="plain criticism of the very thing"),
        pytest.param(HEALTH, ["Initial health assessments are rarely completed on time, and children wait for months."],
                     "still a concern", id="delay of what was to be timely"),
        pytest.param(STABILITY, ["The workforce is now stable. Turnover has fallen, and few children experience a "
                                 "change of social worker.", "Caseloads are manageable."],
                     "now praised", id="the thing in other words"),
        pytest.param(LIFE_STORY, ["Life-story work is completed with care for all children in care, and they treasure "
                                  "their books."], "now praised", id="one passage that says it all"),
    ],
)  # fmt: skip
def test_a_verdict_follows_what_the_letter_says_of_the_very_thing(area, findings, status):
    found, shown = follow(area, *findings)
    assert found == status
    assert shown[0] in " ".join(findings)


@pytest.mark.parametrize(
    ("area", "finding"),
    [
        pytest.param(LIFE_STORY, "Children in care live in stable homes with carers who know them well.",
                     id="the same people, another thing"),
        pytest.param(HEALTH, "Children in care are healthy.", id="something near it"),
        pytest.param("The recording of supervision.", "Assessments are thorough and timely.", id="another theme"),
    ],
)  # fmt: skip
def test_praise_of_something_near_is_no_verdict_on_the_thing(area, finding):
    assert follow(area, finding)[0] in ("mentioned", "not mentioned")


def test_a_weakness_of_the_thing_stops_praise_of_it():
    praise = "Supervision of social workers is regular, and its quality is good."
    doubt = "However, supervision of social workers in one team is infrequent, and its quality is poor."
    assert follow(SUPERVISION, praise)[0] == "now praised"
    assert follow(SUPERVISION, f"{praise} {doubt}")[0] != "now praised"


@pytest.mark.parametrize("silence", ["not mentioned", "not looked at", "not reported"])
def test_silence_says_what_it_means_where_nothing_near_was_found(silence):
    assert follow(LIFE_STORY, silence=silence) == (silence, [])


@pytest.mark.parametrize(
    ("listed", "score", "status"),
    [
        pytest.param("The quality and frequency of supervision.", 0.9, "asked again", id="nearly the same words"),
        pytest.param("The recording of supervision and the stability of the workforce.", 0.35, "asked again in part",
                     id="a part of it"),
        pytest.param("The sufficiency of foster homes.", 0.3, "not mentioned", id="a link that nothing bears out"),
    ],
)  # fmt: skip
def test_a_link_in_part_is_not_asked_again(listed, score, status):
    assert follow(SUPERVISION, listed=(listed,), linked=score)[0] == status


def test_a_verdict_stands_beside_a_link_to_something_near():
    area = "The partnership response to the emotional health needs of children in care."
    listed = ("The response to the emotional well-being and mental health needs of care leavers.",)
    praise = (
        "Emotional health support for children in care is readily available, and partners respond to their needs.",
        "Local emotional health services for children in care are well managed, and strong partnership working meets "
        "their needs.",
    )
    assert follow(area, listed=listed, linked=0.6)[0] == "asked again in part"
    assert follow(area, *praise, listed=listed, linked=0.6)[0] == "now praised"


def test_what_was_asked_of_a_body_that_nobody_looked_at_is_not_looked_at():
    area = "Ensure that the Board monitors the quality of early help."
    assert follow(area, other_body=True, silence="not looked at") == ("not looked at", [])


def test_no_verdict_is_published_on_kinds_of_letters_that_nobody_measured():
    weak = "Supervision of social workers remains irregular, and too often its quality is poor."
    assert follow(SUPERVISION, weak)[0] == "still a concern"
    assert follow(SUPERVISION, weak, measured=False)[0] == "mentioned"


@pytest.mark.parametrize(
    ("heading", "status"),
    [("Recommendations", "asked again"), ("Local Safeguarding Children Board", "mentioned")],
)
def test_what_a_letter_says_of_the_council_is_no_verdict_on_what_a_board_was_asked_for(heading, status):
    area = "Ensure that supervision is regular and of good quality."
    later = make_tables(
        "The supervision of social workers remains irregular, and too often its quality is poor.",
        "Supervision is not regular, and managers do not ensure its quality.",
        listed=("The regularity and quality of supervision.",),
    )
    asked = pd.DataFrame([{"visit_id": "then", "paragraph_id": "then/p001", "text": area, "section": heading}])
    tables = later | {
        "paragraphs": pd.concat([asked.assign(kind="improvement"), later["paragraphs"]]),
        "improvements": asked.drop(columns="section").assign(improvement_id="then/i01"),
        "coverage": pd.DataFrame(columns=["visit_id", "theme", "status"]),
    }
    visits = pd.DataFrame(
        {
            "visit_id": ["then", VISIT], "authority": "Westmarsh", "framework": ["SIF", "ILACS"],
            "start_date": pd.to_datetime(["2016-03-07", "2024-03-04"]), "source_type": "report",
        }
    )  # fmt: skip
    threads = pd.DataFrame(columns=["later", "earlier", "score", "strength", "source"])
    ledger, _ = make_ledger(tables, {"then/p001": {STAFF_SUPERVISION}}, threads, visits)
    assert set(ledger["status"]) == {status}


def test_passages_stand_best_first():
    near = "Foster carers value the frequent supervision that they get."
    _, shown = follow(SUPERVISION, near, "The supervision of social workers is irregular, and its quality is poor.")
    assert shown[0].startswith("The supervision of social workers")


def test_a_letter_without_findings_is_silent():
    assert settle_status(None, None, [], "not mentioned") == (
        "not mentioned",
        pytest.approx(float("nan"), nan_ok=True),
        "model",
        [],
    )


def test_an_area_of_two_hundred_words_is_judged_like_any_other():
    long = " ".join([SUPERVISION, *["This is so that plans progress and children are safe."] * 22])
    assert follow(long, "Supervision of social workers remains irregular, and its quality is poor.")[1]


CHILD_PROTECTION_VISIT = {
    "care_leavers": "outside_scope", "education": "outside_scope", "health": "outside_scope", "voice": "in_scope",
    "placements": "outside_scope", "planning": "in_scope", "supervision": "unknown", "permanence": "outside_scope",
}  # fmt: skip


@pytest.mark.parametrize(
    ("item", "themes", "scope"),
    [
        ("Support for care leavers, and personal education plans.", {("care_leavers", None), ("education", None)},
         "outside_scope"),
        (SUPERVISION, {STAFF_SUPERVISION}, "unknown"),
        # visits and wishes were looked at, but not those of children in care
        ("Life-story work for all children in care.", {("voice", None)}, "outside_scope"),
        # the greater part was not looked at
        ("Permanence planning, with life-story work.", {("permanence", None), ("voice", None)}, "outside_scope"),
        ("The pace of change.", set(), "unknown"),
    ],
)  # fmt: skip
def test_an_area_is_not_looked_at_where_its_people_or_most_of_its_themes_are_not(item, themes, scope):
    assert judge_item_scope(weigh_asked(item, themes), themes, CHILD_PROTECTION_VISIT) == scope


def follow_shipped(tables, words):
    """The status at the 2024 visit of the 2020 area that holds the words."""
    rows = tables["ledger"].merge(tables["improvements"], on="improvement_id")
    return rows.loc[rows["text"].str.contains(words), "status"].drop_duplicates().tolist()


def test_supervision_of_2020_was_asked_for_again_in_part_in_2024(tables):
    assert follow_shipped(tables, "management oversight, case directions and supervision") == ["asked again in part"]
    rows = tables["ledger"].merge(tables["sentences"], on="sentence_id")
    shown = rows.loc[rows["status"] == "asked again in part", "text"]
    assert shown.str.contains("The quality and frequency of supervision").any()
    assert shown.str.contains("management oversight of children on long-term").any(), "oversight is one subject"


def test_the_plans_of_2020_were_not_asked_for_again(tables):
    assert follow_shipped(tables, "quality and monitoring of children in need") == ["mentioned"]
    assert not tables["threads"]["earlier"].str.endswith("/i01").any()


@pytest.mark.parametrize("words", ["permanent solutions", "brothers and sisters", "personal education plans"])
def test_what_2024_did_not_look_at_is_said_to_be_so(tables, words):
    assert follow_shipped(tables, words) == ["not looked at"]


def test_staffing_was_a_concern_at_both_visits_without_being_listed(tables):
    history = tables["theme_history"]
    assert history.loc[history["theme"] == "staffing", "status"].tolist() == ["concern", "concern"]


def test_every_status_but_silence_opens_onto_sentences(tables):
    silent = tables["ledger"]["status"].isin(["not mentioned", "not looked at", "not reported"])
    assert (tables["ledger"]["sentence_id"].isna() == silent).all()
    assert set(tables["ledger"]["sentence_id"].dropna()) <= set(tables["sentences"]["sentence_id"])


def test_tables_without_areas_give_an_empty_ledger(tables):
    bare = {name: frame.head(0) if name == "improvements" else frame for name, frame in tables.items()}
    history = derive_history(bare, list(tables["coverage"]["theme"].unique()))
    assert not len(history["ledger"]) and not len(history["threads"])
    assert isinstance(history["ledger"], pd.DataFrame)


def test_what_a_person_decided_goes_before_the_machine(tables):
    pair = tables["ledger"].iloc[[0]][["improvement_id", "later_visit_id"]]
    decided = pair.assign(status="still a concern", reviewer="Ann")
    history = derive_history({**tables, "ledger_reviews": decided}, list(tables["coverage"]["theme"].unique()))
    row = history["ledger"].merge(pair).iloc[0]
    assert (row["status"], row["source"], row["certainty"]) == ("still a concern", "reviewer", 1.0)
