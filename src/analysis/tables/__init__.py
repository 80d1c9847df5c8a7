"""The tidy tables: their schemas (tables.yml), their ids, their rows, and their files."""

from analysis.tables.documents import (
    find_further,
    is_repeated,
    join_documents,
    join_improvements,
    join_scopes,
    list_comparable,
)
from analysis.tables.ids import (
    lie_within,
    make_improvement_id,
    make_paragraph_id,
    make_sentence_id,
    make_visit_id,
    number_taken_ids,
    rename_columns,
    rename_rows,
    slug,
    untaken,
    visit_of,
    visits_of,
    without_day,
)
from analysis.tables.parquet import list_row_groups, move_tables, read_row_groups, read_table, read_tables, write_tables
from analysis.tables.rows import frame_rows, list_rows
from analysis.tables.schemas import TableError, check_columns, check_tables, make_table, read_schemas

__all__ = [
    "TableError",
    "check_columns",
    "check_tables",
    "find_further",
    "frame_rows",
    "is_repeated",
    "join_documents",
    "join_improvements",
    "join_scopes",
    "lie_within",
    "list_comparable",
    "list_row_groups",
    "list_rows",
    "make_improvement_id",
    "make_paragraph_id",
    "make_sentence_id",
    "make_table",
    "make_visit_id",
    "move_tables",
    "number_taken_ids",
    "read_row_groups",
    "read_schemas",
    "read_table",
    "read_tables",
    "rename_columns",
    "rename_rows",
    "slug",
    "untaken",
    "visit_of",
    "visits_of",
    "without_day",
    "write_tables",
]
