# ruff: noqa: E501, ISC004  what programs write in one line stays in one
"""Whatever the bytes, readers of exports, blocks, tables and documents end in rows that keep the contract."""

import io
from pathlib import Path
from typing import BinaryIO, cast

import docx
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.documents import DOCUMENTS
from schemas.quarantine import QUARANTINE
from schemas.settings import IngestSettings
from tasks.frames import frame_of, to_table
from tasks.ingest.documents import read_documents
from tasks.ingest.inventory import Inventory, SourceFile


def _word() -> bytes:
    document, packed = docx.Document(), io.BytesIO()
    for line in ("Le pont", "L'Écho", "29 décembre 2011", "Byline: A. Dutour", "Body", "Le conseil a voté.", "End of Document"):
        document.add_paragraph(line)
    document.save(packed)
    return packed.getvalue()


TEXT = "Le conseil de la Vallée a voté lundi la réfection du pont."
SEEDS = (
    f'<html><body><article><span class="DocPublicationName">L\'Écho</span><span class="DocHeader">Une, 29 décembre 2011, p. 3</span>'
    f'<p class="titreArticleVisu">Le pont</p><section><p>{TEXT}</p></section></article></body></html>'.encode(),
    f'<div class="article frArticle"><div id="hd"><span class="frHeadline">Le pont</span></div><div>29 décembre 2011</div><div>L\'Écho'
    f'</div><p class="articleParagraph">{TEXT}</p><p>Document ECHOMO0020111229e7ct0001r</p></div>'.encode(),
    f"HD | Le pont\nPD | 29 décembre 2011\nSN | L'Écho\nTD | {TEXT}\nAN | Document ECHOMO0020111229e7ct0001r\n".encode(),
    f"1 of 2 DOCUMENTS\n\nL'Écho\n\n29 décembre 2011\n\nLe pont\n\nLENGTH: 9 words\n\n{TEXT}\n\nLOAD-DATE: May 3, 2012\n".encode(),
    f"**** *source_Echo *date_2011-12-29\n{TEXT}\n".encode(),
    f'<corpus><doc title="Le pont" date="2011-12-29">{TEXT}</doc><doc>{TEXT}</doc></corpus>'.encode(),
    f"Titre de l'article;Contenu;Date de parution\nLe pont;\"{TEXT}\";29/12/2011\n".encode(),
    f'<rss><channel><item><title>Le pont - L\'Écho</title><description>{TEXT}</description><source url="x">L\'Écho</source></item></channel></rss>'.encode(),
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n<html><body>Vu</body></html>\r\n\r\n",
    ("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}\\f0 " + TEXT.replace("é", "\\'e9") + "\\par {\\pict 00ff}\\u8217?}").encode(),
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer << /Root 1 0 R >>\n",
    _word(),
)  # fmt: skip
NAMES = st.sampled_from(["a", "a.txt", "a.HTML", "a.xml", "a.csv", "a.docx", "a.rtf", "a.pdf"])


pytestmark = pytest.mark.usefixtures("extracted_in_this_process")


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    content = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 12)))
        content[start:end] = draw(
            st.one_of(st.binary(max_size=8), st.sampled_from([b"<", b"</", b">", b'"', b"\n", b"|", b"\\", b"{", b"&"]))
        )
    return bytes(content)


@given(name=NAMES, content=damaged())
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@pytest.mark.filterwarnings("ignore")
def test_any_bytes_end_in_documents_or_quarantine(name: str, content: bytes) -> None:
    source = SourceFile(uri=name, path=Path(name), sha256="0" * 64, size=len(content))
    inventory = Inventory(files=(source,), rejected=frame_of(QUARANTINE), fingerprint="")
    limits = IngestSettings(max_document_bytes=20_000, max_collection_bytes=100_000, max_expanded_bytes=1 << 20)
    splits = list(read_documents(inventory, settings=limits, opener=lambda _path: cast("BinaryIO", io.BytesIO(content))))
    kept, dropped = (pd.concat([getattr(split, part) for split in splits]) for part in ("kept", "dropped"))
    assert len(kept) + len(dropped) >= 1
    to_table(dropped, QUARANTINE)
    to_table(kept.drop_duplicates("article_id"), DOCUMENTS)
    uris = [place["uri"] for sources in kept["sources"] for place in sources] + list(dropped["uri"])
    assert len(uris) == len(set(uris))
    assert all(detail.isprintable() for detail in dropped["detail"])
