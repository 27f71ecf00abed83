"""The Prefect wrapper of publish: read → release → switch."""

import platform
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib import metadata
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE

from schemas.dictionary import data_dictionary
from tasks.publish.release import Release, release_id, write_release
from tasks.run import Run, StageResult
from tasks.version import LIBRARIES, STAGES, stage_version


@task(name="publish", cache_policy=NO_CACHE)
def publish(run: Run, validated: StageResult, stages: Sequence[StageResult], fingerprint: str) -> Release:
    """Write the validated tables as one new release and switch to it. The flow holds the output folder."""
    stage = run.stage("publish", unit="tables", total=len(validated.tables))
    identifier = release_id(datetime.now(UTC), validated.tables)
    release = write_release(
        run.out,
        identifier=identifier,
        tables=validated.tables,
        manifest=_manifest(run, validated, stages, fingerprint),
        dictionary=data_dictionary(),
        report=run.folder / "validate" / "report",
    )
    shutil.rmtree(run.folder)  # the release holds what readers need; a run that fails keeps its tables
    stage.advance(len(validated.tables))
    stage.close(read=len(validated.tables), kept=len(validated.tables), note=identifier)
    return release


def _manifest(run: Run, validated: StageResult, stages: Sequence[StageResult], fingerprint: str) -> Mapping[str, Any]:
    """What made the release and what is in it; the release adds its id and files."""
    return {
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "run_id": run.run_id,
        "as_of": run.as_of.isoformat(),
        "host": platform.node(),
        "fingerprint": fingerprint,
        "versions": {"depeche": metadata.version("depeche"), "python": platform.python_version()}
        | {name: metadata.version(name) for name in (*LIBRARIES, "prefect", "great_expectations")},
        "code": {name: stage_version(name) for name in STAGES},
        "settings": run.settings.model_dump(mode="json"),
        "tables": {name: {"rows": ref.rows, "sha256": ref.sha256} for name, ref in sorted(validated.tables.items())},
        "stages": [{k: v for k, v in asdict(result).items() if k != "tables"} for result in stages],
    }
