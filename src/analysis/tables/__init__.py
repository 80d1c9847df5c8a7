"""The tidy tables: their schemas (tables.yml), their ids, their rows, and their files."""

from analysis.tables.ids import make_visit_id, visit_of, visits_of
from analysis.tables.parquet import list_parts, move_tables, read_parts, read_table, read_tables, write_tables
from analysis.tables.rows import frame_rows, list_rows
from analysis.tables.schemas import TableError, check_tables, make_table, prepare_checks, read_schemas

__all__ = [
    "TableError",
    "check_tables",
    "frame_rows",
    "list_parts",
    "list_rows",
    "make_table",
    "make_visit_id",
    "move_tables",
    "prepare_checks",
    "read_parts",
    "read_schemas",
    "read_table",
    "read_tables",
    "visit_of",
    "visits_of",
    "write_tables",
]
