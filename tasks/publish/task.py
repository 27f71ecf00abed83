"""The Prefect wrapper of publish: read → release → switch."""

import platform
import shutil
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE

from schemas.articles import ARTICLES
from schemas.dictionary import data_dictionary
from schemas.errors import ValidationFailed
from schemas.quarantine import QUARANTINE
from schemas.versions import schema_version
from schemas.vocabularies import passing_reasons
from tasks.identity import CHANGES_FILE, Reported
from tasks.publish.describe import describe
from tasks.publish.release import Release, write_release
from tasks.publish.retried import note_retried
from tasks.publish.shelf import article_count, published_already
from tasks.results import StageResult
from tasks.run import Run, keep_evidence
from tasks.version import made_by


@task(name="publish", cache_policy=NO_CACHE)
def publish(run: Run, validated: StageResult, reported: Reported, stages: Sequence[StageResult], fingerprint: str) -> Release:
    """Write the validated tables with their pages as one new release and switch to it. The flow holds the output folder.

    Raises ValidationFailed if no article was kept and the current release has some, which it would hide.
    """
    stage = run.stage("publish", unit="tables", total=len(validated.tables))
    _refuse_hiding(run, validated)
    manifest = _manifest(run, validated, stages, fingerprint, reported)
    if already := published_already(run.out, validated.tables, fingerprint):
        note_retried(run.work, fingerprint)
        release, note = already, f"{already.release_id} has the same tables and stays"
    else:
        release, note = _write(run, validated, reported, manifest), ""
    shutil.rmtree(run.folder)  # the release holds what readers need; a run that fails keeps its tables until the next run
    stage.advance(len(validated.tables))
    stage.close(read=len(validated.tables), kept=len(validated.tables), note=note or release.release_id)
    return release


def _write(run: Run, validated: StageResult, reported: Reported, manifest: Mapping[str, Any]) -> Release:
    return write_release(
        run.out,
        identifier=reported.release_id,
        tables=validated.tables,
        manifest=manifest,
        dictionary=data_dictionary(),
        report=reported.folder,
        changes=reported.changes,
        describe=partial(_described, reported=reported),
    )


def _described(manifest: Mapping[str, Any], *, reported: Reported) -> Mapping[str, str]:
    return describe({**manifest, "summary": reported.summary})


def _refuse_hiding(run: Run, validated: StageResult) -> None:
    """A release without articles would hide one that has some."""
    if validated.tables[ARTICLES.name].rows == 0 and article_count(run.out) > 0:
        report = keep_evidence(run)
        raise ValidationFailed(
            found="no article could be kept of what lies in the raw folder",
            expected="at least one, since the current release has some and would be hidden",
            remedy=f"read {report.parent / 'quarantine.parquet'}, which names each source with its reason; to publish an empty "
            "release all the same, name another --out",
        )


def _manifest(
    run: Run, validated: StageResult, stages: Sequence[StageResult], fingerprint: str, reported: Reported
) -> Mapping[str, Any]:
    """What made the release and what is in it; the release adds its id and files."""
    return {
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "run_id": run.run_id,
        "as_of": run.as_of.isoformat(),
        "host": platform.node(),
        "source": run.raw.resolve().name,
        "schema_version": schema_version(),
        "fingerprint": fingerprint,
        "passing": int(validated.frame(QUARANTINE)["reason"].isin(passing_reasons()).sum()),
        **made_by(),
        "settings": run.settings.model_dump(mode="json"),
        "tables": {name: {"rows": ref.rows, "sha256": ref.sha256} for name, ref in sorted(validated.tables.items())},
        "stages": [result.told() for result in stages],
        **({} if reported.since is None else {"changes": {**reported.since, "path": CHANGES_FILE}}),
    }
