"""Questions to made-up letters: what is found, what is left, and choices that cannot be understood."""

import datetime

import pandas as pd
import pytest

import analysis
from analysis.find import QuestionError, describe_found, find, select_asked
from analysis.find.sentences import COLUMNS

# Question and what it finds: the first words of each sentence, in order.
QUESTIONS = {
    "agency staff in one authority since 2018": (
        {"words": "agency staff OR locum*", "authority": "westmarsh", "since": 2018},
        ["Reliance on agency", "Agency and permanent", "The number of"],
    ),
    "praise of permanence in a region since 2022": (
        {"theme": "Permanence", "stance": "strength", "authority": "Westmarsh", "among": "region", "since": 2022},
        ["Permanence is the", "Permanence is secured"],
    ),
    "the same, by the region's name": (
        {"theme": "permanence", "stance": "strength", "among": "west", "since": "2022"},
        ["Permanence is the", "Permanence is secured"],
    ),
    "children seen alone": (
        {"words": "child* NEAR alone"},
        ["Children who go", "Children are seen,"],
    ),
    "private fostering, praise or concern": (
        {"words": '"private fostering"', "stance": ["strength", "concern"]},
        ["Private fostering arrangements", "Private fostering is"],
    ),
    "among a list": (
        {"theme": "permanence", "among": ["Eastmarsh", "NORTHMOOR"]},
        ["Permanence is prized.", "Permanence is the"],
    ),
    "among those of one grade": (
        {"theme": "permanence", "authority": "Westmarsh", "among": "same grade"},
        ["Permanence is the", "Permanence is secured", "Permanence planning drifts."],
    ),
    "until a month": (
        {"theme": "permanence", "until": "2022-06"},
        ["Permanence is secured", "Permanence planning drifts."],
    ),
    "on one day": (
        {"theme": "permanence", "since": datetime.date(2022, 9, 12), "until": pd.Timestamp("2022-09-12")},
        ["Permanence is the"],
    ),
    "a visit of which the month is known may have been on any day of it": (
        {"since": "2023-03-20", "until": "2023-03-21"},
        ["The council said:"],
    ),
    "kind of visit": ({"theme": "permanence", "visit_type": "Focused visit"}, ["Permanence is secured"]),
    "part of the letter": ({"theme": "staffing", "part": "improvement"}, ["The number of"]),
    "two parts": (
        {"theme": ["staffing", "voice"], "part": ["improvement", "overview"]},
        ["Children are seen,", "The number of"],
    ),
    "speaker": ({"speaker": "council"}, ["The council said:"]),
    "the press alone": ({"source_type": "press"}, ["The council said:"]),
    "without a date": ({"words": "copy"}, ["A copy without"]),
    "an undated letter is at no time": ({"words": "copy", "since": 1990}, []),
    "nothing": ({"words": "unicorn*"}, []),
    "words left blank": ({"words": " ", "theme": "voice"}, ["Children who go", "Children are seen,"]),
    "choices left blank": ({"theme": [], "authority": "", "since": "", "words": "prized"}, ["Permanence is prized."]),
}  # fmt: skip

# Choices that cannot be understood, and what the message says.
MISSES = {
    "theme": ({"theme": "Permanance"}, "no theme is called 'Permanance'; did you mean Permanence?"),
    "theme like no other": ({"theme": "zzz"}, "no theme is called 'zzz'; there are "),
    "one of two themes": ({"theme": ["staffing", "supervison"]}, "did you mean Supervision?"),
    "stance": ({"stance": "praise"}, "no stance is called 'praise'; there are strength, concern, mixed, neutral"),
    "direction": ({"direction": "improved"}, "did you mean improving?"),
    "part": ({"part": "summary"}, "no kind is called 'summary'"),
    "authority": (
        {"authority": "Westmarch"},
        "no letter of 'Westmarch' is on file; did you mean Westmarsh or Eastmarsh?",
    ),
    "authority that exists": ({"authority": "Leeds"}, "no letter of 'Leeds' is on file; on file: Eastmarsh, Northmoor"),
    "authority in a list": ({"among": ["Westmarsh", "Lost"]}, "no letter of 'Lost' is on file"),
    "group": ({"authority": "Westmarsh", "among": "neighbors"}, "did you mean neighbours?"),
    "group of nobody": ({"among": "region"}, "among='region' needs an authority to start from"),
    "neighbours of a made-up place": ({"authority": "Westmarsh", "among": "neighbours"}, "no statistical neighbours"),
    "kind of visit": ({"visit_type": "focussed visit"}, "did you mean focused visit?"),
    "day": ({"since": "March"}, "since is 'March'; write a year (2022), a month (2022-03) or a day (2022-03-14)"),
    "month": ({"until": "2022-13"}, "until is '2022-13'"),
    "year": ({"since": 22}, "since is 22"),
    "dates the wrong way round": ({"since": 2024, "until": 2020}, "since (2024) is later than until (2020)"),
    "words in a list": ({"words": ["agency", "locum"]}, "write them as one text"),
    "authorities in a list": ({"authority": ["Westmarsh", "Northmoor"]}, "name several in among=[...]"),
    "checked in words": ({"checked": "yes"}, "checked is 'yes'; give True or False"),
    "words": ({"words": "child* NEAR"}, "nothing stands after NEAR at place 8"),
}  # fmt: skip


@pytest.mark.parametrize(("question", "begins"), QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_finds_these_sentences_newest_first(letters_asked, question, begins):
    found = analysis.find(letters_asked, **question)
    assert [" ".join(text.split()[:3]) for text in found["text"]] == begins


@pytest.mark.parametrize(("question", "said"), MISSES.values(), ids=MISSES)
def test_a_choice_that_cannot_be_understood_is_one_plain_sentence(letters_asked, question, said):
    with pytest.raises(ValueError) as raised:
        find(letters_asked, **question)
    assert isinstance(raised.value, QuestionError)
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


def test_the_room_and_its_function_share_a_name(letters_asked):
    import analysis.find.sentences  # puts the room where the function was

    assert len(analysis.find(letters_asked, words="locums")) == 1


def test_a_row_has_the_letter_the_place_and_the_marks(letters_asked):
    found = find(letters_asked, "agency staff", authority="Westmarsh", since=2018, until=2019, part="finding")
    assert list(found.columns) == COLUMNS and not found.attrs
    (first, second) = found.to_dict("records")
    assert (first["page"], first["number"], first["section"], first["kind"]) == (2, "2", "Findings", "finding")
    assert (first["authority"], first["visit_type"], first["file"]) == (
        "Westmarsh", "inspection", "westmarsh-2019-03-04-inspection.txt"
    )  # fmt: skip
    assert (first["themes"], first["stance"], first["marks"]) == ("staffing", "concern", "12-18;19-24")
    assert [second["text"][slice(*map(int, mark.split("-")))] for mark in second["marks"].split(";")] == [
        "Agency",
        "staff",
    ]
    assert find(letters_asked, theme="voice")["marks"].isna().all()


def test_every_sentence_is_found_once_where_nothing_is_asked(letters_asked):
    found = find(letters_asked)
    assert sorted(found["sentence_id"]) == sorted(letters_asked["sentences"]["sentence_id"])
    assert found["start_date"].dropna().is_monotonic_decreasing
    assert found["start_date"].tail(1).isna().all(), "undated letters come last"


def test_a_press_report_whose_letter_is_on_file_is_found_among_the_press_alone(letters_asked):
    visits = letters_asked["visits"].copy()
    visits.loc[visits["source_type"] == "press", "superseded_by"] = "eastmarsh-2022-09-12-inspection"
    tables = letters_asked | {"visits": visits}
    question = {"words": '"agency staff"', "since": 2023}
    assert not len(found := find(tables, **question))
    assert describe_found(tables, found, **question) == (
        "No such sentence in 1 letter. Left out: 1 letter without a date; 1 press report whose letter is on file."
    )
    assert len(find(tables, '"agency staff"', since=2023, source_type="press")) == 1


def test_checked_is_what_a_person_has_decided_and_nobody_disputes(letters_asked):
    ids = letters_asked["sentences"]["sentence_id"].tolist()
    rows = [(0, "ann", "random", "concern"), (1, "ann", "random", "concern"), (1, "bob", "random", "strength"),
            (2, "ann", "reference", "concern")]  # fmt: skip
    labels = pd.DataFrame(
        [{"sentence_id": ids[i], "reviewer": who, "sample": sample, "stance": said} for i, who, sample, said in rows]
    ).reindex(columns=letters_asked["labels"].columns)
    tables = letters_asked | {"labels": labels.astype("str")}
    assert find(tables, checked=True)["sentence_id"].tolist() == [ids[0]]
    assert len(find(tables, checked=False)) == len(ids) - 1


def test_no_letters_at_all_are_no_error(nothing):
    found = find(nothing, "agency", theme="staffing", since=2020)
    assert list(found.columns) == COLUMNS and not len(found)
    assert describe_found(nothing, found, words="agency") == "No letter is on file."
    with pytest.raises(QuestionError, match="no letter of 'Leeds' is on file; on file: none"):
        find(nothing, authority="Leeds")


ANSWERS = {
    "words": ({"words": "agency"}, "5 sentences in 3 of 7 letters (1 press report among them); none in the other 4."),
    "in some, since a day": (
        {"words": "locums", "until": 2022},
        "1 sentence in 1 of 4 letters; none in the other 3. Left out: 1 letter without a date.",
    ),
    "in all": ({"words": "permanence OR agency", "authority": "Westmarsh"}, "6 sentences in all of 3 letters."),
    "in the only one": (
        {"words": "agency", "until": 2018},
        "1 sentence in 1 letter. Left out: 1 letter without a date.",
    ),
    "in none": ({"words": "unicorn"}, "No such sentence in 7 letters (1 press report among them)."),
    "no letter": ({"words": "agency", "authority": "Westmarsh", "since": 2025}, "No letter on file fits the question."),
    "a theme, the press among the silent": (
        {"theme": "permanence", "authority": "Eastmarsh"},
        "1 sentence in 1 of 2 letters (1 press report among them); 1, of the press, does not report it.",
    ),
    "a theme and a stance": (
        {"theme": "permanence", "stance": "strength", "authority": "Westmarsh"},
        "1 sentence in 1 of 3 letters; none in the other 2.",
    ),
}


@pytest.mark.parametrize(("question", "answer"), ANSWERS.values(), ids=ANSWERS)
def test_the_answer_in_words_counts_what_was_asked(letters_asked, question, answer):
    assert describe_found(letters_asked, find(letters_asked, **question), **question) == answer


def test_a_letter_that_did_not_look_is_told_from_one_that_is_silent(letters_asked):
    statuses = {
        "westmarsh-2016-05-09-inspection": "not mentioned",
        "westmarsh-2022-06-06-focused-visit": "not looked at",
    }
    history = pd.DataFrame([{"visit_id": one, "theme": "voice", "status": said} for one, said in statuses.items()])
    tables, question = letters_asked | {"theme_history": history}, {"theme": "voice", "authority": "Westmarsh"}
    assert describe_found(tables, find(tables, **question), **question) == (
        "1 sentence in 1 of 3 letters; none found in 1, 1 did not look at it."
    )


def test_the_letters_asked_are_what_the_other_choices_leave(letters_asked):
    asked = select_asked(letters_asked, among="West", since=2019)
    assert asked["visit_id"].tolist() == [
        "eastmarsh-2023-03-press", "eastmarsh-2022-09-12-inspection", "westmarsh-2022-06-06-focused-visit",
        "westmarsh-2019-03-04-inspection",
    ]  # fmt: skip


def test_the_shipped_letters_answer_a_question(tables):
    question = {"words": "supervision OR oversight", "authority": "Stoke on Trent"}
    found = analysis.find(tables, **question)
    assert len(found) and set(found["authority"]) == {"Stoke-on-Trent"}
    assert "letters" in describe_found(tables, found, **question)
