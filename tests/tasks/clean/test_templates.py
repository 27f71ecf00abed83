"""Placeholders that nobody filled in: pages of nothing else are no articles, and texts that quote one stay."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from tasks.clean.knowledge import FOLDER, load_knowledge
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


def test_what_marks_a_placeholder_in_declarations_finds_each_example() -> None:
    row = load_knowledge().metadata["unfilled"]
    assert all(re.search(row["pattern"], text) for text in (row["example"], *(one["example"] for one in ROWS)))
    assert not any(
        re.search(row["pattern"], text) for text in (row["counter_example"], *(one["counter_example"] for one in ROWS))
    )


LEGAL = (
    "Le Courrier est édité par une société anonyme dont le siège se trouve à Belmont, et son directeur répond de ses contenus."
)


def test_prose_of_the_site_is_no_article_where_the_headline_was_not_filled_in(clean: Callable[..., Split]) -> None:
    site = f"<div><p>{LEGAL}</p><p>{LEGAL[:-1]} publiés.</p></div>"
    body = f'<h1 ng-bind="titre">{{{{titre}}}}</h1><div ng-bind-html="texte"></div>{site}'
    split = clean(f"<html lang=fr><head><title>Le Courrier</title></head><body>{body}</body></html>", "html")
    assert list(split.dropped["reason"]) == ["no_text"]


def test_placeholders_declare_nothing(article: Callable[..., dict[str, Any]]) -> None:
    named = {
        "og:title": "titre",
        "og:site_name": "site",
        "author": "auteur",
        "og:url": "adresse",
        "article:published_time": "jour",
    }
    head = "".join(f'<meta property="{name}" content="{{{{{word}}}}}">' for name, word in named.items())
    told = f"<article><h1>Le fleuve divise les voisins</h1><p>{PROSE}</p><p>{LEGAL}</p></article>"
    row = article(f"<html lang=fr><head>{head}</head><body>{told}</body></html>", "html")
    assert row["title"] == "Le fleuve divise les voisins"
    assert (row["outlet"], list(row["authors"]), row["url"], row["published_on"]) == (None, [], None, None)


def test_placeholders_beside_an_article_are_taken_out(article: Callable[..., dict[str, Any]]) -> None:
    row = article(f"Le fleuve divise les voisins\n\n{PROSE}\n\n{{{{ partages.nombre }}}} partages\n\n{PROSE[:-1]} asséché.\n")
    assert [piece["reason"] for piece in row["removed"]] == ["template"]
    assert row["text"].startswith(PROSE)


def test_prose_that_quotes_a_placeholder_stays(article: Callable[..., dict[str, Any]]) -> None:
    told = f"{PROSE[:-1]}, et le site affichait « {{{{titre}}}} » à la place du titre de chaque article publié ce jour-là."
    row = article(f"{told}\n\n{PROSE}")
    assert row["text"] == f"{told}\n\n{PROSE}"
