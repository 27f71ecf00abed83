"""The Prefect wrapper of validate: assemble the tables → check → verdict. A critical failure stops the run."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pandas as pd
import pyarrow.parquet as pq
from prefect import task
from prefect.cache_policies import NO_CACHE

from schemas.aggregates import EVENTS_BY_DAY, EVENTS_BY_PLACE
from schemas.annotations import MENTIONS, SENTENCES
from schemas.articles import ALIASES, ARTICLES, CLEANED, CLUSTERED, OVERLAPS
from schemas.documents import DOCUMENTS
from schemas.entities import ENTITIES
from schemas.errors import ValidationFailed
from schemas.events import EVENT_CANDIDATES, EVENT_MENTIONS, EVENTS
from schemas.quarantine import QUARANTINE, REJECTED
from tasks.aggregates import COUNTED, events_by_day, events_by_place
from tasks.assembly import aliases_of, assemble_articles
from tasks.earlier import history
from tasks.frames import concat, light_frame, light_table, read_table, to_frame
from tasks.results import StageResult
from tasks.run import Run, Stage, keep_evidence
from tasks.validate.audit.asked import Audit, Known
from tasks.validate.audit.rules import rules_as_set
from tasks.validate.audit.worker import audit_apart
from tasks.validate.crosschecks import Held
from tasks.validate.removal import take_failing, take_out
from tasks.validate.tables import validate_tables

ACCOUNTS = MappingProxyType(
    {
        "documents": ("ingest", DOCUMENTS),
        "cleaned": ("clean", CLEANED),
        "clustered": ("deduplicate", CLUSTERED),
        "compared": ("deduplicate", OVERLAPS),
        "sentences": ("annotate", SENTENCES),
        "named": ("annotate", MENTIONS),
        "linked": ("link", ENTITIES),
        "candidates": ("code_events", EVENT_CANDIDATES),
        "coded": ("code_events", EVENT_MENTIONS),
        "merged": ("code_events", EVENTS),
    }
)
COLUMNS = MappingProxyType({"candidates": EVENT_CANDIDATES.key})
"""Columns that the rules read of large tables; of the others all are put together."""
APART = ("annotate", "code_events")
"""Stages in which one article can fail alone."""
PUBLISHED = (ARTICLES, ENTITIES, EVENTS, QUARANTINE, OVERLAPS, ALIASES)


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
    made = {result.stage: result for result in (ingested, cleaned, unique, annotated, linked, coded)}
    stage, taken, audit = _written(run, made)
    verdict = validate_tables(
        {name: light_table(ref) for name, ref in stage.tables.items()},
        read_count=ingested.read,
        report=run.folder / "validate" / "report",
        audited=audit.findings,
        held=taken.held,
    )
    stage.advance(taken.given)
    if not verdict.success:
        kept = keep_evidence(run)
        raise ValidationFailed(
            found="; ".join((*taken.excessive, *verdict.problems)[:5]),
            expected="no critical failure",
            remedy=f"read the report {kept}; the release before stays in place",
        )
    note = f"{len(verdict.problems)} warnings" if verdict.problems else ""
    return stage.close(read=taken.given, kept=taken.given - taken.count, quarantined=taken.count, note=note)


@dataclass(frozen=True, kw_only=True)
class Taken:
    """How many rows were given and how many of them taken out; `excessive` says where there would have been too many.

    `held`: the cross-checks that are known to hold of the tables as they were written.
    """

    given: int
    count: int
    excessive: tuple[str, ...]
    held: Held


def _written(run: Run, made: Mapping[str, StageResult]) -> tuple[Stage, Taken, Audit]:
    """Assemble the published tables, take out what is broken, ask the rules, take out what fails, and write what is left.

    Frames are let go before the rules are asked: a large release would stand in memory twice.
    """
    settings = run.settings.validation
    accounts = _accounts(run, made)
    tables = _assembled(made, accounts)
    given = sum(map(len, tables.values()))
    stage = run.stage("validate", unit="rows", total=given)
    broken = take_out(tables, max_share=settings.max_broken_share)
    _write(stage, broken.tables)
    _tell(stage, "break their contract", broken.broken, broken.hanging)
    count, excessive, held = broken.count, broken.excessive, broken.held
    del tables, broken
    audit = _audited(run, accounts | {name: ref.path for name, ref in stage.tables.items()})
    if audit.failing:
        left = {name: light_table(ref) for name, ref in stage.tables.items()}
        failing = take_failing(left, audit.failing, max_share=settings.max_failing_share)
        _write(stage, failing.tables)
        _tell(stage, "fail a check", failing.failing, failing.hanging)
        count, excessive = count + failing.count, excessive + failing.excessive
        audit, held = audit.refusing if failing.excessive else audit, {}
        del left, failing
    events = read_table(stage.tables[EVENTS.name], COUNTED)
    stage.write(EVENTS_BY_DAY, events_by_day(events))
    stage.write(EVENTS_BY_PLACE, events_by_place(events))
    _tell_if_empty(stage)
    return stage, Taken(given=given, count=count, excessive=excessive, held=held), audit


def _assembled(made: Mapping[str, StageResult], accounts: Mapping[str, Path]) -> dict[str, pd.DataFrame]:
    """The published tables by name, from what the stages made; what lay in parts is read as it was put together."""
    failed = {article_id for name in APART for article_id in made[name].frame(REJECTED)["article_id"]}
    entities = light_frame(pq.read_table(accounts["linked"]))
    overlaps = made["deduplicate"].frame(OVERLAPS)
    clustered = made["deduplicate"].frame(CLUSTERED)
    sentences = to_frame(pq.read_table(accounts["sentences"], columns=["article_id"]))
    articles = assemble_articles(light_frame(made["clean"].arrow(CLEANED)), clustered, sentences, failed=failed)
    return {
        ARTICLES.name: articles,
        ENTITIES.name: entities[~entities["article_id"].isin(failed)],
        EVENTS.name: light_frame(made["code_events"].arrow(EVENTS)),
        QUARANTINE.name: concat(QUARANTINE, (made[name].frame(QUARANTINE) for name in ("ingest", "clean", *APART))),
        OVERLAPS.name: overlaps[~overlaps["article_id"].isin(failed) & ~overlaps["other_id"].isin(failed)],
        ALIASES.name: aliases_of(articles),
    }


def _accounts(run: Run, made: Mapping[str, StageResult]) -> dict[str, Path]:
    """The stages' own tables, by the names under which the rules compare with them; what lies in parts is put together."""
    folder = run.folder / "validate" / "accounts"
    folder.mkdir(parents=True, exist_ok=True)
    paths = {}
    for name, (stage, table) in ACCOUNTS.items():
        whole = made[stage].tables.get(table.name)
        paths[name] = whole.path if whole else folder / f"{name}.parquet"
        if whole is None:
            pq.write_table(made[stage].arrow(table, COLUMNS.get(name)), paths[name])
    return paths


def _audited(run: Run, tables: Mapping[str, Path]) -> Audit:
    """What the rules find in the tables as they were written."""
    settings = run.settings.validation
    known = Known(as_of=run.as_of, languages=run.settings.clean.keep, history=history(run.out))
    scratch, memory = run.folder / "validate" / "scratch", f"{settings.memory_mebibytes}MiB"
    return audit_apart(tables, rules_as_set(settings.checks), known, folder=scratch, memory=memory)


def _write(stage: Stage, tables: Mapping[str, pd.DataFrame]) -> None:
    for table in PUBLISHED:
        stage.write(table, tables[table.name])


def _tell(stage: Stage, why: str, taken: Mapping[str, int], hanging: Mapping[str, int]) -> None:
    """Say loudly what is not in the release."""
    if taken:
        told = "; ".join(f"{name} {count}" for name, count in taken.items())
        hung = ", ".join(f"{name} {count}" for name, count in hanging.items()) or "nothing"
        stage.warn(f"rows that {why} were taken out ({told}), with what hangs on them ({hung}); the table quarantine names each")


def _tell_if_empty(stage: Stage) -> None:
    if stage.tables[ARTICLES.name].rows == 0:
        reasons = read_table(stage.tables[QUARANTINE.name], ["reason"])["reason"]
        counted = ", ".join(f"{reason} {count}" for reason, count in reasons.value_counts().items())
        stage.warn(f"no article was kept; the table quarantine names each source with its reason ({counted})")
