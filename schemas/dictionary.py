"""The data dictionary: the published tables and their columns in Markdown, derived from the contracts."""

from collections.abc import Iterable

import pyarrow as pa

from schemas.aggregates import AGGREGATES
from schemas.articles import ALIASES, ARTICLES, OVERLAPS
from schemas.changes import CHANGES
from schemas.column import Column, Table
from schemas.entities import ENTITIES
from schemas.events import EVENTS
from schemas.flat import flat_tables
from schemas.quarantine import QUARANTINE
from schemas.vocabularies import vocabulary

PUBLISHED = (ARTICLES, ENTITIES, EVENTS, QUARANTINE, OVERLAPS, ALIASES, *AGGREGATES)

HEAD = """# Data dictionary

Offsets are character offsets (Unicode code points), half-open, into `articles.text`: `text[start:end]` is exactly the
quoted string.
Dates are calendar days without a time zone, as the source writes them. Missing values are nulls.
"""


FLAT = """## Flat tables

What `depeche query` and `depeche export` (`--csv`, `--duckdb`) make of the lists: a row for each element, with the key of its
table and its place in the list, counted from 0. They are no files of the release. `mentions` is short for `events_mentions`.
"""


def data_dictionary() -> str:
    """The whole dictionary as Markdown."""
    parts = [
        HEAD,
        *(_table(table) for table in PUBLISHED),
        _table(CHANGES),
        _flat_tables(),
        "## Vocabularies\n",
        *(_vocabulary(name) for name in _vocabularies((*PUBLISHED, CHANGES))),
    ]
    return "\n".join(parts)


def _table(table: Table) -> str:
    lines = [f"## {table.name}\n", f"One row: {table.row}. Key: {', '.join(f'`{k}`' for k in table.key)}.\n"]
    lines += ["| column | type | null | meaning |", "|---|---|---|---|"]
    lines += [f"| `{c.name}` | {_type(c.type)} | {'yes' if c.nullable else 'no'} | {_meaning(c)} |" for c in table.columns]
    lines += [""]
    for r in table.references:
        column = f"{r.column}.{r.within}" if r.within else r.column
        lines.append(f"- `{column}` refers to `{r.table}.{r.key}`.")
    return "\n".join([*lines, ""])


def _flat_tables() -> str:
    rows = [
        f"| `{flat.name}` | `{flat.table.name}.{'[].'.join(flat.path)}` | {', '.join(f'`{name}`' for name in flat.columns)} |"
        for table in PUBLISHED
        for flat in flat_tables(table)
    ]
    return "\n".join([FLAT, "| flat table | list | columns |", "|---|---|---|", *rows, ""])


def _meaning(column: Column) -> str:
    words = [column.meaning]
    if column.unit:
        words.append(f"Unit: {column.unit}.")
    if column.vocabulary:
        words.append(f"Vocabulary: [{column.vocabulary}](#{column.vocabulary}).")
    words += [f"Vocabulary of {field}: [{name}](#{name})." for field, name in column.field_vocabularies]
    if column.minimum is not None:
        words.append(
            f"At least {column.minimum:g}." if column.maximum is None else f"Range: {column.minimum:g} to {column.maximum:g}."
        )
    if column.pattern:
        words.append(f"Pattern: `{column.pattern}`.".replace("|", "\\|"))
    return " ".join(words)


def _type(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return f"list of {_type(kind.value_type)}"
    if pa.types.is_struct(kind):
        return "struct (" + ", ".join(f"{f.name} {_type(f.type)}" for f in kind) + ")"
    return {"date32[day]": "date", "timestamp[us]": "timestamp", "double": "float64", "bool": "boolean"}.get(str(kind), str(kind))


def _vocabularies(tables: Iterable[Table]) -> list[str]:
    named = ((c.vocabulary, *(name for _, name in c.field_vocabularies)) for table in tables for c in table.columns)
    return list(dict.fromkeys(name for names in named for name in names if name))


def _vocabulary(name: str) -> str:
    rows = [f"| `{code}` | {row['meaning']} |" for code, row in vocabulary(name).items()]
    return "\n".join([f"### {name}\n", "| code | meaning |", "|---|---|", *rows, ""])
