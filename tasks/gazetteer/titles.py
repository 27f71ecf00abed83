"""Titles that name the holder of an office (data/titles.yaml): « président », « chef de la diplomatie »."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from schemas.yaml_text import load_yaml
from tasks.gazetteer.words import key_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """Folded words that name an office.

    `of`: only in these countries (empty: in any); `bare`: alone they name that of the country that the article is of;
    `body`: the office is of that body.
    """

    words: tuple[str, ...]
    office: str
    of: frozenset[str]
    bare: bool
    body: str | None


def load_titles() -> Sequence[Title]:
    """The titles as shipped, longest first."""
    text = resources.files("tasks.gazetteer").joinpath("data", "titles.yaml").read_text(encoding="utf-8")
    rows = load_yaml(text)
    titles = (
        Title(
            words=key_of(row["title"]),
            office=row["office"],
            of=frozenset(row.get("of", "").split()),
            bare=row.get("bare", False),
            body=row.get("body"),
        )
        for row in rows
    )
    return sorted(titles, key=lambda title: (-len(title.words), title.words))
