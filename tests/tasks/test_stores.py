"""What is copied between a store and this machine: only what changed, whole or not at all, and latest.json last."""

import json
import uuid
from pathlib import Path

import pytest

from schemas.errors import DamagedRelease, DepecheError, SettingsError
from tasks.publish.release import LATEST, MANIFEST
from tasks.stores import Store, bring_current, bring_raw, bring_release, latest, send_release


@pytest.fixture
def store() -> Store:
    """A store in memory."""
    return Store(f"memory://{uuid.uuid4().hex}/press")


def release(folder: Path, release_id: str, words: str = "one") -> Path:
    """What looks like a release to a store: a table, a page, a manifest."""
    made = folder / "releases" / release_id
    for name in (f"articles/{release_id}-part-0000.parquet", "report/index.html"):
        (made / name).parent.mkdir(parents=True)
        (made / name).write_text(words, encoding="utf-8")
    manifest = {"release_id": release_id, "tables": {"articles": {}}, "files": {}, "fingerprint": ""}
    (made / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    return made


def contents(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text() for p in folder.rglob("*") if p.is_file()}


def test_the_raw_folder_follows_the_store_and_only_changes_are_fetched(store, tmp_path, monkeypatch):
    for name in ("a.txt", "b/c.txt", "b/d.txt"):
        store.write(name, name.encode())
    assert bring_raw(store, tmp_path / "raw") == 3
    assert contents(tmp_path / "raw") == {name: name for name in ("a.txt", "b/c.txt", "b/d.txt")}
    store._files.rm(f"{store._root}/a.txt")
    store._files.rm(f"{store._root}/b/d.txt")
    store.write("b/c.txt", b"changed")
    store.write("a.txt/now/a/folder", b"new")
    (tmp_path / "raw/b/not-from-there.txt").touch()
    fetched = []
    bring = Store.bring
    monkeypatch.setattr(Store, "bring", lambda self, path, target: (fetched.append(path), bring(self, path, target)))
    bring_raw(store, tmp_path / "raw")
    assert sorted(fetched) == ["a.txt/now/a/folder", "b/c.txt"]
    assert contents(tmp_path / "raw") == {"a.txt/now/a/folder": "new", "b/c.txt": "changed"}


def test_what_is_here_after_a_broken_connection_is_not_fetched_again(store, tmp_path, monkeypatch):
    for name in ("a.txt", "b.txt"):
        store.write(name, name.encode())
    fetched, bring = [], Store.bring

    def broken(self: Store, path: str, target: Path) -> None:
        if path == "b.txt":
            raise ConnectionResetError
        bring(self, path, target)

    monkeypatch.setattr(Store, "bring", broken)
    with pytest.raises(ConnectionResetError):
        bring_raw(store, tmp_path / "raw")
    monkeypatch.setattr(Store, "bring", lambda self, path, target: (fetched.append(path), bring(self, path, target)))
    bring_raw(store, tmp_path / "raw")
    assert fetched == ["b.txt"]


@pytest.mark.parametrize("name", ["../out.txt", "a//b.txt", "a/./b.txt"])
def test_a_name_that_leads_elsewhere_is_refused(store, tmp_path, monkeypatch, name):
    monkeypatch.setattr(Store, "listed", lambda _: {name: {"size": 1}})
    with pytest.raises(SettingsError, match="can't be that of a file"):
        bring_raw(store, tmp_path / "raw")
    assert not (tmp_path / "raw").exists()


def test_a_release_is_there_whole_before_anything_points_at_it(store, tmp_path, monkeypatch):
    """The sending is cut off after each file in turn; what readers see is whole each time."""
    first, second = release(tmp_path / "out", "r1"), release(tmp_path / "out", "r2", "two")
    assert send_release(store, first, before=None)
    assert not send_release(store, first, before="r1")
    sending = Store.send
    for lost in ("-part-0000.parquet", "index.html", MANIFEST):

        def send(self: Store, source: Path, path: str, lost: str = lost) -> None:
            if path.endswith(lost):
                raise ConnectionResetError
            sending(self, source, path)

        monkeypatch.setattr(Store, "send", send)
        with pytest.raises(ConnectionResetError):
            send_release(store, second, before="r1")
        assert latest(store) == "r1"
    monkeypatch.setattr(Store, "send", sending)
    assert send_release(store, second, before="r1")
    assert latest(store) == "r2"
    assert bring_current(store, tmp_path / "other") == "r2"
    assert contents(tmp_path / "other/current") == contents(second)
    assert contents(bring_release(store, "r1", tmp_path / "other")) == contents(first)
    assert store.folders("releases") == ["r1", "r2"]


def test_two_publishers_do_not_hide_one_another(store, tmp_path):
    send_release(store, release(tmp_path, "r1"), before=None)
    with pytest.raises(SettingsError, match="another run has published r1"):
        send_release(store, release(tmp_path, "r2"), before=None)


def test_damage_in_a_store_is_told_with_what_to_do(store, tmp_path):
    store.write(LATEST, b"{")
    with pytest.raises(DamagedRelease, match="can't be read"):
        latest(store)
    store.write(LATEST, b'{"release_id": "r9"}')
    with pytest.raises(DamagedRelease, match="no whole release r9"):
        bring_current(store, tmp_path)


def test_a_store_that_is_not_known_or_does_not_answer_is_told(monkeypatch):
    with pytest.raises(SettingsError, match="nosuch"):
        Store("nosuch://bucket").listed()
    broken = Store("memory://bucket")
    monkeypatch.setattr(broken._files, "find", lambda *_, **__: (_ for _ in ()).throw(PermissionError("no right")))
    with pytest.raises(DepecheError, match="no right"):
        broken.listed()
