"""What the page says, from the YAML files of knowledge/, and the names of countries."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from babel import Locale
from babel.core import get_global

from schemas.yaml_text import load_yaml

LANGUAGES = ("fr", "en")
LABELLED = (
    "event_type",
    "realis",
    "date_precision",
    "date_source",
    "published_precision",
    "place_precision",
    "label",
    "relation",
    "stage",
    "sector",
    "quarantine_reason",
    "removed_reason",
)


@cache
def knowledge(name: str) -> Any:
    """The content of a file of knowledge/, by its name without extension."""
    return load_yaml(files("tasks.report").joinpath("knowledge", f"{name}.yaml").read_text(encoding="utf-8"))


def countries(codes: Iterable[str]) -> dict[str, dict[str, Any]]:
    """For each ISO 3166-1 alpha-3 code: its numeric codes and its name by language. Codes without a name are left out."""
    aliases = get_global("territory_aliases")
    names = {language: Locale(language).territories for language in LANGUAGES}
    numeric: dict[str, list[str]] = {}  # old codes too: maps keep them
    for alias, (first, *others) in aliases.items():
        if alias.isdigit() and not others:
            numeric.setdefault(first, []).append(alias)
    # CLDR knows no alpha-3 code for Kosovo, which has none in ISO 3166-1 either.
    alpha2s = {code: (aliases.get(code) or [knowledge("countries").get(code, "")])[0:1][0] for code in codes}
    return {
        code: {"numeric": numeric.get(alpha2, [])} | {language: names[language][alpha2] for language in LANGUAGES}
        for code, alpha2 in sorted(alpha2s.items())
        if alpha2 in names["fr"]
    }


def labels(vocabularies: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> dict[str, dict[str, dict[str, str]]]:
    """For each vocabulary and code its label by language, and its meaning where the vocabulary states one."""
    stated = knowledge("labels")
    found: dict[str, dict[str, dict[str, str]]] = {}
    for name in {**stated, **vocabularies}:
        codes = {**vocabularies.get(name, {}), **stated.get(name, {})}
        found[name] = {
            code: dict(zip(LANGUAGES, stated.get(name, {}).get(code, (code, code)), strict=True))
            | {"meaning": vocabularies.get(name, {}).get(code, {}).get("meaning", "")}
            for code in codes
        }
    return found
