"""Words that stand for a country and are no name of it (data/periphrases.yaml): « l'État hébreu », « le Nord »."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from schemas.yaml_text import load_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Periphrasis:
    """Words in lower case that stand for a country, only where the article names `where`; `plain`: written without a capital."""

    words: tuple[str, ...]
    country: str
    where: str | None
    plain: bool


def load_periphrases() -> Mapping[str, Sequence[Periphrasis]]:
    """The rows as shipped, by their first word."""
    text = resources.files("tasks.gazetteer").joinpath("data", "periphrases.yaml").read_text(encoding="utf-8")
    found: dict[str, list[Periphrasis]] = defaultdict(list)
    for row in load_yaml(text):
        words = tuple(row["words"].split())
        found[words[0]].append(Periphrasis(words=words, country=row["country"], where=row.get("where"), plain="plain" in row))
    return dict(found)
