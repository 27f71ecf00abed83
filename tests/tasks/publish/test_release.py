"""A release is there whole or not at all, and readers only ever see whole ones."""

import errno
import json
import os
import subprocess
import sys
from datetime import UTC, datetime

import pandas as pd
import pytest

from schemas.errors import DamagedRelease, SettingsError
from schemas.quarantine import REJECTED
from tasks.frames import TableRef, file_sha256, frame_of, write_table
from tasks.identity import release_id
from tasks.publish.durable import one_publisher
from tasks.publish.release import current_manifest, current_release, write_release
from tasks.publish.shelf import verified


def table(tmp_path, detail: str) -> TableRef:
    row = {"article_id": "0" * 20, "reason": "no_text", "detail": detail}
    return write_table(frame_of(REJECTED, [row]), REJECTED, tmp_path / f"{detail}.parquet")


def publish(tmp_path, detail: str, second: int = 0):
    ref = table(tmp_path, detail)
    report = tmp_path / "report"
    report.mkdir(exist_ok=True)
    (report / "index.html").write_text("report", encoding="utf-8")
    tables = {"rejected": ref}
    identifier = release_id(datetime(2026, 1, 2, 3, 4, second, tzinfo=UTC), tables)
    manifest = {"tables": {"rejected": {"rows": 1}}, "fingerprint": detail}
    return write_release(
        tmp_path / "out", identifier=identifier, tables=tables, manifest=manifest, dictionary="words", report=report
    )


def test_release_is_read_through_the_folder_of_its_table(tmp_path):
    release = publish(tmp_path, "first")
    assert pd.read_parquet(tmp_path / "out/rejected")["detail"].tolist() == ["first"]
    assert release.report.read_text(encoding="utf-8") == "report"
    assert (release.folder / "dictionary.md").is_file()
    assert release.release_id.startswith("20260102T030400Z-")


def test_checksums_of_the_manifest_are_those_of_the_files(tmp_path):
    release = publish(tmp_path, "first")
    for entry in current_manifest(tmp_path / "out")["files"].values():
        assert file_sha256(release.folder / entry["path"]) == entry["sha256"]


def test_a_second_release_replaces_what_readers_see_and_keeps_the_first(tmp_path):
    first = publish(tmp_path, "first")
    second = publish(tmp_path, "second", second=1)
    assert pd.read_parquet(tmp_path / "out/rejected")["detail"].tolist() == ["second"]
    assert current_release(tmp_path / "out").release_id == second.release_id
    assert first.folder.is_dir()
    assert json.loads((tmp_path / "out/latest.json").read_text(encoding="utf-8"))["release_id"] == second.release_id


def test_what_a_crash_left_is_cleared_and_never_read(tmp_path):
    publish(tmp_path, "first")
    left = tmp_path / "out/releases/20260101T000000Z-dead.tmp"
    left.mkdir()
    assert pd.read_parquet(tmp_path / "out/rejected")["detail"].tolist() == ["first"]
    publish(tmp_path, "second", second=1)
    assert not left.exists()


@pytest.mark.parametrize("step", ["_place_table", "sync_tree", "sync", "switch"])
def test_a_disk_that_fills_up_leaves_the_release_before(tmp_path, monkeypatch, step):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    publish(tmp_path, "first")
    with monkeypatch.context() as patch:
        patch.setattr(f"tasks.publish.release.{step}", full)
        with pytest.raises(OSError, match="No space left"):
            publish(tmp_path, "second", second=1)
    assert pd.read_parquet(tmp_path / "out/rejected")["detail"].tolist() == ["first"]
    verified((tmp_path / "out/current").resolve())
    publish(tmp_path, "third", second=2)
    assert pd.read_parquet(tmp_path / "out/rejected")["detail"].tolist() == ["third"]
    assert list((tmp_path / "out/releases").glob("*.tmp")) == []


def test_nothing_is_current_before_the_first_release(tmp_path):
    assert current_release(tmp_path) is None
    assert current_manifest(tmp_path) is None


def test_a_second_publisher_is_refused_and_the_lock_ends_with_its_process(tmp_path):
    holding = (
        "import sys; from pathlib import Path; from tasks.publish.durable import one_publisher\n"
        "with one_publisher(Path(sys.argv[1])): print('held', flush=True); input()"
    )
    command = [sys.executable, "-c", holding, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(SettingsError, match="another run is publishing"), one_publisher(tmp_path):
            pass
        holder.kill()
    with one_publisher(tmp_path):
        pass


def test_documents_and_changes_lie_beside_the_tables_and_are_verified(tmp_path):
    ref, report = table(tmp_path, "first"), tmp_path / "report"
    report.mkdir()
    release = write_release(
        tmp_path / "out",
        identifier="20260102T030405Z-0",
        tables={"rejected": ref},
        manifest={"tables": {"rejected": {"rows": 1}}, "fingerprint": ""},
        dictionary="words",
        report=report,
        changes=ref.path,
        describe=lambda manifest: {"README.md": f"{manifest['release_id']} {manifest['files']['rejected']['rows']}"},
    )
    assert (release.folder / "README.md").read_text(encoding="utf-8") == "20260102T030405Z-0 1"
    assert file_sha256(release.folder / "changes.parquet") == ref.sha256
    assert set(verified(release.folder)["pages"]) == {"README.md", "changes.parquet", "dictionary.md"}
    (release.folder / "README.md").write_text("", encoding="utf-8")
    with pytest.raises(DamagedRelease, match=r"README\.md is not what was published"):
        verified(release.folder)
