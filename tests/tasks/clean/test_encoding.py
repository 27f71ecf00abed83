"""Bytes become the text that was written, whatever encoding they are in and whatever is declared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.clean.encoding import decode
from tasks.clean.knowledge import load_knowledge

TEXT = "L'été dernier, à Genève, la déléguée a rappelé « l'œuvre » des négociateurs : un accord à 300 €, signé dès août."
CANDIDATES = load_knowledge().encodings


def decoded(content: bytes, declared: str | None = None, *, is_html: bool = False) -> tuple[str, str, tuple[str, ...]]:
    found = decode(content, declared=declared, is_html=is_html, candidates=CANDIDATES)
    return found.text, found.encoding, found.repairs


@pytest.mark.parametrize(
    ("encoding", "declared", "expected", "repairs"),
    [
        ("utf-8", None, "utf-8", ()),
        ("utf-8", "utf-8", "utf-8", ()),
        ("utf-8-sig", None, "utf-8", ()),
        ("utf-8", "iso-8859-1", "utf-8", ("charset_overruled",)),
        ("cp1252", "windows-1252", "windows-1252", ()),
        ("cp1252", None, "windows-1252", ("charset_detected",)),
        ("cp1252", "utf-8", "windows-1252", ("charset_overruled",)),
        ("utf-16", None, "utf-16-le", ()),
        ("utf-16-le", None, "utf-16-le", ("charset_detected",)),
        ("utf-16-be", None, "utf-16-be", ("charset_detected",)),
        ("utf-32", None, "utf-32-le", ()),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else str(value),
)
def test_the_text_is_read_in_its_encoding(encoding: str, declared: str | None, expected: str, repairs: tuple[str, ...]) -> None:
    text, found, made = decoded(TEXT.encode(encoding), declared)
    assert (text, found.replace("cp1252", "windows-1252"), made) == (TEXT, expected, repairs)


@pytest.mark.parametrize("declared", ["klingon", "", "utf-7", "x" * 50])
def test_a_declared_encoding_that_does_not_exist_is_overlooked(declared: str) -> None:
    assert decoded(TEXT.encode(), declared)[0] == TEXT


@pytest.mark.parametrize(
    "head",
    [b"<meta charset=windows-1252>", b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">'],
    ids=["meta", "http-equiv"],
)
def test_markup_declares_its_encoding(head: bytes) -> None:
    text, _, repairs = decoded(head + "Déjà".encode("cp1252"), is_html=True)
    assert (text.endswith("Déjà"), repairs) == (True, ())


def test_a_few_damaged_bytes_in_utf_8_are_marked_and_the_rest_is_kept() -> None:
    damaged = (TEXT * 3).encode().replace("œ".encode(), b"\xff", 1)
    text, encoding, repairs = decoded(damaged)
    assert (encoding, repairs) == ("utf-8", ("undecodable_bytes",))
    assert text == (TEXT * 3).replace("œ", "\ufffd", 1)


def test_utf_16_that_breaks_off_in_a_character_is_read_up_to_there() -> None:
    text, _, repairs = decoded(TEXT.encode("utf-16")[:-1])
    assert (text[:-1], repairs) == (TEXT[:-1], ("undecodable_bytes",))


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "latin-1", "utf-16", "gb18030", "ascii"]), st.booleans())
def test_any_bytes_are_text(content: bytes, declared: str | None, is_html: bool) -> None:
    assert isinstance(decoded(content, declared, is_html=is_html)[0], str)


@given(st.text(alphabet="abcdeéèêàâçîïôûù œŒ«»’€-.,", min_size=1, max_size=200))
def test_utf_8_is_read_as_written(text: str) -> None:
    assert decoded(text.encode(), "iso-8859-1")[0] == text
