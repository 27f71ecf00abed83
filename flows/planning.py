"""What a run would do and why, before there is one: what is new, changed or gone, and what is kept of each stage.

What belongs here: comparing the raw folder with the current release and the caches. Nothing is written.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from schemas.articles import CLEANED
from schemas.settings import Settings
from tasks.cache import BatchCache
from tasks.clean.articles import load_knowledge
from tasks.clean.told import told_in_run
from tasks.frames import to_frame
from tasks.ingest.documents import read_documents
from tasks.ingest.inventory import Inventory
from tasks.keys import KEYS, keys_of
from tasks.parts import batch_file
from tasks.version import stage_version

ARTICLES = ("clean", "annotate")
FOLLOWED = {"clean": ("clean",), "annotate": ARTICLES, "link": ARTICLES, "code_events": ARTICLES}
"""The sections of the settings that the results of a stage follow."""
ASKED = ("article_id", "outlet", "published_on", "published_precision")
LIGHT = (
    *ASKED,
    *("url", "published_at", "published_source", "updated_on", "updated_at", "updated_source"),
)


@dataclass(frozen=True, kw_only=True)
class StagePlan:
    """What a stage would do: its articles, those whose result is kept, those new, those to be done again, and why."""

    stage: str
    articles: int
    kept: int
    new: int
    again: int
    why: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Files and articles against the current release (counts by `same`, `new`, `changed`, `removed`), and the stages."""

    files: Mapping[str, int]
    articles: Mapping[str, int]
    stages: Sequence[StagePlan]


def plan_run(
    inventory: Inventory, *, settings: Settings, release: Path | None, manifest: Mapping[str, Any], cache: Path, as_of: date
) -> Plan:
    """The plan of a run over the files of the inventory.

    `release` is the folder of the current release with its manifest, `cache` the folder of all caches. What articles that were
    not cleaned yet turn out to be is not known: each counts for every stage, though cleaning may refuse it.
    """
    delivered, before = _delivered(release)
    ids = {i for split in read_documents(inventory, settings=settings.ingest) for i in split.kept["article_id"]}
    kept = {stage: _kept(stage, settings, manifest, cache) for stage in KEYS}
    cleaned = _cleaned(kept["clean"].folder, ids, settings, as_of)
    unread = ids - kept["clean"].keys
    refused = ids - unread - set(cleaned["article_id"].to_pylist())
    stages = [
        _stage("clean", pa.table({"article_id": pa.array(sorted(ids - unread), pa.string())}), unread, kept["clean"], before)
    ]
    stages += [_stage(stage, cleaned, unread, kept[stage], before) for stage in KEYS if stage != "clean"]
    counted = {"same": len(ids & (before | refused)), "new": len(ids - before - refused), "removed": len(before - ids)}
    return Plan(files=_files(inventory, delivered), articles=counted, stages=stages)


@dataclass(frozen=True, kw_only=True)
class _Kept:
    """What is kept of a stage: the folder and its keys; and why a run would do some again all the same."""

    folder: Path | None
    keys: set[str]
    why: str


def _stage(stage: str, articles: pa.Table, unread: Collection[str], kept: _Kept, before: Collection[str]) -> StagePlan:
    """The plan of a stage for articles that were cleaned before, and those that were not read yet."""
    keys = dict(zip(keys_of(articles, stage), articles["article_id"].to_pylist(), strict=True))
    todo = {article_id for key, article_id in keys.items() if key not in kept.keys} | set(unread)
    again = len(todo & set(before))
    return StagePlan(
        stage=stage,
        articles=len(keys) + len(unread),
        kept=len(keys) + len(unread) - len(todo),
        new=len(todo) - again,
        again=again,
        why=kept.why if again else "",
    )


def _delivered(release: Path | None) -> tuple[list[tuple[str, str]], set[str]]:
    """Each place of delivery with the checksum of its file, as the release has them, and its articles."""
    if release is None:
        return [], set()
    articles, quarantine = (pq.read_table(release / name) for name in ("articles", "quarantine"))
    places = [(s["uri"], s["sha256"]) for sources in articles["sources"].to_pylist() for s in sources]
    refused = zip(quarantine["uri"].to_pylist(), quarantine["sha256"].to_pylist(), strict=True)
    return [*places, *((uri, checksum or "") for uri, checksum in refused)], set(articles["article_id"].to_pylist())


def _files(inventory: Inventory, delivered: Iterable[tuple[str, str]]) -> dict[str, int]:
    now = {file.uri: file.sha256 for file in inventory.files} | dict.fromkeys(inventory.rejected["uri"], "")
    before = {_file_of(uri, now): checksum for uri, checksum in delivered}
    states = Counter(_state(now.get(uri), before.get(uri)) for uri in {*now, *before})
    return {name: states[name] for name in ("same", "new", "changed", "removed")}


def _state(now: str | None, before: str | None) -> str:
    if now is None:
        return "removed"
    if before is None:
        return "new"
    return "same" if now == before else "changed"


def _file_of(uri: str, files: Mapping[str, str]) -> str:
    """The file that a record or member was delivered in: `uri` itself, or what stands before a # or / in it."""
    ends = [len(uri), *(place for place in range(len(uri) - 1, 0, -1) if uri[place] in "#/")]
    return next((uri[:end] for end in ends if uri[:end] in files), uri.partition("#")[0])


def _kept(stage: str, settings: Settings, manifest: Mapping[str, Any], cache: Path) -> _Kept:
    """What a run would find of a stage, as far as the last one tells."""
    folder, why = _folder(stage, settings, manifest, cache)
    return _Kept(folder=folder, keys=BatchCache(folder=folder, tables=()).kept() if folder else set(), why=why)


def _folder(stage: str, settings: Settings, manifest: Mapping[str, Any], cache: Path) -> tuple[Path | None, str]:
    last = {one["stage"]: one.get("cache", "") for one in manifest.get("stages", ())}.get(stage, "")
    version = stage_version(stage)
    if last and not last.startswith(f"{stage}/{version}-"):
        return None, "code, knowledge or libraries changed"
    if not last:
        newest = max((cache / stage).glob(f"{version}-*"), key=lambda folder: folder.stat().st_mtime, default=None)
        return newest, "not kept"
    followed = [settings.model_dump(mode="json")[section] for section in FOLLOWED[stage]]
    before = [manifest.get("settings", {}).get(section) for section in FOLLOWED[stage]]
    if _of_articles(followed) != _of_articles(before):
        return None, "settings changed"
    return cache / last, "told otherwise (date, outlet), or not kept"


def _of_articles(sections: Iterable[Any]) -> list[dict[str, Any]]:
    return [{name: value for name, value in (section or {}).items() if name != "outlets"} for section in sections]


def _cleaned(folder: Path | None, ids: set[str], settings: Settings, as_of: date) -> pa.Table:
    """What the later stages are asked by, of the articles that were cleaned before and are among `ids`."""
    batches = (batch_file(batch, CLEANED) for batch in (sorted(folder.glob("*/")) if folder else ()))
    found = [to_frame(pq.read_table(file, columns=list(LIGHT))) for file in batches if file.is_file()]
    schema = pa.schema([CLEANED.schema.field(name) for name in ASKED])
    if not found:
        return schema.empty_table()
    rows = pd.concat(found, ignore_index=True).drop_duplicates("article_id")
    told = told_in_run(
        rows[rows["article_id"].isin(ids)].reset_index(drop=True),
        knowledge=load_knowledge(),
        outlets=settings.clean.outlets,
        as_of=as_of,
    )
    return pa.Table.from_pandas(told[list(ASKED)], schema=schema, preserve_index=False)
