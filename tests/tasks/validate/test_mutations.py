"""More than eighty kinds of fault, put into the tables of a good release before validation: each is named with its row."""

import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from release_faults import ARTICLES, CONTRACT, COPIES, ENTITIES, EVENTS, FLOODS, WRITING, Fault, Flood, Rows, key_of

from schemas.errors import ContractError
from schemas.settings import Settings
from tasks.annotate.task import annotate
from tasks.clean.task import clean
from tasks.code_events.task import code_events
from tasks.deduplicate.task import deduplicate
from tasks.frames import frame_of, write_table
from tasks.ingest.task import ingest
from tasks.link.task import link
from tasks.run import Run
from tasks.validate.audit.asked import Known
from tasks.validate.audit.audit import audit
from tasks.validate.audit.rules import load_rules
from tasks.validate.removal import take_out
from tasks.validate.task import PUBLISHED, _accounts, _assembled

pytestmark = pytest.mark.slow

WAVES = {"articles": ARTICLES, "entities": ENTITIES, "events": EVENTS, "copies": COPIES}
LEAST_NAMED = 0.9
# Columns compared with what the stage itself handed over: they see any change behind it, and none that the stage made.
CARRIED = frozenset(("article_changed", "cluster_changed", "link_changed", "pair_changed"))
LEAST_KINDS = 80

Named = dict[str, set[str]]
"""By code of a check the keys of the rows that it names."""


@pytest.fixture(scope="module")
def release(root: Path, sample_release: Path, tmp_path_factory) -> tuple[Rows, Mapping[str, Path], Path]:
    """The rows of a good release of the sample, and what its stages handed over; what they keep between runs is there already."""
    work = tmp_path_factory.mktemp("release")
    shutil.copytree(sample_release.parent / "work/cache", work / "cache")
    run = Run(run_id="one", settings=Settings(), raw=root / "data/raw", out=work / "out", work=work, as_of=date(2026, 3, 1))
    ingested = ingest.fn(run)
    cleaned = clean.fn(run, ingested)
    unique, annotated = deduplicate.fn(run, cleaned), annotate.fn(run, cleaned)
    linked = link.fn(run, cleaned, annotated)
    coded = code_events.fn(run, cleaned, unique, annotated, linked)
    made = {result.stage: result for result in (ingested, cleaned, unique, annotated, linked, coded)}
    accounts = _accounts(run, made)
    tables = _assembled(made, accounts)
    rows = {t.name: pq.read_table(write_table(tables[t.name], t, work / f"{t.name}.parquet").path).to_pylist() for t in PUBLISHED}
    return rows, accounts, work


def validated(rows: Rows, accounts: Mapping[str, Path], folder: Path) -> Named:
    """What validation names, as the task goes about it: rows that break the contract, then what the rules find."""
    named: Named = defaultdict(set)
    try:
        removal = take_out({t.name: frame_of(t, rows[t.name]) for t in PUBLISHED}, max_share=1.0)
        written = {t.name: write_table(removal.tables[t.name], t, folder / f"{t.name}.parquet").path for t in PUBLISHED}
    except ContractError as error:
        return {WRITING: {str(error)}}
    taken = removal.tables["quarantine"].query("stage == 'validate' and not detail.str.contains('hangs on')")
    named[CONTRACT] |= set(taken["row_key"].dropna()) | set(_articles_of(rows, set(taken["uri"])))
    known = Known(as_of=date(2026, 3, 1), languages=("fr",))
    found = audit({**accounts, **written}, load_rules(), known, folder=folder / "scratch", memory="1GiB")
    for finding in found.findings:
        assert not finding.problem, finding
        named[finding.code] |= {row["key"] for row in finding.sample}
    for key, why in (item for listed in found.failing.values() for item in listed.items()):
        named[why.rsplit("(", 1)[1].rstrip(")")].add(key)
    return named


def _articles_of(rows: Rows, uris: set[str]) -> Iterator[str]:
    return (row["article_id"] for row in rows["articles"] if any(source["uri"] in uris for source in row["sources"]))


def infected(rows: Rows, faults: list[Fault]) -> dict[str, str]:
    """Put each fault into a row of its own; by its name the key of what must be named."""
    used: Counter[Any] = Counter()
    keys: dict[str, str] = {}
    for fault in faults:
        row = min((r for r in rows[fault.table] if fault.where(r)), key=lambda r: used[id(r)])
        assert not used[id(row)], f"no row of its own for « {fault.name} »"
        used[id(row)] += 1
        key = fault.into(row)
        keys[fault.name] = key or key_of(fault.table, row)
    return keys


@pytest.fixture(scope="module")
def judged(release, tmp_path_factory) -> dict[str, tuple[str, set[str], bool]]:
    """For each fault: its check, the checks that named its row, and whether its own check did."""
    rows, accounts, _ = release
    found: dict[str, tuple[str, set[str], bool]] = {}
    for name, faults in WAVES.items():
        tables = deepcopy(rows)
        keys = infected(tables, faults)
        named = validated(tables, accounts, tmp_path_factory.mktemp(name))
        for fault in faults:
            by = {code for code, listed in named.items() if keys[fault.name] in listed}
            found[fault.name] = (fault.code, by, fault.code in by)
    for flood in FLOODS:
        found[flood.name] = _flooded(flood, deepcopy(rows), accounts, tmp_path_factory.mktemp("flood"))
    return found


def _flooded(flood: Flood, rows: Rows, accounts: Mapping[str, Path], folder: Path) -> tuple[str, set[str], bool]:
    keys = flood.into(rows)
    named = validated(rows, accounts, folder)
    by = {code for code, listed in named.items() if keys & listed or any(key in words for key in keys for words in listed)}
    return flood.code, by, flood.code in by


def test_a_good_release_is_named_for_nothing_but_what_it_has(release, tmp_path) -> None:
    rows, accounts, _ = release
    named = validated(rows, accounts, tmp_path)
    errors = {rule.code for rule in load_rules() if rule.severity == "error"}
    assert {code for code in errors if named[code]} == set()
    assert not named[CONTRACT]


def test_there_are_kinds_enough_and_each_is_one(judged) -> None:
    faults = [*ARTICLES, *ENTITIES, *EVENTS, *COPIES, *FLOODS]
    assert len(judged) == len(faults) >= LEAST_KINDS


def test_nine_in_ten_are_named_with_their_row(judged) -> None:
    missed = {name: (code, by) for name, (code, by, is_named) in judged.items() if not is_named}
    assert 1 - len(missed) / len(judged) >= LEAST_NAMED, missed


def test_most_are_named_without_what_the_stages_carried(judged) -> None:
    """A fault that a stage makes itself stands in what it hands over too: only other evidence sees it."""
    seen = [name for name, (_, by, _) in judged.items() if by - CARRIED]
    assert len(seen) / len(judged) >= 0.7, sorted(set(judged) - set(seen))


def test_every_rule_of_an_error_has_its_fault(judged) -> None:
    named = set().union(*(by for _, by, _ in judged.values()))
    assert {rule.code for rule in load_rules() if rule.severity == "error"} - named == {
        "article_lost"
    }  # accounting sees it first
