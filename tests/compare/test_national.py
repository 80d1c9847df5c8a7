"""What is usual in the letters on file."""

import pandas as pd

from analysis.compare.national import count_asked, count_moves, describe_asked, describe_moves, head_asked, head_moves


def test_letters_that_ask_are_counted_by_grade(inspections):
    asked = count_asked(inspections, by="grade").set_index(["theme", "column"])
    # Of the letters that list anything, three are of councils graded good; one of these asks for supervision.
    assert asked.loc[("supervision", "Good"), ["n_asked", "n_letters"]].tolist() == [1, 3]
    assert asked.loc[("supervision", "Inadequate"), ["n_asked", "n_letters"]].tolist() == [1, 1]
    assert list(asked.index.get_level_values("column").unique()) == [
        "Outstanding", "Good", "Requires improvement", "Inadequate",
    ]  # fmt: skip


def test_and_by_year(inspections):
    asked = count_asked(inspections, by="year")
    assert asked["column"].unique().tolist() == ["2019", "2020", "2021", "2022", "2023", "2024", "2025"]
    assert describe_asked(asked).startswith("2019, one letter: ")


def test_the_most_asked_for_comes_first(inspections):
    totals = count_asked(inspections, by="grade").groupby("theme", sort=False)["n_asked"].sum()
    assert totals.index[0] == "supervision"
    assert totals.is_monotonic_decreasing


def test_grades_are_followed_from_inspection_to_inspection(inspections):
    moves = count_moves(inspections).set_index(["earlier", "later"])["n_moves"]
    assert moves[moves > 0].to_dict() == {
        ("Outstanding", "Requires improvement"): 1,
        ("Good", "Good"): 1,
        ("Requires improvement", "Good"): 1,
        ("Inadequate", "Requires improvement"): 1,
    }
    assert describe_moves(count_moves(inspections)) == (
        "Of four pairs of successive inspections of one authority, 2 ended with a better overall grade, "
        "1 with the same and 1 with a worse one."
    )
    assert head_moves(count_moves(inspections)).startswith("2 of 4")


def test_two_inspections_on_one_day_are_no_move(inspections):
    visits = inspections["visits"].assign(start_date=pd.Timestamp("2024-03-03"))
    assert not len(count_moves(inspections | {"visits": visits}))


def test_an_inspection_of_services_for_looked_after_children_alone_is_no_inspection_of_the_whole(inspections):
    visits = inspections["visits"].assign(framework="LAC")
    assert not len(count_moves(inspections | {"visits": visits}))


def test_without_inspections_there_is_a_sentence(tables, nothing):
    for some in (tables, nothing):
        for by in ("grade", "year"):
            asked = count_asked(some, by=by)
            assert not len(asked)
            assert describe_asked(asked).startswith("No inspection")
            assert head_asked(asked) == ""
        assert describe_moves(count_moves(some)).startswith("No authority")
