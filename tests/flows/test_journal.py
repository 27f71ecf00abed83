"""Every run leaves one line for the operator, whatever came of it."""

import json
from pathlib import Path

import pytest

from flows.journal import FILE, noted, noting
from schemas.errors import SettingsError, ValidationFailed
from tasks.publish.release import switch


def publish(out: Path, release_id: str) -> None:
    folder = out / "releases" / release_id
    folder.mkdir(parents=True)
    manifest = {"release_id": release_id, "tables": {"articles": {"rows": 3}}, "files": {}, "fingerprint": ""}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    switch(out, release_id, ["articles"])


def lines(out: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (out / FILE).read_text(encoding="utf-8").splitlines()]


def test_a_line_says_when_what_came_of_it_and_where_it_is(tmp_path):
    @noting
    def curate(raw: str, out: str, profile: str = "default", work: str | None = None) -> None:
        publish(Path(out), "r1")

    curate("/raw", str(tmp_path))
    (line,) = lines(tmp_path)
    assert line["outcome"] == "published"
    assert line["release"] == "r1"
    assert line["path"] == str(tmp_path / "releases/r1")
    assert line["counts"] == {"articles": 3}
    assert {"began", "ended", "seconds", "raw", "profile", "host"} <= set(line)


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (ValidationFailed(found="3 rows", expected="none", remedy="read the report"), "refused"),
        (SettingsError(found="another run", expected="one", remedy="wait"), "failed"),
        (OSError(28, "No space left on device"), "failed"),
        (KeyError("x"), "failed"),
        (KeyboardInterrupt(), "interrupted"),
    ],
)
def test_what_went_wrong_is_said_and_raised(tmp_path, error, outcome):
    publish(tmp_path, "r1")
    with pytest.raises(type(error)), noted("/raw", tmp_path, "default", None):
        raise error
    (line,) = lines(tmp_path)
    assert line["outcome"] == outcome
    assert line["release"] == "r1"
    assert bool(line["said"]) == (outcome != "interrupted")


def test_a_run_within_a_command_is_one_run(tmp_path):
    publish(tmp_path, "r1")
    with noted("/raw", tmp_path, "default", None), noted("/raw", tmp_path, "default", None):
        pass
    assert [line["outcome"] for line in lines(tmp_path)] == ["nothing new"]


def test_no_folder_is_made_for_it(tmp_path):
    with pytest.raises(SettingsError), noted("/raw", tmp_path / "none", "default", None):
        raise SettingsError(found="no folder", expected="one", remedy="correct it")
    assert not (tmp_path / "none").exists()
