# ruff: noqa: E501, ISC004  what programs write in one line stays in one
"""Feeds of collectors, and pages of web archives whose headers are false."""

import gzip
import zlib
from collections.abc import Callable

import brotli
import pandas as pd
import pytest

Reading = Callable[..., object]
PAGE = "<!DOCTYPE html><html><body><h1>Le pont</h1><p>Déjà refait</p></body></html>".encode()


def feed(*items: str) -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>À la une - Recueil</title>{"".join(items)}</channel></rss>'


def item(title: str, description: str, source: str | None) -> str:
    escaped = description.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    named = f'<source url="https://echo.example">{source}</source>' if source else ""
    return f"<item><title>{title}</title><link>https://recueil.example/1</link><description>{escaped}</description>{named}</item>"


def test_the_source_of_an_entry_is_its_outlet_and_no_part_of_the_headline(read: Reading) -> None:
    found = read({"a.xml": feed(
        item("Le pont sera refait - L'Écho des Monts", "<p>Le conseil a voté lundi la réfection du pont.</p>", "L'Écho des Monts"),
        item("Bras de fer - suite", "<p>La maire a répondu mardi.</p>", "Vallée Hebdo"),
        item("Sans source - L'Écho", "<p>Le conseil a voté mardi.</p>", None),
    )})  # fmt: skip
    rows = found.documents.assign(place=[s[0]["uri"] for s in found.documents["sources"]]).sort_values("place")
    assert list(zip(rows["declared_title"], rows["declared_outlet"], strict=True)) == [
        ("Le pont sera refait", "L'Écho des Monts"),
        ("Bras de fer - suite", "Vallée Hebdo"),
        ("Sans source - L'Écho", "À la une - Recueil"),
    ]


@pytest.mark.parametrize(
    "description",
    [
        '<ol><li><a href="https://r.example/1">Le pont refait</a>&nbsp;&nbsp;<font color="#6f6f6f">L\'Écho</font></li>'
        '<li><a href="https://r.example/2">Les bus</a>&nbsp;<font color="#6f6f6f">Vallée Hebdo</font></li></ol>',
        '<a href="https://r.example/1" target="_blank">Le pont refait</a>&nbsp;&nbsp;<font color="#6f6f6f">L\'Écho</font>',
        '<a href="https://r.example/1">Le pont refait</a> - <a href="https://r.example/2">Les bus</a>',
    ],
)
def test_a_list_of_headlines_is_no_text(read: Reading, description: str) -> None:
    found = read({"a.xml": feed(item("Le pont refait - L'Écho", description, "L'Écho"))})
    assert (len(found.documents), found.reasons) == (0, {"a.xml#1": "no_text"})
    assert "« Le pont refait » (L'Écho)" in found.quarantine["detail"].iloc[0]


SNIPPET = "Le conseil de la vallée a voté lundi la réfection du pont de <b>Belmont</b>, fermé depuis l'hiver."


def test_an_alert_leads_to_its_article_and_names_no_outlet(read: Reading) -> None:
    escaped = SNIPPET.replace("<", "&lt;").replace(">", "&gt;")
    entry = (
        '<entry><id>1</id><title type="html">Le pont de &lt;b&gt;Belmont&lt;/b&gt; refait</title>'
        '<link href="https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://echo.example/ponts/1&amp;ct=ga"/>'
        f'<published>2024-08-27T18:18:00Z</published><content type="html">{escaped}</content></entry>'
    )
    head = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:google.com,2005:reader/user/1</id><title>Google Alerte - pont</title>'
    )
    row = read({"a.xml": f"{head}{entry}</feed>"}).documents.iloc[0]
    assert row["declared_title"] == "Le pont de Belmont refait"
    assert pd.isna(row["declared_outlet"])
    assert row["declared_url"] == "https://echo.example/ponts/1"
    assert (row["content_type"], row["content"].decode()) == ("html", f"<div>{SNIPPET}</div>")


def test_results_of_bing_name_their_source(read: Reading) -> None:
    told = item("Le pont refait", SNIPPET, None).replace("</item>", "<News:Source>Vallée Hebdo</News:Source></item>")
    told = told.replace(
        "https://recueil.example/1", "http://www.bing.com/news/apiclick.aspx?url=https%3a%2f%2fvallee.example%2f1&amp;c=2"
    )
    source = feed(told).replace('version="2.0"', 'version="2.0" xmlns:News="https://www.bing.com/news/search?q=pont"')
    row = read({"a.xml": source}).documents.iloc[0]
    assert (row["declared_outlet"], row["declared_url"]) == ("Vallée Hebdo", "https://vallee.example/1")


def test_headlines_of_google_name_their_outlet_where_no_source_does(read: Reading) -> None:
    source = feed(item("Le pont - enfin refait - L'Écho des Monts", f"<p>{SNIPPET}</p>", None))
    source = source.replace("</title><item>", "</title><link>https://news.google.com/search?q=pont</link><item>", 1)
    row = read({"a.xml": source}).documents.iloc[0]
    assert (row["declared_title"], row["declared_outlet"]) == ("Le pont - enfin refait", "L'Écho des Monts")


@pytest.mark.parametrize(
    "description", ["Le pont refait&nbsp;&nbsp;L'Écho", "Le pont refait - L'Écho", "<b>Le pont</b> refait", ""]
)
def test_a_headline_told_again_is_no_text(read: Reading, description: str) -> None:
    found = read({"a.xml": feed(item("Le pont refait - L'Écho", description, "L'Écho"))})
    assert (len(found.documents), found.reasons) == (0, {"a.xml#1": "no_text"})


def response(headers: str, body: bytes) -> bytes:
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{headers}\r\n".encode() + body
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Target-URI: https://echo.example/1\r\n"
    head += "Content-Type: application/http; msgtype=response\r\n"
    return f"{head}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


CHUNKED = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("", PAGE),
        ("Content-Encoding: gzip\r\n", gzip.compress(PAGE, mtime=0)),
        ("Content-Encoding: gzip\r\n", PAGE),
        ("content-encoding: GZIP\r\n", PAGE),
        ("Content-Encoding: br\r\n", PAGE),
        ("Content-Encoding: deflate\r\n", PAGE),
        ("Transfer-Encoding: chunked\r\n", CHUNKED),
        ("Transfer-Encoding: chunked\r\n", PAGE),
        ("transfer-encoding: chunked\r\nContent-Encoding: gzip\r\n", gzip.compress(PAGE, mtime=0)),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", PAGE),
        ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", CHUNKED),
        ("", gzip.compress(PAGE, mtime=0)),
        ("Content-Encoding: deflate\r\n", zlib.compress(PAGE)),
        ("", brotli.compress(PAGE)),
        ("Content-Encoding: gzip\r\n", brotli.compress(PAGE)),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", brotli.compress(PAGE)),
    ],
)
def test_a_page_is_read_whatever_its_headers_say(read: Reading, headers: str, body: bytes) -> None:
    found = read({"a.warc": response(headers, body)})
    assert found.reasons == {}
    assert list(found.documents["content"]) == [PAGE]


@pytest.mark.parametrize("kind", ["text/plain; charset=utf-8", "application/octet-stream"])
def test_a_page_without_a_type_of_its_own_is_one_by_its_bytes(read: Reading, kind: str) -> None:
    as_page = response("Content-Encoding: gzip\r\n", gzip.compress(PAGE, mtime=0))
    told = as_page.replace(b"text/html; charset=utf-8", kind.encode())
    told = told.replace(b"Content-Length: %d" % _length(as_page), b"Content-Length: %d" % (_length(as_page) + len(kind) - 24))
    assert list(read({"a.warc": told}).documents["content"]) == [PAGE]


def _length(record: bytes) -> int:
    return int(record.partition(b"Content-Length: ")[2].partition(b"\r\n")[0])


def test_headers_may_end_with_line_feeds_alone(read: Reading) -> None:
    record = response("Content-Encoding: gzip\r\n", gzip.compress(PAGE, mtime=0))
    head, _, block = record.partition(b"\r\n\r\n")
    headers, _, body = block.partition(b"\r\n\r\n")
    shorter = headers.replace(b"\r\n", b"\n") + b"\n\n" + body.removesuffix(b"\r\n\r\n")
    head = head.replace(b"Content-Length: %d" % _length(record), b"Content-Length: %d" % len(shorter))
    assert list(read({"a.warc": head + b"\r\n\r\n" + shorter + b"\r\n\r\n"}).documents["content"]) == [PAGE]


@pytest.mark.parametrize(("kind", "count"), [("text/html; charset=utf-8", 1), ("image/png", 0)])
def test_a_resource_that_is_a_page_is_read_like_a_response(read: Reading, kind: str, count: int) -> None:
    head = "WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:2>\r\nWARC-Target-URI: https://echo.example/2\r\n"
    record = f"{head}Content-Type: {kind}\r\nContent-Length: {len(PAGE)}\r\n\r\n".encode() + PAGE + b"\r\n\r\n"
    found = read({"a.warc": response("", PAGE.replace(b"pont", b"quai")) + record})
    assert len(found.documents) == 1 + count
    assert found.reasons == {}


def test_what_no_reading_undoes_is_refused_in_words_alone(read: Reading) -> None:
    damaged = gzip.compress(PAGE, mtime=0)[:12] + b"\xff\x00\xfe" * 40
    found = read({"a.warc": response("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", damaged)})
    assert len(found.documents) + len(found.quarantine) == 1
    assert all(detail.isascii() and detail.isprintable() for detail in found.quarantine["detail"])
