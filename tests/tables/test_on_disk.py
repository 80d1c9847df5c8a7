"""Tables that are read when they are asked for are those that were written."""

import sys

import pandas as pd
import pytest
from made_up_inspections import write_inspections

from analysis.base.folder import DataFolder
from analysis.build import batches, build
from analysis.tables import Tables, pick_columns, pick_visit_rows, read_schemas, read_table


@pytest.fixture(scope="module")
def processed(tmp_path_factory):
    """Return a folder of tables of eight reports in four row groups."""
    raw = tmp_path_factory.mktemp("data") / "raw"
    raw.mkdir()
    write_inspections(raw)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batches, "VISITS_IN_A_BATCH", 1)
        return build(DataFolder(raw, raw.parent / "processed")).folder.processed


def test_every_table_is_as_it_was_written(processed):
    tables = Tables(processed)
    assert set(tables) == set(read_schemas()) == set(tables.keys())
    assert len(tables) == len(read_schemas())
    for name, frame in tables.items():
        pd.testing.assert_frame_equal(frame, read_table(processed, name))
        assert tables[name] is frame
    assert "sentences" in tables and "thread_reviews" not in tables
    assert tables.get("thread_reviews") is None
    with pytest.raises(KeyError):
        tables["thread_reviews"]


@pytest.mark.parametrize("n", [0, 1, 3, 8])
def test_the_rows_of_some_visits_are_those_of_the_whole_table(processed, n):
    tables = Tables(processed)
    whole = {name: read_table(processed, name) for name in read_schemas()}
    visit_ids = [*whole["visits"]["visit_id"].tolist()[::-1][:n], "nowhere"]
    for name in read_schemas().keys() - {"problems"}:
        picked = pick_visit_rows(tables, name, visit_ids)
        pd.testing.assert_frame_equal(picked, pick_visit_rows(whole, name, visit_ids))
        pd.testing.assert_frame_equal(
            pick_visit_rows(tables, name, visit_ids[:1]), pick_visit_rows(whole, name, visit_ids[:1])
        )
    assert n > 2 or tables._frames == {}, "no table is read whole for a few visits"


def test_columns_are_read_alone_and_once(processed):
    tables, whole = Tables(processed), read_table(processed, "sentences")
    few = tables.pick_columns("sentences", ["sentence_id", "text"])
    pd.testing.assert_frame_equal(few, whole[["sentence_id", "text"]])
    assert tables.pick_columns("sentences", ["sentence_id", "text"]) is few
    assert list(tables._columns["sentences"]) == ["sentence_id", "text"], "no other is read"
    pd.testing.assert_frame_equal(tables["sentences"], whole)
    own = whole["visit_id"].unique()[:1]
    for name in ("text", "order"):
        batch = tables.pick_batches("sentences", own, [name])
        pd.testing.assert_frame_equal(batch, whole.loc[batch.index, [name]])
    assert pick_columns({"sentences": whole}, "sentences", ["text"]) is whole


def test_other_tables_stand_in_the_place_of_those_on_disk(processed):
    tables = Tables(processed)
    few = tables["sentences"].head(3)
    joined = tables | {"sentences": few, "more": few}
    assert joined["sentences"] is few
    assert len(joined) == len(tables) + 1
    assert len(tables["sentences"]) > 3
    assert joined["codes"] is tables["codes"]
    own = {few["visit_id"].iloc[0]}
    pd.testing.assert_frame_equal(pick_visit_rows(joined, "sentences", own), few[few["visit_id"].isin(own)])


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be replaced there: tables are read at once")
def test_tables_stay_those_of_their_build(tmp_path, processed):
    for path in processed.glob("*.parquet"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    tables, before = Tables(tmp_path), read_table(processed, "sentences")
    for path in tmp_path.glob("*.parquet"):
        beside = path.with_suffix(".new")
        beside.write_bytes(b"another build")
        beside.replace(path)
    pd.testing.assert_frame_equal(tables["sentences"], before)
