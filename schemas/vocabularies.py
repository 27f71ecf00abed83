"""The closed lists of codes, read from schemas/vocabularies/*.yaml. An unknown code raises."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from schemas.errors import UnknownCode
from schemas.yaml_text import load_yaml


@cache
def vocabulary(name: str) -> Mapping[str, Mapping[str, Any]]:
    """The codes of a vocabulary in their order, each with its row (code, meaning and what else the file states).

    Raises FileNotFoundError if there is no such vocabulary.
    """
    rows = load_yaml(files("schemas").joinpath("vocabularies", f"{name}.yaml").read_text(encoding="utf-8"))
    return MappingProxyType({row["code"]: MappingProxyType(row) for row in rows})


@cache
def passing_reasons() -> tuple[str, ...]:
    """The reasons of quarantine that hang on time or on the state of the machine: the next run tries again."""
    return tuple(code for code, row in vocabulary("quarantine_reason").items() if row.get("passing", False))


def check_code(name: str, code: str) -> str:
    """The code itself, if the vocabulary holds it. Raises UnknownCode."""
    codes = vocabulary(name)
    if code not in codes:
        raise UnknownCode(
            found=f"code {code!r}",
            expected=f"one of the vocabulary {name}: {', '.join(codes)}",
            remedy=f"correct the code, or add it to schemas/vocabularies/{name}.yaml",
        )
    return code
