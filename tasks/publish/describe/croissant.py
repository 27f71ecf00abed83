"""croissant.json: the tables as MLCommons Croissant 1.0 (JSON-LD), for search engines and loaders of data sets.

Lists of structs are left to the flat tables and the data dictionary: Croissant reads no fields out of a list in Parquet.
"""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from schemas.column import Column, Table
from schemas.dictionary import PUBLISHED
from tasks.publish.describe.identity import KEYWORDS, SUMMARY, about, day, title

Document = dict[str, Any]
TERMS = ("citeAs", "column", "extract", "field", "fileObject", "key", "recordSet", "repeated", "source")
CONTEXT: Document = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    **{term: f"cr:{term}" for term in TERMS},
}


def croissant(manifest: Mapping[str, Any]) -> Document:
    """The document."""
    stated = about(manifest)
    tables = [table for table in PUBLISHED if table.name in manifest["files"]]
    content: Document = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": title(manifest),
        "description": SUMMARY,
        "version": "1.0.0",
        "sameAs": [],
        "citeAs": f"{', '.join(stated['creators'])}: {title(manifest)}, {day(manifest)}.",
        "datePublished": day(manifest),
        "keywords": list(KEYWORDS),
        "inLanguage": "fr",
        "creator": [{"@type": "sc:Organization", "name": name} for name in stated["creators"]],
        "license": stated["licence"] or "the licences of the publishers of the articles",
        "url": stated["address"] or f"urn:depeche:{manifest['release_id']}",
        "distribution": [_file(table, manifest) for table in tables],
        "recordSet": [_records(table) for table in tables],
    }
    return {name: value for name, value in content.items() if value != []}


def _file(table: Table, manifest: Mapping[str, Any]) -> Document:
    entry = manifest["files"][table.name]
    return {
        "@type": "cr:FileObject",
        "@id": f"{table.name}.parquet",
        "name": f"{table.name}.parquet",
        "contentUrl": entry["path"],
        "contentSize": f"{entry['bytes']} B",
        "encodingFormat": "application/x-parquet",
        "sha256": entry["sha256"],
    }


def _records(table: Table) -> Document:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": f"One row: {table.row}.",
        "key": [{"@id": f"{table.name}/{name}"} for name in table.key],
        "field": [_field(table, column) for column in table.columns if _is_plain(column.type)],
    }


def _field(table: Table, column: Column) -> Document:
    is_list = pa.types.is_list(column.type)
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": column.meaning,
        "dataType": _type(column.type.value_type if is_list else column.type),
        "source": {"fileObject": {"@id": f"{table.name}.parquet"}, "extract": {"column": column.name}},
    } | ({"repeated": True} if is_list else {})


def _is_plain(kind: pa.DataType) -> bool:
    return not pa.types.is_list(kind) or not pa.types.is_nested(kind.value_type)


def _type(kind: pa.DataType) -> str:
    kinds = (
        (pa.types.is_integer, "sc:Integer"),
        (pa.types.is_floating, "sc:Float"),
        (pa.types.is_boolean, "sc:Boolean"),
        (pa.types.is_date, "sc:Date"),
        (pa.types.is_timestamp, "sc:DateTime"),
    )
    return next((name for holds, name in kinds if holds(kind)), "sc:Text")
