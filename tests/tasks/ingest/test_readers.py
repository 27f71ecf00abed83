"""What each reader makes of a sound file. Bad input is in test_bad_input.py."""

import gzip
import io
import json
import lzma
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from schemas.documents import DOCUMENTS
from tasks.frames import to_table

Reading = Callable[..., object]

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Le Courrier des deux rives</title>
<item><title>Séoul répond</title><link>https://courrier.example/1</link><pubDate>Tue, 02 Mar 2021 06:30:00 +0100</pubDate>
<category>Monde</category><description>&lt;p&gt;La Corée du Sud a répondu.&lt;/p&gt;</description></item>
<item><title>Sans texte</title></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Fil</title><entry><title>Séoul répond</title>
<author><name>Anne Le Goff</name></author><updated>2021-03-02T06:30:00Z</updated>
<content type="html">&lt;p&gt;La Corée du Sud a répondu.&lt;/p&gt;</content></entry></feed>"""


def warc_record(kind: str, block: bytes) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2021-03-02T06:30:00Z\r\n"
    head += "WARC-Target-URI: https://courrier.example/1\r\nContent-Type: application/http; msgtype=response\r\n"
    return f"{head}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def http(body: bytes, kind: str = "text/html; charset=iso-8859-1", status: str = "200 OK", more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\n\r\n".encode() + body


def row(read_result: object, number: int = 0) -> dict[str, object]:
    return read_result.documents.iloc[number].to_dict()


def test_text_and_html_keep_their_bytes(read: Reading) -> None:
    found = read({"a.txt": "Déjà vu".encode("cp1252"), "b.html": "<html><body>Vu</body></html>"})
    to_table(found.documents, DOCUMENTS)
    contents = dict(zip(found.uris, found.documents["content"], strict=True))
    assert contents == {"a.txt": "Déjà vu".encode("cp1252"), "b.html": b"<html><body>Vu</body></html>"}
    assert set(found.documents["content_type"]) == {"text", "html"}


def test_a_json_object_is_one_record_however_it_is_laid_out(read: Reading) -> None:
    record = {"titre": "T", "texte": ["Un.", "Deux."], "auteurs": [{"name": "Anne Le Goff"}]}
    found = read({"a.json": json.dumps(record, indent=2), "b.json": json.dumps(record)})
    assert len(found.documents) == 1
    assert found.uris == ["a.json", "b.json"]
    assert row(found)["declared_authors"] == ["Anne Le Goff"]
    assert found.texts == ["Un.\n\nDeux."]


def test_json_lines_are_known_by_content(read: Reading) -> None:
    found = read({"lignes": '{"text": "un"}\n\n{"text": "deux"}\n'})
    assert sorted(found.uris) == ["lignes#1", "lignes#3"]


def test_one_json_line_counts_as_a_line_where_the_name_says_so(read: Reading) -> None:
    assert read({"a.jsonl": '{"text": "un"}\n'}).uris == ["a.jsonl#1"]


def test_a_json_list_of_any_length_is_read(read: Reading) -> None:
    records = [{"text": f"Article {n} " + "é" * n} for n in range(900)]
    found = read({"a.json": json.dumps(records, ensure_ascii=False, indent=1)})
    assert len(found.documents) == 900
    assert found.reasons == {}


def test_a_newsapi_response_is_an_envelope(read: Reading) -> None:
    article = {"source": {"name": "Le Courrier"}, "publishedAt": "2021-03-02T06:30:00Z", "content": "Texte."}
    found = read({"a.json": json.dumps({"status": "ok", "articles": [article]})})
    assert found.uris == ["a.json#1"]
    assert row(found)["declared_outlet"] == "Le Courrier"


def test_csv_with_quoted_line_breaks_and_semicolons(read: Reading) -> None:
    found = read({"a.csv": 'Titre;Texte;Date\nSéoul;"Un; deux\ntrois";2021-03-02\n', "sans_fin": "title,text\nT,Un texte\n"})
    assert sorted(found.texts) == ["Un texte", "Un; deux\ntrois"]


def test_prose_in_a_csv_file_is_text(read: Reading) -> None:
    found = read({"a.csv": "Paris, le 3 mars, il pleut sur la ville.\nEt demain aussi."})
    assert found.uris == ["a.csv"]


def test_csv_in_windows_1252_is_decoded(read: Reading) -> None:
    assert read({"a.csv": "titre;texte\nÉté;Déjà vu\n".encode("cp1252")}).texts == ["Déjà vu"]


def test_parquet_rows_with_their_dates(read: Reading, tmp_path: Path) -> None:
    frame = pd.DataFrame({"text": ["Un texte", None], "published": [pd.Timestamp("2021-03-02"), pd.NaT]})
    frame.to_parquet(tmp_path / "p.parquet")
    found = read({"a.parquet": (tmp_path / "p.parquet").read_bytes()})
    assert row(found)["declared_published"] == "2021-03-02T00:00:00"
    assert found.reasons == {"a.parquet#2": "not_a_record"}


def test_a_page_of_alto_is_one_text_with_its_words_whole(read: Reading) -> None:
    page = (Path(__file__).parent / "seeds/alto/page.xml").read_text(encoding="utf-8")
    whole = "Fraude sur les vins\n\nLe tribunal a condamné hier le négociant Lebreton, dit le sous-préfet."
    assert read({"un.xml": page}).texts == [whole]
    prefixed = page.replace("<", "<alto:").replace("<alto:/", "</alto:").replace("<alto:?", "<?").replace("xmlns=", "xmlns:alto=")
    assert read({"un.xml": prefixed}).texts == [whole]


def test_a_page_of_alto_without_words_is_refused(read: Reading) -> None:
    page = "<alto><Layout><Page><PrintSpace><TextBlock><TextLine/></TextBlock></PrintSpace></Page></Layout></alto>"
    assert read({"vide.xml": page}).reasons == {"vide.xml": "no_text"}


def test_rss_entries_and_those_without_text(read: Reading) -> None:
    found = read({"fil.xml": RSS})
    first = row(found)
    assert (first["declared_title"], first["declared_outlet"]) == ("Séoul répond", "Le Courrier des deux rives")
    assert (first["declared_section"], first["declared_url"]) == ("Monde", "https://courrier.example/1")
    assert first["declared_published"] == "Tue, 02 Mar 2021 06:30:00 +0100"
    assert first["content_type"] == "html"
    assert found.reasons == {"fil.xml#2": "not_a_record"}


def test_atom_entries(read: Reading) -> None:
    first = row(read({"fil.atom": ATOM}))
    assert (first["declared_authors"], first["declared_published"]) == (["Anne Le Goff"], "2021-03-02T06:30:00Z")


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_warc_responses_with_html_alone(read: Reading, pack: Callable[[bytes], bytes]) -> None:
    page = "<html><body>Déjà vu</body></html>".encode("latin-1")
    records = [
        warc_record("warcinfo", b"software: x\r\n"),
        warc_record("response", http(page)),
        warc_record("response", http(gzip.compress(page + b"2"), more="Content-Encoding: gzip\r\n")),
        warc_record("response", http(b"\x89PNG", kind="image/png")),
        warc_record("response", http(page, status="404 Not Found")),
    ]
    found = read({"a.warc": pack(b"".join(records))})
    assert sorted(found.uris) == ["a.warc#2", "a.warc#3"]
    assert found.reasons == {"a.warc#4": "not_a_page", "a.warc#5": "not_a_page"}
    assert set(found.documents["declared_charset"]) == {"iso-8859-1"}
    assert set(found.documents["declared_url"]) == {"https://courrier.example/1"}


def test_a_page_has_one_identifier_in_a_file_and_in_an_archive(read: Reading) -> None:
    page = b"<html><body>Vu</body></html>"
    found = read({"a.html": page, "b.html.gz": gzip.compress(page), "c.warc": warc_record("response", http(page))})
    assert len(found.documents) == 1
    assert found.uris == ["a.html", "b.html.gz", "c.warc#1"]


@pytest.mark.parametrize(("ending", "pack"), [("gz", gzip.compress), ("xz", lzma.compress)])
def test_compressed_files_are_read_by_what_they_hold(read: Reading, ending: str, pack: Callable[[bytes], bytes]) -> None:
    lines = b'{"text": "un"}\n{"text": "deux"}\n'
    found = read({f"a.jsonl.{ending}": pack(lines), "sans_fin": pack(pack(b"Un texte"))})
    assert sorted(found.uris) == [f"a.jsonl.{ending}#1", f"a.jsonl.{ending}#2", "sans_fin"]


def test_several_compressed_streams_in_a_row_are_one_file(read: Reading) -> None:
    one, two = b'{"text": "un"}\n', b'{"text": "deux"}\n'
    found = read({"a.gz": gzip.compress(one) + gzip.compress(two), "b.xz": lzma.compress(one) + lzma.compress(two)})
    assert sorted(found.uris) == ["a.gz#1", "a.gz#2", "b.xz#1", "b.xz#2"]


def test_zip_members_are_read_by_their_own_content(read: Reading, tmp_path: Path) -> None:
    pd.DataFrame({"text": ["Un tableau"]}).to_parquet(tmp_path / "p.parquet")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("dossier/a.txt", "Un texte")
        archive.writestr("b.jsonl.gz", gzip.compress(b'{"text": "une ligne"}\n'))
        archive.writestr("c", (tmp_path / "p.parquet").read_bytes())
    found = read({"lot.zip": packed.getvalue()})
    assert sorted(found.uris) == ["lot.zip/b.jsonl.gz#1", "lot.zip/c#1", "lot.zip/dossier/a.txt"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_records_in_any_unicode_encoding(read: Reading, encoding: str) -> None:
    found = read({"a.jsonl": '{"text": "Déjà vu"}\n{"text": "Ça et là"}\n'.encode(encoding)})
    assert sorted(found.texts) == ["Déjà vu", "Ça et là"]
