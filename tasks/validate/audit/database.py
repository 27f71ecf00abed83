"""The tables, the stages' accounts and what is known, in DuckDB: what the rules ask. Memory is bounded, the rest goes to disk."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
from babel.core import get_global

from schemas.vocabularies import vocabulary
from schemas.yaml_text import load_yaml
from tasks.database import tables_in_duckdb
from tasks.gazetteer.tables import read_rows
from tasks.validate.audit.asked import Known


@contextmanager
def opened(tables: Mapping[str, Path], known: Known, *, folder: Path, memory: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """The tables (Parquet files, by name) and what the rules build on. `folder` takes what does not fit into `memory`."""
    with tables_in_duckdb(tables, folder=folder, memory=memory) as connection:
        _state_known(connection, known)
        connection.execute(files("tasks.validate.audit").joinpath("views.sql").read_text(encoding="utf-8"))
        yield connection


def bounds() -> Mapping[str, Any]:
    """What bounds.yaml states: the days between which a day is possible, the length of what a precision names."""
    stated: Mapping[str, Any] = load_yaml(files("tasks.validate.audit").joinpath("bounds.yaml").read_text(encoding="utf-8"))
    return stated


def country_codes() -> frozenset[str]:
    """ISO 3166-1 alpha-3, as CLDR and the gazetteer have it, and the codes that the tables use beside it."""
    iso = {code for code, (region, *_) in get_global("territory_aliases").items() if _is_alpha3(code) and region != "ZZ"}
    return frozenset(iso) | {code for code, *_ in read_rows("countries")}


def _is_alpha3(code: str) -> bool:
    return len(code) == len("FRA") and code.isalpha()


def _state_known(connection: duckdb.DuckDBPyConnection, known: Known) -> None:
    stated = bounds()
    columns = "as_of DATE, languages VARCHAR[], first_press DATE, first_event DATE, last_event DATE"
    last = known.as_of.replace(year=known.as_of.year + stated["years_ahead"], day=1)
    _table(
        connection, "known", columns, [(known.as_of, list(known.languages), stated["first_press"], stated["first_event"], last)]
    )
    types = [(code, row["score"], str(row["cameo_roots"][0])) for code, row in vocabulary("event_type").items()]
    modes = [(code, row["score"]) for code, row in vocabulary("event_mode").items()]
    _table(connection, "event_types", "code VARCHAR, score DOUBLE, cameo_root VARCHAR", types)
    _table(connection, "event_modes", "code VARCHAR, score DOUBLE", modes)
    _table(connection, "precisions", "code VARCHAR, least_days INTEGER, most_days INTEGER", _lengths(stated))
    _table(connection, "countries", "code VARCHAR", [(code,) for code in sorted(country_codes())])
    _table(connection, "states", "entity_id VARCHAR", [(entity_id,) for _, _, entity_id, *_ in read_rows("countries")])
    _table(connection, "history", "release INTEGER, kind VARCHAR, name VARCHAR, value DOUBLE", _history(known.history))


def _lengths(stated: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    return [(code, *days) for code, days in stated["days"].items()]


def _history(releases: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    """Counts of rows, and rates by type and outlet, of each earlier release, numbered from the newest (1)."""
    return [
        (number, kind, name, float(value))
        for number, release in enumerate(reversed(releases), start=1)
        for kind, values in (("rows", release["rows"]), *release["rates"].items())
        for name, value in values.items()
        if value is not None
    ]


def _table(connection: duckdb.DuckDBPyConnection, name: str, columns: str, rows: Iterable[Sequence[Any]]) -> None:
    """A small table, filled at once: each INSERT goes to the disk. Names and columns are ours; values are bound."""
    connection.execute(f"CREATE TABLE {name} ({columns})")
    if by_column := [list(values) for values in zip(*rows, strict=True)]:
        connection.execute(f"INSERT INTO {name} SELECT {', '.join(['unnest(?)'] * len(by_column))}", by_column)
