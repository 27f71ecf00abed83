"""The Prefect wrapper of report: read → pages → write. The pages name the release that publish will make of them."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE

from schemas.versions import schema_version
from tasks.earlier import Earlier, current, history
from tasks.identity import CHANGES_FILE, Reported, release_id
from tasks.report.facts import Facts, Summary
from tasks.report.worker import write_apart
from tasks.results import StageResult
from tasks.run import Run
from tasks.version import made_by


@task(name="report", cache_policy=NO_CACHE)
def report(run: Run, validated: StageResult, stages: Sequence[StageResult]) -> Reported:
    """Write the pages of the validated tables, with what validation found, under the id of the release to be."""
    stage = run.stage("report", unit="tables", total=len(validated.tables))
    pages, scratch = run.folder / "report" / "pages", run.folder / "report" / "scratch"
    found, earlier = run.folder / "validate" / "report", current(run.out)
    shutil.copytree(found, pages / "validation")
    identifier = release_id(datetime.now(UTC), validated.tables)
    facts = Facts(
        release_id=identifier,
        made=made_by() | {"settings": run.settings.model_dump(mode="json")},
        stages=[result.told() for result in stages],
        tables={name: {"rows": ref.rows, "sha256": ref.sha256} for name, ref in sorted(validated.tables.items())},
        verdict=json.loads((found / "findings.json").read_text(encoding="utf-8")),
        history=history(run.out),
        source=run.raw.resolve().name,
        schema_version=schema_version(),
    )
    summary = write_apart(
        facts,
        {name: ref.path for name, ref in validated.tables.items()},
        pages,
        scratch=scratch,
        memory=f"{run.settings.report.memory_mebibytes}MiB",
        earlier=earlier,
    )
    stage.advance(len(validated.tables))
    stage.close(read=len(validated.tables), kept=len(validated.tables))
    told = {name: value for name, value in asdict(summary).items() if name != "changes"}
    return Reported(
        release_id=identifier,
        folder=pages,
        summary=told | {"findings": facts.verdict["findings"]},
        since=None if earlier is None else _since(earlier, summary),
        changes=None if earlier is None else scratch / CHANGES_FILE,
    )


def _since(earlier: Earlier, summary: Summary) -> dict[str, Any]:
    manifest = earlier.manifest
    return {
        "since": manifest["release_id"],
        "schema_version": manifest.get("schema_version"),
        "tables": summary.changes,
    }
