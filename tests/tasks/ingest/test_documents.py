import shutil
from pathlib import Path

import pandas as pd

from schemas.documents import DOCUMENTS
from schemas.quarantine import QUARANTINE
from schemas.settings import IngestSettings
from tasks.frames import frame_of, to_table
from tasks.ingest.documents import article_id, merge_payloads, read_documents
from tasks.ingest.inventory import take_inventory

LINES = "".join(f'{{"text": "Article {n}"}}\n' for n in range(10))


def split_of(raw: Path, **settings: object) -> tuple[list[int], pd.DataFrame, pd.DataFrame]:
    splits = list(read_documents(take_inventory(raw), settings=IngestSettings(**settings)))
    kept = pd.concat([split.kept for split in splits], ignore_index=True)
    return [len(split.kept) + len(split.dropped) for split in splits], kept, pd.concat([split.dropped for split in splits])


def test_the_identifier_is_the_hash_of_the_payload() -> None:
    assert article_id(b"Bonjour") == "9172e8eec99f144f72ec"


def test_batches_are_bounded_in_number_and_bytes(raw: Path) -> None:
    (raw / "a.jsonl").write_text(LINES)
    assert split_of(raw, batch_documents=4)[0] == [4, 4, 2]
    assert split_of(raw, batch_bytes=1)[0] == [1] * 10


def test_the_batch_size_does_not_change_what_is_read(raw: Path) -> None:
    (raw / "a.jsonl").write_text(LINES + "cassé\n")
    frames = [merge_payloads(split_of(raw, batch_documents=size)[1]) for size in (1, 3, 100)]
    assert frames[0].equals(frames[1])
    assert frames[1].equals(frames[2])


def test_what_the_inventory_rejected_is_handed_over_too(raw: Path) -> None:
    (raw / "lien").symlink_to(raw / "absent")
    _, kept, dropped = split_of(raw)
    assert (len(kept), list(dropped["uri"])) == (0, ["lien"])
    to_table(dropped, QUARANTINE)


def test_one_payload_delivered_twice_is_one_document_with_both_sources(raw: Path) -> None:
    (raw / "b.txt").write_text("Un texte")
    (raw / "a.txt").write_text("Un texte")
    (raw / "c.txt").write_text("Un autre")
    merged = merge_payloads(split_of(raw)[1])
    to_table(merged, DOCUMENTS)
    assert sorted([source["uri"] for source in sources] for sources in merged["sources"]) == [["a.txt", "b.txt"], ["c.txt"]]
    assert list(merged["article_id"]) == sorted(merged["article_id"])


def test_merging_changes_nothing_in_the_frame_it_is_given(raw: Path) -> None:
    (raw / "a.txt").write_text("Un texte")
    (raw / "b.txt").write_text("Un texte")
    kept = split_of(raw)[1]
    before = kept.copy(deep=True)
    merge_payloads(kept)
    pd.testing.assert_frame_equal(kept, before)


def test_merging_in_parts_gives_what_merging_at_once_gives(raw: Path) -> None:
    (raw / "a.jsonl").write_text(LINES)
    (raw / "b.jsonl").write_text(LINES[:100])
    kept = split_of(raw)[1]
    parts = pd.concat([merge_payloads(kept.iloc[:7]), merge_payloads(kept.iloc[7:])], ignore_index=True)
    pd.testing.assert_frame_equal(merge_payloads(parts), merge_payloads(kept))
    pd.testing.assert_frame_equal(merge_payloads(kept.iloc[::-1]), merge_payloads(kept))


def test_merging_nothing_gives_nothing() -> None:
    assert len(merge_payloads(frame_of(DOCUMENTS))) == 0


def test_order_and_names_of_files_matter_only_for_the_sources(raw: Path, tmp_path: Path) -> None:
    (raw / "z.jsonl").write_text(LINES)
    (raw / "a.html").write_text("<html><body>Vu</body></html>")
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(raw / "z.jsonl", other / "0.jsonl")
    shutil.copy(raw / "a.html", other / "page")
    one, two = (merge_payloads(split_of(folder)[1]).drop(columns="sources") for folder in (raw, other))
    pd.testing.assert_frame_equal(one, two)


def test_the_raw_folder_is_left_as_it_was(raw: Path) -> None:
    (raw / "a.jsonl").write_text(LINES)
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in raw.iterdir()}
    split_of(raw)
    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in raw.iterdir()} == before
