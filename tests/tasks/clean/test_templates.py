"""Placeholders that nobody filled in: pages of nothing else are no articles, and texts that quote one stay."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from tasks.clean.knowledge import FOLDER
from tasks.frames import Split

ROWS = yaml.safe_load(FOLDER.joinpath("templates.yaml").read_text(encoding="utf-8"))
PROSE = "La déléguée a rappelé mardi que les négociateurs avaient jusqu'à vendredi pour s'entendre sur les eaux du fleuve."


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_a_mark_finds_its_example(row: dict[str, str]) -> None:
    assert row["mark"] in row["example"]
    assert re.search(row["pattern"], row["example"])
    assert not re.search(row["pattern"], row["counter_example"])


@pytest.mark.parametrize(
    "body",
    [
        "<h1>{{article.titre}}</h1><p>{{article.auteur || 'la rédaction'}} pour {{site.nom}}</p><p>Ouvrir le mode avancé</p>",
        "<h1><%= titre %></h1><div><p><%= chapo %></p><p>Publié dans la rubrique <%= rubrique %> de notre journal</p></div>",
        "<h1>${article.titre}</h1><p>${article.texte}</p><p>Lire la suite de l'article dans notre édition du soir</p>",
        "<h1>[[titre]]</h1><p>[[article.texte]]</p><p>Tous les articles de la rubrique, jour après jour</p>",
    ],
    ids=["braces", "asp", "dollar", "brackets"],
)
def test_a_page_of_placeholders_is_quarantined(clean: Callable[..., Split], body: str) -> None:
    split = clean(f"<html lang=fr><head><title>Le Courrier</title></head><body><div>{body}</div></body></html>", "html")
    assert list(split.dropped["reason"]) == ["no_text"]
    assert "{" not in split.dropped["detail"].iloc[0]


def test_placeholders_beside_an_article_are_taken_out(article: Callable[..., dict[str, Any]]) -> None:
    row = article(f"Le fleuve divise les voisins\n\n{PROSE}\n\n{{{{ partages.nombre }}}} partages\n\n{PROSE[:-1]} asséché.\n")
    assert [piece["reason"] for piece in row["removed"]] == ["template"]
    assert row["text"].startswith(PROSE)


def test_prose_that_quotes_a_placeholder_stays(article: Callable[..., dict[str, Any]]) -> None:
    told = f"{PROSE[:-1]}, et le site affichait « {{{{titre}}}} » à la place du titre de chaque article publié ce jour-là."
    row = article(f"{told}\n\n{PROSE}")
    assert row["text"] == f"{told}\n\n{PROSE}"
