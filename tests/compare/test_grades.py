"""Inspections since overall grades ended: compared area by area, and never called missing."""

import pandas as pd
import pytest

from analysis.compare import exhibit_timeline, select_visits, summarise_files
from analysis.compare.files import describe_timeline
from analysis.compare.national import count_area_moves, count_asked, count_moves, describe_area_moves
from analysis.compare.peers import describe_sample, group_peers, list_letters, select_latest

ASHBY, BRACKWATER = "Ashby-under-Lea", "Brackwater"
NONE = "no overall grade since April 2026"


@pytest.fixture(scope="session")
def ended(inspections):
    """The made-up inspections, the last ones of two authorities set in May 2026, without overall grade."""
    visits, judgements = inspections["visits"], inspections["judgements"]
    last = visits[visits["authority"].isin([ASHBY, BRACKWATER])].drop_duplicates("authority", keep="last")["visit_id"]
    dates = visits["start_date"].mask(visits["visit_id"].isin(last), pd.Timestamp("2026-05-11"))
    lost = judgements["visit_id"].isin(last) & (judgements["area_id"] == "overall")
    return inspections | {"visits": visits.assign(start_date=dates), "judgements": judgements[~lost]}


def test_the_files_and_the_timeline_say_that_there_is_none_and_name_the_areas(ended):
    files = summarise_files(ended).data
    own = files[files["authority"] == ASHBY].iloc[-1]
    assert own["overall_grade"] == NONE
    assert own["area_grades"].startswith("leaders Good, help and protection Good")
    timeline = exhibit_timeline(ended, select_visits(ended, authority=ASHBY))
    assert timeline.data["grade"].tolist()[-1] == NONE
    said = describe_timeline(timeline.data)
    assert f"{NONE} (leaders Good, help and protection Good" in said
    assert timeline.alt.endswith(f"the last has {NONE}.")
    assert "graded no" not in said + timeline.alt


@pytest.mark.parametrize(
    "change",
    [{"start_date": pd.Timestamp("2026-03-30")}, {"visit_type": "focused visit"}, {"framework": "JTAI"}],
    ids=["before", "graded by nobody", "another framework"],
)
def test_elsewhere_a_grade_that_is_not_there_is_missing(ended, change):
    tables = ended | {"visits": ended["visits"].assign(**change)}
    assert NONE not in set(summarise_files(tables).data["overall_grade"].dropna())


def test_an_overall_grade_that_is_printed_counts(inspections):
    visits = inspections["visits"].assign(start_date=pd.Timestamp("2026-05-11"))
    assert NONE not in set(summarise_files(inspections | {"visits": visits}).data["overall_grade"])


def test_a_grade_has_one_name_however_it_is_printed(inspections):
    spellings = {3: "Requires improvement to be good", 2: " good ", 1: "Outstanding", 4: "inadequate"}
    judgements = inspections["judgements"].assign(grade=inspections["judgements"]["grade_rank"].map(spellings))
    named = set(summarise_files(inspections | {"judgements": judgements}).data["overall_grade"].dropna())
    assert named == {"Outstanding", "Good", "Requires improvement", "Inadequate"}


def test_moves_are_counted_by_area_where_overall_grades_have_ended(ended, inspections, nothing):
    assert count_moves(ended)["n_moves"].sum() == count_moves(inspections)["n_moves"].sum() - 2
    moves = count_area_moves(ended).set_index("area")
    # One was graded better in every area than before, the other the same.
    assert moves.loc["leaders"].tolist() == [2, 1, 1, 0]
    assert "care leavers" not in moves.index, "nobody graded them"
    assert NONE in describe_area_moves(moves.reset_index())
    assert "Leaders: of two pairs 1 better, 1 the same and 0 worse" in describe_area_moves(moves.reset_index())
    for tables in (inspections, nothing):
        assert not len(count_area_moves(tables))
        assert describe_area_moves(count_area_moves(tables)).startswith("No inspection since April 2026")


def test_what_is_asked_for_has_a_column_for_them(ended):
    assert count_asked(ended, by="grade")["column"].unique().tolist()[-1] == NONE


def test_others_with_the_same_grades_in_all_areas_are_the_peers(ended):
    latest = select_latest(ended, ASHBY)
    groups = group_peers(latest, ASHBY)
    assert list(groups["same grades in all four areas"][1]) == [BRACKWATER, "Dunmere"]
    assert not any(name.startswith("same grade:") for name in groups)
    assert NONE in describe_sample(ended, ASHBY)
    assert list_letters(latest).set_index("authority").loc[ASHBY, "grade"] == NONE
