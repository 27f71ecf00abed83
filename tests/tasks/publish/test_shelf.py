"""Damage to a release is seen and named, and another one is made current by one command."""

import json
from collections.abc import Callable
from pathlib import Path

import damages
import pandas as pd
import pytest

from flows.cli import main
from schemas.errors import DamagedRelease
from schemas.quarantine import REJECTED
from tasks import earlier
from tasks.frames import frame_of, write_table
from tasks.publish.release import current_release, write_release
from tasks.publish.shelf import mend_pointers, published_already, shelf, verified

FIRST, SECOND = "20260101T000000Z-aaaaaaaa", "20260102T000000Z-bbbbbbbb"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with two releases, of which the second is current."""
    report = tmp_path / "report"
    report.mkdir()
    (report / "index.html").write_text("<p>Le rapport.</p>", encoding="utf-8")
    for identifier in (FIRST, SECOND):
        rows = [{"article_id": f"{n:020}", "reason": "no_text", "detail": identifier} for n in range(40)]
        ref = write_table(frame_of(REJECTED, rows), REJECTED, tmp_path / f"{identifier}.parquet")
        manifest = {
            "tables": {"rejected": {"rows": ref.rows, "sha256": ref.sha256}},
            "fingerprint": identifier,
            "created": "2026",
        }
        write_release(
            tmp_path / "out", identifier=identifier, tables={"rejected": ref}, manifest=manifest, dictionary="mots", report=report
        )
    return tmp_path / "out"


def read(out: Path) -> set[str]:
    return set(pd.read_parquet(out / "rejected")["detail"])


FILES = ["manifest.json", "dictionary.md", "report/index.html", f"rejected/{SECOND}-part-0000.parquet"]


@pytest.mark.parametrize("damage", damages.EVERY)
@pytest.mark.parametrize("name", FILES)
def test_a_damaged_release_is_named_and_the_one_before_it_made_current(
    out: Path, name: str, damage: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    damage(out / "releases" / SECOND / name)
    with pytest.raises(DamagedRelease, match=f"{SECOND} is damaged") as told:
        verified(out / "releases" / SECOND)
    assert f"depeche use {out} ID" in str(told.value)
    assert [(one.release_id, one.is_current, one.problem is None) for one in shelf(out)] == [
        (SECOND, True, False),
        (FIRST, False, True),
    ]
    assert main(["use", str(out), SECOND]) == 2
    assert main(["use", str(out), FIRST]) == 0
    assert read(out) == {FIRST}
    assert main(["releases", str(out)]) == 0
    assert "current, whole" in capsys.readouterr().out


@pytest.mark.parametrize("damage", damages.EVERY)
@pytest.mark.parametrize("name", [FILES[0], FILES[-1]])
def test_a_damaged_release_is_nothing_to_compare_the_next_with(out: Path, name: str, damage: Callable[[Path], None]) -> None:
    assert earlier.current(out) is not None
    damage(out / "releases" / SECOND / name)
    assert earlier.current(out) is None
    told = [one["release_id"] for one in earlier.history(out)]
    assert told == ([FIRST] if name == "manifest.json" else [FIRST, SECOND])


def test_a_release_is_made_current_and_back(out: Path) -> None:
    for identifier in (FIRST, SECOND):
        assert main(["use", str(out), identifier]) == 0
        assert read(out) == {identifier}
        assert json.loads((out / "latest.json").read_text(encoding="utf-8"))["release_id"] == identifier


def test_an_unknown_id_names_those_that_there_are(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["use", str(out), "hier"]) == 2
    assert FIRST in capsys.readouterr().err


@pytest.mark.parametrize("damage", damages.EVERY)
def test_a_damaged_pointer_for_stores_is_set_right(out: Path, damage: Callable[[Path], None]) -> None:
    damage(out / "latest.json")
    assert mend_pointers(out) == ["latest.json"]
    assert json.loads((out / "latest.json").read_text(encoding="utf-8"))["release_id"] == SECOND
    assert mend_pointers(out) == []


@pytest.mark.parametrize("target", [None, "nowhere", f"releases/{FIRST}/rejected"])
def test_a_wrong_link_of_a_table_is_set_right(out: Path, target: str | None) -> None:
    (out / "rejected").unlink()
    if target:
        (out / "rejected").symlink_to(target)
    assert mend_pointers(out) == ["rejected"]
    assert read(out) == {SECOND}


@pytest.mark.parametrize("target", [None, "releases/nowhere"])
def test_a_lost_pointer_is_named_and_set_by_one_command(out: Path, target: str | None) -> None:
    (out / "current").unlink()
    if target:
        (out / "current").symlink_to(target)
    with pytest.raises(DamagedRelease, match="depeche use"):
        current_release(out)
    assert main(["use", str(out), SECOND]) == 0
    assert read(out) == {SECOND}


def test_the_same_tables_are_not_published_twice(out: Path) -> None:
    ref = write_table(pd.read_parquet(out / "rejected"), REJECTED, out.parent / "again.parquet")
    release = published_already(out, {"rejected": ref}, SECOND)
    assert release is not None
    assert release.release_id == SECOND
    assert published_already(out, {"rejected": ref}, "of other files") is None
