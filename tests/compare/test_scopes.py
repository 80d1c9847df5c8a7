"""What focused visits looked at, by the words on their scope."""

import pandas as pd
import pytest

from analysis import compare
from analysis.compare.scopes import count_parts, find_unseen, judge_scopes, keep_telling, list_parts
from analysis.history.coverage import judge_part, read_scopes


def make_focused(*scopes: str | None, source_type: str = "letter") -> pd.DataFrame:
    return pd.DataFrame(
        {"visit_id": [f"v{number}" for number in range(len(scopes))],
         "label": [f"Mar {2019 + number} focused visit" for number in range(len(scopes))],
         "start_date": [pd.Timestamp(2019 + number, 3, 1) for number in range(len(scopes))],
         "source_type": source_type, "scope": pd.array(scopes, dtype="str")}
    )  # fmt: skip


def status_of(scopes: pd.DataFrame, part: str) -> list[str]:
    return scopes.loc[scopes["part"] == part, "status"].tolist()


def test_a_part_is_named_or_in_what_is_named_or_not_named_or_unknown():
    scopes = judge_scopes(make_focused("the arrangements for children in care", "care leavers", None))
    assert status_of(scopes, "children in care") == ["named", "unnamed", "unknown"]
    assert status_of(scopes, "permanence") == ["within", "unnamed", "unknown"]
    assert status_of(scopes, "supervision") == ["unknown", "unknown", "unknown"]


def test_words_that_name_no_part_leave_every_part_unknown():
    assert judge_part("how well things go", "early help")[0] == "unknown"


def test_a_visit_that_does_not_say_what_it_looked_at_leaves_no_part_unseen():
    assert "early help" in find_unseen(judge_scopes(make_focused("care leavers")))[0]
    unseen, unknown = find_unseen(judge_scopes(make_focused("care leavers", None)))
    assert unseen == [] and "early help" in unknown


def test_the_pandemic_is_a_part_only_where_a_scope_names_it():
    assert "the pandemic" not in list_parts(make_focused("care leavers"))
    assert "the pandemic" in list_parts(make_focused("the response to COVID-19"))


def test_the_chart_has_what_is_named_and_what_no_scope_has():
    shown = set(keep_telling(judge_scopes(make_focused("the arrangements for children in care")))["part"])
    assert {"children in care", "early help"} <= shown
    assert not {"permanence", "supervision"} & shown


def test_parts_are_counted_by_year_and_over_all():
    counts = count_parts(make_focused("children in care", "permanence", "care leavers"))
    own = counts[counts["part"] == "permanence"].set_index("column")
    assert own.index.tolist() == ["2019", "2020", "2021", "all years"]
    assert own["n_named"].tolist() == [0, 1, 0, 1]
    assert own["n_within"].tolist() == [1, 0, 0, 1]
    assert own["n_visits"].tolist() == [1, 1, 1, 3]


def test_every_part_has_a_name_that_reads_after_looked_at():
    assert all(part == part.strip().lower() and not part.endswith("named") for part in read_scopes()["areas"])


def test_the_shipped_documents(tables):
    exhibit = compare.exhibit_scopes(tables, compare.select_visits(tables, authority="Stoke-on-Trent"))
    named = exhibit.data[exhibit.data["status"] == "named"]
    first, press = (set(own["part"]) for _, own in named.groupby("visit_id", sort=True))
    assert first == {"help and protection", "children in care", "care leavers", "leadership"}
    assert press == {"children in need and on protection plans", "private fostering"}
    assert exhibit.title == "Stoke-on-Trent: focused visits on file named 6 of 26 parts"
    assert exhibit.table.columns.tolist() == ["part", "Sep 2020 focused visit", "Oct 2024 focused visit (press)"]
    assert len(exhibit.table) == 26


def test_a_press_report_is_listed_and_not_counted(tables):
    assert compare.list_scopes(tables)["source"].tolist() == ["letter", "press"]
    assert compare.exhibit_parts(tables).data["n_visits"].unique().tolist() == [1]


@pytest.mark.parametrize("authority", ["Ashby-under-Lea", None])
def test_an_authority_without_a_focused_visit_says_so(inspections, authority):
    exhibit = compare.exhibit_scopes(inspections, compare.select_visits(inspections, authority=authority))
    assert exhibit.alt == f"No focused or monitoring visit to {authority or 'any authority'} is on file."
