import errno
import os
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest

from schemas.errors import SettingsError
from schemas.quarantine import QUARANTINE
from schemas.settings import IngestSettings
from tasks.frames import to_table
from tasks.ingest.documents import read_documents
from tasks.ingest.inventory import open_file, take_inventory


def reasons(raw: Path, **options: object) -> dict[str, str]:
    rejected = take_inventory(raw, **options).rejected
    to_table(rejected, QUARANTINE)
    return dict(zip(rejected["uri"], rejected["reason"], strict=True))


def test_files_are_sorted_by_uri_with_hash_and_size(raw: Path) -> None:
    (raw / "b.txt").write_text("deux")
    (raw / "a").mkdir()
    (raw / "a" / "un.txt").write_text("un")
    files = take_inventory(raw).files
    assert [(f.uri, f.size) for f in files] == [("a/un.txt", 2), ("b.txt", 4)]
    assert len(files[0].sha256) == 64


def test_the_fingerprint_follows_names_and_contents(raw: Path) -> None:
    (raw / "a.txt").write_text("un")
    before = take_inventory(raw).fingerprint
    assert take_inventory(raw).fingerprint == before
    (raw / "a.txt").write_text("deux")
    changed = take_inventory(raw).fingerprint
    (raw / "b.txt").write_text("deux")
    assert len({before, changed, take_inventory(raw).fingerprint}) == 3


def test_a_file_that_is_as_it_was_is_not_hashed_again(raw: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (raw / name).write_text("un")
    before = take_inventory(raw)
    stated = replace(before, files=tuple(replace(file, sha256=f"stated of {file.uri}") for file in before.files))
    (raw / "b.txt").write_text("un et deux")
    (raw / "c.txt").unlink()
    (raw / "c.txt").write_text("un")
    os.utime(raw / "c.txt", ns=(0, 0))
    assert take_inventory(raw).files == take_inventory(raw, known=before).files
    assert [file.sha256 for file in take_inventory(raw, known=stated).files if "stated" in file.sha256] == ["stated of a.txt"]


@pytest.mark.parametrize("name", ["absent", "file.txt"])
def test_a_raw_folder_that_is_none_is_refused(raw: Path, name: str) -> None:
    (raw / "file.txt").write_text("un")
    with pytest.raises(SettingsError, match=name):
        take_inventory(raw / name)


def test_an_empty_raw_folder_is_refused(raw: Path) -> None:
    with pytest.raises(SettingsError, match="no file"):
        take_inventory(raw)


def test_a_link_to_a_folder_above_is_a_loop(raw: Path) -> None:
    (raw / "a").mkdir()
    (raw / "a" / "un.txt").write_text("un")
    (raw / "a" / "boucle").symlink_to(raw, target_is_directory=True)
    assert reasons(raw) == {"a/boucle": "symlink_loop"}


def test_a_link_to_itself_is_a_loop(raw: Path) -> None:
    (raw / "lien").symlink_to(raw / "lien")
    assert reasons(raw) == {"lien": "symlink_loop"}


def test_a_link_to_another_folder_inside_is_not_followed_twice(raw: Path) -> None:
    (raw / "a").mkdir()
    (raw / "a" / "un.txt").write_text("un")
    (raw / "b").symlink_to(raw / "a", target_is_directory=True)
    inventory = take_inventory(raw)
    assert [f.uri for f in inventory.files] == ["a/un.txt"]
    assert list(inventory.rejected["reason"]) == ["linked_folder"]


def test_links_that_lead_outside_are_never_opened(raw: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("dehors")
    (raw / "fichier").symlink_to(tmp_path / "secret.txt")
    (raw / "dossier").symlink_to(tmp_path, target_is_directory=True)
    opened: list[Path] = []

    def opener(path: Path) -> BinaryIO:
        opened.append(path)
        return open_file(path)

    assert reasons(raw, opener=opener) == {"fichier": "outside_raw", "dossier": "outside_raw"}
    assert not opened


def test_a_link_to_a_file_inside_is_one_more_place_of_delivery(raw: Path) -> None:
    (raw / "a.txt").write_text("un")
    (raw / "b.txt").symlink_to("a.txt")
    files = take_inventory(raw).files
    assert [f.uri for f in files] == ["a.txt", "b.txt"]
    assert files[0].sha256 == files[1].sha256


def test_a_dangling_link_is_unreadable(raw: Path) -> None:
    (raw / "lien").symlink_to(raw / "absent")
    assert reasons(raw) == {"lien": "unreadable"}


def test_a_file_that_may_not_be_read_is_unreadable_and_the_rest_is_read(raw: Path) -> None:
    (raw / "ferme.txt").write_text("un")
    (raw / "ouvert.txt").write_text("deux")

    def opener(path: Path) -> BinaryIO:
        if path.name == "ferme.txt":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return open_file(path)

    inventory = take_inventory(raw, opener=opener)
    assert [f.uri for f in inventory.files] == ["ouvert.txt"]
    assert list(inventory.rejected["reason"]) == ["unreadable"]
    assert "Permission denied" in inventory.rejected["detail"][0]


def test_a_pipe_is_not_waited_for(raw: Path) -> None:
    os.mkfifo(raw / "tube")
    assert reasons(raw) == {"tube": "unreadable"}


def test_a_name_that_is_not_utf8_is_escaped(raw: Path) -> None:
    with open(os.fsencode(raw) + b"/\xe9t\xe9.txt", "wb") as opened:  # noqa: PTH123 - the name is bytes
        opened.write(b"un")
    assert [f.uri for f in take_inventory(raw).files] == ["\\xe9t\\xe9.txt"]


def swapped(path: Path, target: Path) -> None:
    """The path becomes a link to something of another place, as an attacker or a moving program would do it."""
    path.rename(target.parent / "avant")
    path.symlink_to(target, target_is_directory=target.is_dir())


def read_after(raw: Path, change: Callable[[], None]) -> tuple[list[bytes], dict[str, str]]:
    """What is read when something happens between listing and reading: contents, and reasons of quarantine by uri."""
    inventory = take_inventory(raw)
    change()
    splits = list(read_documents(inventory, settings=IngestSettings()))
    reasons = {u: r for s in splits for u, r in zip(s.dropped["uri"], s.dropped["reason"], strict=True)}
    return [content for s in splits for content in s.kept["content"]], reasons


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "dehors"
    folder.mkdir()
    (folder / "un.txt").write_text("Ce texte n'est pas du dossier.")
    return folder


def test_a_file_swapped_for_a_link_is_not_followed(raw: Path, outside: Path) -> None:
    (raw / "un.txt").write_text("Un texte du dossier, assez long.")
    contents, found = read_after(raw, lambda: swapped(raw / "un.txt", outside / "un.txt"))
    assert (contents, found) == ([], {"un.txt": "unreadable"})


def test_a_folder_swapped_for_a_link_is_not_followed(raw: Path, outside: Path) -> None:
    (raw / "a" / "b").mkdir(parents=True)
    (raw / "a" / "b" / "un.txt").write_text("Un texte du dossier, assez long.")
    for name, swap in (("a", raw / "a"), ("a/b", raw / "a" / "b")):
        contents, found = read_after(raw, lambda swap=swap: swapped(swap, outside))
        assert (contents, found) == ([], {"a/b/un.txt": "unreadable"}), name
        swap.unlink()
        (outside.parent / "avant").rename(swap)


def test_a_folder_swapped_while_it_is_walked_is_not_listed(raw: Path, outside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (raw / "a").mkdir()
    (raw / "a" / "deux.txt").write_text("Deux.")
    honest = os.scandir

    def scandir(handle: int) -> object:
        entries = list(honest(handle))
        if not (raw / "a").is_symlink():
            swapped(raw / "a", outside)
        return nullcontext(entries)

    monkeypatch.setattr(os, "scandir", scandir)
    inventory = take_inventory(raw)
    assert inventory.files == ()
    assert list(inventory.rejected["uri"]) == ["a"]


@pytest.mark.parametrize("change", ["replaced", "written to", "cut"])
def test_a_file_that_is_not_the_one_that_was_hashed_is_not_read(raw: Path, change: str) -> None:
    path = raw / "un.txt"
    path.write_text("Un texte du dossier, assez long.")

    def happens() -> None:
        if change == "replaced":
            path.rename(raw.parent / "avant.txt")
            path.write_text("Un texte du dossier, assez long.")
        else:
            path.write_text("Un autre" if change == "cut" else "Un texte du dossier, plus long encore.")

    assert read_after(raw, happens) == ([], {"un.txt": "changed"})


def test_a_file_that_is_gone_is_unreadable(raw: Path) -> None:
    (raw / "un.txt").write_text("Un texte du dossier, assez long.")
    assert read_after(raw, (raw / "un.txt").unlink) == ([], {"un.txt": "unreadable"})
