from importlib.resources import files

import pytest
import yaml

from tasks.ingest.formats import detect, load_formats, looks_like_html, unicode_encoding
from tasks.ingest.readers import READERS

RULES = yaml.safe_load(files("tasks.ingest").joinpath("formats.yaml").read_text(encoding="utf-8"))
SIGNATURES = RULES["signatures"]


def encoded(row: dict[str, str], key: str) -> bytes:
    return row[key].encode("latin-1" if "bytes" in row else "utf-8")


@pytest.mark.parametrize("row", SIGNATURES, ids=[row["format"] for row in SIGNATURES])
def test_each_signature_matches_its_example_and_not_its_counter_example(row: dict[str, str]) -> None:
    assert detect(encoded(row, "example"), "sans_fin", load_formats()) == row["format"]
    assert detect(encoded(row, "counter_example"), "sans_fin", load_formats()) != row["format"]


@pytest.mark.parametrize("format_name", sorted({row["format"] for row in SIGNATURES} | {"text", "empty", "csv"}))
def test_each_format_has_a_reader(format_name: str) -> None:
    assert format_name in READERS


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        ("Séoul a répondu lundi.".encode(), "article.json", "json"),
        (b"<p>S\xe9oul</p>", "article.txt", "html"),
        ("Séoul a répondu lundi.".encode(), "article.html", "text"),
        (b"Bonjour <b>tous</b><br> et <a href=x>merci</a>", "article.html", "html"),
        (b"%PDF-1.7", "article.txt", "pdf"),
        (b"{\\rtf1\\ansi Bonjour}", "article.txt", "rtf"),
        (b"\0" * 100, "article.txt", "empty"),
        (b"\xef\xbb\xbf \n", "article.txt", "empty"),
        (
            b"Un texte assez long, avec un seul octet nul\0 et la suite. " + b"Et encore un peu plus de texte. " * 4,
            "article.txt",
            "text",
        ),
        ("Déjà vu".encode("utf-16"), "article.txt", "text"),
        ("Un texte sans marque d'ordre".encode("utf-16-be"), "article.txt", "text"),
        ('{"text": "a"}'.encode("utf-16-le"), "article", "json"),
        (b"<!-- " + b"a" * 70000, "page", "html"),
        (b"<!DOCTYPE html [" + b"[" * 60000, "page", "html"),
    ],
)
def test_the_content_decides_and_the_ending_only_where_it_fits(content: bytes, name: str, expected: str) -> None:
    assert detect(content[: 1 << 16], name, load_formats()) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("é".encode("utf-16"), "utf-16-le"),
        ("\ufeffé".encode("utf-16-be"), "utf-16-be"),
        ("\ufeffé".encode("utf-32-le"), "utf-32-le"),
        ("Bonjour à tous".encode("utf-16-le"), "utf-16-le"),
        ("Bonjour à tous".encode(), None),
        ("Bonjour à tous".encode("cp1252"), None),
        (b"", None),
    ],
)
def test_utf16_is_known_by_mark_or_by_its_zero_bytes(content: bytes, expected: str | None) -> None:
    assert unicode_encoding(content) == expected


def test_text_that_mentions_a_tag_is_no_html() -> None:
    assert not looks_like_html("La balise <br> est ancienne.", load_formats())
    assert looks_like_html("<p>La balise.</p>", load_formats())
