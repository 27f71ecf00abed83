"""The Prefect wrapper of validate: assemble the tables → check → verdict. A critical failure stops the run."""

from prefect import task
from prefect.cache_policies import NO_CACHE

from schemas.aggregates import EVENTS_BY_DAY, EVENTS_BY_PLACE
from schemas.annotations import SENTENCES
from schemas.articles import ALIASES, ARTICLES, CLEANED, CLUSTERED, OVERLAPS
from schemas.entities import ENTITIES
from schemas.errors import ValidationFailed
from schemas.events import EVENTS
from schemas.quarantine import QUARANTINE, REJECTED
from tasks.aggregates import events_by_day, events_by_place
from tasks.assembly import aliases_of, assemble_articles
from tasks.frames import read_table
from tasks.run import Run, Stage, StageResult, concat, keep_evidence
from tasks.validate.removal import Removal, take_out
from tasks.validate.tables import validate_tables


@task(name="validate", cache_policy=NO_CACHE)
def validate(
    run: Run,
    ingested: StageResult,
    cleaned: StageResult,
    unique: StageResult,
    annotated: StageResult,
    linked: StageResult,
    coded: StageResult,
) -> StageResult:
    """Put the published tables together and check them. Raises ValidationFailed; the report of the failed run is kept."""
    failed = set(annotated.frame(REJECTED)["article_id"])
    overlaps = unique.frame(OVERLAPS)
    articles = assemble_articles(cleaned.frame(CLEANED), unique.frame(CLUSTERED), annotated.frame(SENTENCES), failed=failed)
    tables = {
        ARTICLES: articles,
        ENTITIES: linked.frame(ENTITIES),
        EVENTS: coded.frame(EVENTS),
        QUARANTINE: concat(QUARANTINE, (result.frame(QUARANTINE) for result in (ingested, cleaned, annotated))),
        OVERLAPS: overlaps[~overlaps["article_id"].isin(failed) & ~overlaps["other_id"].isin(failed)],
        ALIASES: aliases_of(articles),
    }
    given = sum(map(len, tables.values()))
    stage = run.stage("validate", unit="rows", total=given)
    removal = take_out({table.name: frame for table, frame in tables.items()}, max_share=run.settings.validation.max_broken_share)
    _tell(stage, removal)
    for table in tables:
        stage.write(table, removal.tables[table.name])
    stage.write(EVENTS_BY_DAY, events_by_day(removal.tables[EVENTS.name]))
    stage.write(EVENTS_BY_PLACE, events_by_place(removal.tables[EVENTS.name]))
    written = {name: read_table(ref) for name, ref in stage.tables.items()}
    report = run.folder / "validate" / "report"
    verdict = validate_tables(written, read_count=ingested.read, report=report)
    stage.advance(given)
    if not verdict.success:
        kept = keep_evidence(run)
        raise ValidationFailed(
            found="; ".join((*removal.excessive, *verdict.problems)[:5]),
            expected="no critical failure",
            remedy=f"read the report {kept}; the release before stays in place",
        )
    note = f"{len(verdict.problems)} warnings" if verdict.problems else ""
    return stage.close(read=given, kept=given - removal.count, quarantined=removal.count, note=note)


def _tell(stage: Stage, removal: Removal) -> None:
    """Say loudly what is not in the release."""
    if removal.count:
        told = "; ".join(f"{name} {count}" for name, count in removal.broken.items())
        hanging = ", ".join(f"{name} {count}" for name, count in removal.hanging.items())
        stage.warn(
            f"rows that break their contract were taken out ({told}), with what hangs on them ({hanging or 'nothing'}); the "
            "table quarantine names each"
        )
    articles, quarantine = removal.tables[ARTICLES.name], removal.tables[QUARANTINE.name]
    if articles.empty:
        counts = ", ".join(f"{reason} {count}" for reason, count in quarantine["reason"].value_counts().items())
        stage.warn(f"no article was kept; the table quarantine names each source with its reason ({counts})")
