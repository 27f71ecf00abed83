"""Furniture told by one line, wherever it stands around an article; and lines that only look like it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

LINES: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("single_lines.yaml").read_text(encoding="utf-8"))
TITLE = "Le sommet de Nampo s'achève sans accord"
BODY = [
    "La déléguée a rappelé mardi que les négociateurs avaient jusqu'à vendredi pour s'entendre sur les eaux du fleuve.",
    "« Nous n'avons plus le temps », a-t-elle dit à l'issue d'une réunion qui a duré toute la nuit dans un hôtel de la capitale.",
    "Les deux pays se disputent depuis dix ans le débit du barrage, dont dépend l'irrigation de trois provinces agricoles.",
    "Selon un communiqué du ministère, aucune des propositions présentées en janvier n'a été retenue par la partie adverse.",
]
PLACES = [
    *((line, [TITLE, *BODY[:2], line, *BODY[2:]]) for line in LINES["within"]),
    *((line, [TITLE, *BODY, line]) for line in LINES["behind"]),
    *((line, [line, TITLE, *BODY]) for line in LINES["before"]),
    *((line, [TITLE, line, *BODY]) for line in LINES["before"]),
]


@pytest.mark.parametrize(("line", "given"), PLACES, ids=[f"{number}" for number in range(len(PLACES))])
def test_a_line_of_furniture_is_taken_and_nothing_else(
    article: Callable[..., dict[str, Any]], line: str, given: list[str]
) -> None:
    row = article("\n\n".join(given))
    assert (row["title"], row["text"].split("\n\n")) == (TITLE, BODY)
    assert [piece["text"] for piece in row["removed"]] == [line]


@pytest.mark.parametrize("line", LINES["kept"])
def test_a_line_of_the_article_stays(article: Callable[..., dict[str, Any]], line: str) -> None:
    row = article("\n\n".join([TITLE, *BODY[:2], line, *BODY[2:]]))
    assert row["text"].split("\n\n") == [*BODY[:2], line, *BODY[2:]]
