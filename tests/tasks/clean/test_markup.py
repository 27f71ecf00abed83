"""Pages: the article's lines and what the markup declares, whichever of its ways the page takes."""

import json
import socket
import time

import pytest

from tasks.clean.knowledge import load_knowledge
from tasks.clean.markup import Page, read_page

NAMES = load_knowledge().metadata
PARAGRAPHS = (
    "La déléguée a rappelé mardi que les négociateurs avaient jusqu'à vendredi pour s'entendre sur les eaux du fleuve.",
    "« Nous n'avons plus le temps », a-t-elle dit à l'issue d'une réunion qui a duré toute la nuit dans un hôtel de la capitale.",
    "Les deux pays se disputent depuis dix ans le débit du barrage, dont dépend l'irrigation de trois provinces agricoles.",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
JSON_LD = {
    "@type": "NewsArticle",
    "headline": "Le fleuve divise les deux voisins",
    "datePublished": "2021-03-02T06:30:00+01:00",
    "author": [{"@type": "Person", "name": "Anne Martin"}, {"name": "Paul Durand"}],
    "publisher": {"name": "La Gazette"},
    "articleSection": "Monde",
    "mainEntityOfPage": {"@id": "https://gazette.example/fleuve"},
}


def page(head: str = "", body: str = f"<article>{BODY}</article>") -> Page:
    return read_page(f"<!DOCTYPE html><html lang=fr><head><meta charset=utf-8>{head}</head><body>{body}</body></html>", NAMES)


def script(*objects: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(item)}</script>' for item in objects)


def test_the_body_comes_without_what_stands_around_it() -> None:
    found = page(body=f"<nav><a href=/>Accueil</a></nav><h1>Le fleuve</h1><article>{BODY}</article><footer>Contact</footer>")
    assert [line for line in found["lines"] if line in PARAGRAPHS] == list(PARAGRAPHS)
    assert "Contact" not in found["lines"]
    assert found["extractor"] == "main"


@pytest.mark.parametrize(
    "objects",
    [(JSON_LD,), ({"@graph": [{"@type": "WebSite", "name": "X"}, JSON_LD]},), ([JSON_LD],)],
    ids=["one", "graph", "list"],
)
def test_json_ld_declares_the_article(objects: tuple[object, ...]) -> None:
    found = page(script(*objects))
    assert (found["title"], found["authors"]) == ("Le fleuve divise les deux voisins", ["Anne Martin", "Paul Durand"])
    assert (found["outlet"], found["section"], found["url"]) == ("La Gazette", "Monde", "https://gazette.example/fleuve")
    assert found["dates"] == ["2021-03-02T06:30:00+01:00"]


STANDFIRST = "Les négociateurs n'ont plus que trois jours. Le barrage, lui, se remplit."


@pytest.mark.parametrize(
    ("head", "element"),
    [
        ("", f'<p class="article__chapo">{STANDFIRST}</p>'),
        ("", f'<div class="content-intro"><b>Les négociateurs</b>{STANDFIRST.removeprefix("Les négociateurs")}</div>'),
        (f'<meta property="og:description" content="{STANDFIRST}">', f'<p class="c2">{STANDFIRST}</p>'),
    ],
    ids=["class", "one word of a class", "description"],
)
def test_the_standfirst_stands_before_the_body_once(head: str, element: str) -> None:
    found = page(head, f"<main><header><h1>Le fleuve</h1>{element}</header><article>{BODY}</article></main>")
    assert found["lines"].count(STANDFIRST) == 1
    assert found["lines"].index(STANDFIRST) < found["lines"].index(PARAGRAPHS[0])


def test_a_teaser_below_the_body_is_no_standfirst() -> None:
    teaser = f'<aside><h3>Autre sujet</h3><p class="chapo">{STANDFIRST}</p></aside>'
    found = page(body=f"<main><h1>Le fleuve</h1><article>{BODY}</article>{teaser}</main>")
    assert STANDFIRST not in found["lines"]


def test_a_description_that_the_page_does_not_print_is_not_added() -> None:
    found = page(f'<meta name="description" content="{STANDFIRST}">', f"<main><h1>Le fleuve</h1><article>{BODY}</article></main>")
    assert STANDFIRST not in found["lines"]


def test_json_ld_that_is_broken_or_of_another_kind_is_overlooked() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", </script>' + script({"@type": "Product", "headline": "X"})
    assert page(head + '<meta property="og:title" content="Le fleuve">')["title"] == "Le fleuve"


def test_open_graph_and_meta_tags_declare_the_article() -> None:
    found = page(
        '<meta property="og:title" content="Le fleuve"><meta property="og:site_name" content="La Gazette">'
        '<meta property="og:url" content="https://gazette.example/fleuve"><meta name="author" content="Anne Martin">'
        '<meta property="article:published_time" content="2021-03-02T06:30:00+01:00">'
        '<meta property="article:section" content="Monde">'
    )
    assert (found["title"], found["outlet"], found["authors"]) == ("Le fleuve", "La Gazette", ["Anne Martin"])
    assert (found["url"], found["section"]) == ("https://gazette.example/fleuve", "Monde")
    assert found["dates"] == ["2021-03-02T06:30:00+01:00"]


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Le fleuve divise - La Gazette</title>", f"<h1>Le fleuve divise</h1>{BODY}", "Le fleuve divise"),
        (
            '<meta property="og:title" content="Le fleuve divise…">',
            f"<h1>Le fleuve divise les voisins</h1>{BODY}",
            "Le fleuve divise les voisins",
        ),
        (
            '<meta property="og:title" content="Le fleuve divise | La Gazette">',
            f"<h1>Le fleuve divise</h1>{BODY}",
            "Le fleuve divise",
        ),
        ("<title>Le fleuve</title>", BODY, "Le fleuve"),
        ("", BODY, None),
    ],
    ids=["h1", "cut-short", "outlet-behind", "title", "none"],
)
def test_the_headline(head: str, body: str, title: str | None) -> None:
    assert page(head, body)["title"] == title


def test_what_stands_before_the_headline_in_the_title_is_the_outlet() -> None:
    body = f"<h1>Le fleuve divise - enfin</h1>{BODY}"
    assert page("<title>La Gazette - Le fleuve divise - enfin</title>", body)["outlet"] == "La Gazette"
    assert page("<title>Le fleuve divise - enfin</title>", body)["outlet"] is None
    assert page("<title>Gazette Le fleuve divise - enfin</title>", body)["outlet"] is None


def test_a_body_that_json_ld_holds_whole_and_the_page_in_part_is_taken_from_there() -> None:
    rest = [f"Province {number} : {paragraph}" for number in range(4) for paragraph in PARAGRAPHS]
    whole = [*PARAGRAPHS, *rest]
    found = page(script(JSON_LD | {"articleBody": "\n".join(whole)}), f"<article><p>{'</p><p>'.join(PARAGRAPHS)}</p></article>")
    assert (found["extractor"], found["lines"]) == ("declared", whole)


def test_a_page_asks_nothing_of_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    source = (
        '<!DOCTYPE html SYSTEM "https://gazette.example/a.dtd"><html><head><link rel=stylesheet href=https://gazette.example/a.css>'
        f"<script src=https://gazette.example/a.js></script></head><body><iframe src=https://gazette.example/b></iframe>{BODY}</body>"
    )
    assert read_page(source, NAMES)["lines"] == list(PARAGRAPHS)


def test_a_page_without_article_says_so() -> None:
    assert page(body="<div></div>")["extractor"] == "none"


@pytest.mark.parametrize("closed", [False, True])
def test_tags_nested_without_end_are_read_at_once(closed: bool) -> None:
    start = time.process_time()
    read_page("<html><body>" + "<div>" * 40_000 + BODY + "</div>" * 40_000 * closed, NAMES)
    assert time.process_time() - start < 10  # with the square of their depth it took more than thirty


@pytest.mark.parametrize(
    "source", ["", " ", "<", "<html>", "<!--", "\ufeff", "pas une page", "<p>" * 300, "</p>" * 300, "<a href='"]
)
def test_any_source_is_a_page(source: str) -> None:
    assert isinstance(read_page(source, NAMES)["lines"], list)
