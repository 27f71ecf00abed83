"""Each kind of bad input: a quarantine row with its reason, the rest read, nothing held that is beyond the limits."""

import gzip
import io
import json
import lzma
import socket
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from schemas.quarantine import QUARANTINE
from schemas.settings import IngestSettings
from tasks.frames import frame_of, to_table
from tasks.ingest.documents import read_documents
from tasks.ingest.inventory import Inventory, SourceFile

Reading = Callable[..., object]
GOOD = {"bon.txt": "Un texte qui va bien."}
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'
)
EXTERNAL = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><title>&a;</title></channel></rss>'


def zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def gzipped(content: bytes) -> bytes:
    """Compressed without the time of day, so that test ids and failures are the same in every process."""
    return gzip.compress(content, mtime=0)


def nested(content: bytes, times: int) -> bytes:
    for _ in range(times):
        content = gzipped(content)
    return content


BAD_FILES = [
    ("vide.txt", b"", "vide.txt", "empty"),
    ("blancs.txt", b" \r\n\t ", "blancs.txt", "empty"),
    ("nuls.txt", b"\0" * 4096, "nuls.txt", "empty"),
    ("image.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "image.txt", "binary"),
    ("binaire.dat", bytes(range(32)) * 64, "binaire.dat", "binary"),
    ("tronque.txt.gz", gzipped(b"Bonjour " * 99)[:-12], "tronque.txt.gz", "corrupt_archive"),
    ("abime.gz", gzipped(b"Bonjour " * 99)[:30] + b"\xff" * 40, "abime.gz", "corrupt_archive"),
    ("tronque.xz", lzma.compress(b"Bonjour " * 99)[:-16], "tronque.xz", "corrupt_archive"),
    ("abime.zip", zipped(a=b"Bonjour")[:-30], "abime.zip", "corrupt_archive"),
    ("vide.zip", zipped(), "vide.zip", "empty"),
    ("casse.parquet", b"PAR1" + b"\0" * 64, "casse.parquet", "corrupt_archive"),
    ("casse.json", b'{"text": "un', "casse.json", "broken_record"),
    ("profond.json", b"[" * 100_000, "profond.json#1", "broken_record"),
    ("profond_objet.json", b'{"a":' * 100_000, "profond_objet.json", "broken_record"),
    ("nombre.json", b'{"text": "a", "n": ' + b"9" * 5000 + b"}", "nombre.json", "broken_record"),
    ("liste.json", b"[]", "liste.json", "empty"),
    ("sans_champ.json", b'{"a": 1}', "sans_champ.json", "not_a_record"),
    ("entites.xml", ENTITIES.encode(), "entites.xml", "unsafe_markup"),
    ("entites16.xml", ENTITIES.encode("utf-16"), "entites16.xml", "unsafe_markup"),
    ("externes.xml", EXTERNAL.encode(), "externes.xml", "unsafe_markup"),
    ("page.xml", b"<alto><Layout>", "page.xml", "reader_failed"),
    ("entites_alto.xml", b'<!DOCTYPE alto [<!ENTITY a "b">]><alto/>', "entites_alto.xml", "unsafe_markup"),
    ("autre.xml", b'<?xml version="1.0"?><NewsItem>a</NewsItem>', "autre.xml", "not_a_record"),
    ("fil.xml", b"<rss><channel><title>Fil</title></channel></rss>", "fil.xml", "empty"),
    ("sans_entete.csv", b"titre;texte\n", "sans_entete.csv", "empty"),
    ("ligne.csv", b"titre;texte\na;b;c\n", "ligne.csv#1", "broken_record"),
    ("que_des_lignes_vides.jsonl", b'\n{"a": 1}\n'.replace(b'{"a": 1}', b"\x0b"), "que_des_lignes_vides.jsonl", "empty"),
    ("champs_profonds.json", b'{"text": "a", "b": ' + b'{"c":' * 80 + b"1" + b"}" * 81, "champs_profonds.json", "broken_record"),
    ("poupees.gz", nested(b"Bonjour", 4), "poupees.gz", "archive_limit"),
]


@pytest.mark.parametrize(("name", "content", "uri", "reason"), BAD_FILES, ids=[name for name, *_ in BAD_FILES])
def test_bad_files_are_quarantined_with_their_reason(read: Reading, name: str, content: bytes, uri: str, reason: str) -> None:
    found = read({name: content} | GOOD)
    to_table(found.quarantine, QUARANTINE)
    assert found.reasons == {uri: reason}
    assert found.quarantine["detail"].str.len().gt(10).all()
    assert found.uris == ["bon.txt"]


def test_a_broken_line_is_quarantined_alone(read: Reading) -> None:
    found = read({"a.jsonl": b'{"text": "un"}\n{"text": "deux\n{"text": "d\xe9j\xe0 vu"}\nnull\n'})
    assert sorted(found.texts) == ["déjà vu", "un"]
    assert found.reasons == {"a.jsonl#2": "broken_record", "a.jsonl#4": "not_a_record"}


def test_lone_carriage_returns_are_no_header(read: Reading) -> None:
    assert len(read({"a": b"\x07\r\x07", "b.csv": b"titre\rtexte;a\r;b\nc;d\n"}).documents) == 2


def test_a_header_beyond_the_limit_is_refused(read: Reading) -> None:
    assert read({"a.csv": b"titre;texte\na;b\n"}, max_document_bytes=10).reasons == {"a.csv": "broken_record"}


def test_a_list_is_read_up_to_its_broken_record(read: Reading) -> None:
    found = read({"a.json": '[{"text": "un"}, {"text": "deux"}, {"text": tr]'})
    assert (sorted(found.texts), found.reasons) == (["deux", "un"], {"a.json#3": "broken_record"})


def test_a_truncated_archive_gives_what_stands_before_the_damage(read: Reading) -> None:
    lines = b"".join(json.dumps({"text": f"Article {n}"}).encode() + b"\n" for n in range(4_000))
    found = read({"a.jsonl.gz": gzipped(lines)[:-2000]})
    assert len(found.documents) > 500
    assert found.reasons == {"a.jsonl.gz": "corrupt_archive"}


def test_a_warc_that_breaks_off_gives_the_records_before(read: Reading) -> None:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body>Vu</body></html>"
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0>\r\nContent-Length: {len(http)}\r\n\r\n"
    record = head.encode() + http + b"\r\n\r\n"
    found = read({"a.warc": record + record[:-20], "b.warc.gz": gzipped(record * 3)[:-12]})
    assert "a.warc#1" in found.uris
    assert found.reasons["a.warc#2"] == "corrupt_archive"
    assert found.reasons["b.warc.gz"] == "corrupt_archive"


def test_members_that_lead_out_of_the_archive_are_not_read(read: Reading) -> None:
    found = read(
        {"a.zip": zipped(**{"../../etc/a.txt": b"Dehors", "/b.txt": b"Dehors", "c.txt": b"Dedans", "C:/d.txt": b"Dehors"})}
    )
    assert found.texts == ["Dedans"]
    assert set(found.reasons.values()) == {"outside_raw"}
    assert len(found.reasons) == 3


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_of_one_name_have_uris_of_their_own(read: Reading) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "Un")
        archive.writestr("a.txt", "")
        archive.writestr("a.txt", "")
    found = read({"a.zip": packed.getvalue()})
    to_table(found.quarantine, QUARANTINE)
    assert (found.uris, set(found.reasons)) == (["a.zip/a.txt"], {"a.zip/a.txt~2", "a.zip/a.txt~3"})


@pytest.mark.parametrize("pack", [gzipped, lzma.compress, lambda content: zipped(a=content)], ids=["gz", "xz", "zip"])
def test_a_bomb_of_lines_stops_at_the_ratio(read: Reading, pack: Callable[[bytes], bytes]) -> None:
    bomb = pack((json.dumps({"text": "a" * 2000}).encode() + b"\n") * 2000)
    found = read({"bombe": bomb} | GOOD, free_expanded_bytes=1 << 20, max_ratio=50, batch_documents=10_000)
    assert set(found.reasons.values()) == {"archive_limit"}
    assert "bon.txt" in found.uris


def test_a_bomb_stops_at_the_total(read: Reading) -> None:
    bomb = gzipped(b'{"text": "a"}\n' * 20_000)
    found = read({"bombe": bomb} | GOOD, max_expanded_bytes=1 << 16, batch_documents=100_000)
    assert found.reasons == {"bombe": "archive_limit"}


def test_an_archive_of_too_many_members_is_refused(read: Reading) -> None:
    found = read({"a.zip": zipped(**{f"{n}.txt": b"Vu" for n in range(11)})} | GOOD, max_members=10)
    assert found.reasons == {"a.zip": "archive_limit"}


def test_a_large_member_is_refused_without_its_bytes(read: Reading) -> None:
    found = read({"a.zip": zipped(a=b"a" * 5_000_000, b=b"Vu")}, max_document_bytes=1000)
    assert (found.texts, found.reasons) == (["Vu"], {"a.zip/a": "too_large"})


def parquet(table: pa.Table, **options: object) -> bytes:
    written = io.BytesIO()
    pq.write_table(table, written, **options)
    return written.getvalue()


def test_a_parquet_file_of_repeated_values_stops_at_the_ratio(read: Reading) -> None:
    values = pa.DictionaryArray.from_arrays(pa.array(np.zeros(2_000_000, np.int32)), ["Une seule phrase."])
    content = parquet(pa.table({"text": values}), row_group_size=2_000_000)
    assert len(content) < 10_000
    assert read({"a.parquet": content} | GOOD).reasons == {"a.parquet": "archive_limit"}


def test_long_repeated_values_of_parquet_stop_at_what_they_decode_to(read: Reading) -> None:
    values = pa.DictionaryArray.from_arrays(pa.array(np.zeros(2_000, np.int32)), ["Une phrase. " * 10_000])
    found = read({"a.parquet": parquet(pa.table({"text": values}))} | GOOD, batch_documents=16)
    assert found.reasons == {"a.parquet": "archive_limit"}
    assert 1 < len(found.uris) < 1000


def test_a_value_of_parquet_that_can_not_be_read_is_refused_alone(read: Reading) -> None:
    texts = pa.array([b"Un texte.", b"Un \xff\xfe texte.", b"Encore un."]).view(pa.string())
    found = read({"a.parquet": parquet(pa.table({"text": texts}))})
    assert (len(found.documents), found.reasons) == (2, {"a.parquet#2": "broken_record"})


def test_damaged_metadata_of_a_parquet_column_do_not_end_the_process(read: Reading) -> None:
    content = parquet(pa.table({"title": ["Le pont"], "text": ["Un texte."]}), compression="none")
    footer = content.rindex(b"text")
    for place in range(footer, len(content) - 8, 5):
        read({"a.parquet": content[:place] + b"\x15\x08" + content[place + 2 :]})


def test_more_refusals_than_the_limit_end_a_file(read: Reading) -> None:
    found = read({"a.jsonl": '{"a": 1}\n' * 50 + '{"text": "Jamais lu"}\n', "b.txt": "Bonjour"}, max_refusals=10)
    assert found.uris == ["b.txt"]
    assert (len(found.reasons), found.reasons["a.jsonl"]) == (11, "reader_failed")


def test_an_endless_row_of_csv_is_refused_at_the_limit(read: Reading) -> None:
    found = read({"a.csv": "titre;texte\nb;Un texte\n" + '"a\nb";' * 500}, max_document_bytes=1000)
    assert found.texts == ["Un texte"]
    assert found.reasons["a.csv#2"] == "broken_record"
    assert "a row of more than 1000 bytes" in set(found.quarantine["detail"].str.removeprefix("not a row of CSV: "))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("[" + "1," * 40_000 + '{"text": "Vu"}]', id="a list of numbers"),
        pytest.param('{"text": "Vu", ' + ", ".join(f'"{n}": {{}}' for n in range(30_000)) + "}", id="many objects"),
        pytest.param(
            '{"text": "Vu", "' + "a" * 300_000 + '": {' + ", ".join(f'"{n}": 1' for n in range(30_000)) + "}}", id="a long name"
        ),
        pytest.param("[" * 50_000 + "]" * 50_000, id="nested lists"),
        pytest.param('[{"text": "' + "\\u00e9" * 60_000 + '"}', id="an open list"),
    ],
)
def test_json_that_costs_more_than_its_length_would_is_read_at_once(read: Reading, content: str) -> None:
    start = time.process_time()
    found = read({"a.json": content})
    assert time.process_time() - start < 10
    assert len(found.documents) + len(found.quarantine) >= 1


PART_BYTES = 1 << 20


class Endless(io.RawIOBase):
    """A stream of so many bytes: a line that hardly ends, then a sound one."""

    def __init__(self, size: int, start: bytes) -> None:
        part = b"a" * PART_BYTES
        self._parts: Iterator[bytes] = iter([start, *[part] * (size // PART_BYTES), b'"}\n{"text": "Vu"}\n'])
        self._pending = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:
        self._pending = self._pending or next(self._parts, b"")
        part, self._pending = self._pending[: len(buffer)], self._pending[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


def read_endless(name: str, size: int, limit: int, start: bytes) -> tuple[pd.DataFrame, pd.DataFrame, int]:
    """Documents, quarantine and peak memory in bytes of reading one file of that size."""
    source = SourceFile(uri=name, path=Path(name), sha256="0" * 64, size=size)
    inventory = Inventory(files=(source,), rejected=frame_of(QUARANTINE), fingerprint="")
    tracemalloc.start()
    splits = list(
        read_documents(
            inventory,
            settings=IngestSettings(max_document_bytes=limit),
            opener=lambda _path: cast("BinaryIO", io.BufferedReader(Endless(size, start), PART_BYTES)),
        )
    )
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    kept, dropped = (pd.concat([getattr(split, part) for split in splits]) for part in ("kept", "dropped"))
    return kept, dropped, peak


def test_a_line_of_two_gigabytes_is_refused_without_being_held() -> None:
    kept, dropped, peak = read_endless("a.jsonl", size=2 << 30, limit=1 << 20, start=b'{"text": "')
    assert list(dropped["reason"]) == ["too_large"]
    assert [source["uri"] for source in kept["sources"].iloc[0]] == ["a.jsonl#2"]
    assert peak < 16 << 20


def test_a_huge_text_is_refused_without_being_read() -> None:
    kept, dropped, peak = read_endless("a.txt", size=200 << 20, limit=1 << 20, start=b"Un texte. ")
    assert (len(kept), list(dropped["reason"])) == (0, ["too_large"])
    assert peak < 16 << 20


def test_a_file_that_vanished_is_unreadable() -> None:
    source = SourceFile(uri="a.txt", path=Path("/nonexistent/a.txt"), sha256="0" * 64, size=3)
    inventory = Inventory(files=(source,), rejected=frame_of(QUARANTINE), fingerprint="")
    (split,) = read_documents(inventory, settings=IngestSettings())
    assert list(split.dropped["reason"]) == ["unreadable"]


def test_a_feed_asks_nothing_of_the_network(read: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    feed = "<rss><channel><title>F</title><item><description>Le texte</description></item></channel></rss>"
    assert read({"fil.xml": feed, "adresse.txt": "https://courrier.example/fil.xml"}).documents.shape[0] == 2


def test_a_feed_without_an_encoding_reads_the_same_whatever_detector_is_installed(read: Reading) -> None:
    words = "Le maire a reçu à Évreux les élus du littoral, où l'été fut très sec."
    feed = f"<rss><channel><title>F</title><item><description>{words}</description></item></channel></rss>"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("chardet.detect", lambda _: {"encoding": "cp437"})
        documents = read({"fil.xml": feed.encode("cp1252")}).documents
    assert words in documents.to_json(force_ascii=False)
