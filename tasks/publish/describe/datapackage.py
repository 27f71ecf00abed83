"""datapackage.json: the tables as a Frictionless Data Package (version 1 of the standard), with types, keys and checksums."""

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

from schemas.column import Column, Table
from schemas.dictionary import PUBLISHED
from schemas.vocabularies import vocabulary
from tasks.publish.describe.identity import KEYWORDS, SUMMARY, about, day, title

Document = dict[str, Any]


def datapackage(manifest: Mapping[str, Any]) -> Document:
    """The descriptor."""
    stated = about(manifest)
    content: Document = {
        "profile": "data-package",
        "name": f"depeche-{str(manifest['release_id']).lower()}",
        "id": manifest["release_id"],
        "title": title(manifest),
        "description": SUMMARY,
        "version": manifest["release_id"],
        "created": f"{day(manifest)}T00:00:00Z",
        "keywords": list(KEYWORDS),
        "contributors": [{"title": name, "role": "author"} for name in stated["creators"]],
        "resources": [_resource(table, manifest) for table in PUBLISHED if table.name in manifest["files"]],
    }
    if stated["licence"]:
        content["licenses"] = [{"name": stated["licence"]}]
    if stated["address"]:
        content["homepage"] = stated["address"]
    return content


def _resource(table: Table, manifest: Mapping[str, Any]) -> Document:
    entry = manifest["files"][table.name]
    return {
        "name": table.name,
        "title": f"One row: {table.row}",
        "path": entry["path"],
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": entry["bytes"],
        "hash": f"sha256:{entry['sha256']}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": list(_foreign_keys(table)),
        },
    }


def _field(column: Column) -> Document:
    nested = pa.types.is_nested(column.type)
    constraints: Document = {} if column.nullable else {"required": True}
    if column.vocabulary and not nested:
        constraints["enum"] = list(vocabulary(column.vocabulary))
    if column.pattern:
        constraints["pattern"] = column.pattern
    for name, bound in (("minimum", column.minimum), ("maximum", column.maximum)):
        if bound is not None:
            constraints[name] = int(bound) if pa.types.is_integer(column.type) else bound
    return {"name": column.name, "type": _type(column.type), "description": column.meaning, "constraints": constraints}


def _type(kind: pa.DataType) -> str:
    kinds = (
        (pa.types.is_nested, "array"),
        (pa.types.is_integer, "integer"),
        (pa.types.is_floating, "number"),
        (pa.types.is_boolean, "boolean"),
        (pa.types.is_date, "date"),
        (pa.types.is_timestamp, "datetime"),
    )
    return next((name for holds, name in kinds if holds(kind)), "string")


def _foreign_keys(table: Table) -> Iterator[Document]:
    """The references of plain columns; the standard knows none out of lists."""
    for reference in table.references:
        if not pa.types.is_nested(table[reference.column].type):
            target = "" if reference.table == table.name else reference.table
            yield {"fields": [reference.column], "reference": {"resource": target, "fields": [reference.key]}}
