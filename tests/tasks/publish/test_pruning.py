"""Old releases go, and never one that is in use: current, pointed to, locked or open."""

import fcntl
import os
from pathlib import Path

import pytest

from schemas.quarantine import REJECTED
from tasks.frames import frame_of, write_table
from tasks.publish.pruning import prune
from tasks.publish.release import write_release
from tasks.publish.shelf import make_current
from tasks.version import stage_version

IDS = [f"2026010{day}T000000Z-aaaaaaaa" for day in range(1, 5)]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Four releases of which the last is current; each was made with a cache of its own."""
    report = tmp_path / "report"
    report.mkdir()
    (report / "index.html").write_text("<p>Le rapport.</p>", encoding="utf-8")
    for identifier in IDS:
        ref = write_table(frame_of(REJECTED), REJECTED, tmp_path / f"{identifier}.parquet")
        (tmp_path / "cache/clean" / f"{identifier}-0").mkdir(parents=True)
        manifest = {
            "tables": {"rejected": {"rows": 0, "sha256": ref.sha256}},
            "fingerprint": identifier,
            "stages": [{"stage": "clean", "cache": f"clean/{identifier}-0"}],
        }
        tables = {"rejected": ref}
        write_release(tmp_path / "out", identifier=identifier, tables=tables, manifest=manifest, dictionary="mots", report=report)
    return tmp_path / "out"


def left(out: Path) -> list[int]:
    return sorted(IDS.index(p.name) for p in (out / "releases").iterdir())


def prune_to(out: Path, keep: int, processes: Path | None = None, *, is_trial: bool = False):
    return prune(
        out, cache=out.parent / "cache", keep=keep, is_trial=is_trial, processes=processes or out.parent / "no processes"
    )


def test_the_latest_stay_with_their_caches(out):
    pruned = prune_to(out, 2)
    assert left(out) == [2, 3]
    assert {p.name for p in (out.parent / "cache/clean").iterdir()} == {f"{i}-0" for i in IDS[2:]}
    assert len(pruned.removed) == 4
    assert pruned.freed_bytes > 0


def test_a_trial_removes_nothing(out):
    assert len(prune_to(out, 1, is_trial=True).removed) == 6
    assert left(out) == [0, 1, 2, 3]


def test_the_current_release_stays_though_it_is_old(out):
    make_current(out, IDS[0])
    assert prune_to(out, 1).kept == [(out / "releases" / IDS[0], "it is current")]
    assert left(out) == [0, 3]


@pytest.mark.parametrize("place", ["out/paper-of-march", "paper-of-march", "out/releases/paper-of-march"])
def test_a_release_that_a_link_points_to_stays(out, place):
    (out.parent / place).symlink_to(out / "releases" / IDS[1] / "rejected")
    ((_, why),) = prune_to(out, 1).kept
    assert "paper-of-march" in why
    assert (out / "releases" / IDS[1]).is_dir()


def test_a_release_on_whose_manifest_a_reader_holds_a_lock_stays(out):
    with (out / "releases" / IDS[1] / "manifest.json").open("rb") as opened:
        fcntl.flock(opened, fcntl.LOCK_SH)
        prune_to(out, 1)
        assert left(out) == [1, 3]
    prune_to(out, 1)
    assert left(out) == [3]


def test_a_release_that_a_process_has_open_stays(out):
    with (out / "releases" / IDS[2] / "rejected" / f"{IDS[2]}-part-0000.parquet").open("rb"):
        ((_, why),) = prune_to(out, 1, Path("/proc")).kept
    assert str(os.getpid()) in why
    assert left(out) == [2, 3]


def test_caches_of_the_code_as_it_is_stay(out):
    current = out.parent / "cache/link" / f"{stage_version('link')}-0"
    current.mkdir(parents=True)
    prune_to(out, 1)
    assert current.is_dir()
