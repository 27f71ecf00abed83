"""The body of a response is the page, however it was sent; what is no page stays what it is."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.ingest.readers.bodies import is_page, unpacked

LIMIT = 5_000
PAGES = st.binary(max_size=LIMIT - 6).map(lambda rest: b"<html>" + rest)


def in_chunks(body: bytes, size: int, line_end: bytes = b"\r\n") -> bytes:
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x%b%b%b" % (len(piece), line_end, piece, line_end) for piece in pieces) + b"0" + line_end * 2


@given(PAGES, st.integers(1, 700), st.sampled_from([b"\r\n", b"\n"]))
def test_chunks_and_compression_leave_the_page(page: bytes, size: int, line_end: bytes) -> None:
    packed = gzip.compress(page)
    for sent in (page, packed, zlib.compress(page), in_chunks(page, size, line_end), in_chunks(packed, size, line_end)):
        assert unpacked(sent, LIMIT) == page
    assert unpacked(gzip.compress(in_chunks(page, size)), LIMIT) == page


@given(st.text("ghijklmnop \n", max_size=300).map(str.encode))
def test_text_stays_as_it_is(text: bytes) -> None:
    assert unpacked(text, LIMIT) == text


@pytest.mark.parametrize("body", [b"12\r\nmoins que dix-huit", b"3\r\nabcdef", b"cafe\nnoir", b"6\r\n<html>suite"])
def test_what_only_begins_like_chunks_stays_as_it_is(body: bytes) -> None:
    assert unpacked(body, LIMIT) == body


def test_what_unpacks_to_more_than_the_limit_is_not_held() -> None:
    assert len(unpacked(gzip.compress(b"<html>" + b"a" * 10_000_000), LIMIT)) == LIMIT + 1


def test_damage_in_what_is_compressed_is_told() -> None:
    with pytest.raises(zlib.error):
        unpacked(gzip.compress(b"<html>")[:10] + b"\xff" * 40, LIMIT)


def test_a_page_says_so() -> None:
    assert is_page(b"\xef\xbb\xbf\n<!DOCTYPE html><p>")
    assert not is_page(b"<rss><channel>")
