"""The Prefect wrapper of validate: assemble the tables → check → verdict. A critical failure stops the run."""

from prefect import task
from prefect.cache_policies import NO_CACHE

from schemas.annotations import SENTENCES
from schemas.articles import ALIASES, ARTICLES, CLEANED, CLUSTERED, OVERLAPS
from schemas.entities import ENTITIES
from schemas.errors import ValidationFailed
from schemas.events import EVENTS
from schemas.quarantine import QUARANTINE, REJECTED
from tasks.assembly import aliases_of, assemble_articles
from tasks.frames import read_table
from tasks.run import Run, StageResult, concat, keep_evidence
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
    stage = run.stage("validate", unit="rows", total=sum(map(len, tables.values())))
    for table, frame in tables.items():
        stage.write(table, frame)
    rows = sum(ref.rows for ref in stage.tables.values())
    written = {name: read_table(ref) for name, ref in stage.tables.items()}
    report = run.folder / "validate" / "report"
    verdict = validate_tables(written, read_count=ingested.read, report=report)
    stage.advance(rows)
    if not verdict.success:
        kept = keep_evidence(run)
        raise ValidationFailed(
            found="; ".join(verdict.problems[:5]),
            expected="no critical failure",
            remedy=f"read the report {kept}; the release before stays in place",
        )
    if articles.empty:
        counts = tables[QUARANTINE]["reason"].value_counts()
        told = ", ".join(f"{reason} {count}" for reason, count in counts.items())
        stage.warn(f"no article was kept; the table quarantine names each source with its reason ({told})")
    return stage.close(read=rows, kept=rows, quarantined=0, note=f"{len(verdict.problems)} warnings" if verdict.problems else "")
