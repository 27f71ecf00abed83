"""The sample in data/raw is what docs/sample.md says it is."""

import gzip
import hashlib
import json
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
RAW = ROOT / "data" / "raw"
FILES = sorted(path for path in RAW.rglob("*") if path.is_file())


def content(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def kind(path: Path) -> str:
    return "".join(".html" if suffix == ".htm" else suffix for suffix in path.suffixes)


def json_lines() -> list[tuple[Path, str]]:
    return [(path, line) for path in FILES if ".jsonl" in path.suffixes for line in content(path).decode().splitlines()]


def is_json(line: str) -> bool:
    try:
        json.loads(line)
    except json.JSONDecodeError:
        return False
    return True


def test_every_outlet_has_a_folder_of_its_own() -> None:
    assert {len(path.relative_to(RAW).parts) for path in FILES} == {2}
    assert len({path.parent.name for path in FILES}) == 7


def test_the_formats_are_those_the_page_counts() -> None:
    assert Counter(map(kind, FILES)) == {".html": 22, ".txt": 17, ".txt.gz": 1, ".json": 2, ".jsonl": 2, ".jsonl.gz": 3}


def test_the_articles_are_those_the_page_counts() -> None:
    single = [path for path in FILES if ".jsonl" not in path.suffixes and content(path)]
    records = [line for _, line in json_lines()]
    whole = [line for line in records if is_json(line)]
    distinct = {hashlib.sha256(content(path)).digest() for path in single}
    assert len(single) - len(distinct) == 1
    assert len(records) - len(whole) == 1
    assert len(distinct) + len(whole) == 60


def test_one_file_is_empty_and_none_is_large() -> None:
    sizes = {path.name: path.stat().st_size for path in FILES}
    assert [name for name, size in sizes.items() if size == 0] == ["brouillon_vide.txt"]
    assert max(sizes.values()) <= 200_000


def test_the_page_names_every_file_and_no_other() -> None:
    page = (ROOT / "docs" / "sample.md").read_text(encoding="utf-8")
    rows = {line.split("|")[1].strip() for line in page.splitlines() if line.startswith("| ")}
    named = {row for row in rows if "." in row and "(" not in row} | {"Sans titre (2).txt", "navalny 9 ans (corr).txt"}
    assert named == {path.name for path in FILES}


@pytest.mark.parametrize("name", ["inter_20220311.htm", "inter_20220312.htm", "inter_20220325.htm", "local_20220317.htm"])
def test_old_pages_declare_and_use_latin_1(name: str) -> None:
    data = (RAW / "quotidien-de-lestuaire" / name).read_bytes()
    assert b"charset=iso-8859-1" in data
    assert not any(0x80 <= byte < 0xA0 for byte in data)
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")


def test_one_text_is_windows_1252_with_carriage_returns() -> None:
    data = (RAW / "quotidien-de-lestuaire" / "navalny 9 ans (corr).txt").read_bytes()
    assert all(character in data.decode("cp1252") for character in "’œ…–«")
    assert data.count(b"\n") == data.count(b"\r\n")
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")


def test_one_text_is_mojibake() -> None:
    text = (RAW / "quotidien-de-lestuaire" / "export_kiev_visite.txt").read_text(encoding="utf-8")
    assert all(broken in text for broken in ("Ã©", "â€™", "Â«"))
    assert "é" not in text


def test_one_text_has_a_byte_order_mark_and_one_decomposed_accents() -> None:
    marked = [path.name for path in FILES if content(path).startswith(b"\xef\xbb\xbf")]
    decomposed = (RAW / "ouest-infos" / "nairobi_plastique.txt").read_text(encoding="utf-8")
    assert marked == ["manche_p-and-o.txt"]
    assert unicodedata.is_normalized("NFD", decomposed)
    assert not unicodedata.is_normalized("NFC", decomposed)


def test_every_other_file_is_utf_8() -> None:
    others = {"inter_20220311.htm", "inter_20220312.htm", "inter_20220325.htm", "local_20220317.htm", "navalny 9 ans (corr).txt"}
    for path in FILES:
        if path.name not in others:
            content(path).decode("utf-8")


def test_addresses_stand_under_a_reserved_domain() -> None:
    for path in FILES:
        for start in ("https://", "http://"):
            for rest in content(path).decode("latin-1").split(start)[1:]:
                host = rest.split("/")[0].split('"')[0]
                assert host.endswith(".example") or host in {"schema.org", "ogp.me", "www.w3.org"}, (path.name, host)
