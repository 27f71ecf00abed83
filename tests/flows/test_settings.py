"""Settings and orders are checked before anything runs, with words that help."""

from pathlib import Path

import pytest

from flows.preparation import Order, prepare
from flows.profiles import load_settings, shipped_profiles
from schemas.errors import SettingsError
from schemas.settings import Settings


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
        ("bach_size: 7\n", "bach_size: Extra inputs are not permitted"),
        ("batch_size: many\n", "batch_size"),
        ("clean: {html_seconds: -1}\n", r"clean\.html_seconds"),
        ("batch_size: [\n", "is not YAML"),
        ("- 1\n", "profile"),
    ],
)
def test_unusable_profile_is_refused(tmp_path, text, found):
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=found):
        load_settings(str(path))


def test_unknown_profile_names_those_that_there_are():
    with pytest.raises(SettingsError, match="one of default"):
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
