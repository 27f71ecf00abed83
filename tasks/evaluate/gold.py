"""Gold annotation: the files it stands in, and its rows matched to the articles of a release."""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from schemas.errors import SettingsError

Row = Mapping[str, Any]
# How quotation marks, apostrophes and spaces are written does not count.
_FOLDED = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "«": '"', "»": '"', "“": '"', "”": '"'})

BODIES = {"Q37470": "UNSC", "Q1065": "UN", "Q458": "EU", "Q7184": "NATO", "Q41984": "IAEA"}
"""How gold writes the international bodies; any other code but a country's is a slug of somebody without a country."""
COUNTRY = re.compile("[A-Z]{3}")


@dataclass(frozen=True, kw_only=True)
class Gold:
    """The rows of articles.jsonl, entities.jsonl and events.jsonl (format: tests/evaluation/gold/README.md)."""

    articles: tuple[Row, ...]
    entities: tuple[Row, ...]
    events: tuple[Row, ...]

    def only(self, documents: frozenset[str]) -> "Gold":
        """The rows of some documents."""
        return Gold(
            articles=tuple(row for row in self.articles if row["doc"] in documents),
            entities=tuple(row for row in self.entities if row["doc"] in documents),
            events=tuple(row for row in self.events if row["doc"] in documents),
        )


def load_gold(folder: Path) -> Gold:
    """The gold of a folder. Raises SettingsError if a file is missing or no JSON."""
    return Gold(articles=_rows(folder, "articles"), entities=_rows(folder, "entities"), events=_rows(folder, "events"))


def documents_by_article(gold: Gold, articles: pd.DataFrame) -> dict[str, str]:
    """article_id → gold document, by the name of the file that delivered it."""
    wanted = {row["file"]: row["doc"] for row in gold.articles}
    return {
        article_id: wanted[name]
        for article_id, sources in zip(articles["article_id"], articles["sources"], strict=True)
        for source in sources
        if (name := re.split(r"[#?]", source["uri"])[0].rsplit("/", 1)[-1]) in wanted
    }


def agree(wanted: Sequence[str], found: Iterable[Row]) -> bool:
    """Whether one of the gold codes is among the parties; a slug agrees with anybody, and nobody wanted with everybody."""
    codes = {BODIES.get(party["entity_id"] or "", party["country"]) for party in found}
    slugs = [code for code in wanted if code not in BODIES.values() and not COUNTRY.fullmatch(code)]
    return not wanted or bool(slugs) or not codes.isdisjoint(wanted)


def folded(text: str) -> str:
    """The text as the comparison sees it: NFC, plain quotation marks and apostrophes, single spaces."""
    plain = unicodedata.normalize("NFC", text).translate(_FOLDED)
    return re.sub(r"\s+", " ", re.sub(r'\s*"\s*', '"', plain)).strip()


def _rows(folder: Path, name: str) -> tuple[Row, ...]:
    path = folder / f"{name}.jsonl"
    if not path.is_file():
        raise SettingsError(
            found=f"no file {path}",
            expected="articles.jsonl, entities.jsonl and events.jsonl",
            remedy="name a folder with gold annotation",
        )
    try:
        return tuple(json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    except ValueError as error:
        raise SettingsError(
            found=f"{path} has a line that is no JSON: {error}", expected="a record a line", remedy="correct it"
        ) from error
