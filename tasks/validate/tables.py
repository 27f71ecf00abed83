"""Validates a release's tables and decides: run the suites, gather what they found, write the report.

The gate is the highest severity that failed, and any exception: GX's own success is false even for a piece of information.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from tasks.validate.accounting import account
from tasks.validate.contract import columns_found, contracts_of, sound_columns
from tasks.validate.crosschecks import Crosschecked, Held, crosscheck
from tasks.validate.findings import findings_of, impossible
from tasks.validate.gx import PandasDatasource, new_source, run_suite
from tasks.validate.report.write import write_report
from tasks.validate.suites import ACCOUNTED, CONTRACT_KEY, accounting_suite, contract_suite, table_suite
from tasks.validate.verdict import Finding, Verdict, judge

SOURCES = (("articles", "sources"), ("quarantine", "uri"), ("quarantine", "row_table"))


def validate_tables(
    tables: Mapping[str, pd.DataFrame],
    *,
    read_count: int,
    report: Path,
    audited: Iterable[Finding] = (),
    held: Held = MappingProxyType({}),
) -> Verdict:
    """Validate the tables of a release and write the report.

    `tables`: articles, entities, events, quarantine and, if there, overlaps and aliases, as frames. `read_count`: sources read.
    `report`: the folder to write the report into; its pages are replaced. `audited`: what the rules of audit/ found; `held`: the
    cross-checks that are known to hold (Removal). A release is refused when a critical expectation fails or any could not be
    evaluated.
    """
    known = {
        contract.name: tables[contract.name].reset_index(drop=True)
        for contract in contracts_of(tables)
        if contract.name in tables
    }
    found = columns_found(known)
    sound = sound_columns(known, found)
    crosschecked = crosscheck(known, contracts_of(known), sound, held=held)
    accounted = account(known, read_count=read_count) if sound.issuperset(SOURCES) else None
    source = new_source()
    findings = {
        "contract": findings_of("contract", run_suite(source, "contract", contract_suite(), found, key=CONTRACT_KEY)),
        "accounting": _accounting(source, accounted),
    }
    native = report / "gx"
    findings |= {name: _table(source, name, crosschecked, found, native) for name in crosschecked.tables}
    for finding in audited:
        findings[finding.table].append(finding)
    verdict = judge(findings, index=report / "index.html")
    counts = {"read": read_count} if accounted is None else {str(name): int(n) for name, n in accounted.iloc[0].items()}
    write_report(verdict, findings, rows={name: len(frame) for name, frame in known.items()}, account=counts)
    return verdict


def _accounting(source: PandasDatasource, accounted: pd.DataFrame | None) -> list[Finding]:
    if accounted is None:
        return [impossible("accounting", "read", ACCOUNTED, "articles.sources or quarantine.uri can't be read")]
    return findings_of("accounting", run_suite(source, "accounting", accounting_suite(), accounted, key=list(accounted.columns)))


def _table(source: PandasDatasource, name: str, crosschecked: Crosschecked, found: pd.DataFrame, native: Path) -> list[Finding]:
    frame = crosschecked.tables[name]
    contract = next(c for c in contracts_of(crosschecked.tables) if c.name == name)
    typed = set(found.loc[(found["table"] == name) & (found["found"] == found["expected"]), "column"])
    helpers = set(frame.columns) - set(contract.schema.names)
    suite = table_suite(contract, checks=crosschecked.evaluated, sound=typed | helpers)
    key = [column for column in (*contract.key, "article_id", "article_ids") if column in frame.columns]
    findings = findings_of(name, run_suite(source, name, suite, frame, key=key, native=native))
    return findings + [
        impossible(name, check.column, check.words, why) for check, why in crosschecked.impossible if check.table == name
    ]
