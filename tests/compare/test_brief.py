"""The page on one letter as plain data: what it asks for, what came back, what is new, what was not looked at."""

import pandas as pd
import pytest

from analysis import compare
from analysis.compare.arrival import keep_authority, set_beside
from analysis.compare.brief import compose_brief, find_first_raised, name_runs
from analysis.compare.facts import format_days
from analysis.compare.quotations import drop_speech, list_quotable, stands_alone, take_speech
from analysis.find import QuestionError

LETTER, ARTICLE = "stoke-on-trent-2020-09-29-focused-visit", "stoke-on-trent-2024-10-focused-visit-press"
ASHBY = [f"ashby-under-lea-{year}-03-03-inspection" for year in (2019, 2022, 2025)]


def say(listings):
    return " ".join(one.words.replace("{named}", "; ".join(one.names)) for one in listings)


def alter(tables, name, visit_id, **values):
    """Return tables in which a visit's rows of one table have other values."""
    table = tables[name].copy()
    for column, value in values.items():
        table.loc[table["visit_id"] == visit_id, column] = value
    return tables | {name: table}


@pytest.fixture
def again(inspections):
    return compose_brief(inspections, ASHBY[1])


def test_a_letter_says_what_it_was_and_all_it_asks_for(again):
    assert again.title == "Inspection of Ashby-under-Lea, 3 to 14 March 2022"
    assert "Led by Ada Marsh." in again.facts
    assert again.grades.endswith("overall Requires improvement.")
    assert again.asked_head == "2 areas for improvement"
    assert [(item.number, item.text) for item in again.asked] == [
        (1, "The quality and frequency of supervision."),
        (2, "The sufficiency of foster placements for brothers and sisters."),
    ]


def test_what_came_back_stands_with_the_earlier_item_and_its_date(again):
    (row,) = again.returned
    assert (row.status, row.numbers, row.label) == ("asked again", (1,), "Mar 2019 inspection")
    assert row.text == "The quality and frequency of supervision."
    assert row.place
    assert not row.is_checked
    assert any(note.startswith("Of the three areas for improvement (Mar 2019 inspection): 1 asked") for note in
               again.returned_notes)  # fmt: skip


def test_an_item_asked_for_again_is_not_new(again, inspections):
    assert "Found in no earlier list: no. 2." in say(again.new)
    latest = compose_brief(inspections, ASHBY[2])
    assert [row.numbers for row in latest.returned] == [(1,)]
    assert "no earlier list" not in say(latest.new)


def test_what_came_again_and_again_is_one_row_that_names_all_visits(inspections):
    tables = dict(inspections)
    first, second = (f"{one}/i01" for one in ASHBY[:2])
    ledger = tables["ledger"].copy()
    ledger.loc[ledger["improvement_id"].isin([first, second]) & (ledger["later_visit_id"] == ASHBY[2]), "status"] = (
        "asked again"
    )
    links = [{"later": f"{ASHBY[2]}/i01", "earlier": one, "strength": "same", "score": 0.9, "source": "model"}
             for one in (first, second)]  # fmt: skip
    tables |= {"ledger": ledger, "threads": pd.concat([tables["threads"], pd.DataFrame(links)], ignore_index=True)}
    rows = [row for row in compose_brief(tables, ASHBY[2]).returned if "supervision" in row.text]
    assert [(row.label, row.before) for row in rows] == [("Mar 2022 inspection", ("Mar 2019 inspection",))]


def test_what_a_person_decided_counts_and_says_so(inspections):
    ledger = inspections["ledger"].copy()
    ledger.loc[ledger["later_visit_id"] == ASHBY[1], "source"] = "reviewer"
    (row,) = compose_brief(inspections | {"ledger": ledger}, ASHBY[1]).returned
    assert row.is_checked
    assert row.certainty is None


def test_in_part_is_not_asked_again_and_not_new(tables):
    brief = compose_brief(tables, ARTICLE)
    (row,) = brief.returned
    assert (row.status, row.numbers, row.label) == ("asked again in part", (3,), "Sep 2020 focused visit")
    assert "1 asked again in part" in " ".join(brief.returned_notes)
    assert not [note for note in brief.returned_notes if ": 1 asked again;" in note]
    assert "Found in no earlier list: no. 1, 2 and 4." in say(brief.new)


def test_the_first_letter_on_file_says_why_nothing_came_back(tables, inspections):
    for brief in (compose_brief(tables, LETTER), compose_brief(inspections, ASHBY[0])):
        assert brief.returned == []
        assert brief.returned_notes == ["Nothing, because nothing earlier is on file."]
        assert say(brief.new) == "Nothing earlier is set beside it, so nothing can be called new."
    assert "Later visits on file are not used: Oct 2024 focused visit (press)." in compose_brief(tables, LETTER).sources


def test_themes_raised_for_the_first_time_are_told_from_those_that_nobody_looked_at():
    rows = [
        ("staffing", "a", "strength", 0, 2), ("staffing", "b", "concern", 3, 0),
        ("permanence", "a", "not looked at", 0, 0), ("permanence", "b", "concern", 1, 0),
        ("plans", "a", "concern", 2, 0), ("plans", "b", "asked for", 1, 0),
        ("health", "a", "not mentioned", 0, 0), ("health", "b", "strength", 0, 1),
        ("court", "a", "mixed", 1, 9), ("court", "b", "concern", 3, 0),
    ]  # fmt: skip
    statuses = pd.DataFrame(rows, columns=["theme", "visit_id", "status", "n_concern", "n_strength"])
    statuses = statuses.assign(
        theme_label=statuses["theme"].str.capitalize(), n_mixed=0, turns=statuses["n_concern"] == 1
    )
    assert find_first_raised(statuses, "b") == (("staffing",), ("permanence (on one sentence)",))


def test_what_was_not_looked_at_is_not_what_is_not_mentioned(tables):
    said = say(compose_brief(tables, LETTER).unlooked)
    assert "No theme is known to have been left out." in said
    assert "Within what was looked at, and not found mentioned:" in said
    assert "pandemic" not in said


def test_the_silence_of_the_press_is_none_of_the_visit(tables):
    brief = compose_brief(tables, ARTICLE)
    said = say(brief.unlooked)
    assert said.startswith("Not looked at, as the press reports it: permanence;")
    assert "not mentioned" not in said
    assert "journalist's selection" in " ".join(brief.facts)
    assert brief.asked_head.endswith("as the article lists them")
    assert not any("Led by" in fact for fact in brief.facts)


def test_a_letter_without_a_scope_says_that_its_silence_cannot_be_read(tables):
    coverage = tables["coverage"].assign(status="unknown", covered=False)
    said = say(compose_brief(tables | {"coverage": coverage}, LETTER).unlooked)
    assert said.startswith("The letter does not say what was looked at")


def test_quotations_are_inspectors_words_a_strength_and_a_concern(tables, inspections):
    brief = compose_brief(tables, LETTER)
    printed = set(tables["sentences"].loc[tables["sentences"]["visit_id"] == LETTER, "text"])
    assert [one.stance for one in brief.quotes] == ["strength", "concern", "concern"]
    assert all(one.text in printed and one.place for one in brief.quotes)
    assert {one.stance for one in compose_brief(inspections, ASHBY[1]).quotes} == {"strength", "concern"}


def test_what_a_letter_asks_for_is_quoted_for_want_of_a_concern_and_is_called_so(tables):
    listed = tables["paragraphs"].query("visit_id == @LETTER & kind == 'improvement'")["paragraph_id"]
    own = tables["sentences"]["paragraph_id"].isin(listed)
    sure = tables["sentences"].assign(stance_score=tables["sentences"]["stance_score"].mask(own, -1.0),
                                      stance=tables["sentences"]["stance"].mask(own, "concern"))  # fmt: skip
    said = [one.stance for one in compose_brief(tables | {"sentences": sure}, LETTER).quotes]
    assert said == ["strength", "concern", "concern"], "there are concerns among the findings"
    alone = sure.assign(stance=sure["stance"].where(own | (sure["stance"] != "concern"), "neutral"))
    said = [one.stance for one in compose_brief(tables | {"sentences": alone}, LETTER).quotes]
    assert said == ["strength", "strength", "asked for"]


def test_no_word_of_the_council_or_the_journalist_is_quoted(tables):
    own = tables["sentences"][tables["sentences"]["visit_id"] == ARTICLE]
    others = set(own.loc[own["speaker"] != "inspector", "text"])
    letter = set_beside(keep_authority(tables, ARTICLE), ARTICLE).tail(1)
    quotable = list_quotable(tables, letter)
    assert quotable
    assert not others & {row.text for row in quotable}
    (quote,) = compose_brief(tables, ARTICLE).quotes
    assert quote.text.startswith("Plans for these children have not been driven forward")
    everyone = tables["sentences"].assign(speaker="council")
    assert compose_brief(tables | {"sentences": everyone}, ARTICLE).quotes == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Children say, “We are heard”.", ""),
        ("One parent told us: 'They listen.'", ""),
        ("The council’s plans are clear.", "The council’s plans are clear."),
        ("Children's plans are clear.", "Children's plans are clear."),
    ],
)
def test_what_others_say_in_a_letter_is_not_quoted(text, said):
    assert drop_speech(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('The report states: "Plans drift.', "Plans drift."),
        ('For some, this has been for all of their lives."', "For some, this has been for all of their lives."),
        ("“Plans drift,” the inspector wrote.", "Plans drift,"),
        ("Plans drift.", "Plans drift."),
        ("Assessments are 'timely and detailed'.", ""),
    ],
)
def test_of_an_article_only_what_stands_within_quotation_marks_is_quoted(text, said):
    assert take_speech(text) == said


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("Social workers see children often, and they know them very well indeed.", True),
        ("However, social workers do not see children often enough to know them.", False),
        ("Plans drift.", False),
        ("and social workers see children often, so that they know them very well.", False),
    ],
)
def test_a_sentence_that_leans_on_another_does_not_stand_alone(text, alone):
    assert stands_alone(text) is alone


def test_a_sentence_whose_stance_is_unsure_is_not_quoted(tables):
    unsure = tables["sentences"].assign(stance_score=tables["sentences"]["stance_score"] * 0.9)
    brief = compose_brief(tables | {"sentences": unsure}, LETTER)
    assert brief.quotes == []
    assert brief.sources[-1] == "Sentences of the inspectors that can be quoted for a strength or a concern: 0."


@pytest.mark.parametrize("heading", ["Case study: area for improvement", "Practice Study: highly effective practice"])
def test_the_story_of_one_child_is_not_quoted_for_all(tables, heading):
    study = tables["paragraphs"].assign(section=heading)
    assert compose_brief(tables | {"paragraphs": study}, LETTER).quotes == []


def test_an_undated_letter_is_set_beside_none_and_says_what_to_do(inspections):
    tables = alter(inspections, "visits", ASHBY[1], start_date=pd.NaT, end_date=pd.NaT, date_precision=None)
    brief = compose_brief(tables, ASHBY[1])
    assert brief.title == "Inspection of Ashby-under-Lea, no date"
    assert any("give its start_date" in fact for fact in brief.facts)
    assert brief.returned_notes[0].startswith("Without a date")
    assert brief.returned == []
    assert len(brief.asked) == 2


def test_a_letter_of_nobody_known_is_set_beside_none(inspections):
    brief = compose_brief(alter(inspections, "visits", ASHBY[1], authority=None), ASHBY[1])
    assert brief.title == "Inspection of nobody known, 3 to 14 March 2022"
    assert brief.returned_notes[0].startswith("Without an authority")


def test_a_letter_without_a_list_says_so(inspections):
    brief = compose_brief(inspections, "dunmere-2024-03-03-inspection")
    assert (brief.asked, brief.asked_head) == ([], "")
    assert brief.asked_none == "The report lists no area for improvement."
    assert brief.returned_notes == ["Nothing, because nothing earlier is on file."]


def test_letters_on_other_services_are_set_beside_their_like_alone(inspections):
    tables = alter(inspections, "visits", ASHBY[0], framework="JTAI")
    brief = compose_brief(tables, ASHBY[1])
    assert brief.returned_notes[0].startswith("Nothing, because nothing earlier of its like is on file")
    assert "On file and not compared, for they look at other services: Mar 2019 inspection." in brief.sources
    assert list(set_beside(tables, ASHBY[1], also=["JTAI"])["visit_id"]) == ASHBY[:2]
    tables = alter(tables, "visits", ASHBY[1], framework="JTAI")
    assert list(set_beside(tables, ASHBY[1])["visit_id"]) == ASHBY[:2]
    assert list(set_beside(tables, ASHBY[2])["visit_id"]) == [ASHBY[2]]


def test_only_letters_of_the_same_authority_are_set_beside(inspections):
    assert list(set_beside(inspections, ASHBY[2])["visit_id"]) == ASHBY
    kept = keep_authority(inspections, ASHBY[2])
    assert set(kept["visits"]["authority"]) == {"Ashby-under-Lea"}
    assert kept["ledger"]["later_visit_id"].isin(ASHBY).all()
    assert len(kept["codes"])


@pytest.mark.parametrize(
    "typed",
    ["Ashby-under-Lea 2022", "ashby under lea mar 2022", "Ashby-under-Lea, March 2022", "2022-03-03", ASHBY[1],
     "ashby-under-lea-2022.txt", "data/raw/ashby-under-lea-2022.txt", "C:\\data\\raw\\Ashby-Under-Lea-2022.TXT",
     "ashby-under-lea-2022"],
)  # fmt: skip
def test_a_letter_is_named_by_file_id_or_words(inspections, typed):
    assert compare.match_letter(inspections, typed, "Ashby-under-Lea") == ASHBY[1]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2018", "Brackwater: '2018' is not among .* Mar 2021 inspection, Mar 2024 inspection.*Leeds Oct 2024"),
        ("Mar", "fits several of the visits; they are Mar 2021 inspection, Mar 2024"),
        ("Ashby-under-Lea", "has several letters on file; which is meant.*Mar 2019 inspection; Mar 2022"),
        ("Ashby-under-Lea 2020", "Ashby-under-Lea: '2020' is not among"),
        ("", "not among"),
        ("gone.pdf", "'gone.pdf' is not among"),
    ],
)
def test_where_a_letter_cannot_be_told_the_choices_are_listed(inspections, typed, said):
    with pytest.raises(QuestionError, match=said):
        compare.match_letter(inspections, typed, "Brackwater")


def test_an_authority_with_one_letter_is_name_enough(inspections):
    assert compare.match_letter(inspections, "Dunmere", "Brackwater") == "dunmere-2024-03-03-inspection"


def test_a_file_that_was_not_read_says_why(inspections):
    problem = pd.DataFrame([{"file": "torn.pdf", "sha256": None, "reason": "x", "detail": "The file is torn."}])
    with pytest.raises(QuestionError, match=r"torn\.pdf is no letter on file\. The file is torn\."):
        compare.match_letter(inspections | {"problems": problem}, "torn.pdf")


def test_the_document_that_stands_for_a_visit_is_meant(inspections):
    tables = alter(inspections, "visits", ASHBY[1], same_visit=ASHBY[0], superseded_by=ASHBY[0])
    assert compare.match_letter(tables, "ashby-under-lea-2022.txt") == ASHBY[0]


def test_nothing_on_file_is_said(nothing):
    with pytest.raises(QuestionError, match="they are none"):
        compare.match_letter(nothing, "2024")
    with pytest.raises(QuestionError, match="no document with the visit_id x"):
        compose_brief(nothing, "x")


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2020-09-29", "2020-09-29", "29 September 2020"),
        ("2024-05-04", "2024-05-05", "4 to 5 May 2024"),
        ("2022-12-30", "2023-01-02", "30 December 2022 to 2 January 2023"),
        ("2024-05-04", None, "4 May 2024"),
    ],
)
def test_days_are_said_as_exactly_as_they_are_known(first, last, said):
    days = {"start_date": pd.Timestamp(first), "end_date": pd.Timestamp(last) if last else pd.NaT}
    assert format_days(pd.Series(days | {"date_precision": "day"})) == said


def test_months_and_years_stand_without_days():
    month = pd.Series({"start_date": pd.Timestamp("2024-10-01"), "end_date": pd.NaT, "date_precision": "month"})
    assert format_days(month) == "October 2024"
    month["date_precision"] = "year"
    assert format_days(month) == "2024"


def test_runs_of_numbers_are_short():
    assert name_runs([]) == []
    assert name_runs([3]) == ["3"]
    assert name_runs(range(1, 31)) == ["1 to 30"]
