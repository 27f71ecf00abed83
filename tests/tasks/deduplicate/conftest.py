"""Articles of invented words, and the frame that deduplication reads."""

import hashlib
import random
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pandas as pd
import pytest

from schemas.settings import DeduplicateSettings
from tasks.deduplicate.duplicates import Duplicates, find_duplicates

SYLLABLES = [consonant + vowel for consonant in "bcdfglmnprstv" for vowel in ("a", "é", "i", "o", "ou", "en")]


class Articles:
    """Builds the frame row by row; an article is known by its name."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []

    def add(
        self,
        name: str,
        text: str,
        *,
        outlet: str | None = "Gazette",
        title: str | None = None,
        day: date | None = date(2024, 5, 6),
        agencies: Sequence[str] = (),
    ) -> None:
        row = {
            "name": name,
            "article_id": id_of(name),
            "outlet": outlet,
            "agencies": list(agencies),
            "title": title,
            "text": text,
            "published_on": day,
            "word_count": len(text.split()),
        }
        self.rows.append(row)

    def frame(self) -> pd.DataFrame:
        columns = ("article_id", "outlet", "agencies", "title", "text", "published_on", "word_count")
        frame = pd.DataFrame({name: [row[name] for row in self.rows] for name in columns}, dtype=object)
        return frame.astype({"outlet": "str", "title": "str", "word_count": "int32"})

    def found(self) -> Duplicates:
        return find_duplicates(self.frame(), settings=DeduplicateSettings())

    def repeats(self) -> dict[str, tuple[str, str]]:
        """For each article that repeats another: that one and how."""
        names = {id_of(name): name for name in self.names}
        found = self.found().clustered.dropna(subset="duplicate_of")
        columns = (found[name] for name in ("article_id", "duplicate_of", "relation"))
        return {names[one]: (names[other], relation) for one, other, relation in zip(*columns, strict=True)}

    @property
    def names(self) -> list[str]:
        return [row["name"] for row in self.rows]


def id_of(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:20]


@pytest.fixture
def write() -> Callable[..., str]:
    """So many invented words drawn from a seed, in paragraphs of fifty."""

    def written(size: int, seed: int = 0) -> str:
        drawn = random.Random(seed)  # noqa: S311
        words = ["".join(drawn.choices(SYLLABLES, k=drawn.randint(1, 4))) for _ in range(size)]
        return "\n\n".join(" ".join(words[start : start + 50]) for start in range(0, size, 50))

    return written


@pytest.fixture
def articles() -> Articles:
    return Articles()
