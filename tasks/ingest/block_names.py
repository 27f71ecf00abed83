"""The names of elements that blocks.yaml knows, and what a tag looks like.

What belongs here: that. What doesn't: cutting (blocks.py), reading one block (block_records.py).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from schemas.yaml_text import load_yaml

TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z_][\w:.-]{0,63})"
    r"(?P<attributes>(?:\s(?:(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+(?=/?>)|[^<>]*))?)(?P<empty>/?)>"
)


@dataclass(frozen=True, kw_only=True)
class BlockNames:
    """The names of blocks.yaml."""

    articles: tuple[str, ...]
    within: frozenset[str]
    outside: frozenset[str]
    metadata: frozenset[str]
    texts: tuple[str, ...]
    also: Mapping[str, str]
    levels: Mapping[str, str]
    paragraphs: frozenset[str]
    prose: frozenset[str]
    heads: frozenset[str]
    inline: frozenset[str]
    html: frozenset[str]
    frames: frozenset[str]
    collections: frozenset[str]
    holders: frozenset[str]
    named: frozenset[str]
    division: re.Pattern[str]
    stating: tuple[str, ...]


@cache
def load_block_names() -> BlockNames:
    """The names of blocks.yaml."""
    data = load_yaml(files("tasks.ingest").joinpath("blocks.yaml").read_text(encoding="utf-8"))
    sets = {
        name: frozenset(data[name])
        for name in (
            "within",
            "outside",
            "metadata",
            "paragraphs",
            "prose",
            "heads",
            "inline",
            "html",
            "frames",
            "collections",
            "holders",
            "named",
        )
    }
    return BlockNames(
        articles=tuple(data["articles"]),
        texts=tuple(data["texts"]),
        stating=tuple(data["stating"]),
        also=data["also"],
        levels=data["levels"],
        division=re.compile(data["division"], re.IGNORECASE),
        **sets,
    )


def local(name: str) -> str:
    """The name of an element or attribute without its namespace, in small letters."""
    return name.rpartition(":")[2].lower()
