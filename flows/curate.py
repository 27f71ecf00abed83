"""Raw French press in, a published release out. Start reading here: one line a stage, in the data's order."""

from prefect import flow

from flows.guard import end_with_parent
from flows.journal import noting
from flows.preparation import Preparation, begun
from flows.progress import current_progress
from flows.stages import do
from flows.stores import carried
from flows.told import nothing_new, states_named, told
from tasks.annotate.task import annotate
from tasks.clean.task import clean
from tasks.code_events.task import code_events
from tasks.deduplicate.task import deduplicate
from tasks.ingest.task import ingest
from tasks.link.task import link
from tasks.publish.release import Release
from tasks.publish.task import publish
from tasks.report.task import report
from tasks.run import Run
from tasks.validate.task import validate


@flow(name="curate")
@states_named
@noting
def curate(raw: str, out: str, profile: str = "default", work: str | None = None) -> Release:
    """Curate the press of a folder, or of a store, into a release; the current release is returned if nothing is new.

    Raises SettingsError before any work, ContractError and ValidationFailed before anything is published.
    """
    end_with_parent()
    with carried(raw, out, profile=profile, work=work) as order, begun(order, told(current_progress())) as (run, prepared):
        return nothing_new(prepared.unchanged) if prepared.unchanged else curated(run, prepared)


def curated(run: Run, prepared: Preparation) -> Release:
    """The stages of a run that has something to do, with the engine or without (stages.py). Raises what `curate` raises."""
    ingested = do(ingest, run, prepared.inventory)
    cleaned = do(clean, run, ingested)
    unique = do(deduplicate, run, cleaned)
    annotated = do(annotate, run, cleaned)
    linked = do(link, run, cleaned, annotated)
    coded = do(code_events, run, cleaned, unique, annotated, linked)
    validated = do(validate, run, ingested, cleaned, unique, annotated, linked, coded)
    stages = [ingested, cleaned, unique, annotated, linked, coded, validated]
    reported = do(report, run, validated, stages)
    return do(publish, run, validated, reported, stages, prepared.fingerprint)
