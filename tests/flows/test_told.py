"""What the engine's pages show: the states' names, the verdict, logs and progress; callers get what they got without them."""

from pathlib import Path

import pytest

from schemas.errors import ValidationFailed
from tasks.publish.release import Release
from tasks.run import Silence, StageResult

pytestmark = [pytest.mark.prefect, pytest.mark.slow, pytest.mark.usefixtures("engine")]
RELEASE = Release(release_id="20260311T060000Z-0123abcd", folder=Path("/out"), tables={}, report=Path("/out/report/index.html"))
ENDED = StageResult(stage="publish", unit="tables", read=6, kept=6, quarantined=0, seconds=0.5, note="six")


def artifacts() -> dict[str, str]:
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        found = client._client.post("/artifacts/filter", json={"sort": "UPDATED_DESC"}).json()[::-1]
    return {artifact["key"]: str(artifact["data"]) for artifact in found}


def test_a_refused_run_is_called_so_and_raises(tmp_path) -> None:
    from prefect import flow

    from flows.told import states_named

    @flow
    @states_named
    def refused(out: str) -> Release:
        raise ValidationFailed(found=f"3 rows of {out}", expected="none", remedy="read the report")

    state = refused(str(tmp_path), return_state=True)
    assert (state.name, state.is_failed()) == ("Refused", True)
    assert "read the report" in artifacts()["curate-verdict"]
    with pytest.raises(ValidationFailed, match="3 rows"):
        refused(str(tmp_path))


def test_a_run_that_finds_nothing_new_is_called_so_and_gives_the_release() -> None:
    from prefect import flow

    from flows.told import nothing_new, states_named

    @flow
    @states_named
    def unchanged() -> Release:
        return nothing_new(RELEASE)

    state = unchanged(return_state=True)
    assert (state.name, state.is_completed()) == ("Nothing new", True)
    assert unchanged() == RELEASE
    assert "[Report](file:///out/report/index.html)" in artifacts()["curate-verdict"]


def test_a_published_run_leaves_its_verdict_its_stages_and_its_progress() -> None:
    from prefect import flow

    from flows.told import states_named, told

    @flow
    @states_named
    def published() -> Release:
        progress = told(Silence())
        progress.begin("publish", 6)
        progress.warn("publish", "the disk is nearly full")
        progress.end(ENDED)
        return RELEASE

    assert published() == RELEASE
    found = artifacts()
    assert "Published: release 20260311T060000Z-0123abcd" in found["curate-verdict"]
    assert '"stage": "publish"' in found["curate-stages"]
    assert float(found["curate-progress"]) > 0


def test_without_the_engine_nothing_is_told() -> None:
    from flows.told import nothing_new, states_named, told

    shown = Silence()
    assert told(shown) is shown
    assert states_named(lambda: nothing_new(RELEASE))() == RELEASE


def test_a_server_that_refuses_what_is_only_for_show_does_not_end_the_run(monkeypatch) -> None:
    from httpx import ConnectError
    from prefect import flow

    from flows import told

    def refuses(*_: object, **__: object) -> None:
        raise ConnectError("under load")

    for name in ("create_progress_artifact", "create_table_artifact", "create_markdown_artifact"):
        monkeypatch.setattr(told, name, refuses)

    @flow
    @told.states_named
    def published() -> Release:
        told.told(Silence()).end(ENDED)
        return RELEASE

    assert published() == RELEASE


def test_a_stage_that_fails_for_a_passing_reason_is_done_again(monkeypatch) -> None:
    from errno import ENOSPC, ESTALE

    from prefect import flow, task

    from flows import stages

    monkeypatch.setattr(stages, "RETRY_SECONDS", [0.0, 0.0])
    tries: list[int] = []

    @task
    def stage(number: int, most: int) -> int:
        tries.append(number)
        if len(tries) < most:
            raise OSError(number, "as the disk says")
        return len(tries)

    @flow
    def run(number: int, most: int) -> int:
        return stages.do(stage, number, most)

    assert run(ESTALE, 3) == 3
    tries.clear()
    with pytest.raises(OSError, match="as the disk says"):
        run(ENOSPC, 2)
    assert tries == [ENOSPC]
