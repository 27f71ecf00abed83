"""Whatever the bytes, reading ends in documents and quarantine rows that keep the contract. `make fuzz` looks longer."""

import gzip
import io
from pathlib import Path
from typing import BinaryIO, cast

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.documents import DOCUMENTS
from schemas.quarantine import QUARANTINE
from schemas.settings import IngestSettings
from tasks.frames import frame_of, to_table
from tasks.ingest.documents import read_documents
from tasks.ingest.inventory import Inventory, SourceFile

SEEDS = (
    b'{"text": "Bonjour", "title": "T"}\n{"text": "Encore"}\n',
    b'[{"text": "Bonjour"}, {"texte": ["a", "b"]}]',
    b'{"articles": [{"source": {"name": "C"}, "publishedAt": "2021", "content": "a"}]}',
    'titre;texte\nÉté;"Déjà; vu"\n'.encode(),
    b"<rss><channel><title>F</title><item><description>Vu</description></item></channel></rss>",
    b"<!DOCTYPE html><html><body><p>Vu</p></body></html>",
    (
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 71\r\n\r\n"
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body>Vu</body></html>\r\n\r\n"
    ),
    gzip.compress(b'{"text": "Bonjour"}\n', mtime=0),
    "Déjà vu".encode("utf-16"),
)
NAMES = st.sampled_from(
    ["a", "a.txt", "a.html", "a.json", "a.jsonl", "a.csv", "a.xml", "a.gz", "a.warc.gz", "a.zip", "a.parquet"]
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A sound file with bytes replaced, cut out or put in."""
    content = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 6)))
        content[start:end] = draw(st.binary(max_size=6))
    return bytes(content)


def read_bytes(name: str, content: bytes) -> tuple[pd.DataFrame, pd.DataFrame]:
    source = SourceFile(uri=name, path=Path(name), sha256="0" * 64, size=len(content))
    inventory = Inventory(files=(source,), rejected=frame_of(QUARANTINE), fingerprint="")
    limits = IngestSettings(max_document_bytes=2000, max_expanded_bytes=1 << 20)
    splits = list(read_documents(inventory, settings=limits, opener=lambda _path: cast("BinaryIO", io.BytesIO(content))))
    kept, dropped = (pd.concat([getattr(split, part) for split in splits]) for part in ("kept", "dropped"))
    return kept, dropped


@given(name=NAMES, content=st.one_of(st.binary(max_size=300), damaged()))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_end_in_documents_or_quarantine(name: str, content: bytes) -> None:
    kept, dropped = read_bytes(name, content)
    assert len(kept) + len(dropped) >= 1
    to_table(dropped, QUARANTINE)
    to_table(kept.drop_duplicates("article_id"), DOCUMENTS)
    uris = [source["uri"] for sources in kept["sources"] for source in sources] + list(dropped["uri"])
    assert len(uris) == len(set(uris))
