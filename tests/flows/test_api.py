"""The Python way in: what a run raises reaches the caller whole, from the process that it had."""

import subprocess
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest
from published import LATER, publish_two

from flows import engine
from flows.api import curate, open_release
from flows.preparation import Order, begun
from schemas.errors import DepecheError, SettingsError, ValidationFailed
from tasks.ingest import inventory
from tasks.ingest.task import ingest
from tasks.results import StageResult
from tasks.run import Silence


def apart_as_here(command: list[str], *, check: bool) -> subprocess.CompletedProcess[str]:
    """Run the child's program in this process."""
    assert command[1:3] == ["-m", "flows.engine"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", command[2:])
        return subprocess.CompletedProcess(command, engine.main())


def test_an_error_of_the_run_is_raised_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(order: Order) -> None:
        raise ValidationFailed(found=f"« {order.raw.name} »", expected="mieux", remedy="lire")

    monkeypatch.setattr(engine, "run_flow", refuse)
    monkeypatch.setattr(subprocess, "run", apart_as_here)
    with pytest.raises(ValidationFailed, match=r"« brut »\. Expected: mieux\. What to do: lire\.") as told:
        engine.run_flow_apart(Order(raw=tmp_path / "brut", out=tmp_path / "out"))
    assert told.value.found == "« brut »"


def test_a_run_that_was_ended_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, -9))
    with pytest.raises(DepecheError, match="status -9"):
        engine.run_flow_apart(Order(raw=tmp_path, out=tmp_path / "out"))


def test_an_order_that_cannot_be_carried_out_is_refused_before_any_run(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no folder"):
        curate(tmp_path / "missing", tmp_path / "out")


def test_what_was_curated_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "un.txt").write_text("Le maire a reçu les élus du littoral.", encoding="utf-8")
    monkeypatch.setattr("flows.api.run_flow_apart", lambda order: publish_two(order.out))
    assert curate(raw, out).release_id == open_release(out).release_id == LATER


def begun_again(order: Order) -> StageResult:
    """What the flow does on a workflow server: it begins anew."""
    with begun(order, Silence()) as (run, prepared):
        return ingest.fn(run, prepared.inventory)


@pytest.mark.parametrize("named", [False, True])
def test_raw_files_are_hashed_once_in_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: bool) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/un.txt").write_text("Le maire a reçu les élus du littoral.", encoding="utf-8")
    hashed, honest = [], inventory.hashlib.file_digest
    monkeypatch.setattr(engine, "is_server_named", lambda: named)
    monkeypatch.setattr(engine, "set_environment", lambda *_, **__: None)
    monkeypatch.setattr(engine, "_curated", lambda run, prepared: ingest.fn(run, prepared.inventory))
    monkeypatch.setattr(engine, "_recorded", begun_again)
    monkeypatch.setattr(
        inventory,
        "hashlib",
        SimpleNamespace(sha256=sha256, file_digest=lambda opened, name: hashed.append(name) or honest(opened, name)),
    )
    assert engine.run_flow(Order(raw=tmp_path / "raw", out=tmp_path / "out")).kept == 1
    assert len(hashed) == 1
