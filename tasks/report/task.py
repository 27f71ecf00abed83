"""The Prefect wrapper of report: read → pages → write. The pages name the release that publish will make of them."""

import json
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.earlier import current, history
from tasks.identity import Reported, release_id
from tasks.report.facts import Facts
from tasks.report.worker import write_apart
from tasks.results import StageResult
from tasks.run import Run
from tasks.version import made_by


@task(name="report", cache_policy=NO_CACHE)
def report(run: Run, validated: StageResult, stages: Sequence[StageResult]) -> Reported:
    """Write the pages of the validated tables, with what validation found, under the id of the release to be."""
    stage = run.stage("report", unit="tables", total=len(validated.tables))
    reported = Reported(release_id=release_id(datetime.now(UTC), validated.tables), folder=run.folder / "report" / "pages")
    found = run.folder / "validate" / "report"
    shutil.copytree(found, reported.folder / "validation")
    facts = Facts(
        release_id=reported.release_id,
        made=made_by() | {"settings": run.settings.model_dump(mode="json")},
        stages=[result.told() for result in stages],
        tables={name: {"rows": ref.rows, "sha256": ref.sha256} for name, ref in sorted(validated.tables.items())},
        verdict=json.loads((found / "findings.json").read_text(encoding="utf-8")),
        history=history(run.out),
    )
    write_apart(
        facts,
        {name: ref.path for name, ref in validated.tables.items()},
        reported.folder,
        scratch=run.folder / "report" / "scratch",
        memory=f"{run.settings.report.memory_mebibytes}MiB",
        earlier=current(run.out),
    )
    stage.advance(len(validated.tables))
    stage.close(read=len(validated.tables), kept=len(validated.tables))
    return reported
