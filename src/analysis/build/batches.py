"""The tables a batch at a time: the visits of a few authorities, on which no other authority's rows depend.

So a build needs no more memory for many letters than for few, batches are made side by side, and one in which nothing
changed is taken over from the last build. In the Parquet files a batch is a row group.
"""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from threadpoolctl import threadpool_limits

from analysis.build.inputs import LastBuild
from analysis.build.letter import TABLES_OF_A_LETTER, Columns
from analysis.build.waiting import LetterSummary, read_waiting
from analysis.build.workers import Workers
from analysis.history import derive_history
from analysis.review import Reviews, apply_reviews, pick_reviews
from analysis.tables import (
    KeptRows,
    check_tables,
    is_packed_alike,
    make_table,
    pack_tables,
    pick_rows,
    read_row_groups,
    read_schemas,
    rename_rows,
    visits_of_rows,
)

VISITS_IN_A_BATCH = 30  # at the least, but for the last
BATCHES_AHEAD = 12  # are made before they are written, at the most; packed, each is a megabyte or two

Tables = dict[str, pd.DataFrame]


class Batch(NamedTuple):
    """What a batch of the tables is made from.

    `visits` are its rows of that table. The rows of letters just read wait in `paths`, by visit_id; those of the others
    are in the `row_groups` of the tables in `last`, and `new_ids` has their visit_id by the one they have there.
    `changed` is false where every table has the rows of the last build, and `kept` is theirs where they are those of a
    whole row group.
    """

    visits: pd.DataFrame
    reviews: Reviews
    paths: dict[str, Path]
    last: Path | None
    row_groups: list[int]
    new_ids: dict[str, str]
    changed: bool
    kept: KeptRows | None


def cut_batches(
    visits: pd.DataFrame, summaries: list[LetterSummary], reviews: Reviews, last: LastBuild | None
) -> list[Batch]:
    """Return the batches of the tables, in order; `visits` is the whole table `visits`."""
    paths = {summary.file: summary.path for summary in summaries}
    old_ids = dict(zip(last.visits["file"], last.visits["visit_id"], strict=True)) if last else {}
    changed = find_changed(last.all_visits, visits) if last and last.only_letters_changed else set(visits["visit_id"])
    can_keep = last is not None and is_packed_alike(last.folder)
    sizes = Counter(last.row_groups.values()) if last else {}
    batches = []
    for rows in _cut_between_authorities(visits):
        files = dict(zip(rows["visit_id"], rows["file"], strict=True))
        fresh = {visit_id: paths[file] for visit_id, file in files.items() if file not in old_ids}
        new_ids = {old_ids[file]: visit_id for visit_id, file in files.items() if file in old_ids}
        row_groups = sorted({last.row_groups[old_id] for old_id in new_ids})
        own = pick_reviews(reviews, set(files)) if any(map(len, reviews)) else reviews  # its faults are found anew
        as_it_was = bool(new_ids) and changed.isdisjoint(files) and not any(map(len, own))
        whole = can_keep and as_it_was and [sizes[index] for index in row_groups] == [len(files)]
        kept = KeptRows(last.folder, row_groups[0]) if whole else None
        batches.append(Batch(rows, own, fresh, last and last.folder, row_groups, new_ids, not as_it_was, kept))
    return batches


def _cut_between_authorities(visits: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the table `visits` in pieces; visits to nobody knows whom are no authority."""
    authority = visits["authority"].fillna(visits["visit_id"])
    starts = [0]
    for position in (authority != authority.shift()).to_numpy().nonzero()[0]:
        if position - starts[-1] >= VISITS_IN_A_BATCH:
            starts.append(position)
    return [visits.iloc[start:end] for start, end in zip(starts, [*starts[1:], len(visits)], strict=True)]


def find_changed(before: pd.DataFrame, now: pd.DataFrame) -> set[str]:
    """Return the visit_ids of authorities with a visit that is new, gone, or not what it was.

    `before` and `now` are tables `visits`.
    """
    both = pd.concat([before, now], ignore_index=True)
    alone = both[~both.duplicated(keep=False)]  # in each of the two a visit has one row
    return set(now.loc[now["authority"].fillna("").isin(alone["authority"].fillna("")), "visit_id"])


def make_batches(
    workers: Workers, batches: list[Batch], themes: list[str], problems: list[pd.DataFrame]
) -> Iterator[dict[str, bytes] | KeptRows]:
    """Yield the batches of the tables, as `write_tables` takes them.

    Last comes the table `problems`, with those given and those found here. `themes` are the codebook's ids. Raises
    TableError where the tables are not what tables.yml says.
    """
    pack = partial(pack_batch, themes=themes)
    others = [batch for batch in batches if not batch.kept]
    packed = workers.map(pack, others, instead=lambda batch, *_: pack(batch), ahead=BATCHES_AHEAD)
    found = [make_table("problems"), *problems]
    for batch in batches:
        if batch.kept:
            yield batch.kept
        else:
            tables, of_batch = next(packed)
            found.append(of_batch)
            yield tables
    rows = pd.concat(found).sort_values(["file", "reason", "detail"])
    last = {"problems": rows.drop_duplicates(ignore_index=True)}
    check_tables(last)
    yield pack_tables(last)


def pack_batch(batch: Batch, themes: list[str]) -> tuple[dict[str, bytes], pd.DataFrame]:
    """Return the tables of a batch, checked and packed, and the rows of `problems` found in making them."""
    tables = make_batch(batch, themes)
    problems = tables.pop("problems")
    if batch.changed:
        check_tables(tables)
    return pack_tables(tables), problems


def make_batch(batch: Batch, themes: list[str]) -> Tables:
    """Return every table by name, as tables.yml has it, with the rows of a batch; `problems` are those found here."""
    last = read_row_groups(batch.last, batch.row_groups) if batch.new_ids else {}
    if not batch.changed:
        same = {name: pick_rows(name, rows, batch.new_ids) for name, rows in last.items()}
        return same | {"visits": batch.visits, "problems": make_table("problems")}
    tables = _collect(batch, last)
    tables |= apply_reviews(tables, batch.reviews)
    with threadpool_limits(limits=1, user_api="blas"):  # how many threads share a sum changes its last digit
        tables |= derive_history(tables, themes)
    whole = [tables[name] for name in TABLES_OF_A_LETTER]  # what nobody reviewed is among them, and stays one thing
    return {
        name: tables[name] if any(tables[name] is table for table in whole) else make_table(name, tables[name])
        for name in read_schemas()
    }


def _collect(batch: Batch, last: Tables) -> Tables:
    """Return the tables of letters with the rows of a batch, in the order of its visits."""
    letters = [read_waiting(path, visit_id) for visit_id, path in batch.paths.items()]
    tables = {"visits": batch.visits}
    for name in TABLES_OF_A_LETTER[1:]:
        rows = make_table(name, _chain([letter[name] for letter in letters]))
        if batch.new_ids:
            old = rename_rows(pick_rows(name, last[name], batch.new_ids), batch.new_ids)
            rows = _in_order(name, pd.concat([old, rows], ignore_index=True), batch.visits["visit_id"])
        tables[name] = rows
    return tables


def _chain(tables: list[Columns]) -> Columns:
    """Return tables as one: their columns, end to end."""
    return {column: list(chain.from_iterable(t[column] for t in tables)) for column in (tables[0] if tables else ())}


def _in_order(name: str, rows: pd.DataFrame, visit_ids: pd.Series) -> pd.DataFrame:
    """Return the rows of the table `name` in the order of their visits."""
    position = pd.Series(range(len(visit_ids)), index=visit_ids)
    order = visits_of_rows(name, rows).map(position).sort_values(kind="stable").index
    return rows.loc[order].reset_index(drop=True)
