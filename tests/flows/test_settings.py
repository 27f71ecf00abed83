"""Settings and orders are checked before anything runs, with words that help."""

from pathlib import Path

import pytest

from flows.preparation import Order, prepare
from flows.profiles import load_settings, shipped_profiles
from schemas.errors import SettingsError
from schemas.quarantine import REJECTED
from schemas.settings import Settings
from tasks.frames import frame_of, write_table
from tasks.publish.release import write_release
from tasks.publish.retried import note_retried


def test_default_profile_is_the_defaults():
    assert load_settings("default") == Settings()


@pytest.mark.parametrize("name", shipped_profiles())
def test_every_shipped_profile_loads(name):
    assert isinstance(load_settings(name), Settings)


def test_profile_at_a_path_changes_what_it_names(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("batch_size: 7\nclean: {html_seconds: 3}\n", encoding="utf-8")
    settings = load_settings(str(path))
    assert (settings.batch_size, settings.clean.html_seconds) == (7, 3)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bach_size: 7\n", "bach_size: there is no such setting; batch_size is the nearest"),
        ("html_seconds: 7\n", r"html_seconds: there is no such setting; clean\.html_seconds is the nearest"),
        ("clean: {html_second: 7}\n", r"clean\.html_second: there is no such setting; clean\.html_seconds is the nearest"),
        ("validate: {max_broken_share: 0}\n", "validate: there is no such setting; validation is the nearest"),
        ("couleur: bleu\n", "couleur: there is no such setting\\. Expected"),
        ("batch_size: many\n", "batch_size"),
        ("clean: {html_seconds: -1}\n", r"clean\.html_seconds"),
        ("batch_size: [\n", "is not YAML"),
        ("- 1\n", "profile"),
        ("cluster: {scheduler: 'tcp://host:8786', adapt: {maximum: 3}}\n", "a cluster that is there"),
    ],
)
def test_unusable_profile_is_refused(tmp_path, text, found):
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=found):
        load_settings(str(path))


def test_what_tables_do_not_depend_on_makes_no_other_run(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/a.txt").touch()
    texts = [
        "",
        "batch_size: 7",
        "machine: {workers: 3}",
        "cluster: {made_by: distributed.LocalCluster}",
        "clean: {html_seconds: 3}",
    ]
    prints = []
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.yaml").write_text(text, encoding="utf-8")
        order = Order(raw=tmp_path / "raw", out=tmp_path / "out", profile=str(tmp_path / f"{number}.yaml"))
        prints.append(prepare(order).fingerprint)
    assert [mark == prints[0] for mark in prints] == [True, True, True, True, False]


def test_unknown_profile_names_those_that_there_are():
    with pytest.raises(SettingsError, match="one of cluster, default"):
        load_settings("nowhere")


def test_missing_and_empty_raw_folders_are_refused(tmp_path):
    for raw in (tmp_path / "missing", tmp_path):
        with pytest.raises(SettingsError):
            prepare(Order(raw=raw, out=tmp_path / "out"))


def test_output_inside_the_raw_folder_is_refused(tmp_path):
    (tmp_path / "a.txt").write_text("Un texte.", encoding="utf-8")
    with pytest.raises(SettingsError, match="lies in the raw folder"):
        prepare(Order(raw=tmp_path, out=tmp_path / "out"))


def test_output_that_is_a_file_is_refused(tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_text("Un texte.", encoding="utf-8")
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(SettingsError, match="is a file"):
        prepare(Order(raw=raw, out=tmp_path / "out"))


def test_caches_go_beside_a_processed_folder_and_inside_any_other():
    assert Order(raw=Path("raw"), out=Path("data/processed")).work_folder == Path("data/work")
    assert Order(raw=Path("raw"), out=Path("elsewhere")).work_folder == Path("elsewhere/.work")
    assert Order(raw=Path("raw"), out=Path("elsewhere"), work=Path("w")).work_folder == Path("w")


@pytest.fixture
def published(tmp_path):
    """An order whose files are all in the current release, in which something hung on time; its order and release."""
    raw, report = tmp_path / "raw", tmp_path / "report"
    for folder in (raw, report):
        folder.mkdir()
    (raw / "a.txt").write_text("Un texte.", encoding="utf-8")
    (report / "index.html").write_text("Le rapport.", encoding="utf-8")
    order = Order(raw=raw, out=tmp_path / "out")
    ref = write_table(frame_of(REJECTED), REJECTED, tmp_path / "rejected.parquet")
    manifest = {"tables": {}, "fingerprint": prepare(order).fingerprint, "passing": 1}
    release = write_release(
        order.out, identifier="20260101T000000Z-0", tables={"rejected": ref}, manifest=manifest, dictionary="", report=report
    )
    return order, release


def test_what_hung_on_time_is_tried_again_once(published):
    order, release = published
    assert prepare(order).unchanged is None
    note_retried(order.work_folder, prepare(order).fingerprint)
    assert prepare(order).unchanged.release_id == release.release_id


def test_a_damaged_release_is_not_called_unchanged(published):
    order, release = published
    note_retried(order.work_folder, prepare(order).fingerprint)
    release.report.write_text("", encoding="utf-8")
    told = []
    assert prepare(order, told.append).unchanged is None
    assert ["is damaged" in words for words in told] == [True]
