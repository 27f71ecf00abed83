"""What names of columns, elements and attributes mean, in French and English (columns.yaml).

What belongs here: one name → its role, or none. What doesn't: which column of a table is used (tables.py).
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from schemas.yaml_text import load_yaml

ROLES = ("text", "title", "outlet", "authors", "published", "url", "section", "page", "lead")
BY_WORD = 1000
"""The rank of a name of which only a word tells the role."""
SIGNS = re.compile(r"[^a-z0-9]+")
DATATYPE = re.compile(r"\s*\^\^.*$")
"""What Omeka S writes behind the name of a property: « dcterms:title ^^literal »."""
CAMEL = re.compile(r"(?<=[a-zà-þ])(?=[A-ZÀ-Þ])|(?<=[^\W\d_])(?=\d+$)")
"""Where words of a name meet: « articleBody », « auteur1 »."""


@dataclass(frozen=True, kw_only=True)
class RoleNames:
    """How columns of a role are called."""

    role: str
    names: Mapping[str, int]
    words: frozenset[str]
    never: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Columns:
    """The knowledge of columns.yaml."""

    ignored: frozenset[str]
    roles: tuple[RoleNames, ...]
    textless: tuple[Mapping[str, Any], ...]
    headless: tuple[Mapping[str, Any], ...]
    missing: frozenset[str]
    starred: re.Pattern[str]
    date: re.Pattern[str]
    url: re.Pattern[str]
    sentence: re.Pattern[str]


@cache
def load_columns() -> Columns:
    """The knowledge of columns.yaml."""
    data = read_columns()
    ignored = frozenset(data["ignored"])
    roles = [
        RoleNames(
            role=row["role"],
            names={"".join(_words(name, ignored)): place for place, name in reversed(list(enumerate(row["names"])))},
            words=frozenset(row["words"]),
            never=frozenset(row["never"]),
        )
        for row in data["roles"]
    ]
    content = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in data["content"].items()}
    return Columns(
        ignored=ignored,
        roles=tuple(roles),
        textless=tuple(data["textless"]),
        headless=tuple(dict(row) | {"first": re.compile(row["first"])} for row in data["headless"]),
        missing=frozenset(data["missing"]),
        **content,
    )


def read_columns() -> dict[str, Any]:
    """columns.yaml as it stands; its tests read examples and counter-examples from here."""
    loaded: dict[str, Any] = load_yaml(files("tasks.ingest").joinpath("columns.yaml").read_text(encoding="utf-8"))
    return loaded


@lru_cache(4096)
def role_of(name: str) -> tuple[str, int] | None:
    """The role that a name tells, and its rank: its place among the whole names of the role, or BY_WORD. None: it tells none."""
    columns = load_columns()
    words = _words(name, columns.ignored)
    whole = "".join(words)
    for named in columns.roles:
        if whole in named.names:
            return named.role, named.names[whole]
    for word in words:
        for named in columns.roles:
            if word in named.words and not named.never & set(words):
                return named.role, BY_WORD
    return None


def is_never(role: str, name: str) -> bool:
    """Whether a word of the name says that its column is not of the role: « URL de l'image »."""
    columns = load_columns()
    words = set(_words(name, columns.ignored))
    return any(named.never & words for named in columns.roles if named.role == role)


def cell_value(cell: str) -> str:
    """What a cell says: nothing for « NA », « L Echo » for a starred variable (« *source_L_Echo »)."""
    columns, text = load_columns(), cell.strip()
    if text.casefold() in columns.missing:
        return ""
    return match["value"].replace("_", " ") if (match := columns.starred.fullmatch(text)) else text


def named_roles(names: Iterable[str]) -> dict[str, list[str]]:
    """The names of each role, those that tell it best first."""
    found: dict[str, list[tuple[int, str]]] = {}
    for name in names:
        if told := role_of(name):
            found.setdefault(told[0], []).append((told[1], name))
    return {role: [name for _, name in sorted(rows, key=lambda row: row[0])] for role, rows in found.items()}


def _words(name: str, ignored: frozenset[str]) -> list[str]:
    """The words of a name in small letters without accents: « Contenu de l'article », « articleBody », « dcterms:title »."""
    parted = CAMEL.sub(" ", DATATYPE.sub("", name))
    plain = unicodedata.normalize("NFKD", parted.casefold().replace("°", " ").replace("œ", "oe"))
    words = SIGNS.sub(" ", "".join(char for char in plain if not unicodedata.combining(char))).split()
    return [word for word in words if word not in ignored] or words
