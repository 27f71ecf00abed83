"""A record (JSON object, row, feed item) → a payload, by a field mapping; mappings are data (mappings/*.yaml).

What belongs here: what fields mean. What doesn't: how a file is cut into records.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from schemas.settings import FieldMapping, IngestSettings
from schemas.yaml_text import load_yaml
from tasks.ingest.authors import split_names
from tasks.ingest.blobs import Blob, Context, Declared, Finding, Payload, record_uri, refusal
from tasks.ingest.collectors import without_outlet
from tasks.ingest.columns import cell_value
from tasks.ingest.decoding import without_lone_surrogates
from tasks.ingest.formats import load_formats, looks_like_html
from tasks.ingest.outlets import outlet_name

PARAGRAPH_BREAK = "\n\n"
NUMBER = re.compile(r"[\s(_.-]*\d+\)?$")
"""What tells columns of one series apart: « auteur 1 », « auteur_2 », « auteur (3) »."""
MOST_DEPTH = 64
"""Levels of objects and lists in a record; what nests deeper is no article."""
LONGEST_PATH = 256
"""Characters of a dotted path; no mapping names a longer one."""


@cache
def load_mappings() -> tuple[FieldMapping, ...]:
    """The mappings that ship with the project, those with more required fields first."""
    folder = files("tasks.ingest").joinpath("mappings")
    sources = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".yaml")), key=lambda entry: entry.name)
    mappings = [_casefolded(FieldMapping.model_validate(load_yaml(source.read_text(encoding="utf-8")))) for source in sources]
    return tuple(sorted(mappings, key=lambda mapping: (-len(mapping.requires), mapping.name)))


def mappings_for(settings: IngestSettings) -> tuple[FieldMapping, ...]:
    """The mappings of the settings, then those that ship with the project: the first that fits a record is used."""
    return tuple(map(_casefolded, settings.field_mappings)) + load_mappings()


def record_finding(record: object, blob: Blob, context: Context, *, number: int | None) -> Finding:
    """The payload of a record, or why it has none. `number` counts from 1; None where the file is one record."""
    if not isinstance(record, Mapping):
        return refusal(blob, "not_a_record", f"found {type(record).__name__}, expected an object with fields", record=number)
    if _is_deep(record):
        return refusal(blob, "broken_record", f"fields nested deeper than {MOST_DEPTH} levels", record=number)
    clean = _plain(record)
    identity = canonical_json(clean)
    limit = context.settings.max_document_bytes
    if len(identity) > limit:
        return refusal(blob, "too_large", f"a record of more than {limit} bytes", record=number)
    fields = field_paths(clean)
    for mapping in context.mappings:
        if all(fields.get(path) is not None for path in mapping.requires) and (body := _body(fields, mapping)):
            content, content_type = body
            return Payload(
                uri=record_uri(blob, number),
                sha256=blob.sha256,
                identity=identity,
                content=content.encode(),
                content_type=content_type,
                declared=_declared(fields, mapping),
            )
    return refusal(blob, "not_a_record", _missing(clean), record=number)


def envelope_items(record: object, mappings: Sequence[FieldMapping]) -> list[Any] | None:
    """The list of records that an object is only the envelope of; None if it is a record itself."""
    if not isinstance(record, Mapping):
        return None
    for mapping in mappings:
        if mapping.items and isinstance(items := field_paths(record).get(mapping.items), list):
            return items
    return None


def canonical_json(record: object) -> bytes:
    """The record as JSON with sorted keys and no spaces, in UTF-8: equal records give equal bytes."""
    return json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _plain(value: object) -> Any:
    """The value as JSON knows it: dates in ISO form, lone surrogates replaced, keys as strings."""
    if isinstance(value, str):
        return without_lone_surrogates(value)
    if isinstance(value, Mapping):
        return {without_lone_surrogates(str(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def _body(fields: Mapping[str, Any], mapping: FieldMapping) -> tuple[str, str] | None:
    pages = (value for path in mapping.html if isinstance(value := fields.get(path), str) and value.strip())
    if page := next(pages, None):
        return page, "html"
    text = _first_text(fields, mapping.text)
    if text and mapping.trim:
        text = re.sub(mapping.trim, "", text)
    if not text or not text.strip():
        return None
    is_page = looks_like_html(text, load_formats())
    lead = _first_line(fields, mapping.lead)
    if lead and lead not in " ".join(text.split()):
        text = f"<p>{html.escape(lead)}</p>{text}" if is_page else f"{lead}{PARAGRAPH_BREAK}{text}"
    return text, "html" if is_page else "text"


def _declared(fields: Mapping[str, Any], mapping: FieldMapping) -> Declared:
    outlet, title = _first_line(fields, mapping.outlet), _first_line(fields, mapping.title)
    return Declared(
        charset="utf-8",
        url=_first_line(fields, mapping.url),
        outlet=outlet_name(outlet),
        title=without_outlet(title, outlet) if title and outlet else title,
        authors=_names(fields, mapping.authors),
        agencies=_names(fields, mapping.agencies),
        published=_first_line(fields, mapping.published),
        section=_first_line(fields, mapping.section),
        page=_first_line(fields, mapping.page),
    )


def field_paths(record: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """What stands at each dotted path, in lower case: « Titre » and « titre » are one field. The first of a path counts."""
    found: dict[str, Any] = {}
    for key, value in record.items():
        path = prefix + str(key).casefold()
        found.setdefault(path, value)
        if isinstance(value, Mapping) and len(path) <= LONGEST_PATH:
            for inner, held in field_paths(value, f"{path}.").items():
                found.setdefault(inner, held)
    return found


def _is_deep(record: Mapping[str, Any]) -> bool:
    """Whether objects and lists stand in one another beyond MOST_DEPTH: level by level, so that no nesting exhausts the stack."""
    level: list[Any] = [record]
    for _ in range(MOST_DEPTH):
        inner = (value.values() if isinstance(value, Mapping) else value for value in level)
        level = [held for values in inner for held in values if isinstance(held, Mapping | list | tuple)]
        if not level:
            return False
    return True


def _casefolded(mapping: FieldMapping) -> FieldMapping:
    """The mapping with its paths in lower case."""
    paths = {name: tuple(map(str.casefold, value)) for name, value in mapping if isinstance(value, tuple)}
    return mapping.model_copy(update=paths | {"items": mapping.items and mapping.items.casefold()})


def _first_text(fields: Mapping[str, Any], paths: Sequence[str]) -> str | None:
    """The text of the first path that has any, and of those that it is numbered with (« texte 1 », « texte 2 »).

    Strings within lists and objects are paragraphs, in their order.
    """
    found = ((path, PARAGRAPH_BREAK.join(_strings(fields.get(path)))) for path in paths)
    first, text = next((told for told in found if told[1].strip()), ("", ""))
    series = (more for path, more in found if more.strip() and same_series(path, first))
    return PARAGRAPH_BREAK.join([text, *series]) or None


def same_series(path: str, other: str) -> bool:
    """Whether the paths differ by numbers behind them only."""
    return NUMBER.sub("", path) == NUMBER.sub("", other)


def _first_line(fields: Mapping[str, Any], paths: Sequence[str]) -> str | None:
    values = (fields.get(path) for path in paths)
    cells = (str(v) for v in values if isinstance(v, str | int | float) and not isinstance(v, bool))
    lines = (" ".join(cell_value(cell).split()) for cell in cells)
    return next((line for line in lines if line), None)


def _names(fields: Mapping[str, Any], paths: Sequence[str]) -> tuple[str, ...]:
    """The names of the first path that holds any, and of those that it is numbered with (« auteur 1 », « auteur 2 »)."""
    found = ((path, _names_at(fields.get(path))) for path in paths)
    first, names = next((told for told in found if told[1]), ("", ()))
    series = (more for path, more in found if same_series(path, first))
    return tuple(dict.fromkeys(name for held in (names, *series) for name in held))


def _names_at(value: object) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    named = [item.get("name") if isinstance(item, Mapping) else item for item in items]
    return split_names(told for name in named if isinstance(name, str) and (told := cell_value(name)))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if value.strip():
            yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _missing(record: Mapping[str, Any]) -> str:
    keys = ", ".join(sorted(record)[:12]) or "none"
    return f"no field with text; found the fields {keys}; name further ones in settings ingest.field_mappings"
