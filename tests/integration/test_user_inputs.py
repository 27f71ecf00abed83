# ruff: noqa: E501  what programs write in one line stays in one
"""What users bring, read and cleaned together: several layouts of each kind of input, and what must come of each."""

import gzip
import html
import json
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from user_files import ARMELLE, ECHO, FILES, FROMAGE, HEBDO, LOIC, OTHER, PONT, TITLE, paragraphs, table

from schemas.settings import CleanSettings, IngestSettings
from tasks.clean.articles import clean_documents, load_knowledge
from tasks.clean.worker import PageReader
from tasks.frames import Split
from tasks.ingest.documents import merge_payloads, read_documents
from tasks.ingest.inventory import take_inventory

FIRST = (TITLE, ECHO, (ARMELLE,), "2020-05-12")
SECOND = (OTHER, HEBDO, (), "2020-05-13")
Told = tuple[str | None, str | None, tuple[str, ...], str | None]
Process = Callable[[str, str | bytes], Split]


@pytest.fixture(scope="module")
def pages() -> Iterator[PageReader]:
    with PageReader(load_knowledge().metadata, seconds=60) as reader:
        yield reader


@pytest.fixture
def process(tmp_path: Path, pages: PageReader) -> Process:
    """Read and clean a file of this name and content: articles kept, and all that is refused."""

    def processed(name: str, content: str | bytes) -> Split:
        (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
        splits = list(read_documents(take_inventory(tmp_path), settings=IngestSettings()))
        documents = merge_payloads(pd.concat([split.kept for split in splits], ignore_index=True))
        cleaned = clean_documents(documents, knowledge=load_knowledge(), settings=CleanSettings(), pages=pages)
        dropped = pd.concat([*(split.dropped for split in splits), cleaned.dropped], ignore_index=True)
        return Split(kept=cleaned.kept, dropped=dropped)

    return processed


def told(split: Split) -> list[Told]:
    """Title, outlet, authors and day of the articles, by day."""
    rows = [
        tuple(None if not isinstance(value, list) and pd.isna(value) else value for value in row)
        for row in split.kept[["title", "outlet", "authors", "published_on"]].itertuples(index=False)
    ]
    told = [(title, outlet, tuple(authors), day and str(day)) for title, outlet, authors, day in rows]
    return sorted(told, key=lambda row: (row[3] or "", row[0] or ""))


def page(body: str, *, title: str = TITLE, head: str = "") -> str:
    return f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{body}</body></html>'


@pytest.mark.parametrize(
    ("name", "content"),
    FILES,
    ids=lambda value: value if isinstance(value, str) and len(value) < 40 else "",
)
def test_each_article_of_a_file_comes_out_with_its_fields(process: Process, name: str, content: str | bytes) -> None:
    split = process(name, content)
    assert told(split) == [FIRST, SECOND]
    assert not len(split.dropped)
    assert all(FROMAGE[-1] in text or PONT[-1] in text for text in split.kept["text"])


AUTHORS = {
    "semicolon": f"{ARMELLE} ; {LOIC}",
    "bar": f"{ARMELLE}|{LOIC}",
    "comma": f"{ARMELLE}, {LOIC}",
    "slash": f"{ARMELLE}/{LOIC}",
    "and": f"Par {ARMELLE} et {LOIC}",
    "line end": f"{ARMELLE}\n{LOIC}",
    "surnames first": "Dutour, Armelle; Ferrand, Loïc",
    "surnames first, and": "Dutour, Armelle et Ferrand, Loïc",
    "printed list": f"['{ARMELLE}', '{LOIC}']",
}


@pytest.mark.parametrize("written", AUTHORS.values(), ids=AUTHORS)
def test_several_authors_in_a_cell_are_several(process: Process, written: str) -> None:
    rows = [["titre", "journal", "auteurs", "date", "texte"], [TITLE, ECHO, written, "12/05/2020", "\n".join(PONT)]]
    rows += [[OTHER, HEBDO, "", "13/05/2020", "\n".join(FROMAGE)]]
    split = process("export.csv", table(rows))
    assert told(split) == [(TITLE, ECHO, (ARMELLE, LOIC), "2020-05-12"), SECOND]
    assert not len(split.dropped)


HEADLINE = f"<h1>{TITLE}</h1>"
BODY = paragraphs(PONT)
SIDE = '<div class="col-4"><h3>Nos chroniqueurs</h3><ul><li><a rel="author" href="/a">Jean Morin</a></li><li><a rel="author" href="/b">Luce Perrin</a></li></ul></div>'
VCARD = '<span class="vcard author"><a class="url fn spip_in" href="/_a_">{}</a></span>'
SPIP_DAY = '<abbr class="published" title="2020-05-12T06:40:00Z">mardi 12 mai 2020</abbr>'
FORUM = '<div class="forum"><ul><li><p>par <span class="fn">Jeannot</span></p><p>Bravo pour ce pont, on attendait depuis longtemps la réouverture de la route !</p></li></ul></div>'


def graph(**article: object) -> str:
    objects = [
        {"@type": ["Article", "BlogPosting"], "headline": TITLE, "datePublished": "2020-05-12T06:40:00+00:00"} | article,
        {"@type": "WebSite", "@id": "#w", "name": "Le site des Monts", "publisher": {"@id": "#o"}},
        {"@type": ["Organization", "NewsMediaOrganization"], "@id": "#o", "name": ECHO},
        {"@type": ["Person"], "@id": "#p1", "name": ARMELLE},
        {"@type": "Person", "@id": "#p2", "name": LOIC},
    ]
    return f'<script type="application/ld+json">{json.dumps({"@graph": objects})}</script>'


PAGES: dict[str, tuple[str, Told]] = {
    "column beside the article": (page(f'<div><div class="col-8">{HEADLINE}<p class="signature">{ARMELLE}</p>{BODY}</div>{SIDE}</div>'), (TITLE, None, (ARMELLE,), None)),
    "menu of authors before": (page(f'<nav>{SIDE}</nav><article>{HEADLINE}<p class="byline">Par {ARMELLE}</p>{BODY}</article>'), (TITLE, None, (ARMELLE,), None)),
    "authors of teasers behind": (page(f'<article>{HEADLINE}<p><a rel="author">{ARMELLE}</a></p>{BODY}</article><div class="teaser"><h3><a href="/x">Le fromage</a></h3><a rel="author">Denis Roux</a></div>'), (TITLE, None, (ARMELLE,), None)),
    "blog whose headline is an h2": (page(f'<article><h2 class="entry-title"><a href="/p">{TITLE}</a></h2><div>Publié le <time datetime="2020-05-12T06:40:00+02:00">12 mai 2020</time> par {VCARD.format(ARMELLE)}</div>{BODY}</article>', title=f"{TITLE} | Le blog des Monts"), (TITLE, None, (ARMELLE,), "2020-05-12")),
    "WordPress blocks": (page(f'<main>{HEADLINE}<div class="wp-block-post-author"><p class="wp-block-post-author__byline">Par</p><p class="wp-block-post-author__name">{ARMELLE}</p></div><time datetime="2020-05-12">12 mai 2020</time><div class="entry-content">{BODY}</div></main>'), (TITLE, None, (ARMELLE,), "2020-05-12")),
    "SPIP with a forum": (page(f'<div class="cartouche">{HEADLINE}<p class="info-publi">{SPIP_DAY}, <span class="auteurs">par {VCARD.format(ARMELLE)}, {VCARD.format(LOIC)}</span></p></div><div class="texte">{BODY}</div>{FORUM}'), (TITLE, None, (ARMELLE, LOIC), "2020-05-12")),
    "graph, publisher by @id": (page(f"<article>{HEADLINE}{BODY}</article>", head=graph(author={"@id": "#p1"}, publisher={"@id": "#o"})), FIRST),
    "graph, publisher of the site": (page(f"<article>{HEADLINE}{BODY}</article>", head=graph(author=[{"@id": "#p1"}, {"@id": "#p2"}])), (TITLE, ECHO, (ARMELLE, LOIC), "2020-05-12")),
    "graph, author by @id and name": (page(f"<article>{HEADLINE}{BODY}</article>", head=graph(author={"@id": "#p1", "name": ARMELLE})), FIRST),
    "day overwritten, change in metadata": (page(f"<article>{HEADLINE}<p>Publié le mardi 12 mai 2020 à 6h40, modifié le vendredi 15 mai 2020 à 10h00</p>{BODY}</article>", head='<meta property="article:published_time" content="2020-05-15T10:00:00+02:00">'), (TITLE, None, (), "2020-05-12")),
    "day overwritten, numbers": (page(f"<article>{HEADLINE}<div>Mis en ligne le 12/05/2020 à 06:40 — Mis à jour le 15/05/2020 à 10:00</div>{BODY}</article>", head='<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2020-05-15"}</script>'), (TITLE, None, (), "2020-05-12")),
    "day overwritten, the address agrees": (page(f"<article>{HEADLINE}<p>Par {ARMELLE} - Publié le 12 mai 2020 | Mis à jour le 15 mai</p>{BODY}</article>", head='<link rel="canonical" href="https://m.example/2020/05/12/pont"><meta property="article:published_time" content="2020-05-15T10:00:00+02:00">'), (TITLE, "m.example", (ARMELLE,), "2020-05-12")),
    "time beside the headline, outside": (page(f'<header>{HEADLINE}</header><div><time pubdate="pubdate" datetime="2020-05-12">hier</time></div><section>{BODY}</section><footer><time datetime="2021-01-01">2021</time></footer>'), (TITLE, None, (), "2020-05-12")),
    "day in the address": (page(f"<div>{HEADLINE}{BODY}</div>", head='<link rel="canonical" href="https://m.example/region/202005/12/pont.html">'), (TITLE, "m.example", (), "2020-05-12")),
    "dateline": (page(f"<div>{HEADLINE}<p>BELMONT, 12 mai 2020 (ALP) — {PONT[0]}</p>{paragraphs(PONT[1:])}</div>"), (TITLE, None, (), "2020-05-12")),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), PAGES.values(), ids=PAGES)
def test_a_page_tells_its_fields_and_its_body_alone(process: Process, content: str, expected: Told) -> None:
    split = process("page.html", content)
    (title, outlet, authors, day), *others = told(split)
    assert (title, authors, day, others) == (expected[0], expected[2], expected[3], [])
    assert outlet == expected[1] or (outlet is None and expected[1] == "m.example")  # hosts stand in where a run is whole
    text = split.kept["text"].iloc[0]
    assert text.endswith(PONT[-1])
    assert PONT[0] in text
    assert text.removeprefix("BELMONT, 12 mai 2020 (ALP) — ") == "\n\n".join(PONT)


PRINTED = {
    "a column": "L'ÉCHO DES MONTS - Jeudi 12 mai 1955\n\nLe pont sera refait\n\nLe conseil de la Vallée a voté lundi la réfec-\ntion du pont suspendu, fermé depuis la crue\nde février, et confié les tra-\nvaux à une entreprise de Saint-Aubin-sur-\nLoue. Le sous-\npréfet était présent. La cons-\ntruction durera quatorze mois.\n",
    "lines of Windows, a headline in capitals": "Vallée Hebdo, samedi 12 mai 1934, page 2\r\n\r\nLA COOPÉRATIVE FERME\r\n\r\nLa coopérative lai-\r\ntière de Brossac a fermé son ate-\r\nlier de fromage mer-\r\ncredi, après trente ans d'acti-\r\nvité, faute de repreneur. Peut-\r\nêtre la commune rachètera-t-\r\nelle le site, a dit le vice-\r\nprésident du conseil géné-\r\nral.\r\n",
    "marks of a machine": "Vallée Hebdo, 12 mai 1961\n\nLe pont sera refait\n\nLe conseil de la Vallée a voté lundi la réfec¬\ntion du pont suspendu, fermé depuis la crue de février,\net confié les travaux à une entre¬\nprise de la région. Les habitants de Mont-\nferrand-le-Bas, qui avaient manifes¬\nté, ont applaudi. Le maire a par¬\nlé de « victoire ».\n",
}  # fmt: skip


@pytest.mark.parametrize("content", PRINTED.values(), ids=PRINTED)
def test_a_page_of_print_has_whole_words_its_day_and_its_headline(process: Process, content: str) -> None:
    split = process("page.txt", content)
    ((title, _, authors, day),) = told(split)
    assert (title in content, authors, day and day[5:]) == (True, (), "05-12")
    text = split.kept["text"].iloc[0]
    words = (
        "réfection",
        "travaux",
        "construction",
        "laitière",
        "atelier",
        "mercredi",
        "activité",
        "général",
        "entreprise",
        "manifesté",
    )
    assert sum(word in text for word in words) >= 2
    kept = (
        "Saint-Aubin-sur-Loue",
        "sous-préfet",
        "Peut-être",
        "rachètera-t-elle",
        "vice-président",
        "Mont-ferrand-le-Bas",
        "Montferrand-le-Bas",
    )
    assert any(word in text for word in kept)
    assert "\n" not in text


SOURCE = f'<source url="https://echo.example">{ECHO}</source>'
LISTS = [
    f'<a href="https://n.example/x">{TITLE}</a>&nbsp;&nbsp;<font color="#6f6f6f">{ECHO}</font>',
    f'<ol><li><a href="a">{TITLE}</a> <font>{ECHO}</font></li><li><a href="b">Le pont, trois ans après</a> <font>{HEBDO}</font></li></ol>',
    f'<ul><li><a href="a">{TITLE}</a></li><li><a href="b">{OTHER}</a></li><li><strong><a href="c">Tout voir</a></strong></li></ul>',
]


@pytest.mark.parametrize("description", LISTS, ids=["a link", "numbered", "bullets"])
def test_an_entry_of_a_collector_without_text_is_refused_with_its_outlet(process: Process, description: str) -> None:
    item = f"<item><title>{TITLE} - {ECHO}</title><link>https://n.example/a</link><description>{html.escape(description)}</description>{SOURCE}</item>"
    split = process(
        "flux.xml", f"<rss><channel><title>Actualités</title><link>https://news.google.com/</link>{item}</channel></rss>"
    )
    assert list(split.dropped["reason"]) == ["no_text"]
    assert f"« {TITLE} » ({ECHO})" in split.dropped["detail"].iloc[0]


TEMPLATES = [
    '<div v-cloak><h1>{{ article.title }}</h1><div v-html="article.body">{{ loading }}</div><p>Tous droits réservés</p></div>',
    "<h1>{{#if titre}}{{titre}}{{/if}}</h1><p>{{{corps}}}</p>{{#each liens}}<li>{{this}}</li>{{/each}}",
    "<h1>{% block titre %}{% endblock %}</h1><div>{% for p in article.paragraphes %}<p>{{ p }}</p>{% endfor %}</div><p>Suivez-nous et recevez la lettre du soir.</p>",
]


@pytest.mark.parametrize("body", TEMPLATES, ids=["vue", "handlebars", "jinja"])
def test_a_template_that_nobody_filled_in_is_refused(process: Process, body: str) -> None:
    assert list(process("page.html", page(body, title="{{ page.title }}")).dropped["reason"]) == ["no_text"]


def response(headers: str, body: bytes, number: int, *, kind: str = "Content-Type: text/html; charset=utf-8\r\n") -> bytes:
    http = f"HTTP/1.1 200 OK\r\n{kind}{headers}\r\n".encode() + body
    record = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://m.example/{number}\r\nWARC-Date: 2020-05-14T00:00:00Z\r\n"
    )
    record += f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\nContent-Type: application/http\r\nContent-Length: {len(http)}\r\n\r\n"
    return gzip.compress(record.encode() + http + b"\r\n\r\n")


def in_chunks(body: bytes, size: int = 300) -> bytes:
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def test_responses_of_an_archive_are_read_whatever_their_headers_say(process: Process) -> None:
    bodies = [page(f"<article>{HEADLINE}{BODY}<p>Prochaine réunion du conseil : le {day} juin, à vingt heures, dans la même salle.</p></article>").encode() for day in range(2, 8)]  # fmt: skip
    claims = [
        "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n",
        "transfer-encoding: Chunked\r\n",
        "Content-Encoding: br\r\n",
    ]
    claims += [
        "Content-Encoding: x-gzip\r\nTransfer-Encoding: chunked\r\n",
        "Content-Encoding: gzip\r\n",
        "Transfer-Encoding: chunked\r\n",
    ]
    sent = [in_chunks(gzip.compress(bodies[0])), in_chunks(bodies[1]), bodies[2], gzip.compress(bodies[3]), *bodies[4:]]
    split = process(
        "crawl.warc.gz", b"".join(response(claim, body, n) for n, (claim, body) in enumerate(zip(claims, sent, strict=True)))
    )
    assert (len(split.kept), len(split.dropped)) == (6, 0)
    assert all(PONT[0] in text for text in split.kept["text"])


SENT = page(f"<article>{HEADLINE}{BODY}</article>").encode()
FALSE = {
    "compressed, though it isn't": ("Content-Encoding: deflate\r\n", SENT),
    "an encoding that is a charset": ("Content-Encoding: UTF-8\r\n", SENT),
    "compressed twice, though once": ("Content-Encoding: gzip, gzip\r\n", gzip.compress(SENT)),
    "compressed in another way": ("Content-Encoding: gzip\r\n", zlib.compress(SENT)),
    "a stream without its head": ("Content-Encoding: deflate\r\n", zlib.compress(SENT)[2:-4]),
    "compressed and not said": ("", gzip.compress(SENT)),
    "chunks, though none": ("Transfer-Encoding: chunked\r\n", SENT),
    "chunks and not said": ("", in_chunks(SENT)),
    "chunks without the last": ("Transfer-Encoding: chunked\r\n", in_chunks(SENT).removesuffix(b"0\r\n\r\n")),
    "chunks with other line ends": (
        "Transfer-Encoding: chunked\r\n",
        in_chunks(SENT.replace(b"\n", b"")).replace(b"\r\n", b"\n"),
    ),
    "chunks of compressed bytes, half said": ("Transfer-Encoding: chunked\r\n", in_chunks(gzip.compress(SENT))),
    "a wrong length": ("Content-Length: 40\r\n", SENT),
}


@pytest.mark.parametrize(("headers", "body"), FALSE.values(), ids=FALSE)
def test_a_response_is_read_whatever_its_headers_say_of_it(process: Process, headers: str, body: bytes) -> None:
    split = process("crawl.warc.gz", response(headers, body, 1))
    assert list(split.kept["text"]) == ["\n\n".join(PONT)]


@pytest.mark.parametrize(
    ("kind", "encoding"),
    [
        ("Server: nginx\r\n", "utf-8"),
        ("Content-Type: text/html; charset=ISO-8859-1\r\n", "utf-8"),
        ("Content-Type: text/html; charset=utf-8\r\n", "cp1252"),
    ],
    ids=["no type", "UTF-8 called Latin-1", "Windows-1252 called UTF-8"],
)
def test_a_response_of_no_or_a_false_type_is_read(process: Process, kind: str, encoding: str) -> None:
    body = SENT.decode().replace('<meta charset="utf-8">', "").encode(encoding)
    split = process("crawl.warc", gzip.decompress(response("", body, 1, kind=kind)))
    assert list(split.kept["text"]) == ["\n\n".join(PONT)]
