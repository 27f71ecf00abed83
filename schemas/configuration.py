"""The settings as text: the page docs/configuration.md, and the nearest key to one that there is not."""

import json
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from types import UnionType
from typing import Any, Union, get_args, get_origin

from annotated_types import Ge, Gt, Interval, Le, Lt, MinLen
from pydantic.fields import FieldInfo

from schemas.settings import FieldMapping, Section, Settings

HEAD = """# Configuration

Every setting with its type, bounds, default and meaning, written from `schemas/settings.py` by `make configuration`. A profile
is a YAML file that names what differs from these defaults, as in `depeche curate RAW --out OUT --profile mine.yaml`:

```yaml
batch_size: 128
clean:
  html_seconds: 5
publish:
  title: Presse du littoral
  creators: [Laboratoire du littoral]
```

A key that there is not is refused, with the nearest one that there is. A run whose settings differ is another run, except
for `batch_size`, `machine` and `cluster`, on which no table depends. A release states them all in `manifest.json`.
"""
BOUNDS = {Gt: ("above", "gt"), Ge: ("at least", "ge"), Lt: ("below", "lt"), Le: ("at most", "le")}


def configuration_page() -> str:
    """The whole page as Markdown."""
    sections = {name: field for name, field in Settings.model_fields.items() if _section(field.annotation)}
    plain = [_row(name, field) for name, field in Settings.model_fields.items() if name not in sections]
    parts = [HEAD, _table("## The run", Settings, plain)]
    for name, field in sections.items():
        section = _section(field.annotation)
        if section is not None:
            parts.append(_table(f"## {name}", section, [_row(key, info) for key, info in section.model_fields.items()]))
    mapping = [_row(key, info) for key, info in FieldMapping.model_fields.items()]
    return "\n".join([*parts, _table("## A field mapping (`ingest.field_mappings`)", FieldMapping, mapping)])


def known_keys(section: type[Section] = Settings, above: str = "") -> Iterator[str]:
    """Every key of the settings as a dotted path, sections before what is in them."""
    for name, field in section.model_fields.items():
        yield f"{above}{name}"
        if (inner := _section(field.annotation)) is not None:
            yield from known_keys(inner, f"{above}{name}.")


def nearest(place: Sequence[str]) -> str | None:
    """The key that was probably meant by one that there is not, as a dotted path; None where none is near.

    One of the same section that is spelt alike comes first, then one of the same name in another section.
    """
    above, name = "".join(f"{part}." for part in place[:-1]), place[-1]
    known = list(known_keys())
    beside = [key for key in known if key.startswith(above) and "." not in key.removeprefix(above)]
    if found := get_close_matches(f"{above}{name}", beside, n=1, cutoff=0.75):
        return found[0]
    last = {key.rpartition(".")[2]: key for key in reversed(known)}
    return last.get((get_close_matches(name, last, n=1, cutoff=0.75) or [""])[0])


def _section(annotation: Any) -> type[Section] | None:
    return annotation if isinstance(annotation, type) and issubclass(annotation, Section) else None


def _table(heading: str, section: type[Section], rows: Sequence[str]) -> str:
    words = (section.__doc__ or "").strip()
    return "\n".join([heading, "", words, "", "| key | type | default | meaning |", "|---|---|---|---|", *rows, ""])


def _row(name: str, field: FieldInfo) -> str:
    kind = ", ".join((_type(field.annotation), *_bounds(field)))
    default = (
        "required" if field.is_required() else f"`{json.dumps(field.get_default(call_default_factory=True), ensure_ascii=False)}`"
    )
    meaning = " ".join((field.description or "").split())
    return f"| `{name}` | {kind} | {default} | {meaning} |".replace("\\|", "|")


def _type(annotation: Any) -> str:
    arguments = [argument for argument in get_args(annotation) if argument is not Ellipsis]
    origin = get_origin(annotation)
    if origin in {Union, UnionType}:
        return " or ".join("none" if argument is type(None) else _type(argument) for argument in arguments)
    if origin is tuple:
        return f"list of {_type(arguments[0])}"
    if origin is dict:
        return f"mapping of {_type(arguments[0])} to {_type(arguments[1])}"
    names = {"int": "whole number", "float": "number", "str": "text", "bool": "yes or no", "FieldMapping": "field mappings"}
    return names.get(getattr(annotation, "__name__", ""), "anything")


def _bounds(field: FieldInfo) -> Iterator[str]:
    for bound in field.metadata:
        for kind, (words, name) in BOUNDS.items():
            if isinstance(bound, kind) or (isinstance(bound, Interval) and getattr(bound, name) is not None):
                yield f"{words} {getattr(bound, name):,}"
        if isinstance(bound, MinLen):
            yield "not empty"
