"""The tidy tables: their schemas (tables.yml), and what makes a table of rows and holds it to them."""

import functools
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from numbers import Integral, Real
from typing import Any

import pandas as pd

from analysis.base.resources import read_yaml

DTYPES = {"text": "str", "number": "Int64", "decimal": "float64", "date": "datetime64[ms]", "truth": "bool"}
PLAIN_TYPES = {"text": str, "number": Integral, "decimal": Real, "date": date, "truth": bool}  # before they are a table


class TableError(ValueError):
    """A table that is not what tables.yml says it is."""


@functools.cache
def read_schemas() -> dict[str, dict[str, Any]]:
    """Return what tables.yml says, by table: `row`, `key` and `columns`, whose `values_from` are given as `values`."""
    schemas = read_yaml("tables/tables.yml")
    for schema in schemas.values():
        for facts in schema["columns"].values():
            if "values_from" in facts:
                facts["values"] = _list_values(*facts.pop("values_from").split())
    return schemas


def _list_values(name: str, field: str) -> list[str]:
    """Return the values, each once, that a field has in the entries of a data file of the package.

    >>> _list_values("letters/kinds/kinds.yml", "framework")
    ['JTAI', 'ILACS', 'SIF', 'SEND', 'LAC', 'other']
    """
    entries = read_yaml(name).values()
    return list(dict.fromkeys(entry[field] for entry in entries if entry and field in entry))


def make_table(name: str, rows: pd.DataFrame | Mapping[str, list] | Sequence[Mapping[str, Any]] = ()) -> pd.DataFrame:
    """Return the table `name`: these rows, or columns, with exactly the columns, order and types of tables.yml.

    A column that is lacking is missing throughout; one that the table does not know is dropped.
    """
    columns = read_schemas()[name]["columns"]
    frame = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(rows if isinstance(rows, Mapping) else list(rows))
    frame = frame.reindex(columns=list(columns)).reset_index(drop=True)
    return frame.astype({column: DTYPES[facts["type"]] for column, facts in columns.items()})


def check_columns(name: str, columns: Mapping[str, list]) -> None:
    """Raise TableError unless the columns of the table `name`, plain lists, have its types, values and key.

    What one letter's rows can have wrong, told before they are among those of other letters, so that it costs that
    letter alone.
    """
    schema = read_schemas()[name]
    for column, facts in schema["columns"].items():
        values, allowed = columns[column], facts.get("values")
        types = (PLAIN_TYPES[facts["type"]], type(None)) if facts.get("missing", False) else PLAIN_TYPES[facts["type"]]
        wrong = tuple(kind for kind in set(map(type, values)) if not issubclass(kind, types))
        strange = set(values).difference(allowed, [None] if facts.get("missing", False) else []) if allowed else ()
        if wrong or strange:
            value = next(value for value in values if type(value) in wrong or value in strange)
            raise TableError(f"table {name} (one row per {schema['row']}): {column} is {value!r}")
    keys = Counter(zip(*(columns[column] for column in schema["key"]), strict=True))
    if keys and max(keys.values()) > 1:
        raise TableError(f"table {name} (one row per {schema['row']}): {max(keys, key=keys.get)} stands twice")


def check_tables(tables: Mapping[str, pd.DataFrame]) -> None:
    """Raise TableError unless every table has its columns, types, values and key, and every id refers to a row."""
    for name, frame in {id(frame): (name, frame) for name, frame in tables.items() if len(frame)}.values():
        _check_table(name, frame)
    for name, schema in read_schemas().items():
        for column, facts in schema["columns"].items():
            if "refers" in facts and name in tables:
                _check_reference(tables, name, column, facts["refers"])


def _check_table(name: str, frame: pd.DataFrame) -> None:
    schema = read_schemas()[name]
    wrong = f"table {name} (one row per {schema['row']})"
    if list(frame.columns) != list(schema["columns"]):
        raise TableError(f"{wrong}: its columns are {', '.join(map(str, frame.columns))}")
    for column, facts in schema["columns"].items():
        values = frame[column]
        if values.dtype != DTYPES[facts["type"]]:
            raise TableError(f"{wrong}: {column} is of type {values.dtype}, not {DTYPES[facts['type']]}")
        if values.hasnans and not facts.get("missing", False):
            raise TableError(f"{wrong}: {column} is missing in {int(values.isna().sum())} rows")
        strange = set(values.dropna().unique()).difference(facts["values"]) if "values" in facts else ()
        if strange:
            raise TableError(f"{wrong}: {column} is {min(strange)!r}")
    repeated = frame.duplicated(schema["key"])
    if repeated.any():
        key = tuple(frame.loc[repeated.idxmax(), schema["key"]])
        raise TableError(f"{wrong}: {key} stands twice ({int(repeated.sum())} such rows)")


def _check_reference(tables: Mapping[str, pd.DataFrame], name: str, column: str, refers: str) -> None:
    target, target_column = refers.split(".")
    # Sets of plain strings: pandas' own isin takes ten times as long on its strings.
    lost = set(tables[name][column].dropna().tolist()) - set(tables[target][target_column].tolist())
    if lost:
        raise TableError(f"table {name}: {column} {min(lost)!r} is not in {refers} ({len(lost)} such ids)")
